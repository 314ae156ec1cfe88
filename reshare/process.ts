import type { LookupFunction } from 'node:net';
import { SessionStore } from './okapi';
import { createPooledFetch, type Fetch } from './transport';

/** The logins of this process: every node and every execution shares them. */
export const processSessions = new SessionStore();

let pooled: Fetch | undefined;

/**
 * The connection pool of this process, made on first use.
 *
 * @param lookup the host's guarded name resolution; the first call decides, since the host's rules hold for the process
 */
export function processFetch(lookup?: LookupFunction): Fetch {
	pooled ??= createPooledFetch(lookup);
	return pooled;
}
