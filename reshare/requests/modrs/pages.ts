import type { RequestWithRaw } from '../model/request';
import { toSeconds } from '../model/times';
import type { RowOrder } from '../port/listRows';
import { byTime, idAfter } from './filter';
import type { ListOptions, ModRsClient } from './ModRsClient';

const largestPage = 100;
/** Whole records are heavy, and an answer may have 32 MB. */
export const largestPageOfWholes = 50;

export const properties = { createdAt: 'dateCreated', changedAt: 'lastUpdated' } as const;

export interface RowsWanted extends Pick<ListOptions, 'search' | 'fullRecord'> {
	readonly filters: readonly string[];
	readonly order: RowOrder;
	/** Rows on a page, where fewer will do. */
	readonly perPage?: number;
}

/**
 * Every row that fits, none twice, one page after the other as they are taken. The next page starts from the time of the
 * last row; page numbers would shift when a row leaves the filter. A second that fills a page by itself is read by id, so
 * that the order within a second is free.
 *
 * No row is left out although rows change meanwhile, except by `lastUpdated` with the newest first: a row that changes
 * before its page is read moves to the front.
 */
export async function* everyRow(requests: ModRsClient, wanted: RowsWanted): AsyncGenerator<RequestWithRaw> {
	const seen = new Set<string>();
	for await (const page of pagesOf(requests, wanted)) {
		const fresh = page.filter(({ request: { id } }) => !seen.has(id) && seen.add(id).has(id));
		yield* wanted.fullRecord === true ? await whole(requests, fresh) : fresh;
	}
}

async function* pagesOf(requests: ModRsClient, { filters, order: { by, newestFirst }, perPage, ...options }: RowsWanted): AsyncGenerator<RequestWithRaw[]> {
	const property = properties[by];
	const largest = options.fullRecord === true ? largestPageOfWholes : largestPage;
	const size = Math.min(perPage ?? largest, largest);
	const secondOf = (row: RequestWithRaw | undefined): number | undefined => toSeconds(row?.request[by]);
	const time = (second: number): Date => new Date(second * 1000);
	let window: readonly string[] = [];
	for (;;) {
		const rows = await requests.list({ ...options, filters: [...filters, ...window], sort: [`${property};${newestFirst ? 'desc' : 'asc'}`, 'id;asc'], perPage: size });
		yield rows;
		const last = secondOf(rows.at(-1));
		if (rows.length < size || last === undefined) return;
		// Times are shown in whole seconds and kept with fractions, so the last row's own second must stay inside.
		const next = newestFirst ? byTime(property, '<=', time(last + 1)) : byTime(property, '>=', time(last));
		if (next !== window[0] && secondOf(rows[0]) !== last) {
			window = [next];
			continue;
		}
		const within = [...filters, byTime(property, '>=', time(last)), byTime(property, '<=', time(last + 1))];
		let ofSecond: RequestWithRaw[] = [];
		do {
			const after = ofSecond.at(-1)?.request.id;
			ofSecond = await requests.list({ ...options, filters: after === undefined ? within : [...within, idAfter(after)], sort: ['id;asc'], perPage: largest });
			// A row of the very next second's beginning is not of this one.
			yield ofSecond.filter((row) => secondOf(row) === last);
		} while (ofSecond.length === largest);
		window = [newestFirst ? byTime(property, '<', time(last)) : byTime(property, '>=', time(last + 1))];
	}
}

/** Servers before version 2.15 list no whole records, so that each is read by itself. */
export async function whole(requests: ModRsClient, rows: readonly RequestWithRaw[]): Promise<RequestWithRaw[]> {
	const isWhole = ({ raw }: RequestWithRaw): boolean => 'requestIdentifiers' in raw || 'audit' in raw;
	const wholes = await Promise.all(rows.map(async (row) => (isWhole(row) ? row : await requests.getWithRaw(row.request.id))));
	return wholes.filter((row) => row !== undefined);
}
