import { createCallLimit } from '../../transport';
import { isOpenRequest, type PatronRequest } from '../model/request';
import type { RequestBackend } from '../port/RequestBackend';
import type { ReconciledRequest } from './reconcile';
import type { CreateTiming } from './timing';
import type { CreateJob } from './validateJob';

export interface ObservedRequest {
	/** The request as it was last read in full, or else as it was created. */
	readonly row: PatronRequest;
	readonly wasRead: boolean;
	/** How far ReShare had come when the time was up. */
	readonly progress: 'unchecked' | 'checked' | 'passedOn';
	/** Whether the library's ReShare says that it has no such request. */
	readonly isMissing: boolean;
}

/**
 * The limit of these reads for each tenant. Without one of their own, they would delay the reads that decide a race until nothing can be
 * withdrawn.
 */
const validationReads = createCallLimit(3);

/** Observes the draft's request. A request that was there before has just been read, and a server of unique references answers in full. */
export async function observeRequest(
	{ options, requests, timing }: CreateJob,
	{ request: { attempt, row }, race }: ReconciledRequest,
): Promise<ObservedRequest> {
	const isRead = attempt === undefined || requests.enforcesUniqueReference === true;
	return await awaitValidation(requests, row, options.validationWaitMs, timing, isRead ? row : race?.watched);
}

/** Observes the request again after the last lookup of duplicates: another one where ours was withdrawn, or a later state. */
export async function observeRequestAgain(
	job: CreateJob,
	early: ReconciledRequest,
	late: ReconciledRequest,
	observed: ObservedRequest,
): Promise<ObservedRequest> {
	if (late.request !== early.request) return await observeRequest(job, late);
	if (late.hasWaited !== true || job.timing.isStopped()) return observed;
	return await awaitValidation(job.requests, observed.row, 0, job.timing, late.race?.watched);
}

/**
 * Waits until ReShare has checked the request and asked a library, held it back or closed it, until the time is up, or until the run
 * is stopped. A failed read does not end the waiting. A request that ReShare does not know ends it, after a moment in which it might
 * still be stored. `justRead`, read in full, replaces the first read.
 */
export async function awaitValidation(
	requests: RequestBackend,
	made: PatronRequest,
	waitMs: number,
	timing: CreateTiming,
	justRead?: PatronRequest,
): Promise<ObservedRequest> {
	const deadline = timing.now() + waitMs;
	const limit = validationReads(requests.scope);
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

/** How far ReShare has come. In the SLNP state models, a broker decides: the request gets its number, and its state stays. */
function progressOf(row: PatronRequest): ObservedRequest['progress'] {
	if (!isOpenRequest(row)) return 'passedOn';
	if ((row.state?.code ?? '') === '' || row.hrid === undefined) return 'unchecked';
	const { transient = 'passedOn' } = row.state?.known ?? {};
	if (transient !== 'notAsked') return transient;
	// The library first searches for a copy of its own.
	return row.supplier === undefined || row.supplier === row.borrower ? 'checked' : 'passedOn';
}
