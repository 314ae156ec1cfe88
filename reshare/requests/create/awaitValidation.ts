import type { RequestBackend } from '../port/RequestBackend';
import { isOpenRequest, type PatronRequest } from '../model/request';
import { callLimit } from '../../transport';
import type { Timing } from './timing';

export interface Watched {
	/** As last read in full, or else as created. */
	readonly row: PatronRequest;
	readonly wasRead: boolean;
	/** How far ReShare had come when the time was up. */
	readonly progress: 'unchecked' | 'checked' | 'passedOn';
	/** The library's ReShare says that it has no such request. */
	readonly isMissing: boolean;
}

/** Per tenant. Without a limit of their own, these many readings would delay those that settle a race until nothing can be withdrawn. */
const verdictReadings = callLimit(3);

/**
 * Until ReShare has checked the request and asked a library, held it back or closed it, or the time is up or the run stopped. A
 * failed reading does not end the waiting;
 * a request that ReShare does not know does, after a moment in which it might still be stored. `justRead`, in full, stands for
 * the first reading.
 */
export async function awaitValidation(
	requests: RequestBackend,
	made: PatronRequest,
	waitMs: number,
	timing: Timing,
	justRead?: PatronRequest,
): Promise<Watched> {
	const deadline = timing.now() + waitMs;
	const limit = verdictReadings(requests.scope);
	let missingSince: number | undefined;
	let read = justRead;
	for (let poll = 0; ; poll++) {
		const next =
			(poll === 0 ? justRead : undefined) ?? (await limit(async () => (await requests.get(made.id)) ?? 'missing').catch(() => undefined));
		if (next === 'missing') missingSince ??= timing.now();
		else read = next ?? read;
		const progress = read === undefined ? 'unchecked' : progressOf(read);
		const until = next === 'missing' && read === undefined ? (missingSince ?? 0) + timing.missing : deadline;
		const left = timing.isStopped() ? 0 : until - timing.now();
		if (progress === 'passedOn' || left <= 0)
			return { row: read ?? made, wasRead: read !== undefined, progress, isMissing: read === undefined && missingSince !== undefined };
		const pause = timing.validationPolls[Math.min(poll, timing.validationPolls.length - 1)] ?? 1000;
		await timing.sleep(Math.min(pause, left));
	}
}

/** In the SLNP state models, a broker decides: the request gets its number, and its state stays. */
function progressOf(row: PatronRequest): Watched['progress'] {
	if (!isOpenRequest(row)) return 'passedOn';
	if ((row.state?.code ?? '') === '' || row.hrid === undefined) return 'unchecked';
	const { passing = 'passedOn' } = row.state?.known ?? {};
	if (passing !== 'notAsked') return passing;
	// The own library's copy is looked for first.
	return row.supplier === undefined || row.supplier === row.borrower ? 'checked' : 'passedOn';
}
