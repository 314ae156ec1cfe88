/** The part of the standard fetch that the client uses; tests and the calling program may bring their own. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchAnswer>;

export interface FetchAnswer {
	readonly status: number;
	readonly headers: AnswerHeaders;
	/** The parts of the body. If the loop over them ends early, the connection is closed. */
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

/** How the calling program refuses addresses. `pooledFetch` uses only `lookup`, and `builtInFetch` only `fetch`. */
export interface AddressGuard {
	/** Resolves host names, and refuses addresses that the calling program does not allow. */
	readonly lookup?: import('node:net').LookupFunction;
	/** The calling program's own fetch, which does not connect to addresses that the program does not allow. */
	readonly fetch?: Fetch;
}

export const connectionsPerServer = 16;

/**
 * Waits for a request, but rejects once the signal is aborted, even while the request waits for a connection, where undici does not heed
 * the signal. A request that is aborted before it has a connection is never sent.
 */
export function rejectOnAbort<Answer>(request: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const stop = () => reject(signal.reason);
		if (signal.aborted) stop();
		signal.addEventListener('abort', stop, { once: true });
		void request.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
