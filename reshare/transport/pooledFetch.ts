import { pipeline } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { connectionsPerServer, rejectOnAbort, type AddressGuard, type AnswerHeaders, type Fetch } from './fetchInterface';
import { createProxyDispatcher } from './createProxyDispatcher';
import { waitingTimes } from './timeoutsAndRetryPauses';

/*
 * The transport of a client in a program of its own and of the package's pooled build: undici's pool, with its own time limits and the
 * proxies of the environment. `builtInFetch.ts` takes the place of this file in the usual build.
 */

/**
 * A fetch over one keep-alive pool. It speaks HTTP/1.1 only, since some ReShare gateways break HTTP/2 streams. Nothing is repeated here,
 * because the OpenURL resolver creates a request on every GET (see HttpClient). The guard's `lookup` refuses forbidden addresses.
 */
export function createFetch({ lookup }: AddressGuard = {}): Fetch {
	const dispatcher = createProxyDispatcher({
		allowH2: false,
		pipelining: 1,
		connections: connectionsPerServer,
		connect: { timeout: waitingTimes.connection, ...(lookup && { lookup }) },
		headersTimeout: waitingTimes.silence,
		bodyTimeout: waitingTimes.silenceWithin,
		keepAliveTimeout: waitingTimes.idle,
		// Many proxies allow tunnels to port 443 only, so that plain HTTP is sent as a request for the whole address.
		proxyTunnel: false,
	});
	return async (url, { method, headers, body, signal }) => {
		const { origin, pathname, search } = new URL(url);
		const request = dispatcher.request({
			origin,
			path: `${pathname}${search}`,
			method: method as Dispatcher.HttpMethod,
			headers: { 'Accept-Encoding': 'gzip', ...headers },
			body,
			signal,
		});
		const answer = await rejectOnAbort(request, signal);
		return { status: answer.statusCode, headers: readHeaders(answer.headers), body: unpacked(answer) };
	};
}

let pooled: Fetch | undefined;

/** A fetch over the one pool of this process. The first call decides on the guard's name resolution for the whole process. */
export function createProcessFetch(guard?: AddressGuard): Fetch {
	pooled ??= createFetch(guard);
	return pooled;
}

function readHeaders(headers: Dispatcher.ResponseData['headers']): AnswerHeaders {
	const all = (name: string) => [headers[name.toLowerCase()] ?? []].flat();
	return {
		get: (name) => (headers[name.toLowerCase()] === undefined ? null : all(name).join(', ')),
		getSetCookie: () => all('set-cookie'),
	};
}

/**
 * Decompresses an answer. If a compressed answer ends too early, it is read as far as it goes, as browsers do; whoever parses its text
 * recognizes that it is cut.
 */
function unpacked({ headers, body }: Dispatcher.ResponseData): AsyncIterable<Uint8Array> {
	if (!/^(x-)?gzip$/i.test(String(headers['content-encoding'] ?? ''))) return body;
	const { Z_SYNC_FLUSH } = constants;
	// The callback does nothing, because the reader of the decompressed text receives the error, too.
	return pipeline(body, createGunzip({ flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH }), () => undefined);
}
