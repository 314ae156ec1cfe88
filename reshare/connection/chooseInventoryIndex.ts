import { Inventory } from '../inventory/Inventory';
import { once } from '../memoize';
import { OkapiClient } from '../okapi';
import type { HttpClient } from '../transport';
import type { InventoryAccess } from './settings';

export type ChosenInventory = Awaited<ReturnType<typeof chooseInventoryIndex>>;

/** Chooses the index by the settings, and loads only its code. `open` throws ReShareError `badInput` when a setting cannot be used. */
export async function chooseInventoryIndex(access: InventoryAccess, http: HttpClient) {
	const openIndex = await loadIndex(access, http);
	const open = once(() => new Inventory(openIndex(), http));
	return { open, check: async () => await (await import('./checkInventory')).checkInventory(open(), access, http) };
}

async function loadIndex(access: InventoryAccess, http: HttpClient) {
	if ('vufindUrl' in access) {
		const { VufindIndex } = await import('../inventory/vufind/VufindIndex');
		return () => new VufindIndex(http, access);
	}
	const { FolioIndex } = await import('../inventory/folio/FolioIndex');
	const { batchSize, ...account } = access;
	return () => new FolioIndex(new OkapiClient({ account, http }), batchSize);
}
