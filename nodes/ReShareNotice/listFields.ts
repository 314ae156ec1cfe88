import type { INodeProperties } from 'n8n-workflow';
import { listKinds, type ListKind } from '../../notices/lists/listKinds';
import { buildLanguageField, buildKindChoices } from './kindAndLanguageFields';
import {
	buildChoiceField,
	buildChoices,
	buildNumberField,
	buildRowsField,
	buildSwitchField,
	buildTextField,
	createVisibilityByKind,
} from '../shared/fieldBuilders';

const shownFor = createVisibilityByKind<ListKind>('kind');

export const daysInStatusField = buildNumberField('Working Days', 'days', '0 means without limit', 5, { minValue: 0 });

export const fieldsForLists: INodeProperties[] = [
	buildChoiceField('Kind', 'kind', 'What the list is of. All items become one list.', buildKindChoices(listKinds), 'slow', {
		noDataExpression: true,
	}),
	shownFor(
		['account'],
		buildTextField('Name of the List', 'listName', 'Stands in the subject', { placeholder: 'e.g. Course readings fall 2026' }),
	),
	shownFor(
		['slow'],
		buildNumberField(
			'Working Days to Ship',
			'daysToShip',
			'How many working days a lender has to ship, where Get Turnaround does not know its usual time',
			5,
			{ minValue: 1 },
		),
	),
	shownFor(
		['slow'],
		buildRowsField(
			'Too Long in a Status',
			'limits',
			'After how many working days a request has been in a status for too long. The default is 1 day while ReShare checks or staff must act, 5 days while libraries are asked, and 10 days on the way here or back. A loan that the patron has, and one whose lender Get Turnaround knows, has no limit.',
			{
				displayName: 'Status',
				name: 'statuses',
				values: [
					buildTextField('Status', 'status', 'As staff read it in ReShare', { placeholder: 'e.g. Request sent' }),
					daysInStatusField,
				],
			},
		),
	),
	shownFor(['digest'], buildNumberField('Recent Days', 'newsDays', 'How many days back the digest lists what is new', 7, { minValue: 1 })),
	shownFor(
		['digest'],
		buildNumberField('Oldest Requests', 'oldest', 'How many of the requests that have been open longest are listed', 5, { minValue: 0 }),
	),
	shownFor(
		['copies'],
		buildNumberField('Copies per Year', 'mostCopies', 'How many copies of recent articles of one journal are allowed in a year', 5, {
			minValue: 1,
		}),
	),
	shownFor(
		['copies'],
		buildNumberField(
			'Recent Article (Years)',
			'recentYears',
			'For how many years an article counts as recent. One without a year always counts.',
			5,
			{ minValue: 0 },
		),
	),
	shownFor(
		['lendingDesk'],
		buildTextField('Lending Desk Page URL', 'deskPage', 'Production URL of the Webhook node that shows the lending desk', {
			placeholder: 'e.g. https://n8n.example.edu/webhook/lending-desk',
		}),
	),
	buildChoiceField(
		'If the List Is Empty',
		'whenNothing',
		'What comes out if there is nothing to list',
		buildChoices({
			nothing: ['Write Nothing', 'No item comes out'],
			sentence: [
				'Write a Sentence',
				'A sentence comes out. The node before must have Always Output Data switched on, since n8n runs no node for no items.',
			],
		}),
		'nothing',
	),
	buildSwitchField(
		'Attach a Spreadsheet',
		'attachSpreadsheet',
		"Whether to add the rows as an Excel file, in the field spreadsheet. In Send Email, enter spreadsheet as 'Attachments (File)'.",
	),
	buildTextField('Subject', 'listSubject', 'Leave it empty to keep the default, which says how many there are', {
		placeholder: 'e.g. Interlibrary loan this week',
	}),
	buildLanguageField('listLanguage', "Staff's, as in the Library Profile", 'In which the list is written'),
];
