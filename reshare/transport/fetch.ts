import type { LookupFunction } from 'node:net';
import { pipeline } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { dispatcherWithProxies } from './proxies';
import { times } from './waitingTimes';

/** The part of the standard fetch that the client uses; tests and hosts may bring their own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export interface FetchAnswer {
	readonly status: number;
	readonly headers: AnswerHeaders;
	/** A reader that stops early closes the connection. */
	readonly body: AsyncIterable<Uint8Array> | null;
}

export type AnswerHeaders = Pick<Headers, 'get' | 'getSetCookie'>;

interface FetchInit {
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly redirect: 'manual';
	readonly signal: AbortSignal;
}

const connectionsPerServer = 16;

/**
 * A fetch over one keep-alive pool. It speaks HTTP/1.1 only, since some ReShare gateways break HTTP/2 streams. Nothing is repeated here,
 * because the OpenURL resolver creates a request on every GET (see HttpClient). `lookup` refuses forbidden addresses, where the host has
 * such a function.
 */
export function createPooledFetch(lookup?: LookupFunction): Fetch {
	const dispatcher = dispatcherWithProxies({
		allowH2: false,
		pipelining: 1,
		connections: connectionsPerServer,
		connect: { timeout: times.connection, ...(lookup && { lookup }) },
		headersTimeout: times.silence,
		bodyTimeout: times.silenceWithin,
		keepAliveTimeout: times.idle,
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
		const answer = await orStopped(request, signal);
		return { status: answer.statusCode, headers: readHeaders(answer.headers), body: unpacked(answer) };
	};
}

/** undici heeds a request's signal only after it has a connection. A request that is aborted before is never sent. */
async function orStopped<Answer>(request: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
	let stop: () => void = () => undefined;
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([request, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

function readHeaders(headers: Dispatcher.ResponseData['headers']): AnswerHeaders {
	const all = (name: string): string[] => [headers[name.toLowerCase()] ?? []].flat();
	return {
		get: (name) => (headers[name.toLowerCase()] === undefined ? null : all(name).join(', ')),
		getSetCookie: () => all('set-cookie'),
	};
}

/** An answer that ends too early is read as far as it goes, as browsers do; its reader recognizes that it is cut. */
function unpacked({ headers, body }: Dispatcher.ResponseData): AsyncIterable<Uint8Array> {
	if (!/^(x-)?gzip$/i.test(String(headers['content-encoding'] ?? ''))) return body;
	const { Z_SYNC_FLUSH } = constants;
	// The reader of the decompressed text receives the error.
	return pipeline(body, createGunzip({ flush: Z_SYNC_FLUSH, finishFlush: Z_SYNC_FLUSH }), () => undefined);
}
