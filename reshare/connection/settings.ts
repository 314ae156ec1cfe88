import type { VufindAddress } from '../inventory/vufind/VufindIndex';
import type { OkapiAccount, OkapiClient } from '../okapi';
import type { RequestBackend } from '../requests/port/RequestBackend';
import type { HttpClient } from '../transport';

export interface LibraryAccess extends OkapiAccount {
	/** The system that stores the library's requests. Default `modRs`. */
	readonly backEnd?: 'modRs' | 'crossLink';
	/** mod-rs only: the address of the consortium's OpenURL resolver. Without it, the client creates requests in mod-rs directly. */
	readonly openUrlBaseUrl?: string;
	/** mod-rs only: the library's name at the resolver, e.g. `RESHARE:US-EAST`. */
	readonly openUrlTenant?: string;
	/** CrossLink only: the one symbol to use of those that the tenant owns, e.g. `ISIL:US-EAST`; `ISIL:` may be left out. */
	readonly librarySymbol?: string;
	/** The address where staff sign in, from which links to requests are made. */
	readonly staffUrl?: string;
}

/**
 * How to reach the inventory that the consortium shares: an account at its Okapi, with the number of lookups in one GraphQL request
 * (default 10), or VuFind, which needs no account.
 */
export type InventoryAccess = (OkapiAccount & { readonly batchSize?: number }) | VufindAddress;

export interface BackEndOpener {
	/**
	 * Opens the back end.
	 *
	 * @throws ReShareError `badInput` when a setting cannot be used
	 */
	backend(okapi: OkapiClient, http: HttpClient, access: LibraryAccess): RequestBackend;
	/**
	 * Reads one of each thing that a library needs, creates nothing, and says what was reached. Its errors are written for the person who
	 * fills in the settings.
	 */
	check(okapi: OkapiClient, http: HttpClient, access: LibraryAccess): Promise<string>;
}
