import { references } from '../reference';
import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { winnerOf } from './race';
import { ReferenceLooks } from './referenceLooks';
import { createdAt, stateCode } from './row';

/** A twin is cancelled within minutes of its making, by the process that made it. */
const longestLifeMs = 10 * 60_000;

/**
 * Whether a cancelled request is one that Create withdrew, since another process had made the same one a moment earlier:
 * cancelled soon after it was made, with the reference of an older request made within the same minutes. Nobody needs to
 * be told of its cancellation.
 *
 * @param row read in full
 * @param cancelledAt milliseconds since 1970, by the server's clock
 * @throws ReShareError when ReShare cannot be asked
 */
export async function isWithdrawnTwin(requests: RequestsClient, row: PatronRequest, cancelledAt: number): Promise<boolean> {
	if (row.isRequester !== true || !stateCode(row).endsWith('REQ_CANCELLED')) return false;
	if (!(cancelledAt - createdAt(row) < longestLifeMs)) return false;
	for (const reference of references(row)) {
		const twins = (await new ReferenceLooks(requests).find(reference)).filter((other) => Math.abs(createdAt(other) - createdAt(row)) < longestLifeMs);
		const winner = winnerOf(twins);
		if (winner !== undefined && winner.id !== row.id) return true;
	}
	return false;
}
