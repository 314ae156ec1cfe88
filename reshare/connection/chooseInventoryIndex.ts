import { Inventory } from '../inventory/Inventory';
import { OkapiClient } from '../okapi';
import { sharedSessions } from '../sharedSessions';
import type { HttpClient } from '../transport';
import type { InventoryAccess } from './settings';

/**
 * Chooses the index by the settings, and loads only its code. The function that it returns throws ReShareError `badInput` when a setting
 * cannot be used.
 */
export async function chooseInventoryIndex(access: InventoryAccess): Promise<(http: HttpClient) => Inventory> {
	if ('vufindUrl' in access) {
		const { VufindIndex } = await import('../inventory/vufind/VufindIndex');
		return (http) => new Inventory(new VufindIndex(http, access), http);
	}
	const { FolioIndex } = await import('../inventory/folio/FolioIndex');
	const { batchSize, ...account } = access;
	return (http) => new Inventory(new FolioIndex(new OkapiClient({ account, http, sessions: sharedSessions }), batchSize), http);
}
