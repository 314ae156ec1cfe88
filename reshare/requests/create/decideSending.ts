import type { AnticipatedReference } from '../port/RequestByReferenceLoader';
import { contextOf, finishUnsent, finishWithProblems, type FinishedCreate, type ResultContext } from './buildResult';
import { checkDraftAndBackEnds } from './checkDraftAndBackEnds';
import type { CheckResult, CreateJob } from './createTypes';
import { findExistingRequest, type ExistingLookup } from './findExisting';
import type { PreparedDraft } from './lookUpSentDraft';
import { reuseExistingRequest, type RequestOfDraft } from './reuseExistingRequest';

/** The decision to send: all checks let the draft pass, and no request has its reference. */
export interface ReadyToSend extends PreparedDraft {
	readonly kind: 'ready';
	readonly context: ResultContext;
}

/**
 * Runs `findExistingRequest` and `checkDraftAndBackEnds`, and then looks up the reference once more, because the checks take time and
 * another process may send the same draft meanwhile. A preview ends here.
 *
 * @param anticipated undefined if the reference is not looked up, or not before the draft is sent
 * @throws ReShareError if the reference could not be looked up, or for a cause that stops everything
 */
export async function decideSending(
	job: CreateJob,
	anticipated: AnticipatedReference | undefined,
): Promise<ReadyToSend | RequestOfDraft | FinishedCreate> {
	const { draft, message, problems, requests, submitter, timing } = job;
	// If the answer does not name the request that we send, we could not withdraw it later as a duplicate. So the reference is always
	// looked up again, and never taken from the cache.
	const first = await findAnticipated(job, anticipated, submitter.namesItsRequest(draft) ? timing.lookupTtl : 0);
	if (first.kind !== 'none') return reuseExistingRequest(first, job);
	// A server that enforces unique references is asked only if the draft cannot be sent.
	const isUnasked = anticipated === undefined && requests.enforcesUniqueReference === true;
	if (message === undefined) {
		const existing = isUnasked ? await findExistingRequest(job) : first;
		return existing.kind === 'none' ? finishWithProblems(problems, contextAfterLookup(job, existing)) : reuseExistingRequest(existing, job);
	}
	const checked = await checkDraftAndBackEnds(job);
	const { known, blocker } = checked;
	// The request that prevents the draft may be the draft's own: it was not looked up yet, or another process has sent it since.
	const last =
		blocker !== undefined && isUnasked
			? await findExistingRequest(job)
			: await findAnticipated(job, anticipated, blocker === undefined ? timing.lookupTtl : 0);
	if (last.kind !== 'none') return reuseExistingRequest(last, job);
	const context = contextAfterLookup(job, last, checked);
	return blocker === undefined ? { kind: 'ready', message, known, before: last.ids, context } : finishUnsent(context, blocker);
}

async function findAnticipated(job: CreateJob, anticipated: AnticipatedReference | undefined, maxAgeMs: number): Promise<ExistingLookup> {
	if (anticipated === undefined) return { kind: 'none', ids: undefined };
	return await findExistingRequest(job, await anticipated.rows(maxAgeMs));
}

function contextAfterLookup(
	job: CreateJob,
	{ ids }: Extract<ExistingLookup, { kind: 'none' }>,
	{ checks, warnings }: Pick<ResultContext, 'checks' | 'warnings'> = { checks: [], warnings: [] },
) {
	const isPassed = ids !== undefined && job.options.checks.reference;
	return contextOf(job, isPassed ? [passedReferenceCheck(job.reference), ...checks] : checks, ...warnings);
}

export function passedReferenceCheck({ value }: CreateJob['reference']): CheckResult {
	return { check: 'reference', result: 'passed', note: `No request has the reference ${value}` };
}
