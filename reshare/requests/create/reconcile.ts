import { reconcileDuplicates, type RaceResult } from './concurrentDuplicates';
import { explainUnclear } from './explanations';
import { resultOfRefusal, resultWith, withWarnings, type Finished } from './buildResult';
import { reuseExisting, type RequestOfDraft } from './reuseExisting';
import type { CreateDeps } from './run';
import { lookUpPending, type Attempt } from './send';
import { recordSent, type Unresolved } from './submit';
import type { Timing } from './timing';
import type { ValidatedDraft } from './validate';

/** The draft's request after a lookup of concurrent duplicates; `race` is undefined where nothing was looked up. */
export interface Reconciled {
	readonly request: RequestOfDraft;
	readonly race?: Exclude<RaceResult, { kind: 'yielded' }>;
	/** Whether the lookup had to be waited for. */
	readonly hasWaited?: boolean;
}

/** Finds out after an answer that names no request whether there is one. */
export async function reconcile(
	deps: CreateDeps,
	validated: ValidatedDraft,
	submitted: RequestOfDraft | Unresolved | Finished,
): Promise<RequestOfDraft | Finished> {
	if (submitted.kind !== 'unresolved') return submitted;
	const { ready, sent } = submitted;
	switch (sent.kind) {
		case 'taken':
			return reuseExisting(sent.existing, validated);
		case 'refused':
			return { kind: 'finished', result: await resultOfRefusal(sent.reason, sent.detail, ready.context, deps.lookups) };
		case 'unclear': {
			const { draft, reference } = validated;
			const context = { ...deps, known: ready.known, before: ready.before };
			const late = sent.pending && (await lookUpPending({ context, draft, reference, since: sent.pending.since }, sent.pending));
			if (late !== undefined) return await recordSent(deps, validated, ready, late);
			const explanation = explainUnclear(sent.detail, reference.value, deps.requests);
			return { kind: 'finished', result: resultWith(ready.context, { outcome: 'needsStaff', reason: 'unclear', explanation }) };
		}
	}
}

/**
 * Looks up concurrent duplicates shortly after sending. No later lookup is needed where the validation is not waited for, or where no
 * other process can have made a request, unless an earlier attempt of our own may still be stored.
 */
export async function reconcileEarly(deps: CreateDeps, validated: ValidatedDraft, request: RequestOfDraft): Promise<Reconciled> {
	const attempt = guardedAttempt(deps, validated, request);
	if (attempt === undefined) return { request };
	const isLast = isLookedUpOnce(deps, validated, attempt);
	if (!isLast && !attempt.isOwn) return { request };
	await waitUntil(attempt.at + deps.timing.firstRaceLookup, deps.timing);
	return await lookUpDuplicates(deps, validated, request, attempt, isLast);
}

/** Looks up concurrent duplicates again, since ReShare may store one late:
 * at the end of the race window, or when no earlier attempt can be stored any more. */
export async function reconcileLate(deps: CreateDeps, validated: ValidatedDraft, early: Reconciled): Promise<Reconciled> {
	const { timing } = deps;
	const attempt = guardedAttempt(deps, validated, early.request);
	if (attempt === undefined || isLookedUpOnce(deps, validated, attempt)) return early;
	const windowEnd = attempt.at + Math.min(timing.raceWindow, validated.options.validationWaitMs);
	const hasWaited = await waitUntil(attempt.duplicateUntil ?? windowEnd, timing);
	return { ...(await lookUpDuplicates(deps, validated, early.request, attempt, true)), hasWaited };
}

/** The attempt that another process may have made at the same moment; undefined where the server prevents that, or nobody wants to know. */
function guardedAttempt({ requests }: CreateDeps, { options }: ValidatedDraft, { attempt }: RequestOfDraft): Attempt | undefined {
	return options.checks.reference && requests.enforcesUniqueReference !== true ? attempt : undefined;
}

function isLookedUpOnce({ isAlone = false }: CreateDeps, { options }: ValidatedDraft, { duplicateUntil }: Attempt): boolean {
	return (options.validationWaitMs <= 0 || isAlone) && duplicateUntil === undefined;
}

async function lookUpDuplicates(
	deps: CreateDeps,
	{ reference }: ValidatedDraft,
	request: RequestOfDraft,
	{ at, isOwn }: Attempt,
	isLast: boolean,
): Promise<Reconciled> {
	const race = await reconcileDuplicates(deps, reference, isLast, { id: request.row.id, ownSince: isOwn ? at : undefined });
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
