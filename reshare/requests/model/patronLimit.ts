import { hasTrait, type RequestState } from './state';

/** Returns how many of a patron's requests ReShare counts against the limit. A returned item, for instance, no longer counts. */
export function countAgainstLimit(requests: ReadonlyArray<{ readonly state?: RequestState | undefined }>): number {
	// A request that was just made may not have its tags yet, so that it counts.
	return requests.filter(
		({ state }) => state?.countsForPatron ?? (state === undefined || state.code === '' || hasTrait(state.known, 'initial')),
	).length;
}
