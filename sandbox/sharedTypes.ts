/**
 * What the parts of the practice consortium share. A part (inventory, mod-rs, CrossLink, directory, Reservoir, login) offers routes.
 * `okapi/Gateway.ts` checks tenant, token and permission before it calls one.
 */

export interface SandboxLibrary {
	readonly tenant: string;
	/** The symbol in capitals, without authority, for example `US-EAST`. */
	readonly symbol: string;
	readonly name: string;
	/** The name of the resolver's service for this library. It follows the base URL, for example `RESHARE:US-EAST`. */
	readonly openUrlTenant: string;
	readonly hridPrefix: string;
	readonly pickupLocations: readonly SandboxPickupLocation[];
}

interface SandboxPickupLocation {
	readonly slug: string;
	readonly name: string;
	readonly lmsLocationCode: string;
}

export interface SandboxUser {
	readonly id: string;
	readonly tenant: string;
	readonly username: string;
	readonly password: string;
	readonly permissions: readonly string[];
}

export interface ModuleRequest {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: string;
	readonly tenant: string;
	/** The user; absent for routes that need no token. */
	readonly user?: SandboxUser;
	/** Resolves when the module may commit what it does. A fault can delay that; without one, it resolves at once. */
	readonly beforeCommit?: () => Promise<void>;
	readonly hasHungUp?: () => boolean;
}

export interface SandboxAnswer {
	readonly status: number;
	/** The body. A string is sent as it is with `contentType` (default text/plain), and anything else as JSON. */
	readonly body?: unknown;
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	/** Whether the answer is sent gzipped and in chunks to callers who accept that. */
	readonly isPacked?: true;
}

/** A route as an Okapi module descriptor declares it. */
export interface Route {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** The pattern for the whole path, for example `/^\/rs\/patronrequests\/([^/]+)$/`. */
	readonly path: RegExp;
	readonly permissions: readonly string[];
	handle(request: ModuleRequest, match: RegExpExecArray): SandboxAnswer | Promise<SandboxAnswer>;
}

/** A holding in the shared inventory, reduced to what the back ends need. */
export interface InventoryHolding {
	readonly id: string;
	readonly callNumber: string | null;
	readonly illPolicyName: string | null;
	readonly locationCode: string;
}

export interface InventoryInstance {
	readonly id: string;
	readonly title: string;
	readonly author: string | null;
	readonly publicationDate: string | null;
	readonly identifiers: ReadonlyArray<{ readonly type: string; readonly value: string }>;
	/** The holdings in the inventory's order. mod-rs sees only the first ten. */
	readonly holdings: readonly InventoryHolding[];
}

export interface ClusterCopy {
	/** The symbol as cataloged in 999 `$s`, for example `ISIL:US-NORTH`. */
	readonly symbol: string;
	readonly localId: string;
	readonly policy: string;
	readonly callNumber: string | undefined;
}

export interface ClusterLookup {
	/** Returns the copies. Those without a symbol or a local number are left out. A cluster that does not exist has none. */
	copies(clusterId: string): readonly ClusterCopy[];
	/** Returns the answer to GetRecord, which mod-rs stores with the request. */
	oaiXml(clusterId: string): string | undefined;
}

export interface InventoryLookup {
	instance(id: string): InventoryInstance | undefined;
}
