import { ReShareError } from '../errors';
import { Inventory } from '../inventory/Inventory';
import { isVufind } from '../inventory/vufind/checkConnection';
import { OkapiClient } from '../okapi';
import { processSessions } from '../processSessions';
import type { HttpClient } from '../transport';
import { quotedTerm } from '../hostTerms';
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

/** Runs the check of the index. It also recognizes a VuFind whose address was entered in place of an Okapi's. */
export async function checkInventory(inventory: Inventory, access: InventoryAccess, http: HttpClient): Promise<string> {
	try {
		return await inventory.check();
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'notOkapi' || !('url' in access)) throw error;
		if (!(await isVufind(http, access.url))) throw error;
		throw new ReShareError('notOkapi', `${quotedTerm('okapiUrl')} is the address of VuFind`, {
			description: `Choose VuFind under ${quotedTerm('searchedThrough')}, and enter this address as ${quotedTerm('vufindUrl')}. No account is needed then.`,
		});
	}
}
