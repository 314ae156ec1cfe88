import { unescapeTerm, createRowTest, type CqlModifier, type CqlNode, type CqlTerm } from '../../cql/parseCqlQuery';
import { compareValues } from '../../compareRows';
import { CqlError } from '../cql/parseInventoryCql';
import { foldText, toFullTextSearch, createWordsMatcher, requiredWholeWordsOf } from '../cql/matchWords';
import type { FullTextIndex, SearchableFields } from './searchableFields';
import { jsonTextAt } from './jsonTextAt';
import type { StoredRecord } from './inventoryTables';
import type { PositionIndex } from './PositionIndex';

export type StoredRecordTest = (row: StoredRecord) => boolean;

/**
 * Turns a query into a test for rows. A query that inventory storage refuses, or that the client never sends, is refused before any row is
 * tested.
 *
 * @throws CqlError
 */
export function compileStorageQuery(root: CqlNode, definition: SearchableFields): StoredRecordTest {
	return createRowTest(root, (term) => compileTerm(term, definition));
}

/** Returns the positions of the only rows that a query can find; undefined if each row must be tested. */
export function candidatePositions(node: CqlNode, definition: SearchableFields, index: PositionIndex): ReadonlySet<number> | undefined {
	if (node.kind === 'term') return candidatesOfTerm(node, definition, index);
	const left = candidatePositions(node.left, definition, index);
	const right = candidatePositions(node.right, definition, index);
	if (node.operator === 'or') return left && right && new Set([...left, ...right]);
	return left === undefined || (right !== undefined && right.size < left.size) ? right : left;
}

function candidatesOfTerm(node: CqlTerm, definition: SearchableFields, index: PositionIndex): ReadonlySet<number> | undefined {
	const { index: field, term, relation } = node;
	if (definition.ids.has(field) && relation.base === '==') return index.withId(field, term.toLowerCase());
	const fullText = definition.fullText[field];
	if (fullText === undefined || !['=', 'all'].includes(relation.base)) return undefined;
	const words = requiredWholeWordsOf(toFullTextSearch(fullText.searchOf?.(term) ?? term));
	const found = words.map((word) => index.withWord(field, word, (row) => fullText.textOf?.(row) ?? jsonTextAt(row, field)));
	return found.sort((one, other) => one.size - other.size)[0];
}

function compileTerm(node: CqlTerm, definition: SearchableFields): StoredRecordTest {
	const { index, term, relation } = node;
	if (index === 'cql.allRecords') return () => true;
	if (index === 'cql.serverChoice') throw new CqlError('cql.serverChoice requested, but no serverChoiceIndexes defined.');
	if (definition.ids.has(index) && relation.base === '==') return (row) => jsonTextAt(row, index) === term.toLowerCase();
	const fullText = definition.fullText[index];
	if (fullText === undefined) throw new CqlError(`CQL: the practice consortium does not look for ${index} ${relation.base}`);
	const arrayModifiers = relation.modifiers.filter((modifier) => modifier.name.startsWith('@'));
	if (relation.base === '=' && arrayModifiers.length > 0) return compileArray(node, arrayModifiers, fullText);
	if (relation.base === '=' || relation.base === 'all' || relation.base === 'any')
		return compileWords((row) => fullText.textOf?.(row) ?? jsonTextAt(row, index), relation.base, term, fullText);
	if (relation.base === '<' || relation.base === '>=') return compileComparison(index, relation.base, unescapeTerm(term));
	throw new CqlError(`CQL: the practice consortium does not compare by ${relation.base}`);
}

function compileWords(
	textOf: (row: StoredRecord) => string | null,
	relation: '=' | 'all' | 'any',
	term: string,
	fullText?: FullTextIndex,
): StoredRecordTest {
	if (term === '*') return (row) => textOf(row) !== null;
	const matches = createWordsMatcher(toFullTextSearch(fullText?.searchOf?.(term) ?? term), relation === '=' ? 'phrase' : relation);
	return (row) => {
		const text = textOf(row);
		return text !== null && matches(text);
	};
}

/** Compiles `identifiers =/@value/@identifierTypeId=<id> "…"`: one element of the array must match the term and every modifier. */
function compileArray(
	node: CqlTerm,
	modifiers: readonly CqlModifier[],
	{ subfield, modifiers: others = [] }: FullTextIndex,
): StoredRecordTest {
	const known = [subfield, ...others].filter((name) => name !== undefined);
	const nameOf = (modifier: CqlModifier): string => {
		const name = known.find((candidate) => `@${candidate.toLowerCase()}` === modifier.name);
		if (name === undefined) throw new CqlError(`CQL: Unsupported relation modifier ${modifier.name}`);
		return name;
	};
	const fits = modifiers.map((modifier) => {
		const name = nameOf(modifier);
		return compileWords((element) => jsonTextAt(element, name), '=', modifier.value ?? node.term);
	});
	// The whole array must match as well, as in the SQL into which the query is translated.
	const whole = compileWords((row) => jsonTextAt(row, node.index), '=', node.term);
	return (row) => {
		const elements = row[node.index];
		return Array.isArray(elements) && whole(row) && elements.some((element: StoredRecord) => fits.every((test) => test(element)));
	};
}

function compileComparison(index: string, relation: '<' | '>=', term: string): StoredRecordTest {
	const wanted = foldText(term);
	return (row) => {
		const text = jsonTextAt(row, index);
		return text !== null && compareValues(foldText(text), wanted) < 0 === (relation === '<');
	};
}
