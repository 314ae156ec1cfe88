import { n8nClock } from './n8nClock';
import { n8nTerms } from './n8nTerms';

export type * from '../../reshare/index';

export type ClientModule = typeof import('../../reshare/index');

/**
 * Loads the client when it is first needed, so that n8n starts without it. All nodes share this one module, and with it connections and
 * logins.
 */
export async function loadClient(): Promise<ClientModule> {
	const client = await import('../../reshare/index');
	client.setClock(n8nClock);
	const { mapPickupName, normalizeAccount, tokenOf } = client;
	return { ...client, ...client.withCallerTerms({ mapPickupName, normalizeAccount, tokenOf }, n8nTerms) };
}
