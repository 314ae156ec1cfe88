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

/** Pages of rows. A row that turns out not to fit is undefined. */
type Rows = AsyncIterable<ReadonlyArray<ListedRequest | undefined>>;

/**
 * Lists requests. It reads no more pages than the limit requires.
 *
 * @param onePage the number of rows that come in one answer; rows of the same answer cannot change while they are read
 * @param pagesBy yields the server's rows; with `changedFrom`, only those that have changed since then
 */
export async function listRequestRows(
	{ limit, sort }: RequestQuery,
	onePage: number,
	pagesBy: (order: RowOrder, changedFrom?: string) => Rows,
): Promise<RequestList> {
	const found = new Map<string, ListedRequest>();
	let rowsRead = 0;
	const read = async (pages: Rows, most = Number.POSITIVE_INFINITY) => {
		for await (const page of pages) {
			rowsRead += page.length;
			for (const one of page) if (one !== undefined) found.set(one.request.id, one);
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
