import type { LibraryTenant } from '../consortium';
import type { DirectCrossLinkAccess } from '../crosslink/createCrossLink';
import type { DirectModRsAccess } from '../modrs/DirectModRsAccess';
import { pastCrossLinkRequestOf } from './pastCrossLinkRequestOf';
import { pastModRsRowOf } from './pastModRsRowOf';
import { inventPastRequests, type PastRequest, type PastRequestOptions } from './inventPastRequests';

export { inventPastRequests, type PastRequest, type PastRequestOptions, type PastAttempt } from './inventPastRequests';

/**
 * Stores the same invented past requests in mod-rs and in CrossLink, as if the library had worked with both back ends all the time. The
 * default is East Harbor.
 */
export function storePastRequests(
	wanted: PastRequestOptions,
	{ requests, crosslink }: { readonly requests: DirectModRsAccess; readonly crosslink: DirectCrossLinkAccess },
	tenant: LibraryTenant = 'east',
): readonly PastRequest[] {
	const lives = inventPastRequests(wanted);
	for (const life of lives) storePastRequest(life, { requests, crosslink }, tenant);
	return lives;
}

export function storePastRequest(
	life: PastRequest,
	{ requests, crosslink }: { readonly requests: DirectModRsAccess; readonly crosslink: DirectCrossLinkAccess },
	tenant: LibraryTenant = 'east',
): void {
	requests.add(tenant, pastModRsRowOf(tenant, life));
	crosslink.add(pastCrossLinkRequestOf(tenant, life));
}
