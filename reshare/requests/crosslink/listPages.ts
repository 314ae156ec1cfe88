import { ReShareError } from '../../errors';
import { microsecondsOf, type HeadWithRawRow } from './schemas';
import type { CrossLinkClient, CrossLinkListOptions } from './CrossLinkClient';
import { cqlAtOrAfter, cqlAtOrBefore, cqlAnd, cqlSorted } from './cql';
import type { RowOrder } from '../port/listRequestRows';

export interface CrossLinkRowQuery extends Omit<CrossLinkListOptions, 'symbol' | 'limit'> {
	readonly order: RowOrder;
	/** How many rows a page has, if fewer than usual suffice. */
	readonly perPage?: number;
}

export const largestPageSize = 100;
/** The largest page. It is needed if more rows have the same time than fit on a usual page. */
const mostOfOneMoment = 12_800;

/**
 * Yields every row that matches, and none twice unless it has changed. The next page starts from the time of the last row, because offsets
 * shift meanwhile. If rows of the same time fill a page, the page grows.
 */
export async function* readPages(
	client: CrossLinkClient,
	symbol: string | undefined,
	{ side, cql, order, perPage = largestPageSize, signal }: CrossLinkRowQuery,
): AsyncGenerator<HeadWithRawRow[], undefined> {
	const known = new Set<string>();
	let limit = Math.min(perPage, largestPageSize);
	let from: string | undefined;
	const index = order.by === 'createdAt' ? 'created_at' : 'updated_at';
	const cqlFrom = order.newestFirst ? cqlAtOrBefore : cqlAtOrAfter;
	for (;;) {
		const window = from && cqlFrom(index, from);
		const { items: rows } = await client.list({
			side,
			symbol,
			limit,
			cql: cqlSorted(cqlAnd(cql, window), index, order.newestFirst ? 'descending' : 'ascending'),
			signal,
		});
		if (rows.length > 0 && rows.every((row) => row.side !== side)) throw otherRows();
		const fresh = rows.filter((row) => row.side === side && !known.has(keyOf(row)));
		for (const row of fresh) known.add(keyOf(row));
		yield fresh;
		const last = rows.at(-1)?.[order.by];
		if (rows.length < limit || last === undefined) return;
		if (last === from || rows[0]?.[order.by] === last) {
			if (limit >= mostOfOneMoment) throw otherRows();
			limit *= 2;
		} else {
			limit = largestPageSize;
		}
		from = last;
	}
}

function keyOf({ id, changedAt }: HeadWithRawRow) {
	return `${id} ${changedAt ?? ''}`;
}

function otherRows() {
	return new ReShareError(
		'badAnswer',
		'CrossLink sent requests that were not asked for',
		'It did not apply the restriction by side and time. Please report this with the version of your ReShare.',
	);
}

/**
 * Merges several sorted lists into one. If there is no row at all, it yields one empty page, which shows the caller that the server has
 * answered.
 */
export async function* mergePages(lists: ReadonlyArray<ReturnType<typeof readPages>>, order: RowOrder) {
	const before = createRowComparator(order);
	let open = lists.map((list) => ({ list, rows: [] as HeadWithRawRow[] }));
	let isEmpty = true;
	while (open.length > 0) {
		const asked = await Promise.all(
			open.map(async (head) => (head.rows.length > 0 ? head : { ...head, rows: (await head.list.next()).value })),
		);
		open = asked.flatMap(({ list, rows }) => (rows === undefined ? [] : [{ list, rows }]));
		const page: HeadWithRawRow[] = [];
		// Rows are merged as far as all lists were read. A caller that has enough rows need not wait until another page of a list is read.
		while (open.length > 0 && open.every(({ rows }) => rows.length > 0)) {
			const [first] = [...open].sort((a, b) => before(a.rows[0] as HeadWithRawRow, b.rows[0] as HeadWithRawRow));
			page.push(first?.rows.shift() as HeadWithRawRow);
		}
		if (page.length > 0 || (isEmpty && open.length === 0)) yield page;
		isEmpty &&= page.length === 0;
	}
}

export function createRowComparator(order: RowOrder) {
	const direction = order.newestFirst ? -1 : 1;
	return (a: HeadWithRawRow, b: HeadWithRawRow) =>
		direction * (microsecondsOf(a[order.by]) - microsecondsOf(b[order.by])) || (a.id < b.id ? -1 : Number(a.id > b.id));
}
