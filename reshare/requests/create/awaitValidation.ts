import { ReShareError } from '../../errors';
import { createCallLimit } from '../../transport';
import { isOpenRequest, type PatronRequest } from '../model/request';
import type { RequestBackend } from '../port/RequestBackend';
import type { RequestAmongDuplicates } from './lookUpDuplicates';
import type { CreateTiming } from './timing';
import type { CreateJob } from './createTypes';

/**
 * Limits, for each tenant, the reads that wait for a validation. Otherwise they would delay the reads that decide between concurrent
 * duplicates, until a duplicate can no longer be withdrawn.
 */
const validationReads = createCallLimit(3);

/** Observes the draft's request until ReShare has validated it. The first read is skipped for one that has just been read. */
export async function observeRequest({ options, requests, timing }: CreateJob, known: RequestAmongDuplicates) {
	const { row, isRead } = known;
	return { ...known, ...(await awaitValidation(requests, row, options.validationWaitMs, timing, isRead ? row : undefined)) };
}

/**
 * Waits until ReShare has checked the request and asked a library, held the request for staff, or closed it; or until the time is up or the
 * run is stopped. A failed read does not end the waiting, unless the account lacks the permission. A request that ReShare does not know
 * ends it, after a time in which it might still be stored. `justRead`, a request read whole, takes the place of the first read.
 */
export async function awaitValidation(
	requests: RequestBackend,
	made: PatronRequest,
	waitMs: number,
	timing: CreateTiming,
	justRead?: PatronRequest,
) {
	const deadline = timing.now() + waitMs;
	const limit = validationReads(requests.scope);
	let missingSince: number | undefined;
	let read = justRead;
	for (let poll = 0; ; poll++) {
		const next =
			(poll === 0 ? justRead : undefined) ?? (await limit(async () => (await requests.get(made.id)) ?? 'missing').catch(failureOf));
		if (next === 'missing') missingSince ??= timing.now();
		else if (next !== 'denied') read = next ?? read;
		const until = next === 'missing' && read === undefined ? (missingSince ?? 0) + timing.missing : deadline;
		const left = timing.isStopped() || next === 'denied' ? 0 : until - timing.now();
		if ((read !== undefined && progressOf(read) === 'passedOn') || left <= 0)
			/** `isMissing`: the library's ReShare says that the request does not exist. */
			return { row: read ?? made, isRead: read !== undefined, isMissing: read === undefined && missingSince !== undefined };
		const pause = timing.validationPolls[Math.min(poll, timing.validationPolls.length - 1)] ?? 1000;
		await timing.sleep(Math.min(pause, left));
	}
}

/** Only a missing permission ends the waiting, because nobody grants it meanwhile. Any other failure may be temporary. */
function failureOf(error: unknown) {
	return error instanceof ReShareError && error.kind === 'permission' ? 'denied' : undefined;
}

/**
 * Says how far ReShare has come with a request. A request without a number counts as unchecked. In the SLNP state models, a broker decides:
 * the request then gets its number, and its state stays.
 */
export function progressOf(row: PatronRequest) {
	if (!isOpenRequest(row)) return 'passedOn';
	if ((row.state?.code ?? '') === '' || row.hrid === undefined) return 'unchecked';
	const { transient = 'passedOn' } = row.state?.known ?? {};
	if (transient !== 'notAsked') return transient;
	// If the supplier is the borrowing library itself, ReShare is still looking for the library's own copy, and has asked no other library.
	return row.supplier === undefined || row.supplier === row.borrower ? 'checked' : 'passedOn';
}
