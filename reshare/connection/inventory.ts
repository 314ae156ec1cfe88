import { FolioIndex, VufindIndex, type SharedIndex, type VufindAddress } from '../inventory';
import { OkapiClient, type OkapiAccount } from '../okapi';
import { processSessions } from '../process';
import type { HttpClient } from '../transport';
import { checkSharedInventory } from './sharedInventory';

/** How the inventory that the consortium shares is reached: with an account at its Okapi, or through VuFind, which needs none. */
export type InventoryAccess = OkapiAccount | VufindAddress;

/**
 * The shared index behind an address.
 *
 * @param batchSize look-ups that share one GraphQL request
 * @throws ReShareError `badInput` when a setting cannot be used
 */
export function openIndex(access: InventoryAccess, http: HttpClient, batchSize = 10): SharedIndex {
	if ('vufindUrl' in access) return new VufindIndex(http, access);
	return new FolioIndex(new OkapiClient({ account: access, http, sessions: processSessions }), { batchSize });
}

/**
 * Reads a little of everything that a search needs.
 *
 * @returns a sentence saying what was reached
 */
export async function checkInventory(access: InventoryAccess, http: HttpClient): Promise<string> {
	return await checkSharedInventory(openIndex(access, http), http, 'vufindUrl' in access ? '' : access.url);
}
