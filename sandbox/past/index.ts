import type { LibraryTenant } from '../consortium';
import type { CrossLinkAccess } from '../crosslink';
import type { RequestAccess } from '../modrs/RequestAccess';
import { crossLinkRequestOf } from './pastInCrossLink';
import { modRsRowOf } from './pastInModRs';
import { inventPastRequests, type PastRequest, type PastOptions } from './pastRequests';

export { inventPastRequests, type PastRequest, type PastOptions, type PastAttempt } from './pastRequests';

/** Gives East Harbor its past: the same requests in mod-rs and, as if it had always worked with it, in CrossLink. */
export function writePast(
	wanted: PastOptions,
	{ requests, crosslink }: { readonly requests: RequestAccess; readonly crosslink: CrossLinkAccess },
	tenant: LibraryTenant = 'east',
): readonly PastRequest[] {
	const lives = inventPastRequests(wanted);
	for (const life of lives) writePastRequest(life, { requests, crosslink }, tenant);
	return lives;
}

export function writePastRequest(
	life: PastRequest,
	{ requests, crosslink }: { readonly requests: RequestAccess; readonly crosslink: CrossLinkAccess },
	tenant: LibraryTenant = 'east',
): void {
	requests.add(tenant, modRsRowOf(tenant, life));
	crosslink.add(crossLinkRequestOf(tenant, life));
}
