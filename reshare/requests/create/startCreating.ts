import pLimit from 'p-limit';
import type { RequestsClient } from '../RequestsClient';
import type { CreateDeps } from './createRequest';
import { RunLookups } from './lookups';
import type { ReferenceKey } from './referenceKey';
import type { ResolverAccess } from './viaResolver';

/** Wishes of one run that are checked and sent at the same time. */
const atOnce = 4;

/**
 * What the wishes of one run share.
 *
 * @param referenceKey see `referenceKey`; another one makes other references of the same wishes
 * @param signal aborted when the run is to stop; what has been sent by then is finished
 */
export function startCreating(requests: RequestsClient, resolver: ResolverAccess | undefined, referenceKey: ReferenceKey, signal?: AbortSignal): CreateDeps {
	const limit = pLimit(atOnce);
	return {
		requests,
		referenceKey,
		...(resolver === undefined ? {} : { resolver }),
		...(signal === undefined ? {} : { signal }),
		lookups: new RunLookups(requests),
		place: async (work) => await limit(work),
	};
}
