import { normalizeDigits } from '../cql/matchWords';
import { identifierTypes } from '../referenceData';
import { identifiersOf } from './readInstanceParts';
import type { StoredRecord } from './inventoryTables';

/**
 * The version of inventory storage, which decides what the client can search. `classic`: up to 23.x, whose index of contributors takes
 * the modifier `@name`. `current`: 26 and later, which refuses that modifier and stores subjects and series as objects.
 */
export type StorageEra = 'classic' | 'current';

export interface FullTextIndex {
	/** Returns the searched text if it differs from the field's own text; null if the record has none. */
	readonly textOf?: (row: StoredRecord) => string | null;
	readonly searchOf?: (search: string) => string;
	/** The part of each array element that a modifier of that name compares, for example `value`. */
	readonly subfield?: string;
	/** Names of modifiers in the form `/@name=value`. */
	readonly modifiers?: readonly string[];
}

export interface SearchableFields {
	/** Fields that contain a record's id. They can be searched only by whole ids. */
	readonly ids: ReadonlySet<string>;
	readonly fullText: Readonly<Record<string, FullTextIndex>>;
}

export type TableName = 'instances' | 'holdings' | 'items' | 'small';

function isbnText(row: StoredRecord): string | null {
	const values = identifiersOf(row).filter((identifier) => identifier.identifierTypeId === identifierTypes.isbn.id);
	return values.length === 0 ? null : values.map((identifier) => normalizeDigits(identifier.value)).join(' ');
}

export function searchableFieldsOf(table: TableName, era: StorageEra): SearchableFields {
	const ids = new Set({ instances: ['id'], holdings: ['id', 'instanceId'], items: ['id', 'holdingsRecordId'], small: ['id'] }[table]);
	if (table !== 'instances') return { ids, fullText: {} };
	return {
		ids,
		fullText: {
			title: {},
			alternativeTitles: {},
			identifiers: { subfield: 'value', modifiers: ['identifierTypeId'] },
			isbn: { textOf: isbnText, searchOf: normalizeDigits },
			contributors: era === 'classic' ? { subfield: 'name' } : {},
		},
	};
}
