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
	return async (address: string, { method, headers, body = '' }: Call): Promise<ReturnType<typeof response>> => {
		const { pathname: path, search, searchParams: query } = new URL(address);
		const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
		const request = { method, url: path + search, path, query, headers: named, body };
		const answer = await dispatch({ ...request, beforeCommit: async () => await Promise.resolve(), hasHungUp: () => false });
		return response(answer, clock.now());
	};
}

/** Returns an answer in the form of a fetch. A whole `Response` takes as long as the rest of a call. */
export function response(answer: SandboxAnswer, now: number) {
	const { bytes, contentType } = encodeAnswer(answer);
	const headers = new Map<string, string | readonly string[]>([['date', new Date(now).toUTCString()]]);
	for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name.toLowerCase(), value);
	if (contentType !== undefined) headers.set('content-type', contentType);
	const all = (name: string): string[] => [headers.get(name.toLowerCase()) ?? []].flat() as string[];
	return {
		status: answer.status,
		headers: { get: (name: string) => (all(name).length === 0 ? null : all(name).join(', ')), getSetCookie: () => all('set-cookie') },
		body: answer.status === 204 ? null : bodyOf(bytes),
	};
}

async function* bodyOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}
