import { clock, startDeadline } from '../clock';
import { createCallLimit } from './createCallLimit';
import { connectionsPerServer, rejectOnAbort, type AddressGuard, type Fetch, type FetchAnswer } from './fetchInterface';
import { waitingTimes } from './waitingTimes';

/*
 * The transport of the usual build: it imports nothing and reads no environment. Node.js's own fetch keeps connections alive, speaks
 * HTTP/1.1 and unpacks answers; docs/operators.md says how it differs for proxies.
 */

const nodeFetch: Fetch = async (url, init) => await fetch(url, { ...init, headers: { 'Accept-Encoding': 'gzip', ...init.headers } });

const processLimit = createCallLimit(connectionsPerServer);

/** Like `createFetch`, but all fetches of the process together stay within one limit of connections. The guard belongs to one run. */
export function createProcessFetch(guard?: AddressGuard): Fetch {
	return createFetch(guard, processLimit);
}

/** A fetch over Node.js's own, or over the guard's, with a limited number of connections to a server. Nothing is repeated here. */
export function createFetch({ fetch: send = nodeFetch }: AddressGuard = {}, limit = createCallLimit(connectionsPerServer)): Fetch {
	return async (url, init) => {
		const answer = new Promise<FetchAnswer>((resolve, reject) => {
			const exchange = async (): Promise<void> => {
				init.signal.throwIfAborted();
				const { status, headers, body } = await inTime(
					waitingTimes.silence,
					async (signal) => await send(url, { ...init, signal: AbortSignal.any([init.signal, signal]) }),
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
				const part = await inTime(waitingTimes.silenceWithin, async (late) => await rejectOnAbort(parts.next(), late));
				if (part.done === true) return;
				yield part.value;
			}
		} finally {
			// A part that is still waited for comes to its end when HttpClient aborts the request.
			void parts.return?.().catch(() => undefined);
			void clock.nextTurn().then(end);
		}
	})();
}

/** Aborts `work` after a silence of `ms`. */
async function inTime<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
	const deadline = startDeadline(ms);
	try {
		return await work(deadline.signal);
	} finally {
		deadline.end();
	}
}
