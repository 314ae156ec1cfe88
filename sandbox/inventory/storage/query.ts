import type { CqlQuery } from '../../cql/query';
import { parseCql } from '../cql/parse';
import { foldText } from '../cql/words';
import { compareText, compileStorageQuery, type SearchContext } from './evaluate';
import { textAt } from './jsonText';
import type { Row } from './tables';

/**
 * The rows that a CQL query finds, sorted as it asks; an empty query finds all.
 *
 * @throws CqlError when inventory storage would answer 400
 */
export function findRows(rows: readonly Row[], cql: string, context: SearchContext): readonly Row[] {
	if (cql.trim() === '') return rows;
	const query = parseCql(cql);
	const found = rows.filter(compileStorageQuery(query.root, context));
	return query.sortKeys.length === 0 ? found : sortRows(found, query);
}

/** Sorts by each key in turn, folded; records without the field come last, first when descending. */
export function sortRows(rows: readonly Row[], query: CqlQuery): readonly Row[] {
	const keys = query.sortKeys.map(({ field, modifiers }) => ({
		field,
		sign: modifiers.some((modifier) => modifier.name === 'sort.descending') ? -1 : 1,
	}));
	return [...rows].sort((left, right) => {
		for (const { field, sign } of keys) {
			const order = compareNullable(textAt(left, field), textAt(right, field));
			if (order !== 0) return order * sign;
		}
		return 0;
	});
}

function compareNullable(left: string | null, right: string | null): number {
	if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
	return compareText(foldText(left), foldText(right));
}
