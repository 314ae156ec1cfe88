import { ReShareError } from '../../errors';
import type { PatronRequest, RequestHead, RequestWithRaw, Side } from '../model/request';
import { isoToSeconds } from '../model/datesAndTimes';
import type { RowOrder } from '../port/listRequestRows';
import { filterByTime, filterIdAfter, filterBySide } from './filterSyntax';
import type { ModRsListOptions, ModRsClient } from './ModRsClient';

const largestPageSize = 100;
/** The most whole records on a page. They are large, and an answer may have at most 16 MB. */
export const largestFullRecordPageSize = 50;

export const dateProperties = { createdAt: 'dateCreated', changedAt: 'lastUpdated' } as const;

/** Which rows to list. `perPage` is less than usual if fewer rows suffice. */
export interface ModRsRowQuery extends Omit<ModRsListOptions, 'sort'> {
	readonly side: Side;
	readonly order: RowOrder;
	/** The time at which the list begins, in seconds since 1970. */
	readonly from?: number;
}

/** Yields every row that matches, and none twice. A further page is read only when the caller has consumed the one before. */
export async function* eachModRsRequest(requests: ModRsClient, wanted: ModRsRowQuery): AsyncGenerator<RequestWithRaw> {
	const seen = new Set<string>();
	for await (const page of pagesOf(
		(options) => requests.list(options),
		({ request }) => request,
		wanted,
	)) {
		const fresh = page.filter(({ request: { id } }) => !seen.has(id) && seen.add(id).has(id));
		yield* wanted.fullRecord === true ? await readWholeRequests(requests, fresh) : fresh;
	}
}

/** Implements `RequestBackend.changedSince`. */
export async function* listChangedHeads(
	requests: Pick<ModRsClient, 'listHeads'>,
	side: Side,
	from: number | undefined,
	signal?: AbortSignal,
): AsyncGenerator<RequestHead[]> {
	const keyOf = (row: RequestHead) => `${row.id} ${row.changedAt ?? ''} ${row.version ?? ''}`;
	const belongs = (row: RequestHead) => row.side === side && (from === undefined || (isoToSeconds(row.changedAt) ?? from) >= from);
	const known = new Set<string>();
	const list = (options: ModRsListOptions) => requests.listHeads(options);
	for await (const page of pagesOf(list, (row) => row, { side, from, signal, order: { by: 'changedAt', newestFirst: false } })) {
		const fresh = page.filter((row) => belongs(row) && !known.has(keyOf(row)));
		for (const row of fresh) known.add(keyOf(row));
		yield fresh;
	}
}

/**
 * Yields the pages of a list. The next page starts from the time of the last row, because page numbers would shift when a row leaves the
 * filter. If the rows of one second fill a page, they are read by id, so that their order within the second is arbitrary. Some rows come
 * twice. No row is left out although rows change meanwhile, with one exception: in the order by `lastUpdated` with the newest first, a row
 * that changes before its page is read moves to the front.
 */
async function* pagesOf<Row>(
	list: (options: ModRsListOptions) => Promise<Row[]>,
	headOf: (row: Row) => Pick<PatronRequest, 'id' | 'side' | 'createdAt' | 'changedAt'>,
	{ side, filters = [], order: { by, newestFirst }, from, perPage, ...options }: ModRsRowQuery,
): AsyncGenerator<Row[]> {
	const property = dateProperties[by];
	const largest = options.fullRecord === true ? largestFullRecordPageSize : largestPageSize;
	const size = Math.min(perPage ?? largest, largest);
	const secondOf = (row: Row | undefined) => isoToSeconds(row && headOf(row)[by]);
	// The server shows times in whole seconds but stores fractions. So a row of this second may have any time before the next one begins.
	const notBefore = (second: number) => filterByTime(property, '>=', second);
	const notAfter = (second: number) => filterByTime(property, '<', second + 1);
	const ask = async (window: readonly string[], sort: readonly string[], rowsAsked: number, fits: (row: Row) => boolean) => {
		const rows = await list({ ...options, filters: [filterBySide(side), ...filters, ...window], sort, perPage: rowsAsked });
		if (rows.length < rowsAsked || rows.some(fits)) return rows;
		const description = 'It did not apply the restriction by side and time of change. Please report this with the version of your ReShare.';
		throw new ReShareError('badAnswer', 'ReShare sent requests that were not asked for', description);
	};
	let edge = from;
	for (;;) {
		const begin = edge;
		const isInside = (second: number) => begin === undefined || (newestFirst ? second <= begin : second >= begin);
		const fits = (row: Row) => headOf(row).side === side && isInside(secondOf(row) ?? begin ?? 0);
		const window = begin === undefined ? [] : [newestFirst ? notAfter(begin) : notBefore(begin)];
		const rows = await ask(window, [`${property};${newestFirst ? 'desc' : 'asc'}`, 'id;asc'], size, fits);
		yield rows;
		const last = secondOf(rows.at(-1));
		if (rows.length < size || last === undefined) return;
		if (last !== begin && secondOf(rows[0]) !== last) {
			edge = last;
			continue;
		}
		let after: string | undefined;
		let ofSecond: Row[];
		do {
			const known = after ?? '';
			ofSecond = await ask(
				[notBefore(last), notAfter(last), ...(after === undefined ? [] : [filterIdAfter(after)])],
				['id;asc'],
				largest,
				(row) => headOf(row).id > known,
			);
			after = ofSecond.map(headOf).at(-1)?.id;
			yield ofSecond;
		} while (ofSecond.length === largest);
		edge = newestFirst ? last - 1 : last + 1;
	}
}

/** Reads each request by itself if the server is older than version 2.15, which is the first to list whole records. */
export async function readWholeRequests(requests: ModRsClient, rows: readonly RequestWithRaw[]): Promise<RequestWithRaw[]> {
	const isWhole = ({ raw }: RequestWithRaw) => 'requestIdentifiers' in raw || 'audit' in raw;
	const wholes = await Promise.all(rows.map(async (row) => (isWhole(row) ? row : await requests.getWithRaw(row.request.id))));
	return wholes.filter((row) => row !== undefined);
}
