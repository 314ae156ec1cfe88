import type { InventoryTables, StoredRecord } from './inventoryTables';

interface StoredIdentifier {
	readonly value: string;
	readonly identifierTypeId: string;
}

export function identifiersOf(row: StoredRecord): readonly StoredIdentifier[] {
	return (row['identifiers'] ?? []) as readonly StoredIdentifier[];
}

export function contributorNamesOf(row: StoredRecord): string[] {
	return ((row['contributors'] ?? []) as ReadonlyArray<{ readonly name: string }>).map(({ name }) => name);
}

export function storedHoldingsOf({ id }: StoredRecord, { holdings }: InventoryTables): StoredRecord[] {
	return holdings.filter((holding) => holding['instanceId'] === id);
}

function storedItemsOf({ id }: StoredRecord, { items }: InventoryTables): StoredRecord[] {
	return items.filter((item) => item['holdingsRecordId'] === id);
}

export function itemsOfInstance(row: StoredRecord, tables: InventoryTables): StoredRecord[] {
	return storedHoldingsOf(row, tables).flatMap((holding) => storedItemsOf(holding, tables));
}
