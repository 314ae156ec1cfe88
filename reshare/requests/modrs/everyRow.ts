import { atOrAfter, atOrBefore, before, idAfter } from './filter';
import type { ListOptions, ModRsClient } from './ModRsClient';
import type { RequestWithRaw } from '../model/request';

/** Rows on a page; whole records are heavy, and an answer may have 32 MB. */
const largestPage = 100;
export const largestPageOfWholes = 50;

/** By which time the rows come, and from which end. */
export interface RowOrder {
	readonly by: 'createdAt' | 'changedAt';
	readonly newestFirst: boolean;
}

const properties = { createdAt: 'dateCreated', changedAt: 'lastUpdated' } as const;

export interface RowsWanted extends Pick<ListOptions, 'search' | 'fullRecord'> {
	readonly filters: readonly string[];
	readonly order: RowOrder;
	/** Rows on a page, where fewer will do. */
	readonly perPage?: number;
}

/**
 * Every row that fits, in the order wanted, none twice, one page after the other as they are taken. The next page starts
 * from the time of the last row; page numbers would shift when a row leaves the filter. A second that fills a page by
 * itself is read by id. Within one second the order is therefore free.
 *
 * No row is left out although rows change meanwhile, except by `lastUpdated` with the newest first: a row that changes
 * before its page is read moves to the front, out of what is still to come.
 */
export async function* everyRow(requests: ModRsClient, wanted: RowsWanted): AsyncGenerator<RequestWithRaw> {
	const { by, newestFirst } = wanted.order;
	const property = properties[by];
	const perPage = Math.min(wanted.perPage ?? largestPage, wanted.fullRecord === true ? largestPageOfWholes : largestPage);
	const seen = new Set<string>();
	const isNew = ({ request: { id } }: RequestWithRaw): boolean => !seen.has(id) && seen.add(id).has(id);
	let window: string | undefined;
	for (;;) {
		const rows = await page(requests, wanted, window === undefined ? [] : [window], [`${property};${newestFirst ? 'desc' : 'asc'}`, 'id;asc'], perPage);
		yield* await whole(requests, wanted, rows.filter(isNew));
		const last = secondOf(rows.at(-1), by);
		if (rows.length < perPage || last === undefined) return;
		// Times are shown in whole seconds and kept with fractions, so the last row's own second must stay inside.
		const next = newestFirst ? atOrBefore(property, new Date(last + 1000)) : atOrAfter(property, new Date(last));
		if (next === window || secondOf(rows[0], by) === last) {
			for await (const row of rowsOfSecond(requests, wanted, last)) if (isNew(row)) yield* await whole(requests, wanted, [row]);
			window = newestFirst ? before(property, new Date(last)) : atOrAfter(property, new Date(last + 1000));
		} else {
			window = next;
		}
	}
}

async function* rowsOfSecond(requests: ModRsClient, wanted: RowsWanted, second: number): AsyncGenerator<RequestWithRaw> {
	const { by } = wanted.order;
	const property = properties[by];
	const perPage = wanted.fullRecord === true ? largestPageOfWholes : largestPage;
	const within = [atOrAfter(property, new Date(second)), atOrBefore(property, new Date(second + 1000))];
	let after: string | undefined;
	for (;;) {
		const rows = await page(requests, wanted, after === undefined ? within : [...within, idAfter(after)], ['id;asc'], perPage);
		// A row of the very next second's beginning is not of this one.
		yield* rows.filter((row) => secondOf(row, by) === second);
		after = rows.at(-1)?.request.id;
		if (rows.length < perPage || after === undefined) return;
	}
}

async function page(requests: ModRsClient, { filters, order, ...wanted }: RowsWanted, window: readonly string[], sort: readonly string[], perPage: number): Promise<RequestWithRaw[]> {
	return await requests.listWithRaw({ ...wanted, filters: [...filters, ...window], sort, perPage });
}

/** Servers before version 2.15 list no whole records, so each is read by itself; one that is gone by then is left out. */
async function whole(requests: ModRsClient, { fullRecord }: RowsWanted, rows: readonly RequestWithRaw[]): Promise<RequestWithRaw[]> {
	const isWhole = ({ raw }: RequestWithRaw): boolean => 'requestIdentifiers' in raw || 'audit' in raw;
	if (fullRecord !== true) return [...rows];
	const wholes = await Promise.all(rows.map(async (row) => (isWhole(row) ? row : await requests.getWithRaw(row.request.id))));
	return wholes.filter((row) => row !== undefined);
}

function secondOf(row: RequestWithRaw | undefined, by: RowOrder['by']): number | undefined {
	const time = Date.parse(row?.request[by] ?? '');
	return Number.isNaN(time) ? undefined : Math.floor(time / 1000) * 1000;
}
