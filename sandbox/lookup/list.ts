import { stableNumber } from '../ids';
import { byEach, compareValues, type Compare } from '../order';
import { compileDocument, type EntityTest } from './compile';
import { readDocument } from './document';
import { findProperty, type EntitySchema, type ScalarValue } from './schema';

export interface RowPage<T> {
	readonly rows: readonly T[];
	readonly pageSize: number;
	readonly page: number;
	readonly total: number;
}

/**
 * The list look-up shared by patron requests, statuses, settings, reference data and the directory: `filters`, `match`
 * with `term`, `sort`, `perPage`/`max`, `page`/`offset`. Requests for larger pages than the largest are cut without a word.
 *
 * @throws LookupFailure where the real server answers 500
 */
export function findPage<T extends { readonly id: string }>(
	rows: Iterable<T>,
	query: URLSearchParams,
	schema: EntitySchema,
	largestPage = 1000,
): RowPage<T> {
	const filter = compileDocument(schema, readDocument([...query.getAll('filters'), ...query.getAll('filters[]')]));
	const search = textSearch(schema, query.getAll('match'), query.get('term') ?? '');
	const pageSize = pageSizeOf(query, largestPage);
	const page = pageOf(query, pageSize);
	const compare = order<T>(schema, query.getAll('sort')) ?? shuffled(page);

	const wanted = page * pageSize;
	const first: T[] = [];
	let total = 0;
	for (const row of rows) {
		if ((filter !== undefined && !filter(row)) || (search !== undefined && !search(row))) continue;
		total++;
		insertIfAmongFirst(first, row, wanted, compare);
	}
	return { rows: first.slice(wanted - pageSize, wanted), pageSize, page, total };
}

/** As the server prints a page: a bare array, or an object when `stats=true` was asked for. */
export function printPage<T>(page: RowPage<T>, query: URLSearchParams, print: (row: T) => unknown): unknown {
	const results = page.rows.map(print);
	if (query.get('stats') !== 'true') return results;
	const totalPages = Math.ceil(page.total / page.pageSize);
	return { results, pageSize: page.pageSize, page: page.page, totalPages, meta: {}, totalRecords: page.total, total: page.total };
}

function pageSizeOf(query: URLSearchParams, largest: number): number {
	const asked = Number(query.get('perPage') ?? query.get('max') ?? 10);
	return Math.min(Number.isInteger(asked) && asked > 0 ? asked : 10, largest);
}

/** `page` wins over `offset`; an offset is rounded down to the beginning of its page. */
function pageOf(query: URLSearchParams, pageSize: number): number {
	const page = Number(query.get('page'));
	if (Number.isInteger(page) && page > 0) return page;
	const offset = Number(query.get('offset'));
	return Number.isInteger(offset) && offset > 0 ? Math.floor(offset / pageSize) + 1 : 1;
}

/** Keeps only the rows that can appear on a page up to the wanted one, in order; far cheaper than sorting all. */
function insertIfAmongFirst<T>(first: T[], row: T, wanted: number, compare: Compare<T>): void {
	const last = first[first.length - 1];
	if (first.length >= wanted && last !== undefined && compare(row, last) >= 0) return;
	let low = 0;
	let high = first.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		const other = first[middle];
		if (other !== undefined && compare(other, row) <= 0) low = middle + 1;
		else high = middle;
	}
	first.splice(low, 0, row);
	if (first.length > wanted) first.pop();
}

/** The order asked for; undefined when no sort names a property. Unknown properties are ignored, as by the server. */
function order<T>(schema: EntitySchema, sorts: readonly string[]): Compare<T> | undefined {
	const keys = sorts.flatMap((sort) => {
		const [path = '', direction = 'asc'] = sort.split(';');
		const read = path === '' ? undefined : sortReader(schema, path);
		const sign = direction === 'desc' ? -1 : 1;
		return read === undefined ? [] : [(left: T, right: T) => compareValues(read(left), read(right)) * sign];
	});
	return keys.length === 0 ? undefined : byEach(keys);
}

function sortReader(schema: EntitySchema, path: string): ((row: unknown) => ScalarValue | undefined) | undefined {
	const found = findProperty(schema, path);
	if (found === undefined || found.property.kind === 'association') return undefined;
	const { property } = found;
	if (found.joins.length === 0) return (row) => property.read(row);
	return (row) => {
		let entity: unknown = row;
		let level = schema;
		for (const join of found.joins) {
			const step = level[join.slice(join.lastIndexOf('.') + 1)];
			if (step?.kind !== 'association') return undefined;
			entity = step.read(entity)[0];
			if (entity === undefined) return undefined;
			level = step.schema();
		}
		return property.read(entity);
	};
}

/** Without a sort the rows come in no order, and in another one on every page: paging without a sort loses rows. */
function shuffled(page: number): Compare<{ readonly id: string }> {
	return (left, right) => stableNumber(`${page}${left.id}`) - stableNumber(`${page}${right.id}`);
}

/** `term` restricts nothing without `match`; each word must occur within one and the same of the properties. */
function textSearch(schema: EntitySchema, match: readonly string[], term: string): EntityTest | undefined {
	const words = (term.match(/"[^"]+"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, '').toLowerCase());
	const readers = match.flatMap((path) => {
		const read = sortReader(schema, path);
		return read === undefined ? [] : [read];
	});
	if (words.length === 0 || readers.length === 0) return undefined;
	return (row) =>
		readers.some((read) => {
			const text = String(read(row) ?? '').toLowerCase();
			return words.every((word) => text.includes(word));
		});
}
