import { states } from './knownStates';
import type { RequestState } from './request';

/** How many of a patron's requests ReShare counts against the limit. A returned item, for instance, no longer counts. */
export function countForLimit(requests: ReadonlyArray<{ readonly state?: Partial<RequestState> | undefined }>): number {
	return requests.filter(({ state }) => state?.countsForPatron ?? isNew(state?.code)).length;
}

/** A request that was just made may not show its tags yet. */
function isNew(code = ''): boolean {
	return code === '' || states.of(code, 'borrowing')?.isFirst === true;
}
