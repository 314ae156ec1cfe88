import { atOrBefore } from '../filter';
import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';

const perPage = 100;

export interface RowsWanted {
	readonly filters: readonly string[];
	readonly search?: { readonly term: string; readonly properties: readonly string[] };
	readonly fullRecord?: boolean;
	readonly signal?: AbortSignal;
}

/**
 * Every row that fits, newest first, none twice and none left out although rows change meanwhile. The next page starts
 * from the creation time of the last row, which never changes; page numbers would shift when a row leaves the filter.
 * Only within one second, where the time says nothing more, page numbers are used.
 */
export async function* everyRow(requests: RequestsClient, wanted: RowsWanted): AsyncGenerator<PatronRequest> {
	const seen = new Set<string>();
	let before: string | undefined;
	let page = 1;
	for (;;) {
		const rows = await requests.list({
			filters: before === undefined ? wanted.filters : [...wanted.filters, atOrBefore('dateCreated', endOfSecond(before))],
			sort: ['dateCreated;desc', 'id;asc'],
			perPage,
			page,
			...(wanted.search === undefined ? {} : { search: wanted.search }),
			...(wanted.fullRecord === undefined ? {} : { fullRecord: wanted.fullRecord }),
			...(wanted.signal === undefined ? {} : { signal: wanted.signal }),
		});
		for (const row of rows) {
			if (seen.has(row.id)) continue;
			seen.add(row.id);
			yield row;
		}
		if (rows.length < perPage) return;
		const last = rows.at(-1)?.dateCreated;
		if (last === undefined || last === before) page += 1;
		else {
			before = last;
			page = 1;
		}
	}
}

/** Times are shown in whole seconds but kept with fractions: the row's own second must stay inside. */
function endOfSecond(time: string): Date {
	return new Date(Math.floor(Date.parse(time) / 1000) * 1000 + 1000);
}
