import { atOrAfter, atOrBefore, before, idAfter } from '../filter';
import type { ListOptions, RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';

const perPage = 100;

export type RowsWanted = Pick<ListOptions, 'search' | 'fullRecord' | 'signal'> & { readonly filters: readonly string[] };

/**
 * Every row that fits, newest first, none twice and none left out although rows change meanwhile. The next page starts
 * from the creation time of the last row, which never changes; page numbers would shift when a row leaves the filter.
 * A second that fills a page by itself is read by id. Within one second the order is therefore free.
 */
export async function* everyRow(requests: RequestsClient, wanted: RowsWanted): AsyncGenerator<PatronRequest> {
	const seen = new Set<string>();
	const isNew = ({ id }: PatronRequest): boolean => !seen.has(id) && seen.add(id).has(id);
	let window: string | undefined;
	for (;;) {
		const { filters, ...rest } = wanted;
		const rows: PatronRequest[] = await requests.list({
			...rest,
			filters: window === undefined ? filters : [...filters, window],
			sort: ['dateCreated;desc', 'id;asc'],
			perPage,
		});
		yield* rows.filter(isNew);
		const oldest = secondOf(rows.at(-1));
		if (rows.length < perPage || oldest === undefined) return;
		// Times are shown in whole seconds and kept with fractions, so the last row's own second must stay inside.
		const next = atOrBefore('dateCreated', new Date(oldest + 1000));
		if (next === window || secondOf(rows[0]) === oldest) {
			for await (const row of rowsOfSecond(requests, wanted, oldest)) if (isNew(row)) yield row;
			window = before('dateCreated', new Date(oldest));
		} else {
			window = next;
		}
	}
}

async function* rowsOfSecond(requests: RequestsClient, wanted: RowsWanted, second: number): AsyncGenerator<PatronRequest> {
	const { filters, ...rest } = wanted;
	const within = [...filters, atOrAfter('dateCreated', new Date(second)), atOrBefore('dateCreated', new Date(second + 1000))];
	let after: string | undefined;
	for (;;) {
		const rows: PatronRequest[] = await requests.list({
			...rest,
			filters: after === undefined ? within : [...within, idAfter(after)],
			sort: ['id;asc'],
			perPage,
		});
		yield* rows;
		after = rows.at(-1)?.id;
		if (rows.length < perPage || after === undefined) return;
	}
}

function secondOf(row: PatronRequest | undefined): number | undefined {
	const time = Date.parse(row?.dateCreated ?? '');
	return Number.isNaN(time) ? undefined : Math.floor(time / 1000) * 1000;
}
