/**
 * What the parts of the practice consortium share. A part (inventory, requests, directory, resolver) offers routes;
 * the server in `startServer.ts` checks the gateway's rules (tenant, token, permission) before it calls one.
 */

export interface SandboxLibrary {
	readonly tenant: string;
	/** The symbol has no authority and is in capitals, for example `US-EAST`. */
	readonly symbol: string;
	readonly name: string;
	/** The resolver's service for this library has this name, which follows the base URL, for example `RESHARE:US-EAST`. */
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
	/** Routes that need no token have no user. */
	readonly user?: SandboxUser;
	/** Set by a fault: the module commits what it does only after this time. Resolves at once when there is none. */
	readonly beforeCommit?: () => Promise<void>;
	readonly hasHungUp?: () => boolean;
}

export interface SandboxAnswer {
	readonly status: number;
	/** A string is sent as it is with `contentType` (default text/plain), anything else as JSON. */
	readonly body?: unknown;
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	/** The answer goes out gzipped and in chunks to callers who accept that. */
	readonly isPacked?: true;
}

/** An Okapi module descriptor declares a route in this way. */
export interface Route {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** The pattern matches the whole path, for example `/^\/rs\/patronrequests\/([^/]+)$/`. */
	readonly path: RegExp;
	readonly permissions: readonly string[];
	handle(request: ModuleRequest, match: RegExpExecArray): SandboxAnswer | Promise<SandboxAnswer>;
}

/** The request side needs no more of a holding in the shared inventory. */
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
	/** The holdings are in the inventory's order, of which mod-rs sees only the first ten. */
	readonly holdings: readonly InventoryHolding[];
}

export interface ClusterCopy {
	/** The symbol is 999 `$s` as cataloged, for example `ISIL:US-NORTH`. */
	readonly symbol: string;
	readonly localId: string;
	readonly policy: string;
	readonly callNumber: string | undefined;
}

export interface ClusterLookup {
	/** Copies without a symbol or a local number are left out; a cluster that is gone or never was has none. */
	copies(clusterId: string): readonly ClusterCopy[];
	/** mod-rs keeps the answer to GetRecord with the request. */
	oaiXml(clusterId: string): string | undefined;
}

export interface InventoryLookup {
	instance(id: string): InventoryInstance | undefined;
}
