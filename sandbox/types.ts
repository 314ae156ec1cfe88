/**
 * What the parts of the practice consortium share. A part (inventory, requests, directory, resolver) offers routes;
 * the server in `server.ts` checks the gateway's rules (tenant, token, permission) before it calls one.
 */

export interface SandboxLibrary {
	readonly tenant: string;
	/** Directory symbol without authority, upper case, e.g. `US-EAST`. */
	readonly symbol: string;
	readonly name: string;
	/** Name of the resolver's service for this library: the path after the resolver's base URL, e.g. `RESHARE:US-EAST`. */
	readonly openUrlTenant: string;
	readonly hridPrefix: string;
	readonly pickupLocations: readonly SandboxPickupLocation[];
}

export interface SandboxPickupLocation {
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
	/** Absent on routes that need no token. */
	readonly user?: SandboxUser;
	/** Set by a fault: the module commits what it does only after this time. Resolves at once when there is none. */
	readonly beforeCommit?: () => Promise<void>;
	readonly hasHungUp?: () => boolean;
}

export interface SandboxAnswer {
	readonly status: number;
	/** A string is sent as it is with `contentType` (default text/plain); anything else as JSON. */
	readonly body?: unknown;
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	/** Goes out gzipped and in chunks to those who take that. */
	readonly isPacked?: true;
}

/** One route behind the gateway, as an Okapi module descriptor declares it. */
export interface Route {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** Matched against the whole path, e.g. `/^\/rs\/patronrequests\/([^/]+)$/`. */
	readonly path: RegExp;
	readonly permissions: readonly string[];
	handle(request: ModuleRequest, match: RegExpExecArray): SandboxAnswer | Promise<SandboxAnswer>;
}

/** A holding as the shared inventory holds it, reduced to what the request side needs. */
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
	/** In the inventory's order; mod-rs sees only the first ten. */
	readonly holdings: readonly InventoryHolding[];
}

export interface ClusterCopy {
	/** 999 `$s` as written, e.g. `ISIL:US-NORTH`. */
	readonly symbol: string;
	readonly localId: string;
	readonly policy: string;
	readonly callNumber: string | undefined;
}

export interface ClusterLookup {
	/** The copies with symbol and local number; none of a cluster that is gone or never was. */
	copies(clusterId: string): readonly ClusterCopy[];
	/** The answer to GetRecord, as mod-rs keeps it with the request. */
	oaiXml(clusterId: string): string | undefined;
}

export interface InventoryLookup {
	instance(id: string): InventoryInstance | undefined;
}
