import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ReShareOptions } from './client';
import { asList, asText } from './parameters';

/** The two accounts: a library's own ReShare, and the inventory that the consortium shares. */
export type CredentialUse = 'myLibrary' | 'sharedInventory';

/** The credential type for each. A node names the one it needs, so that n8n offers no other. */
export const credentialTypes = {
	myLibrary: { name: 'okapiApi', displayName: 'ReShare Okapi API' },
	sharedInventory: { name: 'reShareInventoryApi', displayName: 'ReShare Shared Inventory API' },
} as const satisfies Record<CredentialUse, { name: string; displayName: string }>;

/** The fields of a credential as the user typed them; what its type does not have is empty. */
export interface OkapiCredential {
	readonly url: string;
	readonly tenant: string;
	readonly username: string;
	readonly password: string;
	/** What keeps the library's requests; `modRs` for everything that is not `crossLink`. */
	readonly backEnd: 'modRs' | 'crossLink';
	readonly librarySymbol: string;
	/** Empty with CrossLink, where n8n hides the field and keeps what was in it. */
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
	readonly staffUrl: string;
	/** What the shared inventory is searched through; `graphql` for everything that is not `vufind`. */
	readonly searchedThrough: 'graphql' | 'vufind';
	readonly vufindUrl: string;
	readonly vufindKey: string;
	readonly reservoirUrl: string;
	readonly reservoirTenant: string;
	/** The library's own, in the shared inventory. */
	readonly ownSymbols: readonly string[];
}

export function readCredential(data: ICredentialDataDecryptedObject): OkapiCredential {
	const text = (name: string): string => asText(data[name]);
	const backEnd = data.backEnd === 'crossLink' ? 'crossLink' : 'modRs';
	return {
		url: text('url'),
		tenant: text('tenant'),
		username: text('username'),
		password: text('password'),
		backEnd,
		librarySymbol: backEnd === 'crossLink' ? text('librarySymbol').trim() : '',
		openUrlBaseUrl: backEnd === 'modRs' ? text('openUrlBaseUrl') : '',
		openUrlTenant: backEnd === 'modRs' ? text('openUrlTenant').trim() : '',
		staffUrl: text('staffUrl').trim().replace(/\/+$/, ''),
		searchedThrough: data.searchedThrough === 'vufind' ? 'vufind' : 'graphql',
		vufindUrl: text('vufindUrl'),
		vufindKey: text('vufindKey').trim(),
		reservoirUrl: text('reservoirUrl').trim(),
		reservoirTenant: text('reservoirTenant').trim(),
		ownSymbols: asList(data.ownSymbols),
	};
}

/**
 * What of the client a credential opens.
 *
 * @param batchSize look-ups that share one GraphQL request
 */
export function accessOf(use: CredentialUse, credential: OkapiCredential, batchSize?: number): Pick<ReShareOptions, 'library' | 'inventory'> {
	if (use === 'myLibrary') return { library: credential };
	const { url, tenant, username, password } = credential;
	if (credential.searchedThrough === 'graphql') return { inventory: { url, tenant, username, password, ...(batchSize === undefined ? {} : { batchSize }) } };
	const reservoir = { url: credential.reservoirUrl, tenant: credential.reservoirTenant };
	return { inventory: { vufindUrl: credential.vufindUrl, key: credential.vufindKey, ...(reservoir.url === '' ? {} : { reservoir }) } };
}
