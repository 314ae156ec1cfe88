import type { InventoryTables, Row } from './tables';

export interface StoredIdentifier {
	readonly value: string;
	readonly identifierTypeId: string;
}

export function identifiersOf(row: Row): readonly StoredIdentifier[] {
	return (row['identifiers'] ?? []) as readonly StoredIdentifier[];
}

export function contributorNames(row: Row): string[] {
	return ((row['contributors'] ?? []) as ReadonlyArray<{ readonly name: string }>).map(({ name }) => name);
}

export function holdingsOf({ id }: Row, { holdings }: InventoryTables): Row[] {
	return holdings.filter((holding) => holding['instanceId'] === id);
}

export function itemsOf({ id }: Row, { items }: InventoryTables): Row[] {
	return items.filter((item) => item['holdingsRecordId'] === id);
}

export function itemsOfInstance(row: Row, tables: InventoryTables): Row[] {
	return holdingsOf(row, tables).flatMap((holding) => itemsOf(holding, tables));
}
