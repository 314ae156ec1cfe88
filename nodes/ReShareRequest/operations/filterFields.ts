import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { n8nClock } from '../../shared/n8nClock';
import { badInputError } from '../../../reshare/errors';
import type { ClientModule, RequestQuery } from '../../shared/loadClient';
import { readChoiceOrThrow, readYesNoOrThrow } from '../../shared/readChoicesAndNumbers';
import { createPropertyFinder } from '../../shared/createPropertyFinder';
import { holidaysField, readCalendar, weekendField } from './calendarFields';
import { toText, readListOrThrow, readPatronIdOrThrow, readTextOrThrow } from '../../shared/readParameters';

const openOrClosedChoices: Readonly<
	Record<NonNullable<RequestQuery['openOrClosed']>, { readonly name: string; readonly description: string }>
> = {
	closed: { name: 'Closed', description: 'Complete, canceled, end of rota and the like' },
	open: { name: 'Open', description: 'Still on its way' },
};

export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Age in Working Days',
			name: 'ageInWorkingDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description: 'Only requests that were made at least this many working days ago',
		},
		{
			displayName: 'Changed After',
			name: 'changedAfter',
			type: 'dateTime',
			default: '',
			description: 'Only requests that changed at this time or later',
		},
		{
			displayName: 'Changed Before',
			name: 'changedBefore',
			type: 'dateTime',
			default: '',
			description: 'Only requests that last changed at this time or earlier',
		},
		{
			displayName: 'Created After',
			name: 'createdAfter',
			type: 'dateTime',
			default: '',
			description: 'Only requests made at this time or later',
		},
		{
			displayName: 'Created Before',
			name: 'createdBefore',
			type: 'dateTime',
			default: '',
			description: 'Only requests made at this time or earlier',
		},
		{
			displayName: 'Due Within (Days)',
			name: 'dueWithin',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 3,
			description:
				"Only items on loan that are due today or within this many days, in the workflow's time zone; with Overdue By, overdue ones, too. ReShare cannot search for this, so everything on loan that fits the other filters is read.",
		},
		holidaysField,
		{
			displayName: 'Lender or Borrower',
			name: 'otherLibrary',
			type: 'string',
			default: '',
			placeholder: 'e.g. Lakeside, or US-LAKE',
			description:
				'Only requests with this library on the other side: the lender of a borrowing request, the borrower of a lending one. A part of its name, or its symbol. ReShare cannot search for this, so every request that fits the other filters is read.',
		},
		{
			displayName: 'Needs Attention',
			name: 'needsAttention',
			type: 'boolean',
			default: true,
			description: 'Whether to list only requests that ReShare marks as needing attention, or has left standing',
		},
		{
			displayName: 'No Status Change for Working Days',
			name: 'noStatusChangeFor',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description:
				'Only requests whose status has not changed for this many working days, by their history. ReShare cannot search for this, so every request that fits the other filters is read.',
		},
		{
			displayName: 'Not Shipped Yet',
			name: 'notShippedYet',
			type: 'boolean',
			default: true,
			description: 'Whether to list only requests for which no library has sent anything yet',
		},
		{
			displayName: 'Open or Closed',
			name: 'openOrClosed',
			type: 'options',
			options: Object.entries(openOrClosedChoices).map(([value, choice]) => ({ ...choice, value })),
			default: 'open',
			description: 'Whether the request is at its end',
		},
		{
			displayName: 'Overdue',
			name: 'overdue',
			type: 'boolean',
			default: true,
			description: 'Whether to list only loans that ReShare calls overdue',
		},
		{
			displayName: 'Overdue By (Days)',
			name: 'overdueBy',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1,
			description:
				'Only items on loan that were due at least this many days ago, whatever their status. ReShare cannot search for this, so everything on loan that fits the other filters is read.',
		},
		{
			displayName: 'Patron ID',
			name: 'patronId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 21234000123456',
			description: 'Only requests of this patron; the whole identifier, not a part of it',
		},
		{
			displayName: 'Pickup Location',
			name: 'pickupLocations',
			type: 'string',
			default: '',
			placeholder: 'e.g. EAST-MAIN, EAST-SCI',
			description: 'Only requests for these pickup locations, by their slugs or by the names that requests show, separated by commas',
		},
		{
			displayName: 'Service Type',
			name: 'serviceType',
			type: 'options',
			options: [
				{ name: 'Copy', value: 'copy' },
				{ name: 'Loan', value: 'loan' },
			],
			default: 'loan',
			description: 'Whether a loan or a copy was requested',
		},
		{
			displayName: 'Status Names or IDs',
			name: 'states',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getStates', loadOptionsDependsOn: ['side'] },
			default: [],
			description:
				'Only requests in one of these states. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			default: '',
			placeholder: 'e.g. Austen',
			description:
				'Words that must stand in number, title, author, ISBN, ISSN or patron, as in the search field of ReShare. As an AI tool, patrons are not searched.',
		},
		{
			displayName: 'Unread Messages',
			name: 'unread',
			type: 'boolean',
			default: true,
			description: 'Whether to list only requests with unread messages',
		},
		weekendField,
	],
};

const fieldOf = createPropertyFinder(filtersField.options);

/**
 * Reads a number of days.
 *
 * @throws ReShareError `badInput` for what is no number
 */
function daysIn(given: unknown, displayName: string): number | undefined {
	if (given === undefined) return undefined;
	const value = toText(given).trim();
	if (value !== '' && Number.isFinite(Number(value))) return Number(value);
	throw badInputError(`'${displayName}' is not a number of days`, 'Write it as a number, such as 5, or take the filter out.');
}

type Conditions = Omit<RequestQuery, 'side' | 'sort' | 'limit' | 'whole' | 'changesOnly' | 'withRaw' | 'textWithoutPatron' | 'lender'>;

export function readFilters(
	context: IExecuteFunctions,
	client: ClientModule,
	itemIndex: number,
): { readonly [Name in keyof Required<Conditions>]: Conditions[Name] } {
	const given = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const text = (name: string): string | undefined => {
		const value = readTextOrThrow(given[name], fieldOf(name).displayName).trim();
		return value === '' ? undefined : value;
	};
	const date = (name: string): Date | undefined => {
		const value = text(name);
		return value === undefined ? undefined : client.readMoment(value, timeZone);
	};
	const yes = (name: string): boolean | undefined => readYesNoOrThrow(given[name], fieldOf(name).displayName);
	const now = new Date(n8nClock.now());
	const timeZone = context.getTimezone();
	const days = (name: string): number | undefined => daysIn(given[name], fieldOf(name).displayName);
	const workingDays = (name: string): RequestQuery['noStatusChangeFor'] => {
		const wanted = days(name);
		return wanted === undefined ? undefined : { workingDays: wanted, now, calendar: readCalendar(client, given, timeZone) };
	};
	const [dueWithin, overdueBy] = [days('dueWithin'), days('overdueBy')];
	return {
		states: given.states === undefined ? undefined : readListOrThrow(given.states, 'Status').flatMap((codes) => codes.split(/\s+/)),
		openOrClosed: readChoiceOrThrow(given.openOrClosed, fieldOf('openOrClosed')) as Conditions['openOrClosed'],
		// An empty filter would list the requests of all patrons.
		patronId:
			'patronId' in given
				? readPatronIdOrThrow(
						given.patronId,
						'Give the whole identifier of the patron, or take the filter out to list the requests of all patrons.',
					)
				: undefined,
		text: text('text'),
		createdAfter: date('createdAfter'),
		createdBefore: date('createdBefore'),
		changedAfter: date('changedAfter'),
		changedBefore: date('changedBefore'),
		needsAttention: yes('needsAttention'),
		unread: yes('unread'),
		overdue: yes('overdue'),
		serviceType: readChoiceOrThrow(given.serviceType, fieldOf('serviceType')) as Conditions['serviceType'],
		noStatusChangeFor: workingDays('noStatusChangeFor'),
		age: workingDays('ageInWorkingDays'),
		due:
			dueWithin === undefined && overdueBy === undefined ? undefined : { withinDays: dueWithin, overdueByDays: overdueBy, now, timeZone },
		notShippedYet: yes('notShippedYet'),
		otherLibrary: text('otherLibrary'),
		pickupLocations:
			text('pickupLocations') === undefined ? undefined : readListOrThrow(given.pickupLocations, fieldOf('pickupLocations').displayName),
	};
}
