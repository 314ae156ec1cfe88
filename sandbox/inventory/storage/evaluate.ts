import { serverChoice, testOf, type CqlModifier, type CqlNode, type CqlTerm } from '../../cql/query';
import { compareValues } from '../../order';
import { CqlError } from '../cql/parse';
import { fullTextSearch, plainTerm, wholeValuePattern } from '../cql/terms';
import { foldText, wordsMatcher, type WordRelation } from '../cql/words';
import { matchesId } from './idSearch';
import type { FullTextIndex, TableDefinition, TableName } from './indexes';
import { textAt } from './jsonText';
import type { InventoryTables, StoredRecord } from './tables';

export interface SearchContext {
	readonly table: TableName;
	readonly definitions: Readonly<Record<TableName, TableDefinition>>;
	readonly tables: InventoryTables;
}

export type RowTest = (row: StoredRecord) => boolean;

const wordRelations: Readonly<Record<string, WordRelation>> = { '=': 'phrase', adj: 'phrase', all: 'all', any: 'any' };

/**
 * Turns a query into a test for rows. What inventory storage refuses is refused here, before any row is looked at.
 *
 * @throws CqlError with inventory storage's wording
 */
export function compileStorageQuery(root: CqlNode, context: SearchContext): RowTest {
	return testOf(
		root,
		(term) => compileInContext(term, context),
		() => new CqlError('Not implemented yet: org.z3950.zing.cql.CQLProxNode'),
	);
}

function compileInContext(node: CqlTerm, context: SearchContext): RowTest {
	if (node.index.toLowerCase() === 'cql.allrecords') return () => true;
	const [alias = '', ...rest] = node.index.split('.');
	const related = context.definitions[context.table].related[alias];
	if (related !== undefined && rest.length > 0) {
		const test = compileTerm({ ...node, index: rest.join('.') }, context.definitions[related.table]);
		return (row) => related.rows(row, context.tables).some(test);
	}
	if (node.index.toLowerCase() === serverChoice.toLowerCase()) {
		throw new CqlError('cql.serverChoice requested, but no serverChoiceIndexes defined.');
	}
	return compileTerm(node, context.definitions[context.table]);
}

function compileTerm(node: CqlTerm, definition: TableDefinition): RowTest {
	const { index, term } = node;
	const relation = node.relation.base.toLowerCase();
	if (index === 'id' || definition.foreignKeys.has(index)) return compileId(node);
	const arrayModifiers = node.relation.modifiers.filter((modifier) => modifier.name.startsWith('@'));
	const isNumber = node.relation.modifiers.some((modifier) => checkModifier(modifier) === 'number');
	const fullText = definition.fullText[index];
	if (relation in wordRelations && !isNumber) {
		if (arrayModifiers.length > 0) return compileArray(node, arrayModifiers, fullText);
		return compileWords((row) => textOfIndex(row, index, fullText), relation, term, fullText);
	}
	if ((relation === '==' || relation === '<>') && !isNumber) {
		// Only full-text indexes know array modifiers.
		const [modifier] = arrayModifiers;
		if (modifier !== undefined) throw new CqlError(`CQL: Unsupported relation modifier ${modifier.name}`);
		const pattern = wholeValuePattern(term);
		return (row) => {
			const text = textAt(row, index);
			return text !== null && pattern.test(foldText(text)) === (relation === '==');
		};
	}
	if (['=', '==', '<>', '<', '>', '<=', '>='].includes(relation)) return compileComparison(index, relation, plainTerm(term), isNumber);
	throw new CqlError(`Relation ${relation} not implemented yet: ${index} ${relation} ${term}`);
}

function compileId(node: CqlTerm): RowTest {
	const [modifier] = node.relation.modifiers;
	if (modifier !== undefined) throw new CqlError(`CQL: Unsupported modifier ${modifier.name}`);
	const test = matchesId(node.index, node.relation.base, node.term);
	return (row) => test(textAt(row, node.index));
}

const knownModifiers = new Set([
	'ignorecase',
	'respectcase',
	'ignoreaccents',
	'respectaccents',
	'string',
	'number',
	'sort.ascending',
	'sort.descending',
	'masked',
]);

function checkModifier(modifier: CqlModifier): string {
	if (!modifier.name.startsWith('@') && !knownModifiers.has(modifier.name))
		throw new CqlError(`CQL: Unsupported modifier ${modifier.name}`);
	return modifier.name;
}

function textOfIndex(row: StoredRecord, index: string, fullText: FullTextIndex | undefined): string | null {
	return fullText?.textOf === undefined ? textAt(row, index) : fullText.textOf(row);
}

function compileWords(textOf: (row: StoredRecord) => string | null, relation: string, term: string, fullText?: FullTextIndex): RowTest {
	const cleaned = term.replace(/ +\*/gu, '').trim();
	if (cleaned === '*') return () => true;
	if (cleaned === '') return (row) => textOf(row) !== null;
	const matches = wordsMatcher(fullTextSearch(fullText?.searchOf?.(cleaned) ?? cleaned), wordRelations[relation] ?? 'phrase');
	return (row) => {
		const text = textOf(row);
		return text !== null && matches(text);
	};
}

/** `identifiers =/@value/@identifierTypeId=<id> "…"`: one element of the array must fit the term and every modifier. */
function compileArray(node: CqlTerm, modifiers: readonly CqlModifier[], fullText: FullTextIndex | undefined): RowTest {
	const known = [fullText?.subfield, ...(fullText?.modifiers ?? [])].filter((name) => name !== undefined);
	const relation = node.relation.base.toLowerCase();
	const wanted: string[] = [];
	const conditions: Array<(element: StoredRecord) => boolean> = [];
	for (const modifier of modifiers) {
		const name = known.find((candidate) => candidate.toLowerCase() === modifier.name.slice(1));
		if (name === undefined) throw new CqlError(`CQL: Unsupported relation modifier ${modifier.name}`);
		if (modifier.value === undefined) {
			wanted.push(name);
			continue;
		}
		if (modifier.comparison !== '=') throw new CqlError(`CQL: Unsupported comparison for relation modifier ${modifier.name}`);
		conditions.push(compileWords((element) => textAt(element, name), '=', modifier.value));
	}
	if (wanted.length === 0 && fullText?.subfield !== undefined) wanted.push(fullText.subfield);
	const fits = wanted.map((name) => compileWords((element) => textAt(element, name), relation, node.term));
	// The whole array must match as well, as in the SQL that the query becomes.
	const whole = compileWords((row) => textAt(row, node.index), relation, node.term);
	return (row) => {
		const elements = row[node.index];
		if (!Array.isArray(elements) || !whole(row)) return false;
		return elements.some((element: StoredRecord) => fits.some((test) => test(element)) && conditions.every((test) => test(element)));
	};
}

function compileComparison(index: string, relation: string, term: string, isNumber: boolean): RowTest {
	return (row) => {
		const text = textAt(row, index);
		if (text === null) return false;
		const order = isNumber ? Number(text) - Number(term) : compareValues(foldText(text), foldText(term));
		if (relation === '<') return order < 0;
		if (relation === '<=') return order <= 0;
		if (relation === '>') return order > 0;
		if (relation === '>=') return order >= 0;
		return relation === '<>' ? order !== 0 : order === 0;
	};
}
