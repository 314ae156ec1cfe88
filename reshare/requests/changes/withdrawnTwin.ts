import type { RequestDesk } from '../port/RequestDesk';
import { createdAt, isInHand, mayBeOf, oldestFirst, type PatronRequest } from '../model/request';
import { ReferenceLooks } from '../port/referenceLookUps';

/** Twins are made, and Create withdraws one of them, within this time. */
const twinsWithinMs = 10 * 60_000;

/**
 * Whether a canceled request is one of several made of one wish within minutes, so that nobody needs to hear of it: Create withdrew it, since
 * there was an older one, or another one is still in hand. Where Create could not, staff cancel all but one.
 */
export async function isWithdrawnTwin(requests: RequestDesk, row: PatronRequest, cancelledAt: number): Promise<boolean> {
	if (requests.takesReferenceOnce === true || row.side !== 'borrowing' || row.state?.known?.event !== 'cancelled') return false;
	for (const reference of row.references) {
		const twins = (await new ReferenceLooks(requests).find(reference)).filter(
			(other) => mayBeOf(other, row.patronId) && Math.abs(createdAt(other) - createdAt(row)) < twinsWithinMs,
		);
		if (twins.some((other) => other.id !== row.id && isInHand(other))) return true;
		const [winner] = oldestFirst(twins);
		if (winner !== undefined && winner.id !== row.id && cancelledAt - createdAt(row) < twinsWithinMs) return true;
	}
	return false;
}
