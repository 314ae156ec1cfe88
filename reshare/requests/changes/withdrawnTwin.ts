import type { RequestDesk } from '../port/RequestDesk';
import type { PatronRequest } from '../model/request';
import { ReferenceLooks } from '../port/referenceLooks';
import { mayBeOf, createdAt, isInHand, winnerOf } from '../model/inHand';

/** Twins are made within so short a time, and Create withdraws one of them within it. */
const twinsWithinMs = 10 * 60_000;

/**
 * Whether a canceled request is one of several that were made of one wish within minutes, so that nobody needs to be told
 * of its cancellation: Create withdrew it at once, since an older one was there, or another one is still in hand, of which
 * the patron will hear. Staff cancel all but one where Create could not.
 *
 * @param row read in full
 * @param cancelledAt milliseconds since 1970, by the server's clock
 * @throws ReShareError when ReShare cannot be asked
 */
export async function isWithdrawnTwin(requests: RequestDesk, row: PatronRequest, cancelledAt: number): Promise<boolean> {
	if (requests.takesReferenceOnce === true || row.side !== 'borrowing' || row.state?.known?.event !== 'cancelled') return false;
	for (const reference of row.references) {
		const twins = (await new ReferenceLooks(requests).find(reference)).filter(
			(other) => mayBeOf(other, row.patronId) && Math.abs(createdAt(other) - createdAt(row)) < twinsWithinMs,
		);
		if (twins.some((other) => other.id !== row.id && isInHand(other))) return true;
		const winner = winnerOf(twins);
		if (winner !== undefined && winner.id !== row.id && cancelledAt - createdAt(row) < twinsWithinMs) return true;
	}
	return false;
}
