import { filterByTime, canFilterBy, filterByText, filterEquals, filterEqualsAny } from './filterSyntax';
import type { ModRsListOptions, ModRsClient } from './ModRsClient';
import { isTerminal } from '../model/state';
import { modRsStates } from './statesAndSentences';
import type { PatronRequest, Side } from '../model/request';
import { listRequestRows } from '../port/listRequestRows';
import { eachModRsRequest, largestFullRecordPageSize as onePage, dateProperties, type ModRsRowQuery } from './listPages';
import { fitsQueryConditions, phasesOfQuery, toListedRequest } from '../port/fitsQueryConditions';
import { isoToSeconds } from '../model/datesAndTimes';
import { latestCreationTime } from '../model/workingDays';
import type { RequestList } from '../port/RequestBackend';
import type { RequestQuery } from '../port/RequestQuery';

/** The properties that the search in ReShare's own list covers. */
const bibliographicProperties = ['id', 'hrid', 'title', 'author', 'issn', 'isbn'];
const patronProperties = ['patronGivenName', 'patronSurname', 'patronIdentifier'];

/**
 * Lists requests. The server filters and sorts them as far as it can. Each row is then checked, both for the remaining conditions and
 * because the server may answer with rows that were not asked for.
 */
export async function listModRsRequests(requests: ModRsClient, query: RequestQuery): Promise<RequestList> {
	const { limit } = query;
	const conditions = conditionsOf(query);
	const filters = conditions.flatMap(({ filter }) => filter ?? []);
	// For these conditions, many rows may have to be read until a few match.
	const isFoundOutHere = [query.noStatusChangeFor, query.due, query.otherLibrary].some((given) => given !== undefined);
	const perPage = isFoundOutHere ? undefined : limit;
	return await listRequestRows(query, Math.min(perPage ?? onePage, onePage), async function* (order, changedFrom) {
		const wanted: ModRsRowQuery = {
			side: query.side,
			from: isoToSeconds(changedFrom),
			search: serverSearch(query),
			order,
			perPage,
			fullRecord: query.whole === true || query.noStatusChangeFor !== undefined,
		};
		for (const ofLender of lenderFilters(query)) {
			let isThere = false;
			for await (const row of eachModRsRequest(requests, { ...wanted, filters: [...filters, ...ofLender] })) {
				isThere = true;
				yield [conditions.every(({ fits }) => fits?.(row.request) !== false) ? toListedRequest(row, query) : undefined];
			}
			if (isThere) return;
		}
	});
}

/**
 * Returns filters to be tried one after the other until one finds something. With a broker, mod-rs stores only a symbol, and one combined
 * filter would exclude the requests that have only the other field.
 */
function lenderFilters({ lender }: RequestQuery): ReadonlyArray<readonly string[]> {
	return lender === undefined || !canFilterBy(lender)
		? [[]]
		: [[filterEquals('resolvedSupplier.symbol', lender)], [filterByText('supplyingInstitutionSymbol', '=~', `:${lender}`)]];
}

interface Condition {
	/** The filter for the condition that the server understands, if there is one. */
	readonly filter?: string;
	readonly fits?: (row: PatronRequest) => boolean;
}

function conditionsOf(query: RequestQuery) {
	const { side, states = [], openOrClosed, patronId, serviceType, pickupLocations: places = [], noStatusChangeFor, age } = query;
	const phases = phasesOfQuery(query);
	const all: Array<Condition | false> = [
		{ fits: (row) => row.side === side && fitsQueryConditions(row, query) },
		states.length > 0 && {
			filter: filterEqualsAny('state.code', states, '⟦states⟧'),
			fits: ({ state }) => states.includes(state?.code ?? ''),
		},
		openOrClosed !== undefined && {
			filter: filterEquals('state.terminal', openOrClosed === 'closed'),
			fits: ({ state }) => isTerminal(state) === (openOrClosed === 'closed'),
		},
		patronId !== undefined && {
			filter: canFilterBy(patronId) ? filterEquals('patronIdentifier', patronId) : undefined,
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
		// A request is at least as old as its state, so that the server can filter by its creation.
		...[noStatusChangeFor, age].map(
			(span) => span !== undefined && { filter: filterByTime('dateCreated', '<=', latestCreationTime(span)) },
		),
		places.length > 0 && places.length <= mostPlaces && places.every(canFilterBy) && { filter: places.flatMap(atPlace).join('||') },
		...within('createdAt', query.createdAfter, query.createdBefore),
		...within('changedAt', query.changedAfter, query.changedBefore),
	];
	return all.filter((one) => one !== false);
}

/** The most locations in one filter; more do not fit into the line of a call. */
const mostPlaces = 40;

/**
 * Returns the filters for a pickup location: a slug, or a name as requests show it, to which mod-rs appends the library of the shipment.
 */
function atPlace(place: string) {
	return [filterEquals('pickupLocationSlug', place), filterByText('pickupLocation', '=~', place)];
}

function inStates(side: Side, fits: Parameters<typeof modRsStates.codes>[1]) {
	return filterEqualsAny('state.code', modRsStates.codes(side, fits));
}

function within(by: keyof typeof dateProperties, after: Date | undefined, before: Date | undefined): Array<Condition | false> {
	const moment = (row: PatronRequest) => Date.parse(row[by] ?? '');
	return [
		after !== undefined && {
			filter: filterByTime(dateProperties[by], '>=', after),
			fits: (row) => moment(row) >= Math.floor(after.getTime() / 1000) * 1000,
		},
		before !== undefined && { filter: filterByTime(dateProperties[by], '<=', before), fits: (row) => moment(row) <= before.getTime() },
	];
}

function serverSearch({ text, textWithoutPatron, patronId }: RequestQuery): ModRsListOptions['search'] {
	if (text !== undefined)
		return {
			term: text,
			properties: textWithoutPatron === true ? bibliographicProperties : [...bibliographicProperties, ...patronProperties],
		};
	return patronId === undefined || canFilterBy(patronId) ? undefined : { term: patronId, properties: ['patronIdentifier'] };
}
