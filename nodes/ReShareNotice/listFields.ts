import type { INodeProperties } from 'n8n-workflow';
import { listKinds, type ListKind } from '../../notices/lists/kinds';
import { languageField, optionsOf, shownBy } from './kindFields';

const shownFor = shownBy<ListKind>('kind');

export const daysInStatus: INodeProperties = {
	displayName: 'Working Days',
	name: 'days',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 5,
	description: 'With 0, as long as it likes',
};

export const listFields: INodeProperties[] = [
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'options',
		noDataExpression: true,
		options: optionsOf(listKinds),
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
		description: "How old a request may be before a library has sent it, where Get Turnaround does not know that library's own days",
	}),
	shownFor(['slow'], {
		displayName: 'Too Long in a Status',
		name: 'limits',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Status',
		default: {},
		description:
			'From how many working days on a request takes too long. Without a line of its own, a status may last 1 day while ReShare checks or staff must act, 5 while libraries are asked, 10 on the way here and back; with the patron as long as it likes, and so where Get Turnaround knows the days of the library are known.',
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
					daysInStatus,
				],
			},
		],
	}),
	shownFor(['digest'], {
		displayName: 'Days of News',
		name: 'newsDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 7,
		description: 'How many days back something is news',
	}),
	shownFor(['digest'], {
		displayName: 'Oldest Requests',
		name: 'oldest',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'How many of the requests that are open longest are named',
	}),
	shownFor(['copies'], {
		displayName: 'Copies per Year',
		name: 'mostCopies',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'How many copies of recent articles one journal may give in a year',
	}),
	shownFor(['copies'], {
		displayName: 'Years That Are Recent',
		name: 'recentYears',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 5,
		description: 'For how many years an article is recent. One without a year counts.',
	}),
	shownFor(['lendingDesk'], {
		displayName: 'Address of the Page',
		name: 'deskPage',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.edu/webhook/lending-desk',
		description: 'Production URL of the Webhook node that shows the lending desk',
	}),
	{
		displayName: 'When There Is Nothing',
		name: 'whenNothing',
		type: 'options',
		options: [
			{ name: 'Write Nothing', value: 'nothing', description: 'No item comes out' },
			{
				name: 'Say So',
				value: 'sentence',
				description: 'A sentence comes out. The node before must have Always Output Data switched on, since n8n runs no node for no items.',
			},
		],
		default: 'nothing',
		description: 'What comes out if there is nothing to list',
	},
	{
		displayName: 'Subject',
		name: 'listSubject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Interlibrary loan this week',
		description: 'Leave it empty to keep ours, which says how many there are',
	},
	languageField('listLanguage', "Staff's, as in the Library Profile", 'In which the list is written'),
];
