import { inventoryAccountOf } from '../../../../demo/practiceCredentials';
import type { SharedIndex } from '../../../../reshare/inventory/SharedIndex';
import { findEligible, type FindResult } from '../../../../reshare/inventory/find/findEligible';
import { capabilitiesCache } from '../../../../reshare/inventory/folio/capabilities';
import { FolioIndex } from '../../../../reshare/inventory/folio/FolioIndex';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient, type Fetch } from '../../../../reshare/transport';
import { createConsortium, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import { createConsortiumFetch } from '../../../../sandbox/createConsortiumFetch';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import type { LabeledLookup } from './labeledLookups';

const fetch = createFetch();

/**
 * Opens a practice consortium inside this process, with the fetch that calls it, so that thousands of lookups need no connections. Each
 * consortium has the same address, so that what the cache knows of an earlier one is cleared.
 */
export function openConsortiumInProcess(options: SandboxOptions) {
	capabilitiesCache.clear();
	const consortium = createConsortium(options);
	return { sandbox: consortium.open('https://practice.example.org'), ask: createConsortiumFetch(consortium) };
}

/** Opens FOLIO's inventory with a login of its own, so that no session of another test is reused. */
export function openFolioIndex(sandbox: Sandbox, ask: Fetch = fetch) {
	const http = new HttpClient({ fetch: ask });
	const okapi = new OkapiClient({ account: inventoryAccountOf(sandbox), http, sessions: new SessionStore() });
	return new FolioIndex(okapi);
}

export interface JudgedLookup {
	readonly lookup: LabeledLookup;
	readonly result: FindResult;
	readonly right: boolean;
}

/** Opens the practice consortium's books through VuFind. With `confirms`, the Reservoir behind it confirms the records. */
export function openVufind(
	sandbox: Sandbox,
	version: 'v7' | 'v8' | 'v10' | 'catalog' = 'v10',
	options: { readonly confirms?: boolean; readonly fetch?: Fetch } = {},
) {
	const reservoir = { url: sandbox.okapiUrl, tenant: sandbox.reservoir.tenant };
	return new VufindIndex(new HttpClient({ fetch: options.fetch ?? fetch }), {
		vufindUrl: sandbox.vufind.urls[version],
		...(options.confirms === true ? { reservoir } : {}),
	});
}

/**
 * Compares the answer of every labeled lookup with the right one.
 *
 * @param idOf returns the id of a record of the consortium by its number
 */
export async function judgeLookups(
	sandbox: Sandbox,
	lookups: readonly LabeledLookup[],
	inventory: SharedIndex = openFolioIndex(sandbox),
	idOf: (record: number) => string = buildInstanceId,
): Promise<JudgedLookup[]> {
	return await Promise.all(
		lookups.map(async (lookup): Promise<JudgedLookup> => {
			const result = await findEligible(inventory, lookup.citation, { ownSymbols: ['US-EAST'], ...lookup.options });
			const record = lookup.record === null ? null : idOf(lookup.record);
			return {
				lookup,
				result,
				right: result.outcome === lookup.outcome && result.reason === lookup.reason && result.instanceId === record,
			};
		}),
	);
}
