import type { Behavior } from './behavior';
import type { SandboxClock } from './SandboxClock';
import type { LibraryTenant } from './consortium';
import type { DirectCrossLinkAccess } from './crosslink/createCrossLink';
import type { Directory } from './directory/Directory';
import type { FaultBook } from './faults';
import type { InventoryService } from './inventory/createInventory';
import type { CallLog } from './callLog';
import type { Accounts } from './okapi/Accounts';
import type { DirectModRsAccess } from './modrs/DirectModRsAccess';
import type { ScenarioBook } from './scenarios';
import type { AppSettings } from './modrs/AppSettings';
import type { ReservoirServer } from './reservoir/createReservoir';
import type { SandboxLibrary, SandboxUser } from './sharedTypes';
import type { VufindSites, vufindPaths } from './vufind/createVufind';

/** What someone types into a credential to work with one library of the consortium. */
export interface SandboxLibraryLogin extends SandboxLibrary {
	readonly username: string;
	readonly password: string;
	readonly accounts: readonly SandboxUser[];
}

/** What someone types into a credential to work with a library that has moved to CrossLink. */
export interface CrossLinkLibraryLogin {
	readonly tenant: string;
	readonly username: string;
	readonly password: string;
}

export interface Sandbox {
	readonly okapiUrl: string;
	/** The address of the newest resolver, to which callers append `/` and a library's `openUrlTenant`. */
	readonly resolverUrl: string;
	readonly oldResolverUrl: string;
	/** The address of a resolver of version 1.5.0, which does not pass references on, so that a request cannot be looked up afterwards. */
	readonly oldestResolverUrl: string;
	/** The address of a resolver with a default service: it sends names that it does not know to West Prairie's tenant. */
	readonly defaultResolverUrl: string;
	readonly controlUrl: string;
	readonly inventory: InventoryService & { readonly tenant: string; readonly username: string; readonly password: string };
	/** The Reservoir with the shared inventory, as consortia have it today. It is reached through Okapi or by its own address. */
	readonly reservoir: ReservoirServer & { readonly tenant: string; readonly oaiUrl: string };
	/** The addresses of Crossref, OpenAlex and Open Library. */
	readonly openIndexes: readonly string[];
	readonly vufind: VufindSites & {
		/** The address of each version of VuFind; `catalog` is one library's own catalog, which does not belong to ReShare. */
		readonly urls: Readonly<Record<keyof typeof vufindPaths, string>>;
	};
	readonly libraries: Readonly<Record<LibraryTenant, SandboxLibraryLogin>>;
	readonly requests: DirectModRsAccess;
	/** CrossLink for the same libraries, in tenants of their own in place of mod-rs. Tests reach its requests past Okapi. */
	readonly crosslink: Readonly<Record<LibraryTenant, CrossLinkLibraryLogin>> & { readonly requests: DirectCrossLinkAccess };
	readonly clock: SandboxClock;
	readonly faults: FaultBook;
	readonly scenarios: ScenarioBook;
	readonly settings: AppSettings;
	readonly directory: Directory;
	readonly accounts: Accounts;
	readonly log: CallLog;
	readonly behavior: Behavior;
	/** Makes all access tokens invalid, those of one tenant or of all. */
	expireTokens(tenant?: string): void;
	readonly tokensIssued: number;
	close(): Promise<void>;
}
