import type { SharedIndex } from './client';
import { withAccount, type Reached } from './connection';

/**
 * The shared index that a credential leads to.
 *
 * @param batchSize look-ups that share one GraphQL request
 * @throws ReShareError `badInput` when a field of the credential cannot be used
 */
export function sharedIndex(reached: Reached, batchSize = 10): SharedIndex {
	const { client, credential, http } = reached;
	if (credential.searchedThrough === 'graphql') return new client.FolioIndex(withAccount(reached).okapi, { batchSize });
	const reservoir = { url: credential.reservoirUrl, tenant: credential.reservoirTenant };
	return new client.VufindIndex(http, { vufindUrl: credential.vufindUrl, ...(reservoir.url === '' ? {} : { reservoir }) });
}
