import type { CqlQuery } from '../../cql/parseCqlQuery';
import { compareByEach, compareValues } from '../../compareRows';
import { parseInventoryCql } from '../cql/parseInventoryCql';
import { foldText } from '../cql/matchWords';
import { candidatePositions, compileStorageQuery } from './compileStorageQuery';
import { positionIndexOf } from './PositionIndex';
import type { SearchableFields } from './searchableFields';
import { jsonTextAt } from './jsonTextAt';
import type { StoredRecord } from './inventoryTables';

/**
 * Finds the rows for a CQL query in the order of the query, or in that of a scan that begins at a position. An empty query finds all.
 *
 * @throws CqlError if inventory storage would answer 400
 */
export function findRows(rows: readonly StoredRecord[], cql: string, definition: SearchableFields, start = 0): readonly StoredRecord[] {
	if (cql.trim() === '') return rows;
	const query = parseInventoryCql(cql);
	const test = compileStorageQuery(query.root, definition);
	const candidates = candidatePositions(query.root, definition, positionIndexOf(rows)) ?? rows.keys();
	const inOrder = [...candidates].map((position) => (position - start + rows.length) % rows.length).sort((one, other) => one - other);
	const found = inOrder.flatMap((offset) => rows[(offset + start) % rows.length] ?? []).filter(test);
	return query.sortKeys.length === 0 ? found : sortRows(found, query);
}

/** Sorts rows by each key in turn, without case and accents. Records without the field come last, or first if the order is descending. */
export function sortRows(rows: readonly StoredRecord[], query: CqlQuery): readonly StoredRecord[] {
	const keys = query.sortKeys.map(({ field, modifiers }) => {
		const sign = modifiers.some((modifier) => modifier.name === 'sort.descending') ? -1 : 1;
		const folded = (row: StoredRecord): string | undefined => {
			const text = jsonTextAt(row, field);
			return text === null ? undefined : foldText(text);
		};
		return (left: StoredRecord, right: StoredRecord) => compareValues(folded(left), folded(right)) * sign;
	});
	return [...rows].sort(compareByEach(keys));
}
