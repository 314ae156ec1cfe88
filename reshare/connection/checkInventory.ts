import { ReShareError, rethrowUnlessOfKind } from '../errors';
import type { Inventory } from '../inventory/Inventory';
import { isVufind } from '../inventory/vufind/vufindUrl';
import type { HttpClient } from '../transport';
import type { InventoryAccess } from './settings';

/** Runs the check of the index. It also recognizes a VuFind whose address was entered in place of an Okapi's. */
export async function checkInventory(inventory: Inventory, access: InventoryAccess, http: HttpClient) {
	try {
		return await inventory.check();
	} catch (error) {
		rethrowUnlessOfKind(error, 'notOkapi');
		if (!('url' in access) || !(await isVufind(http, access.url))) throw error;
		throw new ReShareError(
			'notOkapi',
			"'⟦okapiUrl⟧' is the address of VuFind",
			"Choose VuFind under '⟦searchedThrough⟧', and enter this address as '⟦vufindUrl⟧'. No account is needed then.",
		);
	}
}
