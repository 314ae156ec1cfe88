import type { INodeProperties } from 'n8n-workflow';
import { webPageKinds } from '../../notices/webPages/webPageKinds';
import { buildLanguageField, buildKindChoices } from './kindAndLanguageFields';
import { buildChoiceField, buildRowsField, buildTextField } from '../shared/fieldBuilders';

const forLending = { show: { page: ['lendingDesk'] } };

export const pageFields: INodeProperties[] = [
	buildChoiceField('Page', 'page', 'What the page is of. All items become one page.', buildKindChoices(webPageKinds), 'lendingDesk', {
		noDataExpression: true,
	}),
	buildTextField(
		'Webhook Item',
		'asked',
		'The item of the Webhook node that was called, as an expression (its second output is POST): who is signed in, which button was pressed, or what was scanned',
		{ placeholder: "e.g. {{ $('Desk Page').first(1).json }}" },
	),
	buildRowsField(
		'Reasons for Unfilled',
		'reasons',
		'What staff choose from with Cannot Supply',
		{
			displayName: 'Reason',
			name: 'reasons',
			values: [
				buildTextField('Reason', 'words', 'As staff read it', { placeholder: 'e.g. Not on the shelf' }),
				buildTextField('Code', 'code', "As your ReShare names it; the list of Perform Action's Reason shows them", {
					placeholder: 'e.g. notonshelf',
				}),
			],
		},
		{
			default: {
				reasons: [
					{ words: 'Not on the shelf', code: 'notonshelf' },
					{ words: 'On loan', code: 'onloan' },
					{ words: 'In use', code: 'inuse' },
					{ words: 'Does not circulate', code: 'noncirculating' },
				],
			},
			displayOptions: forLending,
		},
	),
	buildTextField(
		'Lending Locations',
		'places',
		'The locations that your library lends from, separated by commas. Without them, the page asks when ReShare wants to know.',
		{ placeholder: 'e.g. Main Library, Remote Stacks', displayOptions: forLending },
	),
	buildLanguageField('pageLanguage', "Staff's, as in the Library Profile", 'In which the page is written'),
];
