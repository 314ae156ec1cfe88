import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

export const credentialName = 'okapiApi';

/** First field of the credential: which of the two accounts it is. */
export type CredentialUse = 'sharedInventory' | 'myLibrary';

export const useNames: Readonly<Record<CredentialUse, string>> = { sharedInventory: 'Shared Inventory', myLibrary: "My Library's ReShare" };

/** The credential's fields as the user typed them. */
export interface OkapiCredential {
	readonly usedFor: CredentialUse;
	readonly url: string;
	readonly tenant: string;
	readonly username: string;
	readonly password: string;
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
	readonly staffUrl: string;
}

export function readCredential(data: ICredentialDataDecryptedObject): OkapiCredential {
	const text = (name: string): string => (typeof data[name] === 'string' ? data[name] : '');
	return {
		usedFor: text('usedFor') === 'myLibrary' ? 'myLibrary' : 'sharedInventory',
		url: text('url'),
		tenant: text('tenant'),
		username: text('username'),
		password: text('password'),
		openUrlBaseUrl: text('openUrlBaseUrl'),
		openUrlTenant: text('openUrlTenant').trim(),
		staffUrl: text('staffUrl').trim().replace(/\/+$/, ''),
	};
}
