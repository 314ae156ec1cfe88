import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { noticeKinds, noticeKindsFor, type Audience } from '../../notices/noticeKinds';
import en from '../../notices/messages/en.json';
import { placeholdersFor } from '../../notices/placeholders';
import { buildLanguageField } from './fieldBuilders';
import { optionsCollection, rowsCollection } from '../shared/commonFields';

const audienceWords: Readonly<Record<Audience, string>> = { patron: 'Patron', staff: 'Staff' };

function noticesField(audience: Audience, name: string, displayName: string, description: string): INodeProperties {
	const kinds = noticeKindsFor(audience);
	return {
		displayName,
		name,
		type: 'multiOptions',
		options: kinds.map(({ label, name: value, when }): INodePropertyOptions => ({ name: label, value, description: when })),
		default: [...kinds.filter(({ byDefault }) => byDefault).map(({ name: value }) => value)],
		description,
	};
}

const placeholderNames = (audience: Audience): string[] => placeholdersFor(audience).map(([name]) => `{${name}}`);
const forPatrons = placeholderNames('patron');
const forStaffOnly = placeholderNames('staff').filter((name) => !forPatrons.includes(name));

const notices = noticeKinds.map(({ audience, label, name }): INodePropertyOptions => ({
	name: `${audienceWords[audience]}: ${label}`,
	value: `${audience}.${name}`,
}));

/** Fields that show the default text of the chosen notice to people who write another one. */
const defaultTexts = noticeKinds.map(({ audience, name }): INodeProperties => {
	const { subject, text } = audience === 'patron' ? en.patron[name] : en.staff[name];
	return {
		displayName: `<b>${subject}</b><br>${text.replaceAll('\n', '<br>')}`,
		name: `ours_${audience}_${name}`,
		type: 'notice',
		default: '',
		displayOptions: { show: { notice: [`${audience}.${name}`] } },
	};
});

/** The fields for a library's own wording, in the order in which people fill them in. */
const ownWording: INodeProperties[] = [
	{
		displayName: 'Notice',
		name: 'notice',
		type: 'options',
		options: notices,
		default: 'patron.requested',
		description: 'Which notice gets your wording',
	},
	buildLanguageField('language', 'As Such Notices Usually Are', 'Only notices in this language get your wording; others keep the default'),
	...defaultTexts,
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your request {number}: {title}',
		description: 'Leave it empty to keep the default',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 6 },
		default: '',
		placeholder: 'e.g. We have asked other libraries for "{title}".',
		description:
			'Leave it empty to keep the default. Greeting, details and closing stay around it. An empty line begins a paragraph. A sentence whose placeholder is not known is left out',
		hint: `Placeholders: ${forPatrons.join(' ')}. For staff also ${forStaffOnly.join(' ')}`,
	},
	{
		displayName: 'Leave Out the Reason',
		name: 'withoutReason',
		type: 'boolean',
		default: false,
		description:
			'Whether your text goes without the reason that the default gives. Otherwise the reason follows your text, where that does not name it.',
	},
	{
		displayName: 'Send From',
		name: 'fromEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. circulation@library.example.edu',
		description: 'The address that this notice comes from. Leave it empty for that of the Library Profile.',
	},
	{
		displayName: 'Reply To',
		name: 'replyTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. desk@library.example.edu',
		description: "Where answers go. It becomes the field replyTo, for the email node's option of this name.",
	},
];

export const noticeFields: INodeProperties[] = [
	noticesField('patron', 'patronNotices', 'Notices for Patrons', 'About what patrons are notified. What is not chosen is not written'),
	noticesField('staff', 'staffNotices', 'Notices for Staff', 'About what staff are notified. What is not chosen is not written'),
	buildLanguageField(
		'language',
		'As in the Library Profile',
		'In which patrons are written to. An expression may give it for each item, such as de.',
	),
	{
		displayName: 'Customize Wording',
		name: 'changedWords',
		...rowsCollection,
		placeholder: 'Add Notice',
		description:
			'Your own wording in place of the default, for the notices that you choose. The default ones are in docs/letters, and the operation Preview Notices writes all of them in your wording.',
		options: [
			{
				displayName: 'Notice',
				name: 'notices',
				values: ownWording,
			},
		],
	},
	{
		displayName: 'Closing Lines',
		name: 'closingLines',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. The desk is closed on December 24',
		description: 'Stand below each notice to a patron, behind those of the Library Profile',
	},
	{
		...optionsCollection,
		options: [
			{
				displayName: 'Also to Unconfirmed Patrons',
				name: 'evenIfUnconfirmed',
				type: 'boolean',
				default: false,
				description:
					"Whether to write to the address in a form although your library's own system has not confirmed the patron. With an open form, anybody can then have you write to any address.",
			},
			{
				displayName: 'Decision Page URL',
				name: 'choosePage',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $execution.resumeFormUrl }}',
				description:
					'Address of the page on which staff choose one of the records or approve a copy, such as the form of a Wait node. Choose a Record and Approve a Copy then link to it.',
			},
			{
				displayName: 'Final Notice From (Days Overdue)',
				name: 'thirdLetterFrom',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 22,
				description: 'How many days a loan must be overdue for the final notice',
			},
			{
				displayName: 'Form Fields for Staff',
				name: 'formFields',
				type: 'options',
				options: [
					{ name: 'All', value: 'all', description: 'Whatever somebody typed into a field that no node reads' },
					{ name: 'Chosen Ones', value: 'chosen', description: 'Those in the option Form Fields to List' },
					{ name: 'None', value: 'none', description: 'Staff do not read such fields' },
				],
				default: 'all',
				description: 'Which fields of a form staff read in their letters, of those that no node reads. Patrons read none.',
			},
			{
				displayName: 'Form Fields to List',
				name: 'chosenFormFields',
				type: 'string',
				default: '',
				placeholder: 'e.g. Phone Number, Course',
				description: 'The labels, with commas between them, where Form Fields for Staff is Chosen Ones',
			},
			{
				displayName: 'Include Superseded Changes',
				name: 'evenIfOver',
				type: 'boolean',
				default: false,
				description: 'Whether to write about a change that a later one has superseded, for instance after a pause of the workflow',
			},
			{
				displayName: 'Second Notice From (Days Overdue)',
				name: 'secondLetterFrom',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 8,
				description: 'How many days a loan must be overdue for the second notice',
			},
		],
	},
];

/** The fields for how notices are worded. A preview has them, too. */
export const wordingFields = noticeFields.filter(({ name }) => ['language', 'changedWords', 'closingLines'].includes(name));
