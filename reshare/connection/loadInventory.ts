import { Inventory } from '../inventory/Inventory';
import { OkapiClient } from '../okapi';
import { processSessions } from '../processSessions';
import type { HttpClient } from '../transport';
import type { InventoryAccess } from './settings';

/**
 * Chooses the index by the settings; no other code tells the indexes apart. Opening throws ReShareError `badInput` when a setting cannot be
 * used.
 */
export async function loadInventory(access: InventoryAccess): Promise<(http: HttpClient) => Inventory> {
	if ('vufindUrl' in access) {
		const { VufindIndex } = await import('../inventory/vufind/VufindIndex');
		return (http) => new Inventory(new VufindIndex(http, access), http);
	}
	const { FolioIndex } = await import('../inventory/folio/FolioIndex');
	const { batchSize, ...account } = access;
	return (http) => new Inventory(new FolioIndex(new OkapiClient({ account, http, sessions: processSessions }), batchSize), http);
}
