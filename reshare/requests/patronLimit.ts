import type { RequestState } from './request';

/** A request that was just made may not show its tags yet. */
const firstStates: ReadonlySet<string> = new Set(['', 'REQ_IDLE', 'SLNP_REQ_IDLE']);

/** How many of a patron's requests ReShare counts against the limit. A returned item, for instance, no longer counts. */
export function countForLimit(requests: ReadonlyArray<{ readonly state?: Partial<RequestState> | undefined }>): number {
	return requests.filter(({ state }) => state?.countsForPatron ?? firstStates.has(state?.code ?? '')).length;
}

/**
 * The library's limit of requests under way for one patron; undefined where there is none, or where the user may not read
 * the settings. ReShare takes 0 for no limit.
 *
 * @param settings the section `requests`
 */
export function limitIn(settings: ReadonlyMap<string, string>): number | undefined {
	const value = Number(settings.get('max_requests'));
	return Number.isInteger(value) && value > 0 ? value : undefined;
}

/** Whether the limit is 0, which the OpenURL resolver takes for a limit that everybody has reached. */
export function isLimitZero(settings: ReadonlyMap<string, string>): boolean {
	return /^0+$/.test(settings.get('max_requests')?.trim() ?? '');
}
