import { ReShareError } from '../../errors';
import type { PatronRequest, RequestWithRaw, Side } from '../model/request';
import { isoToSeconds } from '../model/datesAndTimes';
import { rowOrders, type RowOrder } from '../port/listRequestRows';
import { filterByTime, filterIdAfter, filterBySide } from './filterSyntax';
import type { ModRsListOptions, ModRsClient } from './ModRsClient';

const largestPageSize = 100;
/** The most whole records on a page. They are large, and an answer may have at most 16 MB. */
export const largestFullRecordPageSize = 50;

const dateProperties = { createdAt: 'dateCreated', changedAt: 'lastUpdated' } as const;

/** Which rows to list. `perPage` is less than usual if fewer rows suffice. */
export interface ModRsRowQuery extends Omit<ModRsListOptions, 'sort'> {
	readonly side: Side;
	readonly order: RowOrder;
	/** The time at which the list begins, in seconds since 1970. */
	readonly from?: number;
}

/** Yields every row that matches, and none twice. A further page is read only when the caller has consumed the one before. */
export async function* eachModRsRequest(requests: ModRsClient, wanted: ModRsRowQuery): AsyncGenerator<RequestWithRaw> {
	const list = (options: ModRsListOptions) => requests.list(options);
	for await (const page of pagesOf(
		list,
		({ request }) => request,
		({ request }) => request.id,
		wanted,
	))
		yield* wanted.fullRecord === true ? await readWholeRequests(requests, page) : page;
}

/** Implements `RequestBackend.changedSince`. */
export function listChangedHeads(requests: Pick<ModRsClient, 'listHeads'>, side: Side, from: number | undefined, signal?: AbortSignal) {
	return pagesOf(
		(options) => requests.listHeads(options),
		(row) => row,
		({ id, changedAt = '', version = '' }) => `${id} ${changedAt} ${version}`,
		{ side, from, signal, order: rowOrders.changedOldest },
	);
}

/**
 * Yields the pages of a list, without rows that were not asked for, or whose key came before. The next page starts from the time of the
 * last row, because page numbers would shift when a row leaves the filter. If the rows of one second fill a page, they are read by id, so
 * that their order within the second is arbitrary. No row is left out although rows change meanwhile, with one exception: in the order by
 * `lastUpdated` with the newest first, a row that changes before its page is read moves to the front.
 */
async function* pagesOf<Row>(
	list: (options: ModRsListOptions) => Promise<Row[]>,
	headOf: (row: Row) => Pick<PatronRequest, 'id' | 'side' | 'createdAt' | 'changedAt'>,
	keyOf: (row: Row) => string,
	{ side, filters = [], order: { by, newestFirst }, from, perPage, ...options }: ModRsRowQuery,
): AsyncGenerator<Row[]> {
	const property = dateProperties[by];
	const largest = options.fullRecord === true ? largestFullRecordPageSize : largestPageSize;
	const size = Math.min(perPage ?? largest, largest);
	const secondOf = (row: Row | undefined) => isoToSeconds(row && headOf(row)[by]);
	const fits = (row: Row, begin = newestFirst ? Infinity : -Infinity) => {
		const second = secondOf(row) ?? begin;
		return headOf(row).side === side && (newestFirst ? second <= begin : second >= begin);
	};
	const known = new Set<string>();
	const fresh = (rows: readonly Row[]) =>
		rows.filter((row) => {
			const key = keyOf(row);
			if (known.has(key) || !fits(row, from)) return false;
			known.add(key);
			return true;
		});
	// The server shows times in whole seconds but stores fractions. So a row of this second may have any time before the next one begins.
	const notBefore = (second: number) => filterByTime(property, '>=', second);
	const notAfter = (second: number) => filterByTime(property, '<', second + 1);
	const ask = async (window: readonly string[], sort: readonly string[], rowsAsked: number, isAskedFor: (row: Row) => boolean) => {
		const rows = await list({ ...options, filters: [filterBySide(side), ...filters, ...window], sort, perPage: rowsAsked });
		if (rows.length < rowsAsked || rows.some(isAskedFor)) return rows;
		const description = 'It did not apply the restriction by side and time of change. Please report this with the version of your ReShare.';
		throw new ReShareError('badAnswer', 'ReShare sent requests that were not asked for', description);
	};
	let edge = from;
	for (;;) {
		const begin = edge;
		const window = begin === undefined ? [] : [newestFirst ? notAfter(begin) : notBefore(begin)];
		const rows = await ask(window, [`${property};${newestFirst ? 'desc' : 'asc'}`, 'id;asc'], size, (row) => fits(row, begin));
		yield fresh(rows);
		const last = secondOf(rows.at(-1));
		if (rows.length < size || last === undefined) return;
		if (last !== begin && secondOf(rows[0]) !== last) {
			edge = last;
			continue;
		}
		let after = '';
		let ofSecond: Row[];
		do {
			const before = after;
			const sinceId = after === '' ? [] : [filterIdAfter(after)];
			ofSecond = await ask([notBefore(last), notAfter(last), ...sinceId], ['id;asc'], largest, (row) => headOf(row).id > before);
			after = ofSecond.map(headOf).at(-1)?.id ?? '';
			yield fresh(ofSecond);
		} while (ofSecond.length === largest);
		edge = newestFirst ? last - 1 : last + 1;
	}
}

/** Reads each request by itself if the server is older than version 2.15, which is the first to list whole records. */
export async function readWholeRequests(requests: ModRsClient, rows: readonly RequestWithRaw[]): Promise<RequestWithRaw[]> {
	const wholes = await Promise.all(
		rows.map(async (row) => ('requestIdentifiers' in row.raw || 'audit' in row.raw ? row : await requests.getWithRaw(row.request.id))),
	);
	return wholes.filter((row) => row !== undefined);
}
