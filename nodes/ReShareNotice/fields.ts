import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { kindsFor, type Audience, type Kind } from '../../notices/kinds';
import { placeholdersFor } from '../../notices/placeholders';
import { languageField } from './kindFields';

const audienceWords: Readonly<Record<Audience, string>> = { patron: 'Patron', staff: 'Staff' };

function noticesField(audience: Audience, name: string, displayName: string, description: string): INodeProperties {
	const kinds = kindsFor(audience);
	return {
		displayName,
		name,
		type: 'multiOptions',
		options: kinds.map(({ label, name: value, when }): INodePropertyOptions => ({ name: label, value, description: when })),
		default: [...kinds.filter(({ byDefault }) => byDefault).map(({ name: value }) => value)],
		description,
	};
}

function placeholderList(audience: Audience): string {
	return placeholdersFor(audience)
		.map(([name]) => `{${name}}`)
		.join(' ');
}

const staffOnly = placeholdersFor('staff')
	.filter(([name]) => !placeholdersFor('patron').some(([other]) => other === name))
	.map(([name]) => `{${name}}`)
	.join(' ');

const notices = (['patron', 'staff'] as const).flatMap((audience) =>
	kindsFor(audience).map(({ label, name }: Kind): INodePropertyOptions => ({
		name: `${audienceWords[audience]}: ${label}`,
		value: `${audience}.${name}`,
	})),
);

export const noticeFields: INodeProperties[] = [
	noticesField('patron', 'patronNotices', 'Notices for Patrons', 'About what patrons are notified. What is not chosen is not written'),
	noticesField('staff', 'staffNotices', 'Notices for Staff', 'About what staff are notified. What is not chosen is not written'),
	languageField(
		'language',
		'As in the Library Profile',
		'In which patrons are written to. An expression may give it for each item, such as de.',
	),
	{
		displayName: 'Customize Wording',
		name: 'changedWords',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Notice',
		default: {},
		description: 'Your own wording in place of the default, for the notices that you choose',
		options: [
			{
				displayName: 'Notice',
				name: 'notices',
				values: [
					{
						displayName: 'Notice',
						name: 'notice',
						type: 'options',
						options: notices,
						default: 'patron.requested',
						description: 'Which notice gets your wording',
					},
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
						hint: `Placeholders: ${placeholderList('patron')}. For staff also ${staffOnly}`,
					},
				],
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
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
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
				displayName: 'Final Notice From (Days Overdue)',
				name: 'thirdLetterFrom',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 22,
				description: 'How many days a loan must be overdue for the final notice',
			},
			{
				displayName: 'Include Superseded Changes',
				name: 'evenIfOver',
				type: 'boolean',
				default: false,
				description: 'Whether to write about a change that a later one has superseded, for instance after a pause of the workflow',
			},
			{
				displayName: 'Record Selection Page URL',
				name: 'choosePage',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $execution.resumeFormUrl }}',
				description:
					'Address of the page on which staff choose one of the records, such as the form of a Wait node. Choose a Record then links to it.',
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
