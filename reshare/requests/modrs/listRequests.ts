import { filterByTime, canFilterBy, filterByText, filterEquals, filterEqualsAny } from './filterSyntax';
import type { ModRsClient } from './ModRsClient';
import { isTerminal } from '../model/state';
import { modRsStates } from './statesAndSentences';
import type { PatronRequest } from '../model/request';
import { phasesOfQuery } from '../port/fitsQueryConditions';
import { listRequestRows } from '../port/listRequestRows';
import { eachModRsRequest, largestFullRecordPageSize as onePage, type ModRsRowQuery } from './listPages';
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
	const filters = filtersOf(query);
	// For these conditions, many rows may have to be read until a few match.
	const isFoundOutHere = [query.noStatusChangeFor, query.due, query.otherLibrary].some((given) => given !== undefined);
	const perPage = isFoundOutHere ? undefined : query.limit;
	return await listRequestRows(query, Math.min(perPage ?? onePage, onePage), fits, async function* (order, changedFrom) {
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
				yield [row];
			}
			if (isThere) return;
		}
	});
}

/**
 * Returns filters to be tried one after the other until one finds something. With a broker, mod-rs stores only a symbol, and one combined
 * filter would exclude the requests that have only the other field.
 */
function lenderFilters({ lender }: RequestQuery) {
	return lender === undefined || !canFilterBy(lender)
		? [[]]
		: [[filterEquals('resolvedSupplier.symbol', lender)], [filterByText('supplyingInstitutionSymbol', '=~', `:${lender}`)]];
}

function filtersOf(query: RequestQuery) {
	const { side, states = [], openOrClosed, patronId, serviceType, pickupLocations: places = [] } = query;
	const { createdAfter, createdBefore, changedAfter, changedBefore } = query;
	const phases = phasesOfQuery(query);
	const inStates = (fits: Parameters<typeof modRsStates.codes>[1]) => filterEqualsAny('state.code', modRsStates.codes(side, fits));
	const filters = [
		states.length > 0 && filterEqualsAny('state.code', states, '⟦states⟧'),
		openOrClosed && filterEquals('state.terminal', openOrClosed === 'closed'),
		patronId !== undefined && canFilterBy(patronId) && filterEquals('patronIdentifier', patronId),
		query.needsAttention === true && filterEquals('state.needsAttention', true),
		query.unread === true && filterEquals('hasUnreadMessages', true),
		// mod-rs has a field `overdue` and never sets it, so that only the state shows it.
		query.overdue === true && inStates(({ event }) => event === 'overdue'),
		serviceType && filterEquals('serviceType.value', serviceType),
		phases && inStates(({ phase }) => phases.includes(phase)),
		// A request is at least as old as its state, so that the server can filter by its creation.
		...[query.noStatusChangeFor, query.age].map((span) => span && filterByTime('dateCreated', '<=', latestCreationTime(span))),
		places.length > 0 && places.length <= mostPlaces && places.every(canFilterBy) && places.flatMap(atPlace).join('||'),
		createdAfter && filterByTime('dateCreated', '>=', createdAfter),
		createdBefore && filterByTime('dateCreated', '<=', createdBefore),
		changedAfter && filterByTime('lastUpdated', '>=', changedAfter),
		changedBefore && filterByTime('lastUpdated', '<=', changedBefore),
	];
	return filters.filter((one) => typeof one === 'string');
}

/** The most locations in one filter; more do not fit into the line of a call. */
const mostPlaces = 40;

/**
 * Returns the filters for a pickup location: a slug, or a name as requests show it, to which mod-rs appends the library of the shipment.
 */
function atPlace(place: string) {
	return [filterEquals('pickupLocationSlug', place), filterByText('pickupLocation', '=~', place)];
}

/** Tests the conditions by which the server should have filtered. */
function fits({ state, createdAt, changedAt, ...row }: PatronRequest, query: RequestQuery) {
	const { states = [], openOrClosed, patronId, serviceType } = query;
	return (
		(states.length === 0 || states.includes(state?.code ?? '')) &&
		(openOrClosed === undefined || isTerminal(state) === (openOrClosed === 'closed')) &&
		(patronId === undefined || row.patronId === patronId) &&
		(query.needsAttention !== true || state?.needsAttention !== false) &&
		(query.overdue !== true || state?.known?.event === 'overdue') &&
		(serviceType === undefined || row.serviceType === serviceType) &&
		isWithin(createdAt, query.createdAfter, query.createdBefore) &&
		isWithin(changedAt, query.changedAfter, query.changedBefore)
	);
}

/** Whether a time of a row, which has whole seconds, lies between two moments. */
function isWithin(time = '', after: Date | undefined, before: Date | undefined) {
	const moment = Date.parse(time);
	return (
		(after === undefined || moment >= Math.floor(after.getTime() / 1000) * 1000) && (before === undefined || moment <= before.getTime())
	);
}

function serverSearch({ text, textWithoutPatron, patronId }: RequestQuery) {
	if (text !== undefined)
		return {
			term: text,
			properties: textWithoutPatron === true ? bibliographicProperties : [...bibliographicProperties, ...patronProperties],
		};
	return patronId === undefined || canFilterBy(patronId) ? undefined : { term: patronId, properties: ['patronIdentifier'] };
}
