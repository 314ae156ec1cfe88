import { makeStableNumber } from '../stableIds';
import { compareByEach, compareValues, type CompareRows } from '../compareRows';
import type { SandboxAnswer } from '../sharedTypes';
import { compileFilters, findProperty, ListCallCrash, UnsupportedListCall, type EntitySchema } from './compileFilters';

interface RowPage<Row> {
	readonly rows: readonly Row[];
	readonly pageSize: number;
	readonly page: number;
	readonly total: number;
}

interface Listing<Row> {
	readonly schema: EntitySchema<Row>;
	readonly print: (row: Row) => unknown;
	/** The size to which larger pages are silently cut. */
	readonly largestPage?: number;
	/** Whether the caller may see a row. Totals count it in any case. */
	readonly isShown?: (row: Row) => boolean;
}

/**
 * The list that patron requests, settings, reference data and the directory share. Its parameters are
 * `filters`, `match` with `term`, `sort`, `perPage` and `page`.
 */
export function answerList<Row extends { readonly id: string }>(
	rows: Iterable<Row>,
	query: URLSearchParams,
	{ schema, print, largestPage = 1000, isShown = () => true }: Listing<Row>,
): SandboxAnswer {
	try {
		const page = findPage(rows, query, schema, largestPage);
		return { status: 200, body: printPage(page, query, page.rows.filter(isShown).map(print)) };
	} catch (error) {
		if (error instanceof ListCallCrash) return buildExceptionAnswer(error.message);
		if (error instanceof UnsupportedListCall) return { status: 400, body: { error: 400, message: error.message } };
		throw error;
	}
}

/** Makes a Grails module's answer to an exception: long, with a stack trace. */
export function buildExceptionAnswer(message: string): SandboxAnswer {
	const stackTrace = Array.from(
		{ length: 40 },
		(_, line) => `    at org.olf.rs.practice.Frame${line}.invoke(Frame${line}.groovy:${line + 11})`,
	);
	return { status: 500, body: { error: 500, message, stackTrace } };
}

function findPage<Row extends { readonly id: string }>(
	rows: Iterable<Row>,
	query: URLSearchParams,
	schema: EntitySchema<Row>,
	largestPage: number,
): RowPage<Row> {
	const isWanted = compileFilters(schema, query.getAll('filters'));
	const isFound = textSearch(schema, query.getAll('match'), query.get('term') ?? '');
	const pageSize = Math.min(wholeNumber(query.get('perPage') ?? query.get('max')) ?? 10, largestPage);
	const page = wholeNumber(query.get('page')) ?? 1;
	const sorts = query.getAll('sort');
	const compare = sorts.length === 0 ? shuffled(page) : sortedBy(schema, sorts);

	const wanted = page * pageSize;
	const first: Row[] = [];
	let total = 0;
	for (const row of rows) {
		if (!isWanted(row) || !isFound(row)) continue;
		total++;
		insertIfAmongFirst(first, row, wanted, compare);
	}
	return { rows: first.slice(wanted - pageSize, wanted), pageSize, page, total };
}

/** Prints a page: a bare array, or an object if `stats=true` was requested. */
function printPage(page: RowPage<unknown>, query: URLSearchParams, results: readonly unknown[]): unknown {
	if (query.get('stats') !== 'true') return results;
	const totalPages = Math.ceil(page.total / page.pageSize);
	return { results, pageSize: page.pageSize, page: page.page, totalPages, meta: {}, totalRecords: page.total, total: page.total };
}

function wholeNumber(text: string | null): number | undefined {
	const number = Number(text);
	return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** Inserts a row into the sorted list `first`, which keeps only the `wanted` first rows. That is far cheaper than sorting all rows. */
function insertIfAmongFirst<Row>(first: Row[], row: Row, wanted: number, compare: CompareRows<Row>): void {
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

function sortedBy<Row>(schema: EntitySchema<Row>, sorts: readonly string[]): CompareRows<Row> {
	return compareByEach(
		sorts.map((sort) => {
			const [path = '', direction] = sort.split(';');
			const property = findProperty(schema, path);
			const sign = direction === 'desc' ? -1 : 1;
			return (left: Row, right: Row) => compareValues(property.read(left)[0] ?? undefined, property.read(right)[0] ?? undefined) * sign;
		}),
	);
}

/** Shuffles rows: without a sort, they come in another order on every page, so that paging loses some of them. */
function shuffled(page: number): CompareRows<{ readonly id: string }> {
	return (left, right) => makeStableNumber(`${page}${left.id}`) - makeStableNumber(`${page}${right.id}`);
}

/** Makes the text search. `term` restricts nothing without `match`; each word must occur within the same one of the properties. */
function textSearch<Row>(schema: EntitySchema<Row>, match: readonly string[], term: string): (row: Row) => boolean {
	const words = (term.match(/"[^"]+"|\S+/gu) ?? []).map((word) => word.replace(/^"|"$/gu, '').toLowerCase());
	const properties = match.map((path) => findProperty(schema, path));
	if (words.length === 0 || properties.length === 0) return () => true;
	const hasAll = (text: string) => words.every((word) => text.includes(word));
	return (row) => properties.some((property) => property.read(row).some((value) => hasAll(String(value ?? '').toLowerCase())));
}
