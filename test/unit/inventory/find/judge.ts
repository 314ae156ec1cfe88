import { createPooledFetch, findEligible, FolioIndex, HttpClient, OkapiClient, SessionStore, type FindResult } from '../../../../reshare';
import type { Sandbox } from '../../../../sandbox';
import { instanceId } from '../../../../sandbox/inventory/ids';
import type { Labelled } from './labelled';

const fetch = createPooledFetch();

/** The shared inventory of a practice consortium, with its own login. */
export function openInventory(sandbox: Sandbox, batchSize = 10): FolioIndex {
	const { tenant, username, password } = sandbox.inventory;
	const http = new HttpClient({ fetch, retryDelayMs: 10 });
	const okapi = new OkapiClient({ account: { url: sandbox.okapiUrl, tenant, username, password }, http, sessions: new SessionStore() });
	return new FolioIndex(okapi, { batchSize, retryDelayMs: 10 });
}

export interface Judged {
	readonly look: Labelled;
	readonly result: FindResult;
	readonly right: boolean;
}

/** Makes every labelled look-up and compares the answer with the right one. */
export async function judge(sandbox: Sandbox, looks: readonly Labelled[]): Promise<Judged[]> {
	const inventory = openInventory(sandbox);
	return await Promise.all(
		looks.map(async (look): Promise<Judged> => {
			const result = await findEligible(inventory, look.wish, { ownSymbols: ['US-EAST'], ...look.options });
			const record = look.record === null ? null : instanceId(look.record);
			return { look, result, right: result.outcome === look.outcome && result.reason === look.reason && result.instanceId === record };
		}),
	);
}
