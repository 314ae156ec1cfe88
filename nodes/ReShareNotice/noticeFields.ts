import type { INodeProperties } from 'n8n-workflow';
import { noticeKinds, noticeKindsFor, type Audience } from '../../notices/noticeKinds';
import en from '../../notices/messages/en.json';
import { placeholdersFor } from '../../notices/placeholders';
import { buildLanguageField } from './kindAndLanguageFields';
import {
	buildChoiceField,
	buildChoices,
	buildField,
	buildNumberField,
	buildOptionsField,
	buildRowsField,
	buildSwitchField,
	buildTextField,
} from '../shared/fieldBuilders';

const audienceWords: Readonly<Record<Audience, string>> = { patron: 'Patron', staff: 'Staff' };

function noticesField(audience: Audience, name: string, displayName: string, description: string): INodeProperties {
	const kinds = noticeKindsFor(audience);
	return buildField('multiOptions', displayName, name, description, {
		options: kinds.map(({ label, name: value, when }) => ({ name: label, value, description: when })),
		default: kinds.filter(({ byDefault }) => byDefault).map(({ name: value }) => value),
	});
}

const placeholderNames = (audience: Audience) => placeholdersFor(audience).map(([name]) => `{${name}}`);
const forPatrons = placeholderNames('patron');
const forStaffOnly = placeholderNames('staff').filter((name) => !forPatrons.includes(name));

const notices = noticeKinds.map(({ audience, label, name }) => ({
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
	buildChoiceField('Notice', 'notice', 'Which notice gets your wording', notices, 'patron.requested'),
	buildLanguageField('language', 'As Such Notices Usually Are', 'Only notices in this language get your wording; others keep the default'),
	...defaultTexts,
	buildTextField('Subject', 'subject', 'Leave it empty to keep the default', { placeholder: 'e.g. Your request {number}: {title}' }),
	buildTextField(
		'Text',
		'text',
		'Leave it empty to keep the default. Greeting, details and closing stay around it. An empty line begins a paragraph. A sentence whose placeholder is not known is left out',
		{
			typeOptions: { rows: 6 },
			placeholder: 'e.g. We have asked other libraries for "{title}".',
			hint: `Placeholders: ${forPatrons.join(' ')}. For staff also ${forStaffOnly.join(' ')}`,
		},
	),
	buildSwitchField(
		'Leave Out the Reason',
		'withoutReason',
		'Whether your text goes without the reason that the default gives. Otherwise the reason follows your text, where that does not name it.',
	),
	buildTextField('Send From', 'fromEmail', 'The address that this notice comes from. Leave it empty for that of the Library Profile.', {
		placeholder: 'e.g. circulation@library.example.edu',
	}),
	buildTextField('Reply To', 'replyTo', "Where answers go. It becomes the field replyTo, for the email node's option of this name.", {
		placeholder: 'e.g. desk@library.example.edu',
	}),
];

export const noticeOptionsField = buildOptionsField([
	buildSwitchField(
		'Also to Unconfirmed Patrons',
		'evenIfUnconfirmed',
		"Whether to write to the address in a form although your library's own system has not confirmed the patron. With an open form, anybody can then have you write to any address.",
	),
	buildTextField(
		'Decision Page URL',
		'choosePage',
		'Address of the page on which staff choose one of the records or approve a copy, such as the form of a Wait node. Choose a Record and Approve a Copy then link to it. Leave it empty for an item that has no such page in the workflow.',
		{ placeholder: 'e.g. {{ $execution.resumeFormUrl }}' },
	),
	buildNumberField('Final Notice From (Days Overdue)', 'thirdLetterFrom', 'How many days a loan must be overdue for the final notice', 22, {
		minValue: 1,
	}),
	buildChoiceField(
		'Form Fields for Staff',
		'formFields',
		'Which fields of a form staff read in their letters, of those that no node reads. Patrons read none.',
		buildChoices({
			all: ['All', 'Whatever somebody typed into a field that no node reads'],
			chosen: ['Chosen Ones', 'Those in the option Form Fields to List'],
			none: ['None', 'Staff do not read such fields'],
		}),
		'all',
	),
	buildTextField(
		'Form Fields to List',
		'chosenFormFields',
		'The labels, with commas between them, where Form Fields for Staff is Chosen Ones',
		{ placeholder: 'e.g. Phone Number, Course' },
	),
	buildSwitchField(
		'Include Superseded Changes',
		'evenIfOver',
		'Whether to write about a change that a later one has superseded, for instance after a pause of the workflow',
	),
	buildNumberField(
		'Second Notice From (Days Overdue)',
		'secondLetterFrom',
		'How many days a loan must be overdue for the second notice',
		8,
		{ minValue: 1 },
	),
]);

export const noticeFields: INodeProperties[] = [
	noticesField('patron', 'patronNotices', 'Notices for Patrons', 'About what patrons are notified. What is not chosen is not written'),
	noticesField('staff', 'staffNotices', 'Notices for Staff', 'About what staff are notified. What is not chosen is not written'),
	buildLanguageField(
		'language',
		'As in the Library Profile',
		'In which patrons are written to. An expression may give it for each item, such as de.',
	),
	buildRowsField(
		'Customize Wording',
		'changedWords',
		'Your own wording in place of the default, for the notices that you choose. The default ones are in docs/letters, and the operation Preview Notices writes all of them in your wording.',
		{
			displayName: 'Notice',
			name: 'notices',
			values: ownWording,
		},
	),
	buildTextField('Closing Lines', 'closingLines', 'Stand below each notice to a patron, behind those of the Library Profile', {
		typeOptions: { rows: 2 },
		placeholder: 'e.g. The desk is closed on December 24',
	}),
	noticeOptionsField,
];

/** The fields for how notices are worded. A preview has them, too. */
export const wordingFields = noticeFields.filter(({ name }) => ['language', 'changedWords', 'closingLines'].includes(name));
