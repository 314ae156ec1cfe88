import { ReShareError } from '../errors';
import type { Inventory } from '../inventory/Inventory';
import { isVufind } from '../inventory/vufind/checkVufindRecords';
import type { HttpClient } from '../transport';
import type { InventoryAccess } from './settings';

/** Runs the check of the index. It also recognizes a VuFind whose address was entered in place of an Okapi's. */
export async function checkInventory(inventory: Inventory, access: InventoryAccess, http: HttpClient) {
	try {
		return await inventory.check();
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'notOkapi' || !('url' in access)) throw error;
		if (!(await isVufind(http, access.url))) throw error;
		throw new ReShareError(
			'notOkapi',
			"'⟦okapiUrl⟧' is the address of VuFind",
			"Choose VuFind under '⟦searchedThrough⟧', and enter this address as '⟦vufindUrl⟧'. No account is needed then.",
		);
	}
}
