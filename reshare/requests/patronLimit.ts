import type { RequestState } from './state';

/** How many of a patron's requests ReShare counts against the limit. A returned item, for instance, no longer counts. */
export function countForLimit(requests: ReadonlyArray<{ readonly state?: RequestState | undefined }>): number {
	return requests.filter(({ state }) => state?.countsForPatron ?? isNew(state)).length;
}

/** A request that was just made may not show its tags yet. */
function isNew(state: RequestState | undefined): boolean {
	return state === undefined || state.code === '' || state.known?.isFirst === true;
}
