import { reconcileDuplicates, type RaceResult } from './concurrentDuplicates';
import { explainUnclear } from './explanations';
import { resultOfRefusal, resultWith, withWarnings, type Finished } from './buildResult';
import { reuseExisting, type RequestOfDraft } from './reuseExisting';
import { lookUpPending, type Attempt } from './send';
import { recordSent, type Submitted } from './submit';
import type { Timing } from './timing';
import type { CreateJob } from './validate';

/** The draft's request after a lookup of concurrent duplicates; `race` is undefined where nothing was looked up. */
export interface Reconciled {
	readonly request: RequestOfDraft;
	readonly race?: Exclude<RaceResult, { kind: 'yielded' }>;
	/** Whether the lookup had to be waited for. */
	readonly hasWaited?: boolean;
}

/** Finds out after an answer that names no request whether there is one. */
export async function reconcile(job: CreateJob, submitted: Submitted): Promise<RequestOfDraft | Finished> {
	if (submitted.kind !== 'unresolved') return submitted;
	const { ready, sent } = submitted;
	const { context } = ready;
	if (sent.kind === 'taken') return reuseExisting(sent.existing, job);
	if (sent.kind === 'refused') return { kind: 'finished', result: await resultOfRefusal(sent.reason, sent.detail, context, job.lookups) };
	const { detail, pending } = sent;
	const late = pending && (await lookUpPending({ ...job, ...ready.earlier, since: pending.since }, pending.at));
	if (late !== undefined) return await recordSent(job, ready, late);
	const explanation = explainUnclear(detail, job.reference.value, job.requests);
	return { kind: 'finished', result: resultWith(context, { outcome: 'needsStaff', reason: 'unclear', explanation }) };
}

/**
 * Looks up concurrent duplicates shortly after sending. No later lookup is needed where the validation is not waited for, or where no
 * other process can have made a request, unless an earlier attempt of our own may still be stored.
 */
export async function reconcileEarly(job: CreateJob, request: RequestOfDraft): Promise<Reconciled> {
	const { timing } = job;
	const attempt = guardedAttempt(job, request);
	const isLast = isLookedUpOnce(job, attempt);
	if (attempt === undefined || !(isLast || attempt.isOwn)) return { request };
	await waitUntil(attempt.at + timing.firstRaceLookup, timing);
	return await lookUpDuplicates(job, request, attempt, isLast);
}

/**
 * Looks up concurrent duplicates again, since ReShare may store one late: at the end of the race window, or when no earlier attempt can
 * be stored any more.
 */
export async function reconcileLate(job: CreateJob, early: Reconciled): Promise<Reconciled> {
	const { options, timing } = job;
	const attempt = guardedAttempt(job, early.request);
	if (attempt === undefined || isLookedUpOnce(job, attempt)) return early;
	const windowEnd = attempt.at + Math.min(timing.raceWindow, options.validationWaitMs);
	const hasWaited = await waitUntil(attempt.duplicateUntil ?? windowEnd, timing);
	return { ...(await lookUpDuplicates(job, early.request, attempt, true)), hasWaited };
}

/** Undefined where the server itself prevents duplicates, or the reference is not to be checked. */
function guardedAttempt({ options, requests }: CreateJob, { attempt }: RequestOfDraft): Attempt | undefined {
	return options.checks.reference && requests.enforcesUniqueReference !== true ? attempt : undefined;
}

function isLookedUpOnce({ isAlone = false, options }: CreateJob, attempt: Attempt | undefined): boolean {
	return (options.validationWaitMs <= 0 || isAlone) && attempt?.duplicateUntil === undefined;
}

async function lookUpDuplicates(job: CreateJob, request: RequestOfDraft, { at, isOwn }: Attempt, isLast: boolean): Promise<Reconciled> {
	const race = await reconcileDuplicates(job, job.reference, isLast, { id: request.row.id, ownSince: isOwn ? at : undefined });
	if (race.kind !== 'yielded') return { request, race };
	// Another process made the request a moment earlier, and ours is withdrawn.
	const warning = 'The same request was made twice at the same moment; the later one was canceled at once.';
	return { request: { kind: 'exists', row: race.winner, context: withWarnings(request.context, warning) } };
}

async function waitUntil(moment: number, timing: Timing): Promise<boolean> {
	const left = moment - timing.now();
	if (left <= 0) return false;
	await timing.sleep(left);
	return true;
}
