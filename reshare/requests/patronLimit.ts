import type { RequestState } from './request';

/** A request that was just made may not show its tags yet. */
const firstStates: ReadonlySet<string> = new Set(['', 'REQ_IDLE', 'SLNP_REQ_IDLE']);

/** How many of a patron's requests ReShare counts against the limit. A returned item, for instance, no longer counts. */
export function countForLimit(requests: ReadonlyArray<{ readonly state?: Partial<RequestState> | undefined }>): number {
	return requests.filter(({ state }) => state?.countsForPatron ?? firstStates.has(state?.code ?? '')).length;
}
