import { mapDraftFields } from '../model/request';
import { withWarnings, type FinishedCreate, type ResultContext } from './buildResult';
import { passedReferenceCheck, type ReadyToSend } from './decideSending';
import type { RequestOfDraft } from './reuseExistingRequest';
import { sendDraftExactlyOnce, type SendResult, type SentRequest } from './sendDraftExactlyOnce';
import type { CreateJob } from './validateDraft';

/** The draft was sent, but no request made from it is known yet. */
interface Unresolved {
	readonly kind: 'unresolved';
	readonly context: ResultContext;
	readonly sent: Exclude<SendResult, SentRequest>;
}

export type SubmitResult = RequestOfDraft | Unresolved | FinishedCreate;

/** Sends the draft if all checks let it pass. The patron's lock is held until the checks of later drafts can see the request. */
export async function submitDraft(job: CreateJob, decided: ReadyToSend | RequestOfDraft | FinishedCreate): Promise<SubmitResult> {
	if (decided.kind !== 'ready') return decided;
	const { context, earlier, message } = decided;
	const sent = await sendDraftExactlyOnce({ ...job, ...earlier }, message);
	return sent.kind === 'exists' ? await recordSentRequest(job, context, sent) : { kind: 'unresolved', context, sent };
}

export async function recordSentRequest(
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
