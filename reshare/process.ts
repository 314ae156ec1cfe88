import type { LookupFunction } from 'node:net';
import { SessionStore } from './okapi';
import { createPooledFetch, type Fetch, type PoolTimeouts } from './transport';

export const processSessions = new SessionStore();

let pooled: Fetch | undefined;

/**
 * The connection pool of this process, as the first call wants it.
 *
 * @param lookup the host's guarded name resolution: its rules hold for the whole process
 */
export function processFetch(lookup?: LookupFunction, timeouts?: PoolTimeouts): Fetch {
	pooled ??= createPooledFetch(lookup, timeouts);
	return pooled;
}
