import { askedIn } from '../model/request';
import { withWarnings, type Finished } from './buildResult';
import { unusedReference, type ReadyToSend } from './decideSending';
import type { RequestOfDraft } from './reuseExisting';
import { send, type SendResult, type SentRequest } from './send';
import type { CreateJob } from './validate';

/** The draft was sent, and no request of it is known yet. */
interface Unresolved {
	readonly kind: 'unresolved';
	readonly ready: ReadyToSend;
	readonly sent: Exclude<SendResult, SentRequest>;
}

export type Submitted = RequestOfDraft | Unresolved | Finished;

/** Sends the draft where all checks let it pass. The patron's lock is held until the checks of later drafts know of the request. */
export async function submit(job: CreateJob, decided: ReadyToSend | RequestOfDraft | Finished): Promise<Submitted> {
	if (decided.kind !== 'ready') return decided;
	const sent = await send({ ...job, ...decided.earlier }, decided.message, job.draft, job.reference);
	return sent.kind === 'exists' ? await recordSent(job, decided, sent) : { kind: 'unresolved', ready: decided, sent };
}

export async function recordSent(
	{ draft, lookups, options, reference, requests }: CreateJob,
	{ context }: ReadyToSend,
	{ attempt, notes, row }: SentRequest,
): Promise<RequestOfDraft> {
	// The draft's own fields complete the row, since an answer may hold less than the list view does.
	const asked = { ...askedIn((name) => draft[name]), recordId: draft.instanceId, serviceType: draft.serviceType };
	await lookups.remember(draft.patronId, { ...row, ...asked });
	if (attempt.isOwn) lookups.references.made(row.id, reference.value);
	// A server that enforces unique references has made the check of the reference.
	const isChecked = options.checks.reference && requests.enforcesUniqueReference === true;
	const checks = isChecked ? [unusedReference(reference), ...context.checks] : context.checks;
	return { kind: 'exists', row, attempt, context: withWarnings({ ...context, checks }, ...notes) };
}
