import { clock, joinSignals, startDeadline } from '../clock';
import { createCallLimit } from './createCallLimit';
import { connectionsPerServer, rejectOnAbort, type AddressGuard, type Fetch, type FetchAnswer } from './fetchInterface';
import { waitingTimes } from './timeoutsAndRetryPauses';

/*
 * The transport of the package's usual build: it needs no HTTP library and reads no environment variables. Node.js's own fetch keeps
 * connections alive, speaks HTTP/1.1 and unpacks answers; docs/operators.md says how it differs from undici's pool for proxies.
 */

const nodeFetch: Fetch = (url, init) => fetch(url, { ...init, headers: { 'Accept-Encoding': 'gzip', ...init.headers } });

const processLimit = createCallLimit(connectionsPerServer);

/**
 * Like `createFetch`, but all fetches that this function makes in the process share one limit of connections. Each run passes its own
 * guard.
 */
export function createProcessFetch(guard?: AddressGuard): Fetch {
	return createFetch(guard, processLimit);
}

/**
 * Makes a fetch that uses Node.js's own or the guard's, with a limited number of connections to each server. It does not repeat a failed
 * request.
 */
export function createFetch({ fetch: send = nodeFetch }: AddressGuard = {}, limit = createCallLimit(connectionsPerServer)): Fetch {
	return async (url, init) => {
		const answer = new Promise<FetchAnswer>((resolve, reject) => {
			const exchange = async () => {
				init.signal.throwIfAborted();
				const { status, headers, body } = await inTime(waitingTimes.silence, (signal) =>
					send(url, { ...init, signal: joinSignals(init.signal, signal) }),
				);
				await new Promise<void>((end) => resolve({ status, headers, body: callAtEnd(body, init.signal, end) }));
			};
			limit(new URL(url).origin)(exchange).catch(reject);
		});
		return await rejectOnAbort(answer, init.signal);
	};
}

/**
 * Calls `end` when the connection is free again: when its answer has been read, or its reader gives up. Node.js takes a connection back in
 * the next iteration of the event loop; a call before that would open another one.
 */
function callAtEnd(body: FetchAnswer['body'], signal: AbortSignal, end: () => void): FetchAnswer['body'] {
	if (body === null) {
		end();
		return null;
	}
	signal.addEventListener('abort', end, { once: true });
	return (async function* read() {
		const parts = body[Symbol.asyncIterator]();
		try {
			for (;;) {
				const part = await inTime(waitingTimes.silenceWithin, (late) => rejectOnAbort(parts.next(), late));
				if (part.done === true) return;
				yield part.value;
			}
		} finally {
			// If a part of the body is still awaited, `return` takes effect only once HttpClient aborts the request; so nothing waits for
			// `return`.
			void parts.return?.().catch(() => undefined);
			void clock.nextTurn().then(end);
		}
	})();
}

/** Runs `work`, and aborts it if it takes longer than `ms` milliseconds. */
async function inTime<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>) {
	const deadline = startDeadline(ms);
	try {
		return await work(deadline.signal);
	} finally {
		deadline.end();
	}
}
