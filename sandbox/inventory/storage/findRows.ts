import type { CqlQuery } from '../../cql/parseQuery';
import { compareByEach, compareValues } from '../../compareRows';
import { parseCql } from '../cql/parseCql';
import { foldText } from '../cql/matchWords';
import { compileStorageQuery } from './compileStorageQuery';
import type { SearchableFields } from './searchableFields';
import { textAt } from './jsonText';
import type { StoredRecord } from './inventoryTables';

/**
 * Finds the rows for a CQL query in the order of the query. An empty query finds all.
 *
 * @throws CqlError if inventory storage would answer 400
 */
export function findRows(rows: readonly StoredRecord[], cql: string, definition: SearchableFields): readonly StoredRecord[] {
	if (cql.trim() === '') return rows;
	const query = parseCql(cql);
	const found = rows.filter(compileStorageQuery(query.root, definition));
	return query.sortKeys.length === 0 ? found : sortRows(found, query);
}

/** Sorts rows by each key in turn, without case and accents. Records without the field come last, or first if the order is descending. */
export function sortRows(rows: readonly StoredRecord[], query: CqlQuery): readonly StoredRecord[] {
	const keys = query.sortKeys.map(({ field, modifiers }) => {
		const sign = modifiers.some((modifier) => modifier.name === 'sort.descending') ? -1 : 1;
		const folded = (row: StoredRecord): string | undefined => {
			const text = textAt(row, field);
			return text === null ? undefined : foldText(text);
		};
		return (left: StoredRecord, right: StoredRecord) => compareValues(folded(left), folded(right)) * sign;
	});
	return [...rows].sort(compareByEach(keys));
}
