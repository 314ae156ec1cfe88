import type { VufindAddress } from '../inventory/vufind/VufindIndex';
import type { OkapiAccount, OkapiClient } from '../okapi';
import type { RequestBackend } from '../requests/port/RequestBackend';
import type { HttpClient } from '../transport';

export interface LibraryAccess extends OkapiAccount {
	/** What keeps the library's requests. Default `modRs`. */
	readonly backEnd?: 'modRs' | 'crossLink';
	/** mod-rs: address of the consortium's OpenURL resolver; without it, requests are created in ReShare directly. */
	readonly openUrlBaseUrl?: string;
	/** mod-rs: the library's name at the resolver, e.g. `RESHARE:US-EAST`. */
	readonly openUrlTenant?: string;
	/** CrossLink: the one symbol that counts of those that the tenant owns, e.g. `ISIL:US-EAST`; `ISIL:` may be left out. */
	readonly librarySymbol?: string;
	/** Address where staff sign in, for links to requests. */
	readonly staffUrl?: string;
}

/**
 * The way to the inventory that the consortium shares: an account at its Okapi, with so many look-ups in one GraphQL request,
 * else 10; or VuFind, which needs none.
 */
export type InventoryAccess = (OkapiAccount & { readonly batchSize?: number }) | VufindAddress;

export interface Surroundings {
	/** Tells this caller's derived references from those of others with the same account; an installation's id, no secret. */
	readonly home?: string;
	/** Once it is aborted, no call to any server begins; a request or an action that is under way is finished. */
	readonly signal?: AbortSignal;
	/**
	 * No other process of the caller can be making requests at this moment, nor could one that has just ended; `create` then
	 * does not wait six seconds to see whether one did. Default false.
	 */
	readonly isAlone?: boolean;
}

export interface BackEnd {
	/** @throws ReShareError `badInput` when a setting cannot be used */
	backend(okapi: OkapiClient, http: HttpClient, access: LibraryAccess): RequestBackend;
	/** Reads one of everything, creates nothing, and says what was reached; what fails is told to whoever fills in the settings. */
	check(okapi: OkapiClient, http: HttpClient, access: LibraryAccess): Promise<string>;
}
