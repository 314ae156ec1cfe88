import { librarySymbol } from './eligibility';
import type { Inventory } from './Inventory';

export interface LibraryChoice {
	readonly symbol: string;
	/** A place of the library, to recognise it by. */
	readonly name: string;
}

/** The libraries that have a location in the shared inventory, by symbol. */
export async function lendingLibrarySymbols(inventory: Inventory): Promise<LibraryChoice[]> {
	const { locations } = await inventory.tables();
	const names = new Map<string, string>();
	for (const { code, name } of locations.values()) {
		const symbol = librarySymbol(code);
		if (symbol !== undefined && !names.has(symbol)) names.set(symbol, name ?? '');
	}
	return [...names].map(([symbol, name]) => ({ symbol, name })).sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
