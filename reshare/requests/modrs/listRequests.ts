import { hostTerms } from '../../hostTerms';
import { byTime, canFilter, contains, filterEquals, equalsAny, isOn } from './filter';
import type { ModRsListOptions, ModRsClient } from './ModRsClient';
import { isTerminal } from '../model/state';
import { modRsStates } from './states';
import type { PatronRequest, Side } from '../model/request';
import { listRows } from '../port/listRows';
import { everyModRsRow, largestPageOfWholes as onePage, dateProperties, type ModRsRowQuery } from './pages';
import { fitsConditions, phasesOf, withStillness } from '../port/fitsQuery';
import { toSeconds } from '../model/datesAndTimes';
import { latestStart } from '../model/workingDays';
import type { OpenOrClosed, RequestList, RequestQuery } from '../port/RequestBackend';

/** The properties that ReShare's own list searches. */
const bibliographicProperties = ['id', 'hrid', 'title', 'author', 'issn', 'isbn'];
const patronProperties = ['patronGivenName', 'patronSurname', 'patronIdentifier'];

/**
 * The server filters and sorts as far as it can. All rows are checked, since it may answer with others, and the remaining conditions are
 * checked by the rows.
 */
export async function listModRsRequests(requests: ModRsClient, query: RequestQuery): Promise<RequestList> {
	const { limit } = query;
	const conditions = conditionsOf(query);
	const filters = conditions.flatMap(({ filter }) => filter ?? []);
	// In these cases, many rows may be read for a few that match.
	const isFoundOutHere = [query.noStatusChangeFor, query.due, query.otherLibrary].some((given) => given !== undefined);
	return await listRows(query, onePage, async function* (order, changedFrom) {
		const wanted: ModRsRowQuery = {
			side: query.side,
			from: toSeconds(changedFrom),
			search: serverSearch(query),
			order,
			perPage: isFoundOutHere ? undefined : limit,
			fullRecord: query.whole === true || query.noStatusChangeFor !== undefined,
		};
		for (const ofLender of lenderFilters(query)) {
			let isThere = false;
			for await (const row of everyModRsRow(requests, { ...wanted, filters: [...filters, ...ofLender] })) {
				isThere = true;
				yield [conditions.every(({ fits }) => fits?.(row.request) !== false) ? withStillness(row, query) : undefined];
			}
			if (isThere) return;
		}
	});
}

/**
 * These filters are tried one after another until one finds something: with a broker, mod-rs stores only a symbol, and one combined filter
 * would exclude the requests that have only the other field.
 */
function lenderFilters({ lender }: RequestQuery): ReadonlyArray<readonly string[]> {
	return lender === undefined || !canFilter(lender)
		? [[]]
		: [[filterEquals('resolvedSupplier.symbol', lender)], [contains('supplyingInstitutionSymbol', `:${lender}`)]];
}

interface Condition {
	/** The server's filter for the condition, where it has one. */
	readonly filter?: string | undefined;
	readonly fits?: (row: PatronRequest) => boolean;
}

const isTerminalIf: Readonly<Record<OpenOrClosed, boolean>> = { open: false, closed: true };

function conditionsOf(query: RequestQuery): Condition[] {
	const { side, states = [], openOrClosed, patronId, serviceType, pickupLocations: places = [], noStatusChangeFor, age } = query;
	const phases = phasesOf(query);
	const all: Array<Condition | false> = [
		{ fits: (row) => isOn(row, side) && fitsConditions(row, query) },
		states.length > 0 && {
			filter: equalsAny('state.code', states, hostTerms.names.states),
			fits: ({ state }) => states.includes(state?.code ?? ''),
		},
		openOrClosed !== undefined && {
			filter: filterEquals('state.terminal', isTerminalIf[openOrClosed]),
			fits: ({ state }) => isTerminal(state) === isTerminalIf[openOrClosed],
		},
		patronId !== undefined && {
			filter: canFilter(patronId) ? filterEquals('patronIdentifier', patronId) : undefined,
			fits: (row) => row.patronId === patronId,
		},
		query.needsAttention === true && {
			filter: filterEquals('state.needsAttention', true),
			fits: ({ state }) => state?.needsAttention !== false,
		},
		query.unread === true && { filter: filterEquals('hasUnreadMessages', true), fits: ({ unreadMessages }) => unreadMessages !== 0 },
		// mod-rs has a field `overdue` and never sets it, so that only the state shows it.
		query.overdue === true && {
			filter: inStates(side, ({ event }) => event === 'overdue'),
			fits: ({ state }) => state?.known?.event === 'overdue',
		},
		serviceType !== undefined && { filter: filterEquals('serviceType.value', serviceType), fits: (row) => row.serviceType === serviceType },
		phases !== undefined && { filter: inStates(side, ({ phase }) => phases.includes(phase)) },
		// A request must be at least as old as its state.
		...[noStatusChangeFor, age].map((span) => span !== undefined && { filter: byTime('dateCreated', '<=', latestStart(span)) }),
		places.length > 0 && places.length <= mostPlaces && places.every(canFilter) && { filter: places.flatMap(atPlace).join('||') },
		...within('createdAt', query.createdAfter, query.createdBefore),
		...within('changedAt', query.changedAfter, query.changedBefore),
	];
	return all.filter((one) => one !== false);
}

/** The most places in one filter; more do not fit into the line of a call. */
const mostPlaces = 40;

/** The filters for a place: a slug, or a name as requests show it, to which mod-rs appends the library of the shipment. */
function atPlace(place: string): string[] {
	return [filterEquals('pickupLocationSlug', place), contains('pickupLocation', place)];
}

function inStates(side: Side, fits: Parameters<typeof modRsStates.codes>[1]): string {
	return equalsAny('state.code', modRsStates.codes(side, fits));
}

function within(by: keyof typeof dateProperties, after: Date | undefined, before: Date | undefined): Array<Condition | false> {
	const moment = (row: PatronRequest): number => Date.parse(row[by] ?? '');
	return [
		after !== undefined && {
			filter: byTime(dateProperties[by], '>=', after),
			fits: (row) => moment(row) >= Math.floor(after.getTime() / 1000) * 1000,
		},
		before !== undefined && { filter: byTime(dateProperties[by], '<=', before), fits: (row) => moment(row) <= before.getTime() },
	];
}

function serverSearch({ text, textWithoutPatron, patronId }: RequestQuery): ModRsListOptions['search'] {
	if (text !== undefined)
		return {
			term: text,
			properties: textWithoutPatron === true ? bibliographicProperties : [...bibliographicProperties, ...patronProperties],
		};
	return patronId === undefined || canFilter(patronId) ? undefined : { term: patronId, properties: ['patronIdentifier'] };
}
