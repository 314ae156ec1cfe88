import { CqlError } from '../cql/parse';
import { testOf, type CqlNode, type CqlTerm } from '../../cql/query';
import { plainTerm, wholeValuePattern } from '../cql/terms';
import { foldText } from '../cql/words';
import type { InventoryTables, StoredRecord } from '../storage/tables';
import { findSearchField, type SearchField } from './fields';
import { searchTokensOf, searchWordsOf } from './words';

/** A field name that mod-search does not know: its answer is another kind of 400 than a query that it cannot parse. */
export class UnknownSearchField extends Error {
	override readonly name = 'UnknownSearchField';

	constructor(readonly field: string) {
		super('Invalid search field provided in the CQL query');
	}
}

type RowTest = (row: StoredRecord) => boolean;

/**
 * Turns a query for mod-search into a test for records.
 *
 * @throws UnknownSearchField, or CqlError for a relation that mod-search does not have
 */
export function compileSearchQuery(root: CqlNode, tables: InventoryTables): RowTest {
	const termTest = (term: CqlTerm): RowTest => {
		if (term.index === 'cql.allRecords') return () => true;
		const field = findSearchField(term.index);
		if (field === undefined) throw new UnknownSearchField(term.index);
		return compileSearchTerm(term, field, tables);
	};
	return testOf(root, termTest, () => new CqlError('Unsupported operator: prox'));
}

function compileSearchTerm(node: CqlTerm, field: SearchField, tables: InventoryTables): RowTest {
	const relation = node.relation.base.toLowerCase();
	const test = field.compare === 'words' ? wordTest(relation, node.term) : wholeTest(relation, field.prepare?.(node.term) ?? node.term);
	if (test === undefined) throw new CqlError(`Failed to parse CQL query. Comparator '${relation}' is not supported.`);
	if (plainTerm(node.term) === '' || node.term === '*') return (row) => field.valuesOf(row, tables).length > 0;
	if (relation === '<>') return (row) => !field.valuesOf(row, tables).some(test);
	return (row) => field.valuesOf(row, tables).some(test);
}

function wholeTest(relation: string, term: string): ((value: string) => boolean) | undefined {
	if (relation === 'any' || relation === 'all') {
		const patterns = term.split(/ +/u).map(wholeValuePattern);
		return (value) => patterns.some((pattern) => pattern.test(foldText(value)));
	}
	if (!['=', '==', '<>', 'adj'].includes(relation)) return undefined;
	const pattern = wholeValuePattern(term);
	return (value) => pattern.test(foldText(value));
}

/** Words in any order for `=`, `all` and `adj`, one of them for `any`, side by side for `==`. */
function wordTest(relation: string, term: string): ((value: string) => boolean) | undefined {
	// Each wanted word may be met by its parts or by these put together.
	const wanted = term.split(/ +/u).flatMap((word) => {
		if (/(?<!\\)\*/u.test(word)) return [[[wholeValuePattern(word)]]];
		return searchTokensOf(plainTerm(word)).map(({ parts, joined }) =>
			[parts, [joined]].map((words) => words.map((part) => wholeValuePattern(part))),
		);
	});
	const has = (words: readonly string[], pattern: RegExp): boolean => words.some((word) => pattern.test(word));
	const meets = (words: readonly string[], alternatives: readonly RegExp[][]): boolean =>
		alternatives.some((patterns) => patterns.every((pattern) => has(words, pattern)));
	if (relation === '=' || relation === 'all' || relation === 'adj')
		return (value) => wanted.length > 0 && wanted.every((alternatives) => meets(searchWordsOf(value), alternatives));
	if (relation === 'any') return (value) => wanted.some((alternatives) => meets(searchWordsOf(value), alternatives));
	if (relation !== '==' && relation !== '<>') return undefined;
	return (value) => {
		const words = searchTokensOf(value).flatMap(({ parts }) => parts);
		const patterns = wanted.flatMap(([parts]) => parts ?? []);
		return patterns.length > 0 && words.some((_, start) => patterns.every((pattern, offset) => pattern.test(words[start + offset] ?? '')));
	};
}
