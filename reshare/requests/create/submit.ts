import { askedIn } from '../model/request';
import { unusedReference, type ReadyToSend } from './decide';
import { withWarnings } from './buildResult';
import type { RequestOfDraft } from './reuseExisting';
import type { CreateDeps } from './run';
import { send, type SendResult, type SentRequest } from './send';
import type { ValidatedDraft } from './validate';

/** The draft was sent, and no request of it is known yet. */
export interface Unresolved {
	readonly kind: 'unresolved';
	readonly ready: ReadyToSend;
	readonly sent: Exclude<SendResult, SentRequest>;
}

/** Sends the draft, and records the request for the checks of later drafts, which wait for the patron's lock until then. */
export async function submit(deps: CreateDeps, validated: ValidatedDraft, ready: ReadyToSend): Promise<RequestOfDraft | Unresolved> {
	const { draft, reference } = validated;
	const sent = await send({ ...deps, known: ready.known, before: ready.before }, ready.message, draft, reference);
	return sent.kind === 'exists' ? await recordSent(deps, validated, ready, sent) : { kind: 'unresolved', ready, sent };
}

export async function recordSent(
	{ lookups, requests }: CreateDeps,
	{ draft, options, reference }: ValidatedDraft,
	{ context }: ReadyToSend,
	{ attempt, notes, row }: SentRequest,
): Promise<RequestOfDraft> {
	// An answer may hold less than the list view does.
	const asked = { ...askedIn((name) => draft[name]), recordId: draft.instanceId, serviceType: draft.serviceType };
	await lookups.remember(draft.patronId, { ...row, ...asked });
	if (attempt.isOwn) lookups.references.made(row.id, reference.value);
	// Where the server enforces unique references, it made the check of the reference.
	const isChecked = options.checks.reference && requests.enforcesUniqueReference === true;
	const checks = isChecked ? [unusedReference(reference), ...context.checks] : context.checks;
	return { kind: 'exists', row, attempt, context: withWarnings({ ...context, checks }, ...notes) };
}
