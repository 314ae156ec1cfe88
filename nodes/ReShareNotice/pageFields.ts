import type { INodeProperties } from 'n8n-workflow';
import { webPageKinds } from '../../notices/pages/pageKinds';
import { buildLanguageField, optionsOfKinds } from './fieldBuilders';

const forLending = { show: { page: ['lendingDesk'] } };

export const pageFields: INodeProperties[] = [
	{
		displayName: 'Page',
		name: 'page',
		type: 'options',
		noDataExpression: true,
		options: optionsOfKinds(webPageKinds),
		default: 'lendingDesk',
		description: 'What the page is of. All items become one page.',
	},
	{
		displayName: 'Webhook Item',
		name: 'asked',
		type: 'string',
		default: '',
		placeholder: "e.g. {{ $('Desk Page').first(1).json }}",
		description:
			'The item of the Webhook node that was called, as an expression (its second output is POST): who is signed in, which button was pressed, or what was scanned',
	},
	{
		displayName: 'Reasons for Unfilled',
		name: 'reasons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Reason',
		default: {
			reasons: [
				{ words: 'Not on the shelf', code: 'notonshelf' },
				{ words: 'On loan', code: 'onloan' },
				{ words: 'In use', code: 'inuse' },
				{ words: 'Does not circulate', code: 'noncirculating' },
			],
		},
		description: 'What staff choose from with Cannot Supply',
		displayOptions: forLending,
		options: [
			{
				displayName: 'Reason',
				name: 'reasons',
				values: [
					{
						displayName: 'Reason',
						name: 'words',
						type: 'string',
						default: '',
						placeholder: 'e.g. Not on the shelf',
						description: 'As staff read it',
					},
					{
						displayName: 'Code',
						name: 'code',
						type: 'string',
						default: '',
						placeholder: 'e.g. notonshelf',
						description: "As your ReShare names it; the list of Perform Action's Reason shows them",
					},
				],
			},
		],
	},
	{
		displayName: 'Lending Locations',
		name: 'places',
		type: 'string',
		default: '',
		placeholder: 'e.g. Main Library, Remote Stacks',
		description: 'The locations that your library lends from, separated by commas. Without them, the page asks when ReShare wants to know.',
		displayOptions: forLending,
	},
	buildLanguageField('pageLanguage', "Staff's, as in the Library Profile", 'In which the page is written'),
];
