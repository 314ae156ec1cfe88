import { explainUnclearAnswer } from './explanations';
import { resultOfRefusal, buildResult, type FinishedCreate } from './buildResult';
import { reuseExistingRequest, type RequestOfDraft } from './reuseExistingRequest';
import { awaitLateStorage } from './sendDraftExactlyOnce';
import { recordSentRequest, type SubmitResult } from './submitDraft';
import type { CreateJob } from './validateDraft';

/** Finds out whether a request was made, after an answer that names none. */
export async function reconcileSubmission(job: CreateJob, submitted: SubmitResult): Promise<RequestOfDraft | FinishedCreate> {
	if (submitted.kind !== 'unresolved') return submitted;
	const { context, sent } = submitted;
	if (sent.kind === 'taken') return reuseExistingRequest(sent.existing, job);
	if (sent.kind === 'refused') return { kind: 'finished', result: await resultOfRefusal(sent.reason, sent.detail, context, job.lookups) };
	const { detail, pending } = sent;
	const late = pending && (await awaitLateStorage(pending));
	if (late?.kind === 'taken') return reuseExistingRequest(late.existing, job);
	if (late !== undefined) return await recordSentRequest(job, context, late);
	const explanation = explainUnclearAnswer(detail, job.reference.value, job.requests);
	return { kind: 'finished', result: buildResult(context, { outcome: 'needsStaff', reason: 'unclear', explanation }) };
}
