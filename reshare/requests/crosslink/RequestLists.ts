import { badAnswerError, ReShareError } from '../../errors';
import { secondsToIso } from '../model/datesAndTimes';
import type { Side } from '../model/request';
import { rowOrders, type RowOrder } from '../port/listRequestRows';
import { cqlOr, cqlAnyOf, cqlByTime, cqlAnd, cqlFlagEquals, cqlSorted } from './cql';
import type { CrossLinkClient, CrossLinkListOptions } from './CrossLinkClient';
import { crossLinkRowSchema, microsecondsOf, type HeadWithRawRow } from './schemas';
import { readStateModel } from './stateModel';
import { symbolsOwnedBy } from './directory';

interface CrossLinkRowQuery extends Omit<CrossLinkListOptions, 'symbol' | 'limit'> {
	readonly order: RowOrder;
	/** How many rows a page has, if fewer than usual suffice. */
	readonly perPage?: number;
}

export const largestPageSize = 100;
/** The largest page. It is needed if more rows have the same time than fit on a usual page. */
const mostOfOneMoment = 12_800;

/**
 * For how many days after its last change a request is checked for changes that no list shows. Within this time the next library sends the
 * item, or no library does.
 */
const silentDays = 30;

/** Combines the lists of all symbols, since the broker lists the requests of one symbol at a time. */
export class RequestLists {
	/** @param only `authority:symbol` of the symbols to list; undefined: every symbol that the tenant owns */
	constructor(
		readonly client: CrossLinkClient,
		private readonly only?: readonly string[],
	) {}

	get cacheKey() {
		return [this.client.okapi.accountScope, ...(this.only ?? [])].join('|');
	}

	get tenant() {
		return this.client.okapi.account.tenant;
	}

	async symbols() {
		return this.only ?? (await symbolsOwnedBy(this.client));
	}

	async *rows(wanted: CrossLinkRowQuery) {
		const symbols = await this.symbols();
		yield* mergePages(
			symbols.map((symbol) => readPages(this.client, symbol, wanted)),
			wanted.order,
		);
	}

	async first(wanted: CrossLinkRowQuery, most = Infinity) {
		const found: HeadWithRawRow[] = [];
		for await (const page of this.rows({ ...wanted, perPage: most })) {
			found.push(...page);
			if (found.length >= most) break;
		}
		return found.slice(0, most);
	}

	changedSince(side: Side, from: number | undefined, signal?: AbortSignal, withUnread = true) {
		const unread = cqlAnd(cqlFlagEquals('has_unread_notification', true), cqlFlagEquals('terminal_state', false));
		const cql = from === undefined ? undefined : cqlOr(cqlByTime('updated_at', '>=', secondsToIso(from)), ...(withUnread ? [unread] : []));
		return this.rows({ side, cql, order: rowOrders.changedOldest, signal });
	}

	/** Lists the requests that have changed lately, and are in a state in which no list shows what happens to them. */
	async *silent(side: Side, signal?: AbortSignal) {
		const codes = (await this.model()).silent(side);
		if (codes.length === 0) return;
		const recent = cqlByTime('updated_at', '>=', secondsToIso(this.client.now() - silentDays * 86_400));
		yield* this.rows({ side, cql: cqlAnd(cqlAnyOf('state', codes), recent), order: rowOrders.changedNewest, signal });
	}

	model() {
		return readStateModel(this.client);
	}

	newest(side: Side, most: number, { until, signal }: { readonly until?: number; readonly signal?: AbortSignal } = {}) {
		const cql = until === undefined ? undefined : cqlByTime('updated_at', '<=', endOfSecond(until));
		return this.first({ side, cql, order: rowOrders.changedNewest, signal }, most);
	}

	async countChanged(side: Side, from: number, until: number) {
		const cql = cqlAnd(cqlByTime('updated_at', '>=', secondsToIso(from)), cqlByTime('updated_at', '<=', endOfSecond(until)));
		const counts = await Promise.all((await this.symbols()).map((symbol) => this.client.count({ side, cql, symbol })));
		return counts.reduce((sum, count) => sum + count, 0);
	}
}

/** Reads a row as a request; undefined if the row has an unknown form. */
export function parseRow(raw: unknown) {
	return crossLinkRowSchema.safeParse(raw).data;
}

export function requireRow({ raw }: HeadWithRawRow) {
	const row = parseRow(raw);
	if (row !== undefined) return row;
	throw badAnswerError('CrossLink sent a request in an unknown form');
}

function endOfSecond(seconds: number) {
	return secondsToIso(seconds).replace('Z', '.999999Z');
}

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
	for (;;) {
		const window = from && cqlByTime(index, order.newestFirst ? '<=' : '>=', from);
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
async function* mergePages(lists: ReadonlyArray<ReturnType<typeof readPages>>, order: RowOrder) {
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
