import { mapDraftFields } from '../model/request';
import type { AnticipatedReference } from '../port/RequestByReferenceLoader';
import {
	buildResult,
	contextOf,
	explainUnclearAnswer,
	finishUnsent,
	finishWithProblems,
	resultOfRefusal,
	withWarnings,
	type FinishedCreate,
	type ResultContext,
} from './buildResult';
import type { CheckResult, CreateJob } from './createTypes';
import { findExistingRequest, type ExistingLookup } from './findExisting';
import { reuseExistingRequest, type RequestOfDraft } from './reuseExistingRequest';
import { checkDraftAndBackEnds } from './runDraftChecks';
import { awaitLateStorage, sendDraftExactlyOnce, type PreparedDraft, type SendResult, type SentRequest } from './sendDraftExactlyOnce';

/** The decision to send: all checks let the draft pass, and no request has its reference. */
interface ReadyToSend extends PreparedDraft {
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
	if (blocker?.stopsEveryDraft === true) return finishUnsent(contextAfterLookup(job, first, checked), blocker);
	const mayBeOwn = blocker !== undefined && (isUnasked || anticipated !== undefined);
	// The request that prevents the draft may be the draft's own: it was not looked up yet, or another process has sent it since.
	const last = mayBeOwn ? await findExistingRequest(job) : await findAnticipated(job, anticipated, timing.lookupTtl);
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

function passedReferenceCheck({ value }: CreateJob['reference']): CheckResult {
	return { check: 'reference', result: 'passed', note: `No request has the reference ${value}` };
}

type SubmitResult =
	| RequestOfDraft
	| FinishedCreate
	/** The draft was sent, but no request made from it is known yet. */
	| { readonly kind: 'unresolved'; readonly context: ResultContext; readonly sent: SendResult };

/** Sends the draft if all checks let it pass. The patron's lock is held until the checks of later drafts can see the request. */
export async function submitDraft(job: CreateJob, decided: ReadyToSend | RequestOfDraft | FinishedCreate): Promise<SubmitResult> {
	if (decided.kind !== 'ready') return decided;
	const { context } = decided;
	const sent = await sendDraftExactlyOnce({ ...job, ...decided });
	return sent.kind === 'exists' ? await recordSentRequest(job, context, sent) : { kind: 'unresolved', context, sent };
}

/** Finds out whether a request was made, after an answer that names none. */
export async function reconcileSubmission(job: CreateJob, submitted: SubmitResult): Promise<RequestOfDraft | FinishedCreate> {
	if (submitted.kind !== 'unresolved') return submitted;
	const { context } = submitted;
	const sent = await awaitLateStorage(submitted.sent);
	if (sent.kind === 'exists') return await recordSentRequest(job, context, sent);
	if (sent.kind === 'taken') return reuseExistingRequest(sent, job);
	if (sent.kind === 'refused') return { kind: 'finished', result: await resultOfRefusal(sent.reason, sent.detail, context, job.lookups) };
	const explanation = explainUnclearAnswer(sent.detail, job);
	return { kind: 'finished', result: buildResult(context, { outcome: 'needsStaff', reason: 'unclear', explanation }) };
}

async function recordSentRequest(
	{ draft, lookups, options, reference, requests }: CreateJob,
	context: ResultContext,
	{ attempt, notes, row }: SentRequest,
): Promise<RequestOfDraft> {
	// The draft's own fields complete the row, because an answer may have fewer fields than the list.
	const asked = { ...mapDraftFields((name) => draft[name]), recordId: draft.instanceId, serviceType: draft.serviceType };
	await lookups.remember(draft.patronId, { ...row, ...asked });
	if (attempt.isOwn) lookups.references.made(row.id, reference.value);
	// A server that enforces unique references has checked the reference itself.
	const isChecked = options.checks.reference && requests.enforcesUniqueReference === true;
	const checks = isChecked ? [passedReferenceCheck(reference), ...context.checks] : context.checks;
	return { kind: 'exists', row, attempt, context: withWarnings({ ...context, checks }, ...notes) };
}
