import type { LookupFunction } from 'node:net';
import { SessionStore } from './okapi';
import { createPooledFetch, type Fetch, type PoolTimeouts } from './transport';

/** The logins of this process: all that this process does shares them. */
export const processSessions = new SessionStore();

let pooled: Fetch | undefined;

/**
 * The connection pool of this process, made on first use.
 *
 * @param lookup the host's guarded name resolution; the first call decides, since the host's rules hold for the process
 * @param timeouts decided by the first call as well
 */
export function processFetch(lookup?: LookupFunction, timeouts?: PoolTimeouts): Fetch {
	pooled ??= createPooledFetch(lookup, timeouts);
	return pooled;
}
