import type { PatronRequest } from '../model/request';
import { dayAndTime } from '../model/times';
import { isAtWork } from '../model/underWay';
import type { OfferedAction as ListedAction } from './schemas';

/** What was under way when the broker went down never ends, and keeps every other action out. */
export const brokenOff = 'CrossLink broke off in the midst of an action. Until whoever runs CrossLink has ended that one, the request allows no other, not even closing it';

/** How long to wait for another action, a moment at a time, in milliseconds. */
export const pausesWhileBusy: readonly number[] = [200, 500, 1000, 2000];

/** They go to the other library; a note does, too. */
const written: ReadonlySet<string> = new Set(['cancel-request', 'accept-condition', 'reject-condition', 'sendMessage']);

/**
 * Why an action would come to nothing although the request's state has it.
 *
 * @param now seconds since 1970 on the server's clock
 */
export function hindranceOf({ name, available }: Pick<ListedAction, 'name' | 'available'>, request: PatronRequest, now: number): string | undefined {
	if (available === false) return `${whyBusy(request, now)}.`;
	const { writesTo, supplier } = request;
	return writesTo !== undefined && written.has(name) ? `CrossLink would write to ${writesTo}, though ${supplier ?? 'another library'} has the request by now; try again when that one has answered.` : undefined;
}

/** What else is under way, so that nothing was done or can be. */
export function whyBusy({ underWaySince }: Pick<PatronRequest, 'underWaySince'>, now: number): string {
	return hasBrokenOff({ underWaySince }, now) ? `${brokenOff}. It began ${dayAndTime(underWaySince ?? '', 'UTC')}` : 'Another action is under way; try again in a minute';
}

export function hasBrokenOff({ underWaySince }: Pick<PatronRequest, 'underWaySince'>, now: number): boolean {
	return underWaySince !== undefined && !isAtWork(underWaySince, now);
}
