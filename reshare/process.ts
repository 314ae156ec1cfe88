import type { LookupFunction } from 'node:net';
import { normalizeAccount, SessionStore, type OkapiAccount } from './okapi';
import { createPooledFetch, HttpClient, type Fetch } from './transport';

export const processSessions = new SessionStore();

let pooled: Fetch | undefined;

/**
 * The pool of this process, as the first call wants it: the rules of its `lookup`, the host's guarded name resolution, hold for
 * the whole process.
 */
export function processFetch(lookup?: LookupFunction): Fetch {
	pooled ??= createPooledFetch(lookup);
	return pooled;
}

/** For calls of one's own; all that this process does shares the token. `refused` is one that the server no longer takes. */
export async function tokenOf(account: OkapiAccount, fetch: Fetch = processFetch(), refused?: string): Promise<string> {
	const session = processSessions.get(normalizeAccount(account));
	const http = new HttpClient({ fetch });
	return refused === undefined ? await session.token(http) : await session.renew(http, refused);
}
