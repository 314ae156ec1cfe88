import { setTimeout as sleep } from 'node:timers/promises';
import { ReShare, type LibraryAccess } from '../reshare';

/** How long to wait until canceling is possible, because a library may have to be asked first, which takes a moment. */
const withinMs = 20_000;

/**
 * Cancels a request as a staff member who presses Cancel in ReShare.
 *
 * @throws Error if ReShare does not allow it
 */
export async function cancelRequest(library: LibraryAccess, requestId: string): Promise<void> {
	const { requests } = await ReShare.open({ library });
	const deadline = Date.now() + withinMs;
	for (;;) {
		const found = await requests.get(requestId);
		if (found === undefined) throw new Error(`There is no request ${requestId}`);
		const { outcome, explanation } = await requests.perform(found.request, { kind: 'cancel' });
		if (outcome === 'done') return;
		if (outcome !== 'notPossible' || Date.now() > deadline) throw new Error(explanation);
		await sleep(250);
	}
}
