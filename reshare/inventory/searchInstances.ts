import { badInputError, ReShareError } from '../errors';
import { leftOutCollectionsSentence } from './find/explanationSentences';
import { planSearch } from './find/planSearch';
import { describeTooLongCitationFields } from './find/parseCitation';
import type { Citation } from './find/findTypes';
import { authorSearchWords } from './match/compareAuthors';
import type { InventoryRecord } from './recordsAndHoldings';
import type { IndexQuery, SharedIndex, RecordSortOrder } from './SharedIndex';

export interface InstanceSearch {
	/** A query in the language of the index (FOLIO: CQL), sent as it is. Without it, the fields of `citation` are searched. */
	readonly cql?: string;
	readonly citation?: Citation;
	/** The most records to return; undefined: all of them. */
	readonly limit?: number;
	readonly sortBy?: RecordSortOrder;
}

const pageSize = 100;

/** The most characters of a query in the language of the index. */
const longestQuery = 10_000;

/** @throws ReShareError `badInput` when there is nothing to search by, `badAnswer` when none of the records can be read */
export async function searchInstances(index: SharedIndex, search: InstanceSearch) {
	const { query, warnings } = queryFor(index, search);
	const wanted = search.limit ?? Infinity;
	const found = new Map<string, InventoryRecord>();
	/** How many records the index says it has; null where it does not. */
	let total: number | null = null;
	let furthest = Infinity;
	let foreign = 0;
	let unreadable = 0;
	let offset = 0;
	while (found.size < wanted) {
		const limit = Math.min(pageSize, wanted - found.size);
		const { foreign: others = 0, ...page } = await index.search(query, { offset, limit });
		total = page.total ?? total;
		furthest = page.furthest ?? Infinity;
		for (const record of page.records) found.set(record.id, record);
		unreadable += page.unreadable;
		foreign += others;
		const received = page.records.length + page.unreadable + others;
		offset += received;
		if (received < limit) break;
		if (offset >= furthest) {
			warnings.push(`The inventory gives no more than ${furthest} records; narrow the search`);
			break;
		}
	}
	if (unreadable > 0 && found.size === 0) {
		throw new ReShareError(
			'badAnswer',
			'Records were found, but came in a form that cannot be read',
			'Try again. If it happens often, ask whoever runs the shared inventory.',
		);
	}
	if (unreadable > 0) warnings.push(`${unreadable} of the records could not be read`);
	if (foreign > 0) warnings.push(leftOutCollectionsSentence(foreign));
	const expected = Math.min(wanted, total ?? 0, furthest);
	if (offset < expected)
		warnings.push(`The inventory has ${String(total)} such records and gave ${offset} of them. Search again, or narrow the search.`);
	return { records: [...found.values()], total, warnings };
}

function queryFor(
	index: SharedIndex,
	{ cql = '', citation = {}, sortBy }: InstanceSearch,
): { readonly query: IndexQuery; readonly warnings: string[] } {
	const problems = [
		...describeTooLongCitationFields(citation),
		...(cql.length > longestQuery ? [`The query has ${cql.length} characters, and ${longestQuery} are allowed`] : []),
	];
	if (problems.length > 0) throw badInputError(problems.join('. '), 'Shorten it.');
	if (cql.trim() !== '') return { query: { native: cql.trim(), sortBy }, warnings: [] };
	const { identifiers, title, warnings } = planSearch(citation, index.ids);
	const authors = authorSearchWords(citation.author ?? '');
	const [titleQuery] = title?.queries ?? [];
	if (identifiers.length === 0 && titleQuery === undefined && authors.length === 0) {
		throw badInputError(
			'There is nothing to search by',
			[...warnings.map((warning) => `${warning}.`), 'Give an identifier, a title, an author or a CQL query.'].join(' '),
		);
	}
	const numbers = identifiers.map(({ matchedBy, values }) => ({ kind: matchedBy, values }));
	return { query: { identifiers: numbers, titleWords: titleQuery?.alternatives[0], authors, sortBy }, warnings: [...warnings] };
}
