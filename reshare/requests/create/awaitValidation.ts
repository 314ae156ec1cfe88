import { ReShareError } from '../../errors';
import { createCallLimit } from '../../transport';
import { isOpenRequest, type PatronRequest } from '../model/request';
import type { CreateJob } from './createTypes';
import type { RequestOfDraft } from './reuseExistingRequest';

/**
 * Limits, for each tenant, the reads that wait for a validation. Otherwise they would delay the reads that decide between concurrent
 * duplicates, until a duplicate can no longer be withdrawn.
 */
const validationReads = createCallLimit(3);

/**
 * Waits until ReShare has checked the draft's request and asked a library, held the request for staff, or closed it; or until the time is
 * up or the run is stopped. The first read is skipped for a request that was just read. A failed read does not end the waiting, unless the
 * account lacks the permission. A request that ReShare does not know ends it, after a time in which it might still be stored.
 */
export async function awaitValidation<Known extends Pick<RequestOfDraft, 'row' | 'isRead'>>(
	{ options, requests, timing }: Pick<CreateJob, 'options' | 'requests' | 'timing'>,
	known: Known,
) {
	const deadline = timing.now() + options.validationWaitMs;
	const limit = validationReads(requests.scope);
	let { row, isRead } = known;
	let missingSince: number | undefined;
	for (let poll = 0; ; poll++) {
		const next = poll === 0 && isRead ? row : await limit(async () => (await requests.get(known.row.id)) ?? 'missing').catch(failureOf);
		if (next === 'missing') missingSince ??= timing.now();
		else if (next !== undefined && next !== 'denied') [row, isRead] = [next, true];
		const until = next === 'missing' && !isRead ? (missingSince ?? 0) + timing.missing : deadline;
		const left = timing.isStopped() || next === 'denied' ? 0 : until - timing.now();
		// `isMissing` says that the library's own ReShare does not know the request.
		if ((isRead && progressOf(row) === 'passedOn') || left <= 0)
			return { ...known, row, isRead, isMissing: !isRead && missingSince !== undefined };
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
