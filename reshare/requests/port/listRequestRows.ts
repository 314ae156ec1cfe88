import { dayMs, dueDay } from '../model/datesAndTimes';
import { isPickedUpAt, transitionsOf, symbolWithoutAuthority, type PatronRequest, type RequestWithRaw } from '../model/request';
import type { Phase, RequestState } from '../model/state';
import { timeOfLastStatusChange, workingDaysSince } from '../model/workingDays';
import type { ListedRequest, RequestList } from './RequestBackend';
import type { RequestQuery } from './RequestQuery';

export interface RowOrder {
	readonly by: 'createdAt' | 'changedAt';
	readonly newestFirst: boolean;
}

export const rowOrders: Readonly<Record<RequestQuery['sort'], RowOrder>> = {
	createdNewest: { by: 'createdAt', newestFirst: true },
	createdOldest: { by: 'createdAt', newestFirst: false },
	changedNewest: { by: 'changedAt', newestFirst: true },
	changedOldest: { by: 'changedAt', newestFirst: false },
};

/** Pages of rows. A row that is no longer there is undefined. */
type Rows = AsyncIterable<ReadonlyArray<RequestWithRaw | undefined>>;

/**
 * Lists requests. It tests the conditions by which back ends cannot search, and reads no more pages than the limit requires.
 *
 * @param onePage the number of rows that come in one answer; rows of the same answer cannot change while they are read
 * @param fits tests the other conditions that the server may not have applied
 * @param pagesBy yields the server's rows; with `changedFrom`, only those that have changed since then
 */
export async function listRequestRows(
	query: RequestQuery,
	onePage: number,
	fits: (request: PatronRequest, query: RequestQuery) => boolean,
	pagesBy: (order: RowOrder, changedFrom?: string) => Rows,
): Promise<RequestList> {
	const { limit, sort } = query;
	const found = new Map<string, ListedRequest>();
	let rowsRead = 0;
	const read = async (pages: Rows, most = Infinity) => {
		for await (const page of pages) {
			rowsRead += page.length;
			for (const row of page) {
				const listed = row !== undefined && fits(row.request, query) ? toListedRequest(row, query) : undefined;
				if (listed !== undefined) found.set(listed.request.id, listed);
			}
			if (found.size >= most) return;
		}
	};
	// If all requests are read, they are read by their creation, which does not change meanwhile.
	await read(pagesBy(limit === undefined ? rowOrders.createdNewest : rowOrders[sort]), limit);
	const newest = [...found.values()][0]?.request.changedAt;
	// Requests that have changed since then have moved to the front, some of them from pages that were not read yet.
	if (sort === 'changedNewest' && limit !== undefined && rowsRead > onePage && newest !== undefined)
		await read(pagesBy(rowOrders.changedOldest, newest));
	const { by, newestFirst } = rowOrders[sort];
	const direction = newestFirst ? -1 : 1;
	const listed = [...found.values()].sort(
		({ request: a }, { request: b }) => direction * (a[by] ?? '').localeCompare(b[by] ?? '') || (a.id < b.id ? -1 : 1),
	);
	return { listed: listed.slice(0, limit), rowsRead };
}

/** Returns the phases in which a request fits; undefined: in any phase. An item that the patron has given back is not due any more. */
export function phasesOfQuery({ due, notShippedYet }: RequestQuery): readonly Phase[] | undefined {
	if (notShippedYet === true) return ['beingChecked', 'asking'];
	return due === undefined ? undefined : ['onLoan'];
}

/** Tests the conditions by which back ends cannot search, or not as precisely. */
function fitsQueryConditions(request: PatronRequest, query: RequestQuery) {
	const { due, age, lender, otherLibrary, pickupLocations, unread } = query;
	return (
		phasesOfQuery(query)?.includes(request.state?.known?.phase ?? 'over') !== false &&
		(due === undefined || (phaseOfItem(request) === 'onLoan' && isDue(request, due))) &&
		(lender === undefined || request.otherSymbol === lender) &&
		(unread !== true || request.unreadMessages !== 0) &&
		(age === undefined || workingDaysSince(request.createdAt, age) >= age.workingDays) &&
		(pickupLocations === undefined || isPickedUpAt(request, pickupLocations)) &&
		(otherLibrary === undefined || isOtherLibrary(request, otherLibrary))
	);
}

/** Returns the phase of the item. A lender may claim an item that is already on its way back; the phase before the claim counts then. */
function phaseOfItem({ state, history }: PatronRequest) {
	const claim = isClaim(state) ? transitionsOf(history).findLast(({ from, to }) => isClaim(to) && !isClaim(from)) : undefined;
	return (claim?.from ?? state)?.known?.phase;
}

function isClaim(state: RequestState | undefined) {
	const event = state?.known?.event;
	return event === 'overdue' || event === 'recalled';
}

function isDue(request: PatronRequest, { withinDays, overdueByDays, now, timeZone }: NonNullable<RequestQuery['due']>) {
	const day = dueDay(request.due, timeZone);
	if (day === undefined) return false;
	const left = (Date.parse(day) - Date.parse(dueDay({ iso: now.toISOString() }, timeZone) ?? '')) / dayMs;
	return (withinDays !== undefined && left >= 0 && left <= withinDays) || (overdueByDays !== undefined && -left >= overdueByDays);
}

function isOtherLibrary({ side, borrower, supplier, otherSymbol }: PatronRequest, wanted: string) {
	const name = side === 'lending' ? borrower : supplier;
	const searched = wanted.toLowerCase();
	return name?.toLowerCase().includes(searched) === true || otherSymbol?.toLowerCase() === symbolWithoutAuthority(searched);
}

/** Adds to a row of a list how long its state has lasted; undefined if the request does not fit the query. */
function toListedRequest({ request, raw }: RequestWithRaw, query: RequestQuery): ListedRequest | undefined {
	if (!fitsQueryConditions(request, query)) return undefined;
	const { age, noStatusChangeFor: wanted, withRaw } = query;
	const row = { request, raw: withRaw === true ? raw : undefined, workingDaysOld: age && workingDaysSince(request.createdAt, age) };
	if (wanted === undefined) return row;
	const since = timeOfLastStatusChange(request);
	const days = workingDaysSince(since, wanted);
	if (days < wanted.workingDays) return undefined;
	return { ...row, lastStatusChange: since, workingDaysWithoutChange: days };
}
