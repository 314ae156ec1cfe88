import { withWarnings, type FinishedCreate } from './buildResult';
import { reconcileDuplicates, type DuplicateRaceResult } from './concurrentDuplicates';
import { reuseExistingRequest, type RequestOfDraft } from './reuseExistingRequest';
import type { SendAttempt } from './sendDraftExactlyOnce';
import type { CreateJob } from './createTypes';

/** ReShare may take up to this many times the duration of our own attempt to store our request and then another process's. */
const slowestStorage = 3;

/** The draft's request after concurrent duplicates were looked up; `race` is undefined if nothing was looked up. */
export interface RequestAmongDuplicates extends RequestOfDraft {
	readonly race?: Exclude<DuplicateRaceResult, { kind: 'yielded' }>;
}

/** Looks up concurrent duplicates of a request that we sent. It is called twice, and does nothing if the lookup's time has not come. */
export async function lookUpDuplicates(
	job: CreateJob,
	earlier: RequestAmongDuplicates,
	when: 'early' | 'late',
): Promise<RequestAmongDuplicates | FinishedCreate> {
	const { attempt, row } = earlier;
	if (attempt === undefined) return earlier;
	const moments = lookupMoments(job, attempt);
	const moment = moments[when];
	if (moment === undefined) return earlier;
	const left = moment - job.timing.now();
	if (left > 0) await job.timing.sleep(left);
	const isLast = when === 'late' || moments.late === undefined;
	const runner = { id: row.id, ownSince: attempt.isOwn ? attempt.at : undefined };
	const race = await reconcileDuplicates(job, isLast, runner);
	if (race.kind !== 'yielded') return { ...earlier, ...(race.watched && { row: race.watched, isRead: true }), race };
	// Another process used the reference a moment earlier, so that our own request was withdrawn or has ended.
	const reused = reuseExistingRequest(
		{ kind: 'taken', holder: 'open', rows: [race.winner] },
		job,
		'The request that was sent is closed again.',
	);
	if (reused.kind === 'finished') return reused;
	const warning = 'The same request was made twice at the same moment; the later one was canceled at once.';
	return { ...reused, context: withWarnings(earlier.context, warning) };
}

/**
 * Decides when duplicates are looked up: shortly after sending, and again at the end of the race window, because ReShare may store a
 * request late. Another process can have sent the draft only until our request was stored, or a little later if its lookup was older; the
 * time that our own attempt took tells how slowly ReShare stores requests now. If nobody waits for the validation, the first lookup is
 * enough. If an earlier attempt of our own may have left a request, the last lookup comes when none can be stored any more.
 */
function lookupMoments({ options, requests, timing }: CreateJob, { at, tookMs, duplicateUntil, isOwn }: SendAttempt) {
	if (!options.checks.reference || requests.enforcesUniqueReference === true) return {};
	const { validationWaitMs } = options;
	const early = at + timing.firstRaceLookup;
	if (validationWaitMs <= 0 && duplicateUntil === undefined) return { early };
	const window = timing.raceWindow + slowestStorage * tookMs;
	return { early: isOwn ? early : undefined, late: duplicateUntil ?? at + Math.min(window, validationWaitMs) };
}
