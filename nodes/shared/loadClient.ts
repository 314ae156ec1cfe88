import { hostClock } from './hostClock';
import { editorTerms } from './editorTerms';

export type * from '../../reshare/index';

export type ClientModule = typeof import('../../reshare/index');

/**
 * Loads the client on first use, so that n8n starts without it. It is one module for all nodes, so that they share connections and logins.
 */
export async function loadClient(): Promise<ClientModule> {
	const client = await import('../../reshare/index');
	client.setClock(hostClock);
	const { mapPickupName, normalizeAccount, tokenOf } = client;
	return { ...client, ...client.withTerms({ mapPickupName, normalizeAccount, tokenOf }, editorTerms) };
}
