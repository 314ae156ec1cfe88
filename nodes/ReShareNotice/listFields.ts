import type { INodeProperties } from 'n8n-workflow';
import { listKinds, type ListKind } from '../../notices/lists/listKinds';
import { buildLanguageField, optionsOfKinds, createVisibilityByKind } from './fieldBuilders';
import { rowsCollection } from '../shared/commonFields';

const shownFor = createVisibilityByKind<ListKind>('kind');

export const daysInStatusField: INodeProperties = {
	displayName: 'Working Days',
	name: 'days',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 5,
	description: '0 means without limit',
};

export const fieldsForLists: INodeProperties[] = [
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		noDataExpression: true,
		options: optionsOfKinds(listKinds),
		default: 'slow',
		description: 'What the list is of. All items become one list.',
	},
	shownFor(['account'], {
		displayName: 'Name of the List',
		name: 'listName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Course readings fall 2026',
		description: 'Stands in the subject',
	}),
	shownFor(['slow'], {
		displayName: 'Working Days to Ship',
		name: 'daysToShip',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'How many working days a lender has to ship, where Get Turnaround does not know its usual time',
	}),
	shownFor(['slow'], {
		displayName: 'Too Long in a Status',
		name: 'limits',
		...rowsCollection,
		placeholder: 'Add Status',
		description:
			'After how many working days a request has been in a status for too long. The default is 1 day while ReShare checks or staff must act, 5 days while libraries are asked, and 10 days on the way here or back. A loan that the patron has, and one whose lender Get Turnaround knows, has no limit.',
		options: [
			{
				displayName: 'Status',
				name: 'statuses',
				values: [
					{
						displayName: 'Status',
						name: 'status',
						type: 'string',
						default: '',
						placeholder: 'e.g. Request sent',
						description: 'As staff read it in ReShare',
					},
					daysInStatusField,
				],
			},
		],
	}),
	shownFor(['digest'], {
		displayName: 'Recent Days',
		name: 'newsDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 7,
		description: 'How many days back the digest lists what is new',
	}),
	shownFor(['digest'], {
		displayName: 'Oldest Requests',
		name: 'oldest',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'How many of the requests that have been open longest are listed',
	}),
	shownFor(['copies'], {
		displayName: 'Copies per Year',
		name: 'mostCopies',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'How many copies of recent articles of one journal are allowed in a year',
	}),
	shownFor(['copies'], {
		displayName: 'Recent Article (Years)',
		name: 'recentYears',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'For how many years an article counts as recent. One without a year always counts.',
	}),
	shownFor(['lendingDesk'], {
		displayName: 'Lending Desk Page URL',
		name: 'deskPage',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.edu/webhook/lending-desk',
		description: 'Production URL of the Webhook node that shows the lending desk',
	}),
	{
		displayName: 'If the List Is Empty',
		name: 'whenNothing',
		type: 'options',
		options: [
			{ name: 'Write Nothing', value: 'nothing', description: 'No item comes out' },
			{
				name: 'Write a Sentence',
				value: 'sentence',
				description: 'A sentence comes out. The node before must have Always Output Data switched on, since n8n runs no node for no items.',
			},
		],
		default: 'nothing',
		description: 'What comes out if there is nothing to list',
	},
	{
		displayName: 'Attach a Spreadsheet',
		name: 'attachSpreadsheet',
		type: 'boolean',
		default: false,
		description:
			"Whether to add the rows as an Excel file, in the field spreadsheet. In Send Email, enter spreadsheet as 'Attachments (File)'.",
	},
	{
		displayName: 'Subject',
		name: 'listSubject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Interlibrary loan this week',
		description: 'Leave it empty to keep the default, which says how many there are',
	},
	buildLanguageField('listLanguage', "Staff's, as in the Library Profile", 'In which the list is written'),
];
