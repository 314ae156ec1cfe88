import { mapDraftFields } from '../model/request';
import { buildResult, explainUnclearAnswer, resultOfRefusal, withWarnings, type FinishedCreate, type ResultContext } from './buildResult';
import type { CreateJob } from './createTypes';
import { passedReferenceCheck, type ReadyToSend } from './decideSending';
import { reuseExistingRequest, type RequestOfDraft } from './reuseExistingRequest';
import { awaitLateStorage, sendDraftExactlyOnce, type SendResult, type SentRequest } from './sendDraftExactlyOnce';

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
	// The answer of a server that enforces unique references has the whole request.
	const isRead = requests.enforcesUniqueReference === true;
	return { kind: 'exists', row, isRead, attempt, context: withWarnings({ ...context, checks }, ...notes) };
}
