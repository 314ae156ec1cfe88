import type { PatronRequest, RequestWithRaw } from '../model/request';
import { timeOfLastStatusChange, workingDaysSince } from '../model/workingDays';
import { fitsQueryConditions } from './fitsQueryConditions';
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
