import type { LibraryTenant } from '../consortium';
import type { CrossLinkAccess } from '../crosslink';
import type { RequestAccess } from '../modrs/access';
import { requestOf } from './inCrossLink';
import { modRsRowOf } from './inModRs';
import { livesOf, type PastRequest, type PastWanted } from './lives';

export { livesOf, type PastRequest, type PastWanted, type PastAttempt } from './lives';

/** Gives East Harbor its past: the same requests in mod-rs and, as if it had always worked with it, in CrossLink. */
export function writePast(
	wanted: PastWanted,
	{ requests, crosslink }: { readonly requests: RequestAccess; readonly crosslink: CrossLinkAccess },
	tenant: LibraryTenant = 'east',
): readonly PastRequest[] {
	const lives = livesOf(wanted);
	for (const life of lives) writeLife(life, { requests, crosslink }, tenant);
	return lives;
}

export function writeLife(
	life: PastRequest,
	{ requests, crosslink }: { readonly requests: RequestAccess; readonly crosslink: CrossLinkAccess },
	tenant: LibraryTenant = 'east',
): void {
	requests.add(tenant, modRsRowOf(tenant, life));
	crosslink.add(requestOf(tenant, life));
}
