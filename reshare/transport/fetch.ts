import type { LookupFunction } from 'node:net';
import { EnvHttpProxyAgent, fetch as undiciFetch } from 'undici';

/** The part of the standard fetch that the client uses; tests and hosts may bring their own. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

export interface FetchInit {
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly redirect: 'manual';
	readonly signal: AbortSignal;
}

const seconds = 1000;

/** Connections to one server; more calls than this wait their turn. */
const connectionsPerServer = 16;

/** How long a server may be silent, in milliseconds. */
export interface PoolTimeouts {
	/** From the request to the first byte of the answer. Default 120,000, more than any call allows itself (see HttpClient). */
	readonly headersMs?: number;
	/** Between two parts of an answer's body. Default 30,000. */
	readonly bodyMs?: number;
}

/**
 * A fetch over one keep-alive pool. HTTP/1.1 only, since some ReShare gateways break HTTP/2 streams; one request at a
 * time per connection; HTTP_PROXY, HTTPS_PROXY and NO_PROXY are honored. Nothing is repeated here: the OpenURL
 * resolver creates a request on every GET, so repeating is decided per call (see HttpClient).
 *
 * @param lookup name resolution that refuses forbidden addresses, where the host offers one
 */
export function createPooledFetch(lookup?: LookupFunction, timeouts: PoolTimeouts = {}): Fetch {
	const dispatcher = new EnvHttpProxyAgent({
		allowH2: false,
		pipelining: 1,
		connections: connectionsPerServer,
		connect: { timeout: 10 * seconds, ...(lookup ? { lookup } : {}) },
		headersTimeout: timeouts.headersMs ?? 120 * seconds,
		bodyTimeout: timeouts.bodyMs ?? 30 * seconds,
		// Shorter than servers usually keep an idle connection, so that a call seldom meets one that is just being closed.
		keepAliveTimeout: 10 * seconds,
		// Many proxies let tunnels through to port 443 only; plain http goes as a request for the whole address.
		proxyTunnel: false,
	});
	return async (url, init) =>
		(await undiciFetch(url, { ...init, dispatcher } as Parameters<typeof undiciFetch>[1])) as unknown as Response;
}
