import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { TenantLimit } from '../TenantLimit';
import { awaitsVerdict, isPassing } from './outcome';
import type { Timing } from './timing';

export interface Watched {
	/** As last read in full; as created where it could never be read. */
	readonly row: PatronRequest;
	readonly wasRead: boolean;
	/** Whether ReShare had looked at it when the time was up. */
	readonly judged: boolean;
	/** Whether the library's ReShare says that it has no such request. */
	readonly isMissing: boolean;
}

/**
 * Readings at a time, per tenant. They are many and can wait; without a limit of their own those that settle a race would
 * queue behind them until a supplier has been asked and nothing can be withdrawn any more.
 */
const verdictReadings = new TenantLimit(3);

/**
 * Reads a new request until ReShare has checked it, which it does by itself some time after taking it in, or until the
 * time is up. A request that cannot be read does not stop the waiting; one that ReShare does not know does, after a
 * moment in which it might still be stored.
 *
 * @param justRead the request as it has been read in full a moment ago, in place of the first reading
 */
export async function waitForVerdict(
	requests: RequestsClient,
	created: PatronRequest,
	waitMs: number,
	timing: Timing,
	justRead?: PatronRequest,
): Promise<Watched> {
	const deadline = timing.now() + waitMs;
	const limit = verdictReadings.of(requests.okapi.scope);
	let passingUntil: number | undefined;
	let missingSince: number | undefined;
	let row = created;
	let wasRead = false;
	for (let poll = 0; ; poll++) {
		const next = (poll === 0 ? justRead : undefined) ?? (await limit(async () => (await requests.get(created.id)) ?? 'missing').catch(() => undefined));
		if (next === 'missing') missingSince ??= timing.now();
		else if (next !== undefined) {
			row = next;
			wasRead = true;
		}
		const judged = wasRead && !awaitsVerdict(row);
		if (judged && isPassing(row)) passingUntil ??= Math.min(deadline, timing.now() + timing.passing);
		if (judged && (!isPassing(row) || timing.now() >= (passingUntil ?? 0))) return { row, wasRead, judged, isMissing: false };
		const isMissing = !wasRead && missingSince !== undefined;
		const until = judged ? (passingUntil ?? deadline) : next === 'missing' && !wasRead ? (missingSince ?? 0) + timing.missing : deadline;
		const left = until - timing.now();
		if (left <= 0) return { row, wasRead, judged, isMissing };
		const pause = timing.verdictPolls[Math.min(poll, timing.verdictPolls.length - 1)] ?? 1000;
		await timing.sleep(Math.min(pause, left));
	}
}
