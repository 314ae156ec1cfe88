import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { ReShareOptions } from './loadClient';
import { toList, toText } from './readParameters';

/** The two accounts: the one of a library's own ReShare, and the one of the inventory that the consortium shares. */
export type CredentialRole = 'myLibrary' | 'sharedInventory';

export const credentialTypes = {
	myLibrary: { name: 'okapiApi', displayName: 'ReShare Okapi API' },
	sharedInventory: { name: 'reShareInventoryApi', displayName: 'ReShare Shared Inventory API' },
} as const satisfies Record<CredentialRole, { name: string; displayName: string }>;

/** Reads the fields of a credential. Those that its type does not have are empty. */
export function readCredential(data: ICredentialDataDecryptedObject) {
	const text = (name: string) => toText(data[name]);
	const backEnd: 'modRs' | 'crossLink' = data.backEnd === 'crossLink' ? 'crossLink' : 'modRs';
	const searchedThrough: 'graphql' | 'vufind' = data.searchedThrough === 'vufind' ? 'vufind' : 'graphql';
	return {
		url: text('url'),
		tenant: text('tenant'),
		username: text('username'),
		password: text('password'),
		backEnd,
		librarySymbol: backEnd === 'crossLink' ? text('librarySymbol').trim() : '',
		// The address is empty with CrossLink, although n8n keeps the value of the hidden field.
		openUrlBaseUrl: backEnd === 'modRs' ? text('openUrlBaseUrl') : '',
		openUrlTenant: backEnd === 'modRs' ? text('openUrlTenant').trim() : '',
		staffUrl: text('staffUrl')
			.trim()
			.replace(/(?<!\/)\/+$/, ''),
		searchedThrough,
		vufindUrl: text('vufindUrl'),
		vufindKey: text('vufindKey').trim(),
		reservoirUrl: text('reservoirUrl').trim(),
		reservoirTenant: text('reservoirTenant').trim(),
		ownSymbols: toList(data.ownSymbols),
	};
}

export type CredentialFields = Readonly<ReturnType<typeof readCredential>>;

/**
 * Turns a credential into the client's settings.
 *
 * @param batchSize how many lookups share one GraphQL request
 */
export function buildClientOptions(
	use: CredentialRole,
	credential: CredentialFields,
	batchSize?: number,
): Pick<ReShareOptions, 'library' | 'inventory'> {
	if (use === 'myLibrary') return { library: credential };
	const { url, tenant, username, password } = credential;
	if (credential.searchedThrough === 'graphql') return { inventory: { url, tenant, username, password, batchSize } };
	const { vufindUrl, vufindKey: key, reservoirUrl, reservoirTenant } = credential;
	return { inventory: { vufindUrl, key, reservoir: reservoirUrl === '' ? undefined : { url: reservoirUrl, tenant: reservoirTenant } } };
}
