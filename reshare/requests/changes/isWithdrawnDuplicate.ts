import type { RequestBackend } from '../port/RequestBackend';
import { createdAtMs, isOpenRequest, mayBelongToPatron, sortOldestFirst, type PatronRequest } from '../model/request';
import { RequestByReferenceLoader } from '../port/RequestByReferenceLoader';

/** Concurrent duplicates are created within this time, and Create withdraws all of them but one within it. */
const duplicatesWithinMs = 10 * 60_000;

/**
 * Whether a canceled request is one of several that were made from one draft within minutes. Its cancellation then concerns nobody: Create
 * withdrew it because of an older one, or another one is still open. If Create could not withdraw them, staff cancel all but one.
 */
export async function isWithdrawnDuplicate(requests: RequestBackend, row: PatronRequest, cancelledAt: number) {
	if (requests.enforcesUniqueReference === true || row.side !== 'borrowing' || row.state?.known?.event !== 'cancelled') return false;
	for (const reference of row.references) {
		const duplicates = (await new RequestByReferenceLoader(requests).find(reference)).filter(
			(other) => mayBelongToPatron(other, row.patronId) && Math.abs(createdAtMs(other) - createdAtMs(row)) < duplicatesWithinMs,
		);
		if (duplicates.some((other) => other.id !== row.id && isOpenRequest(other))) return true;
		const [winner = row] = sortOldestFirst(duplicates);
		if (winner.id !== row.id && cancelledAt - createdAtMs(row) < duplicatesWithinMs) return true;
	}
	return false;
}
