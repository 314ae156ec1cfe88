import { ReShareError } from '../errors';
import type { Inventory } from '../inventory/Inventory';
import type { HttpClient } from '../transport';
import { named } from '../words';
import type { InventoryAccess } from './access';

/**
 * Loads what the shared inventory needs: the only place that tells the indexes apart.
 *
 * @returns opens it; throws ReShareError `badInput` when a setting cannot be used
 */
export async function loadInventory(access: InventoryAccess): Promise<(http: HttpClient) => Inventory> {
	if ('vufindUrl' in access) {
		const { openVufind } = await import('./vufind');
		return (http) => openVufind(access, http);
	}
	const { openFolio } = await import('./folio');
	return (http) => openFolio(access, http);
}

/**
 * Reads a little of everything that a search needs.
 *
 * @returns a sentence saying what was reached
 * @throws ReShareError in words for whoever fills in the settings
 */
export async function checkInventory(access: InventoryAccess, http: HttpClient): Promise<string> {
	const open = await loadInventory(access);
	try {
		return await open(http).check();
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'notOkapi' || !('url' in access) || !(await (await import('./vufind')).isVufind(http, access.url))) throw error;
		throw new ReShareError('notOkapi', `${named('okapiUrl')} is the address of VuFind`, { description: `Choose VuFind under ${named('searchedThrough')}, and enter this address as ${named('vufindUrl')}. No account is needed then.` });
	}
}
