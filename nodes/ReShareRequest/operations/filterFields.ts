import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { n8nClock } from '../../shared/n8nClock';
import { badInputError } from '../../../reshare/errors';
import type { ClientModule, RequestQuery } from '../../shared/loadClient';
import { readChoiceOrThrow, readYesNoOrThrow } from '../../shared/readYesNoChoicesAndNumbers';
import { createPropertyFinder } from '../../shared/createPropertyFinder';
import { holidaysField, readCalendar, weekendField } from './holidayAndWeekendFields';
import { toText, readListOrThrow, readTextOrThrow } from '../../shared/readParameters';
import { readPatronIdOrThrow } from '../../shared/readPatronId';
import {
	buildChoiceField,
	buildChoices,
	buildCollection,
	buildField,
	buildNumberField,
	buildPickupLocationsFilter,
	buildServiceTypeFilter,
	buildSwitchField,
	buildTextField,
} from '../../shared/fieldBuilders';

export const filtersField = buildCollection('Filters', 'filters', 'Add Filter', [
	buildNumberField('Age in Working Days', 'ageInWorkingDays', 'Only requests that were made at least this many working days ago', 5, {
		minValue: 1,
	}),
	buildField('dateTime', 'Changed After', 'changedAfter', 'Only requests that changed at this time or later'),
	buildField('dateTime', 'Changed Before', 'changedBefore', 'Only requests that last changed at this time or earlier'),
	buildField('dateTime', 'Created After', 'createdAfter', 'Only requests made at this time or later'),
	buildField('dateTime', 'Created Before', 'createdBefore', 'Only requests made at this time or earlier'),
	buildNumberField(
		'Due Within (Days)',
		'dueWithin',
		"Only items on loan that are due today or within this many days, in the workflow's time zone; with Overdue By, overdue ones, too. ReShare cannot search for this, so everything on loan that fits the other filters is read.",
		3,
		{ minValue: 0 },
	),
	holidaysField,
	buildTextField(
		'Lender or Borrower',
		'otherLibrary',
		'Only requests with this library on the other side: the lender of a borrowing request, the borrower of a lending one. A part of its name, or its symbol. ReShare cannot search for this, so every request that fits the other filters is read.',
		{ placeholder: 'e.g. Lakeside, or US-LAKE' },
	),
	buildSwitchField(
		'Needs Attention',
		'needsAttention',
		'Whether to list only requests that ReShare marks as needing attention, or has left standing',
		true,
	),
	buildNumberField(
		'No Status Change for Working Days',
		'noStatusChangeFor',
		'Only requests whose status has not changed for this many working days, by their history. ReShare cannot search for this, so every request that fits the other filters is read.',
		5,
		{ minValue: 1 },
	),
	buildSwitchField('Not Shipped Yet', 'notShippedYet', 'Whether to list only requests for which no library has sent anything yet', true),
	buildChoiceField(
		'Open or Closed',
		'openOrClosed',
		'Whether the request is at its end',
		buildChoices({ closed: ['Closed', 'Complete, canceled, end of rota and the like'], open: ['Open', 'Still on its way'] }),
		'open',
	),
	buildSwitchField('Overdue', 'overdue', 'Whether to list only loans that ReShare calls overdue', true),
	buildNumberField(
		'Overdue By (Days)',
		'overdueBy',
		'Only items on loan that were due at least this many days ago, whatever their status. ReShare cannot search for this, so everything on loan that fits the other filters is read.',
		1,
		{ minValue: 1 },
	),
	buildTextField('Patron ID', 'patronId', 'Only requests of this patron; the whole identifier, not a part of it', {
		placeholder: 'e.g. 21234000123456',
	}),
	buildPickupLocationsFilter('Pickup Location'),
	buildServiceTypeFilter('Service Type', 'Whether a loan or a copy was requested'),
	buildField(
		'multiOptions',
		'Status Names or IDs',
		'states',
		'Only requests in one of these states. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		{ typeOptions: { loadOptionsMethod: 'getStates', loadOptionsDependsOn: ['side'] }, default: [] },
	),
	buildTextField(
		'Text',
		'text',
		'Words that must stand in number, title, author, ISBN, ISSN or patron, as in the search field of ReShare. As an AI tool, patrons are not searched.',
		{ placeholder: 'e.g. Austen' },
	),
	buildSwitchField('Unread Messages', 'unread', 'Whether to list only requests with unread messages', true),
	weekendField,
]);

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
	const text = (name: string) => readTextOrThrow(given[name], fieldOf(name).displayName).trim() || undefined;
	const date = (name: string) => {
		const value = text(name);
		return value === undefined ? undefined : client.readMoment(value, timeZone);
	};
	const yes = (name: string) => readYesNoOrThrow(given[name], fieldOf(name).displayName);
	const now = new Date(n8nClock.now());
	const timeZone = context.getTimezone();
	const days = (name: string) => daysIn(given[name], fieldOf(name).displayName);
	const workingDays = (name: string) => {
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
