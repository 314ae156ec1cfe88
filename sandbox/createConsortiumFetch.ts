import type { Consortium } from './index';
import type { SandboxAnswer } from './sharedTypes';
import { encodeAnswer } from './startServer';

interface Call {
	readonly method: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** Makes a fetch that a practice consortium in this process answers. A call then costs no time for connections. */
export function createConsortiumFetch({ dispatch, clock }: Pick<Consortium, 'dispatch' | 'clock'>) {
	return async (address: string, { method, headers, body = '' }: Call) => {
		const { pathname: path, search, searchParams: query } = new URL(address);
		const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
		const request = { method, url: path + search, path, query, headers: named, body };
		const answer = await dispatch({ ...request, beforeCommit: async () => await Promise.resolve(), hasHungUp: () => false });
		return buildFetchResponse(answer, clock.now());
	};
}

/** Builds what a client reads of a `Response`. Making a whole one takes as long as the rest of a call. */
export function buildFetchResponse(answer: SandboxAnswer, now: number) {
	const { bytes, contentType } = encodeAnswer(answer);
	const headers = new Headers({ date: new Date(now).toUTCString() });
	for (const [name, values] of Object.entries(answer.headers ?? {})) for (const value of [values].flat()) headers.append(name, value);
	if (contentType !== undefined) headers.set('content-type', contentType);
	return { status: answer.status, headers, body: answer.status === 204 ? null : bodyOf(bytes) };
}

async function* bodyOf(bytes: Uint8Array) {
	yield bytes;
}
