import { ReShareError, rethrowUnlessOfKind } from '../errors';
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
	return {
		open,
		/** Runs the check of the index. It also recognizes a VuFind whose address was entered in place of an Okapi's. */
		check: async () => {
			try {
				return await open().check();
			} catch (error) {
				rethrowUnlessOfKind(error, 'notOkapi');
				const { isVufind } = await import('../inventory/vufind/checkVufindRecords');
				if (!('url' in access) || !(await isVufind(http, access.url))) throw error;
				throw new ReShareError(
					'notOkapi',
					"'⟦okapiUrl⟧' is the address of VuFind",
					"Choose VuFind under '⟦searchedThrough⟧', and enter this address as '⟦vufindUrl⟧'. No account is needed then.",
				);
			}
		},
	};
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
