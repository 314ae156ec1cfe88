import { normalizeDigits } from '../cql/words';
import { identifierTypes } from '../referenceData';
import { contributorNames, storedHoldingsOf, identifiersOf, storedItemsOf, itemsOfInstance } from './related';
import type { InventoryTables, StoredRecord } from './tables';

/** What CQL may search in inventory storage, by table and era. */

/**
 * `classic`: inventory storage up to 23.x, with indexes for contributors and keyword. `current`: 26 and later, where
 * contributors takes no `@name`, keyword finds nothing, and subjects and series are objects.
 */
export type StorageEra = 'classic' | 'current';

export interface FullTextIndex {
	/** The searched text where it is not the field's own. Null when the record has none. */
	readonly textOf?: (row: StoredRecord) => string | null;
	readonly searchOf?: (search: string) => string;
	/** The part of each array element that a search without modifier of that name looks at, e.g. `value`. */
	readonly subfield?: string;
	/** Names that may stand as `/@name`, beside the subfield. */
	readonly modifiers?: readonly string[];
}

export type Relation = (row: StoredRecord, tables: InventoryTables) => readonly StoredRecord[];

export interface TableDefinition {
	/** Fields that hold another record's id; they can be searched as ids only. */
	readonly foreignKeys: ReadonlySet<string>;
	readonly fullText: Readonly<Record<string, FullTextIndex>>;
	/** Other tables by the name that stands before the dot, e.g. `holdingsRecords.permanentLocationId`. */
	readonly related: Readonly<Record<string, { readonly table: TableName; readonly rows: Relation }>>;
}

export type TableName = 'instances' | 'holdings' | 'items' | 'small';

function isbnText(typeId: string): (row: StoredRecord) => string | null {
	return (row) => {
		const values = identifiersOf(row).filter((identifier) => identifier.identifierTypeId === typeId);
		return values.length === 0 ? null : values.map((identifier) => normalizeDigits(identifier.value)).join(' ');
	};
}

function keywordText(row: StoredRecord): string {
	return [row['title'], ...contributorNames(row), ...identifiersOf(row).map((identifier) => identifier.value)]
		.filter((text) => text !== undefined)
		.join(' ');
}

function datesText(row: StoredRecord): string {
	const publications = (row['publication'] ?? []) as ReadonlyArray<{ readonly dateOfPublication?: string }>;
	return publications.flatMap((publication) => publication.dateOfPublication ?? []).join(' ');
}

const everyEra: Readonly<Record<string, FullTextIndex>> = {
	identifiers: { subfield: 'value', modifiers: ['identifierTypeId'] },
	isbn: { textOf: isbnText(identifierTypes.isbn.id), searchOf: normalizeDigits },
	invalidIsbn: { textOf: isbnText(identifierTypes.invalidIsbn.id), searchOf: normalizeDigits },
	dateOfPublication: { textOf: datesText },
};

const classicOnly: Readonly<Record<string, FullTextIndex>> = {
	keyword: { textOf: keywordText },
	contributors: { subfield: 'name', modifiers: ['contributorNameTypeId'] },
};

export function tableDefinitions(era: StorageEra): Readonly<Record<TableName, TableDefinition>> {
	const holdingOf: Relation = (row, tables) => tables.holdings.filter((holding) => holding.id === row['holdingsRecordId']);
	return {
		instances: {
			foreignKeys: new Set(['instanceTypeId', 'modeOfIssuanceId', 'instanceStatusId']),
			fullText: era === 'classic' ? { ...everyEra, ...classicOnly } : everyEra,
			related: {
				holdingsRecords: { table: 'holdings', rows: storedHoldingsOf },
				item: { table: 'items', rows: itemsOfInstance },
			},
		},
		holdings: {
			foreignKeys: new Set([
				'instanceId',
				'permanentLocationId',
				'temporaryLocationId',
				'illPolicyId',
				'holdingsTypeId',
				'callNumberTypeId',
			]),
			fullText: {},
			related: { item: { table: 'items', rows: storedItemsOf } },
		},
		items: {
			foreignKeys: new Set([
				'holdingsRecordId',
				'materialTypeId',
				'permanentLoanTypeId',
				'permanentLocationId',
				'temporaryLocationId',
				'effectiveLocationId',
			]),
			fullText: {},
			related: {
				holdingsRecords: { table: 'holdings', rows: holdingOf },
				instance: {
					table: 'instances',
					rows: (row, tables) => {
						const ids = new Set(holdingOf(row, tables).map((holding) => holding['instanceId']));
						return tables.instances.filter((instance) => ids.has(instance.id));
					},
				},
			},
		},
		small: { foreignKeys: new Set(['institutionId', 'campusId', 'libraryId']), fullText: {}, related: {} },
	};
}
