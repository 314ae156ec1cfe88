import type { PatronRequest, RequestHead, RequestWithRaw, Side } from '../model/request';
import { ReShareError } from '../../errors';
import { toSeconds } from '../model/times';
import type { RowOrder } from '../port/listRows';
import { atOrAfter, atOrBefore, before, idAfter, sideFilter } from './filter';
import type { ListOptions, ModRsClient } from './ModRsClient';

/** Rows on a page; whole records are heavy, and an answer may have 32 MB. */
const largestPage = 100;
export const largestPageOfWholes = 50;

const properties = { createdAt: 'dateCreated', changedAt: 'lastUpdated' } as const;

export interface RowsWanted extends Pick<ListOptions, 'search' | 'fullRecord' | 'signal'> {
	readonly filters: readonly string[];
	readonly order: RowOrder;
	/** Rows on a page, where fewer will do. */
	readonly perPage?: number;
}

/**
 * Every row that fits, in the order wanted, a page after the other as they are taken; a row may come twice. The next page starts
 * from the time of the last row; page numbers would shift when a row leaves the filter. A second that fills a page by
 * itself is read by id. Within one second the order is therefore free.
 *
 * No row is left out although rows change meanwhile, except by `lastUpdated` with the newest first: a row that changes
 * before its page is read moves to the front, out of what is still to come.
 */
async function* pagesOf<Row>(list: (options: ListOptions) => Promise<Row[]>, headOf: (row: Row) => Partial<PatronRequest>, { filters, order: { by, newestFirst }, perPage, ...options }: RowsWanted): AsyncGenerator<Row[]> {
	const property = properties[by];
	const largest = options.fullRecord === true ? largestPageOfWholes : largestPage;
	const size = Math.min(perPage ?? largest, largest);
	// Times are shown in whole seconds and kept with fractions, so the last row's own second must stay inside.
	const secondOf = (row: Row | undefined): number | undefined => toSeconds(row === undefined ? undefined : headOf(row)[by]);
	const time = (second: number): Date => new Date(second * 1000);
	let window: readonly string[] = [];
	for (;;) {
		const rows = await list({ ...options, filters: [...filters, ...window], sort: [`${property};${newestFirst ? 'desc' : 'asc'}`, 'id;asc'], perPage: size });
		yield rows;
		const last = secondOf(rows.at(-1));
		if (rows.length < size || last === undefined) return;
		const next = newestFirst ? atOrBefore(property, time(last + 1)) : atOrAfter(property, time(last));
		if (next !== window[0] && secondOf(rows[0]) !== last) {
			window = [next];
			continue;
		}
		const within = [...filters, atOrAfter(property, time(last)), atOrBefore(property, time(last + 1))];
		for (let after: string | undefined, isMore = true; isMore; ) {
			const ofSecond = await list({ ...options, filters: after === undefined ? within : [...within, idAfter(after)], sort: ['id;asc'], perPage: largest });
			// A row of the very next second's beginning is not of this one.
			yield ofSecond.filter((row) => secondOf(row) === last);
			const end = ofSecond.at(-1);
			const id = end === undefined ? undefined : headOf(end).id;
			isMore = ofSecond.length === largest && id !== after;
			after = id;
		}
		window = [newestFirst ? before(property, time(last)) : atOrAfter(property, time(last + 1))];
	}
}

/** Every row that fits, none twice, in pages as they come. */
export async function* everyRow(requests: ModRsClient, wanted: RowsWanted): AsyncGenerator<RequestWithRaw> {
	const seen = new Set<string>();
	const isNew = ({ request: { id } }: RequestWithRaw): boolean => !seen.has(id) && seen.add(id).has(id);
	for await (const rows of pagesOf(async (options) => await requests.listWithRaw(options), ({ request }) => request, wanted)) yield* await whole(requests, wanted, rows.filter(isNew));
}

/** Servers before version 2.15 list no whole records, so each is read by itself; one that is gone by then is left out. */
async function whole(requests: ModRsClient, { fullRecord }: RowsWanted, rows: readonly RequestWithRaw[]): Promise<RequestWithRaw[]> {
	const isWhole = ({ raw }: RequestWithRaw): boolean => 'requestIdentifiers' in raw || 'audit' in raw;
	if (fullRecord !== true) return [...rows];
	const wholes = await Promise.all(rows.map(async (row) => (isWhole(row) ? row : await requests.getWithRaw(row.request.id))));
	return wholes.filter((row) => row !== undefined);
}

interface HeadSource {
	listHeads(options: ListOptions): Promise<RequestHead[]>;
}

/**
 * The requests changed at `from` or later, oldest change first, a page at a time; a request that changes meanwhile comes again.
 *
 * @param from seconds since 1970; undefined: all
 * @throws ReShareError `badAnswer` when the server does not apply the filters
 */
export async function* changedRows(source: HeadSource, side: Side, from: number | undefined, signal?: AbortSignal): AsyncGenerator<RequestHead[]> {
	const known = new Set<string>();
	const filters = [sideFilter(side), ...(from === undefined ? [] : [atOrAfter('lastUpdated', new Date(from * 1000))])];
	for await (const rows of pagesOf(async (options) => await source.listHeads(options), (row) => row, { filters, order: { by: 'changedAt', newestFirst: false }, signal })) {
		// The server may have ignored a filter, so every row is checked again.
		const wanted = rows.filter((row) => row.side === side && (from === undefined || (toSeconds(row.changedAt) ?? from) >= from));
		if (wanted.length === 0 && rows.length === largestPage) throw filterIgnored();
		const fresh = wanted.filter((row) => !known.has(keyOf(row)));
		for (const row of fresh) known.add(keyOf(row));
		yield fresh;
	}
}

function keyOf({ id, changedAt = '', version }: RequestHead): string {
	return `${id} ${changedAt} ${version ?? ''}`;
}

function filterIgnored(): ReShareError {
	return new ReShareError('badAnswer', 'ReShare sent requests that were not asked for', {
		description: 'It did not apply the restriction by side and time of change. Please report this with the version of your ReShare.',
	});
}
