import type { Sandbox } from '../sandbox';

/** Makes the values that staff would type into the credential. */

export function libraryAccountOf({ okapiUrl, resolverUrl, libraries }: Sandbox, library: 'east' | 'west' = 'east') {
	const { tenant, username, password, openUrlTenant } = libraries[library];
	return { url: okapiUrl, tenant, username, password, openUrlBaseUrl: resolverUrl, openUrlTenant };
}

export function inventoryAccountOf({ okapiUrl, inventory: { tenant, username, password } }: Sandbox) {
	return { url: okapiUrl, tenant, username, password };
}

export function vufindAccessOf({ okapiUrl, vufind, reservoir }: Sandbox) {
	return { searchedThrough: 'vufind', vufindUrl: vufind.urls.v10, reservoirUrl: okapiUrl, reservoirTenant: reservoir.tenant };
}

export const libraryProfile = {
	libraryName: 'Example University Library, Interlibrary Loan',
	fromEmail: 'ill@library.example.edu',
	staffEmail: 'ill-staff@library.example.edu',
	sendEverythingTo: '',
	language: 'en',
	cancelPage: '',
	copyrightRules: 'none',
	writesOn: true,
} as const;
