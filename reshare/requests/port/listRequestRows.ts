import type { ListedRequest, RequestList, RequestQuery } from './RequestBackend';

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

/**
 * Lists requests; no more pages are taken than the limit asks for.
 *
 * @param pagesBy what the server has, with `changedFrom` only what has changed since; undefined for a row that does not fit after all
 * @param onePage so many rows come in one answer, so that none can change while they are read
 */
export async function listRequestRows(
	{ limit, sort }: RequestQuery,
	onePage: number,
	pagesBy: (order: RowOrder, changedFrom?: string) => AsyncIterable<ReadonlyArray<ListedRequest | undefined>>,
): Promise<RequestList> {
	const found = new Map<string, ListedRequest>();
	let rowsRead = 0;
	const read = async (pages: AsyncIterable<ReadonlyArray<ListedRequest | undefined>>, most: number): Promise<void> => {
		for await (const page of pages) {
			rowsRead += page.length;
			for (const one of page) if (one !== undefined) found.set(one.request.id, one);
			if (found.size >= most) return;
		}
	};
	// Where all requests are read anyway, they are read by the time that does not change meanwhile.
	await read(pagesBy(limit === undefined ? rowOrders.createdNewest : rowOrders[sort]), limit ?? Number.POSITIVE_INFINITY);
	const newest = [...found.values()][0]?.request.changedAt;
	// What has changed since has moved to the front, some of it from pages that were still to be read.
	if (sort === 'changedNewest' && limit !== undefined && rowsRead > onePage && newest !== undefined)
		await read(pagesBy(rowOrders.changedOldest, newest), Number.POSITIVE_INFINITY);
	const { by, newestFirst } = rowOrders[sort];
	const direction = newestFirst ? -1 : 1;
	const listed = [...found.values()].sort(
		({ request: a }, { request: b }) => direction * (a[by] ?? '').localeCompare(b[by] ?? '') || (a.id < b.id ? -1 : 1),
	);
	return { listed: listed.slice(0, limit), rowsRead };
}
