import { words } from '../../words';
import { atOrAfter, atOrBefore, canFilter, contains, equals, equalsAny, isOn, sideFilter } from './filter';
import type { ModRsClient } from './ModRsClient';
import { isTerminal } from '../model/state';
import { modRsStates } from './states';
import type { PatronRequest, Side } from '../model/request';
import { listRows } from '../port/listRows';
import { everyRow, largestPageOfWholes as onePage, type RowsWanted } from './pages';
import { fitsConditions, phasesOf, withStillness } from '../port/fitsQuery';
import { latestStart } from '../model/workingDays';
import type { RequestList, RequestQuery } from '../port/RequestDesk';

/** What ReShare's own list searches. */
const bibliographicProperties = ['id', 'hrid', 'title', 'author', 'issn', 'isbn'];
const patronProperties = ['patronGivenName', 'patronSurname', 'patronIdentifier'];

/** The server filters and sorts as far as it can; the rows tell the rest, and are all checked: it may answer with others. */
export async function listRequests(requests: ModRsClient, query: RequestQuery): Promise<RequestList> {
	const { limit } = query;
	const fits = rowCheck(query);
	const filters = serverFilters(query);
	return await listRows(query, onePage, async function* (order, changedFrom) {
		const wanted: RowsWanted = {
			filters: changedFrom === undefined ? filters : [...filters, atOrAfter('lastUpdated', new Date(changedFrom))],
			...serverSearch(query),
			order,
			perPage: isFoundOutHere(query) ? undefined : limit,
			fullRecord: query.whole === true || query.noStatusChangeFor !== undefined,
		};
		for (const ofLender of lenderFilters(query)) {
			let isThere = false;
			for await (const row of everyRow(requests, { ...wanted, filters: [...wanted.filters, ...ofLender] })) {
				isThere = true;
				yield [fits(row.request) ? withStillness(row, query) : undefined];
			}
			if (isThere) return;
		}
	});
}

/** Many rows may be read then for a few that fit. */
function isFoundOutHere({ noStatusChangeFor, due, otherLibrary }: RequestQuery): boolean {
	return noStatusChangeFor !== undefined || due !== undefined || otherLibrary !== undefined;
}

/** Tried in turn until one finds something: with a broker mod-rs keeps only a symbol, and in one filter each would leave out what only the other has. */
function lenderFilters({ lender }: RequestQuery): ReadonlyArray<readonly string[]> {
	return lender === undefined || !canFilter(lender) ? [[]] : [[equals('resolvedSupplier.symbol', lender)], [contains('supplyingInstitutionSymbol', `:${lender}`)]];
}

function serverFilters(query: RequestQuery): string[] {
	const filters = [sideFilter(query.side)];
	if (query.states !== undefined && query.states.length > 0) filters.push(equalsAny('state.code', query.states, words.names.states));
	if (query.openOrClosed !== undefined) filters.push(equals('state.terminal', query.openOrClosed === 'closed'));
	if (query.patronId !== undefined && canFilter(query.patronId)) filters.push(equals('patronIdentifier', query.patronId));
	if (query.needsAttention === true) filters.push(equals('state.needsAttention', true));
	if (query.unread === true) filters.push(equals('hasUnreadMessages', true));
	if (query.overdue === true) filters.push(equalsAny('state.code', overdueStates(query.side)));
	if (query.serviceType !== undefined) filters.push(equals('serviceType.value', query.serviceType));
	if (query.createdAfter !== undefined) filters.push(atOrAfter('dateCreated', query.createdAfter));
	if (query.createdBefore !== undefined) filters.push(atOrBefore('dateCreated', query.createdBefore));
	if (query.changedAfter !== undefined) filters.push(atOrAfter('lastUpdated', query.changedAfter));
	if (query.changedBefore !== undefined) filters.push(atOrBefore('lastUpdated', query.changedBefore));
	const phases = phasesOf(query);
	if (phases !== undefined) filters.push(equalsAny('state.code', modRsStates.codes(query.side, ({ phase }) => phases.includes(phase))));
	// A state cannot be older than its request.
	for (const span of [query.noStatusChangeFor, query.age]) if (span !== undefined) filters.push(atOrBefore('dateCreated', latestStart(span)));
	const { pickupLocations: places = [] } = query;
	if (places.length > 0 && places.length <= mostPlaces && places.every(canFilter)) filters.push(places.flatMap(atPlace).join('||'));
	return filters;
}

/** More do not fit into the line of a call. */
const mostPlaces = 40;

/** A slug, or a name as requests show it, behind which mod-rs writes the library that is shipped to. */
function atPlace(place: string): string[] {
	return [equals('pickupLocationSlug', place), contains('pickupLocation', place)];
}

/** mod-rs keeps a field `overdue` and never sets it; the state alone tells. */
function overdueStates(side: Side): string[] {
	return modRsStates.codes(side, ({ event }) => event === 'overdue');
}

function serverSearch(query: RequestQuery): { search?: { term: string; properties: readonly string[] } } {
	if (query.text !== undefined) {
		return { search: { term: query.text, properties: query.textWithoutPatron === true ? bibliographicProperties : [...bibliographicProperties, ...patronProperties] } };
	}
	if (query.patronId !== undefined && !canFilter(query.patronId)) return { search: { term: query.patronId, properties: ['patronIdentifier'] } };
	return {};
}

function rowCheck(query: RequestQuery): (row: PatronRequest) => boolean {
	const wanted = query.states === undefined || query.states.length === 0 ? undefined : new Set(query.states);
	return (row) =>
		isOn(row, query.side) &&
		(wanted === undefined || wanted.has(row.state?.code ?? '')) &&
		(query.openOrClosed === undefined || isTerminal(row.state) === (query.openOrClosed === 'closed')) &&
		(query.patronId === undefined || row.patronId === query.patronId) &&
		(query.needsAttention !== true || row.state?.needsAttention !== false) &&
		(query.unread !== true || row.unreadMessages !== 0) &&
		(query.overdue !== true || overdueStates(query.side).includes(row.state?.code ?? '')) &&
		(query.serviceType === undefined || row.serviceType === query.serviceType) &&
		fitsConditions(row, query) &&
		isWithin(row.createdAt, query.createdAfter, query.createdBefore) &&
		isWithin(row.changedAt, query.changedAfter, query.changedBefore);
}

function isWithin(time: string | undefined, after: Date | undefined, before: Date | undefined): boolean {
	if (after === undefined && before === undefined) return true;
	const moment = Date.parse(time ?? '');
	if (Number.isNaN(moment)) return false;
	return (after === undefined || moment >= Math.floor(after.getTime() / 1000) * 1000) && (before === undefined || moment <= before.getTime());
}
