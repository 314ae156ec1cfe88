import type { RequestDraft } from '../../draft';
import { ReShareError } from '../../errors';
import { hostTerms, quotedTerm } from '../../hostTerms';
import { longestPauseMs } from '../../transport';
import { mayBeOf, type PatronRequest } from '../model/request';
import type { NotCreatedReason } from '../model/validation';
import type { Sendable, SendAnswer } from '../port/Submitter';
import { findExisting, type ReferenceHolder } from './findExisting';
import { isSince, lookUpSent, lookUpSentUntil, type SentDraft, type SentLookup } from './lookUpSent';
import type { Reference } from './reference';
import type { Timing } from './timing';

export interface Attempt {
	/** In milliseconds since 1970. */
	readonly at: number;
	/** The request's id came in the answer to this very call. */
	readonly isOwn: boolean;
	/** Until then, an earlier attempt of which nothing was found may still be stored. */
	readonly duplicateUntil?: number | undefined;
}

/** `notes` report what was unusual about the attempts. */
export interface SentRequest {
	readonly kind: 'exists';
	readonly row: PatronRequest;
	readonly attempt: Attempt;
	readonly notes: readonly string[];
}

export type SendResult =
	| SentRequest
	/** Another request has the reference, for this draft or of another patron. */
	| { readonly kind: 'taken'; readonly existing: ReferenceHolder }
	| { readonly kind: 'refused'; readonly reason: NotCreatedReason; readonly detail: string }
	/** No request was found so far. `pending` is set where ReShare may still be at work on it: `lookUpPending` waits for it. */
	| { readonly kind: 'unclear'; readonly detail: string; readonly pending?: PendingAttempt };

/** When the last attempt and the first one began. */
type PendingAttempt = Pick<Attempt, 'at'> & Pick<SentDraft, 'since'>;

interface NextAttempt {
	readonly kind: 'again';
	readonly message: Sendable;
	/** Whether a failure that may pass is followed by one more attempt. */
	readonly mayRetry: boolean;
	/** What is known of an earlier attempt whose answer was lost. Nothing is sent a third time. */
	readonly lost?: string;
}

type Round = SentDraft & NextAttempt & Pick<Attempt, 'at'>;

const answerLost = 'The answer was lost, and the request was found in ReShare.';

/**
 * Sends a draft so that it gets one request. After an unclear answer, the request is looked up for some seconds. The draft is sent
 * once more only where an answer shows that the work on it has ended, and no request is there: without an answer, the first attempt may
 * be stored at any time. A server that enforces unique references is asked again right away: it refuses what it already has.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the draft
 */
export async function send(
	context: SentDraft['context'],
	message: Sendable,
	draft: RequestDraft,
	reference: Reference,
): Promise<SendResult> {
	const { timing } = context;
	const sent: SentDraft = { context, draft, reference, since: timing.now() };
	let next: NextAttempt = { kind: 'again', message, mayRetry: true };
	for (;;) {
		if (timing.isStopped() && next.lost !== undefined) return { kind: 'unclear', detail: next.lost };
		refuseIfStopped(timing);
		const round: Round = { ...sent, ...next, at: timing.now() };
		const step = await interpret(round, await next.message.send());
		if (step.kind !== 'again') return step;
		next = step;
	}
}

/** Waits for a request of which `send` found nothing, until it cannot be stored any more. */
export async function lookUpPending(sent: SentDraft, { at }: PendingAttempt): Promise<SentRequest | undefined> {
	const late = await lookUpSentUntil(sent, [], at + sent.context.timing.mayStillBeStored);
	return late.kind === 'found' ? existsAs(late.row, { at }, answerLost) : undefined;
}

/** @throws ReShareError `cancelled` where the run is stopped, and nothing was sent */
export function refuseIfStopped(timing: Timing): void {
	if (timing.isStopped()) throw new ReShareError('cancelled', 'The request was not sent', { description: hostTerms.cancelled });
}

async function interpret(round: Round, answer: SendAnswer): Promise<SendResult | NextAttempt> {
	const pauseMs = round.mayRetry ? pauseBeforeRetry(answer) : undefined;
	if (pauseMs !== undefined) return await retryAfter(round, pauseMs);
	switch (answer.kind) {
		case 'created':
			return existsAs(answer.row, { at: round.at, isOwn: true, duplicateUntil: duplicateUntil(round) }, ...notesOf(round));
		case 'createdUnnamed':
			return await afterUnnamed(round);
		case 'taken':
			return await afterTaken(round, answer);
		case 'refused':
			return await afterRefusal(round, answer);
		case 'notReached':
			if (round.lost === undefined) throw answer.error;
			return { kind: 'unclear', detail: answer.error.message };
		case 'unclear':
			return await afterLostAnswer(round, answer);
	}
}

/** Undefined where a new attempt would fail as well, or where the server asks for too long a pause. */
function pauseBeforeRetry(answer: SendAnswer): number | undefined {
	const mayPass = answer.kind === 'notReached' || (answer.kind === 'refused' && answer.mayPass);
	const pauseMs = mayPass ? (answer.waitMs ?? 0) : Number.POSITIVE_INFINITY;
	return pauseMs <= longestPauseMs ? pauseMs : undefined;
}

async function retryAfter(round: Round, pauseMs: number): Promise<SendResult | NextAttempt> {
	const { before, timing } = round.context;
	await timing.sleep(Math.max(timing.beforeNewAttempt, pauseMs));
	// A failed lookup stops nothing: concurrent duplicates are looked up afterwards.
	const meanwhile: SentLookup = before === undefined ? { kind: 'unknown' } : await lookUpSent(round);
	return meanwhile.kind === 'found'
		? existsAs(meanwhile.row, round, ...notesOf(round), 'Another process sent the same request meanwhile.')
		: { ...nextOf(round), mayRetry: false };
}

async function afterTaken(round: Round, { row, next }: Extract<SendAnswer, { kind: 'taken' }>): Promise<SendResult | NextAttempt> {
	const { context, draft, lost, reference, since } = round;
	if (row === undefined) return { ...nextOf(round), message: next };
	if (lost !== undefined && isSince(row, since) && mayBeOf(row, draft.patronId)) return existsAs(row, round, answerLost);
	const existing = await findExisting(context, reference, [row]);
	return existing.kind === 'none' ? { ...nextOf(round), message: next } : { kind: 'taken', existing };
}

/** A site can replace its resolver's pages, and a proxy can refuse what is already made: a refusal counts only where no request is found. */
async function afterRefusal(round: Round, answer: Extract<SendAnswer, { kind: 'refused' }>): Promise<SendResult> {
	const { byProxy, detail } = answer;
	const found = await lookUpSent(round);
	if (found.kind === 'found') return existsAs(found.row, round, 'The answer spoke of a refusal, and the request was found in ReShare.');
	if (found.kind === 'unknown' && (round.lost !== undefined || byProxy !== undefined)) return { kind: 'unclear', detail };
	// A wrong address or a missing permission has nothing to do with the draft.
	if (byProxy !== undefined && byProxy.kind !== 'refused') throw byProxy;
	return answer;
}

async function afterUnnamed(round: Round): Promise<SendResult> {
	const found = await lookUpAfterAnswer(round);
	if (found.kind === 'found') return existsAs(found.row, { at: round.at, duplicateUntil: duplicateUntil(round) }, ...notesOf(round));
	const why =
		found.kind === 'unknown'
			? 'could not be asked for it'
			: `does not show it; perhaps ${quotedTerm('openUrlTenant')} in the ${hostTerms.settings} is another library's`;
	return { kind: 'unclear', detail: `the resolver says that it sent the request, and ReShare ${why}` };
}

async function afterLostAnswer(
	round: Round,
	{ detail, mayStillRun }: Extract<SendAnswer, { kind: 'unclear' }>,
): Promise<SendResult | NextAttempt> {
	const { at, context, lost, since } = round;
	const isUnique = context.requests.enforcesUniqueReference === true;
	const found = await lookUpAfterAnswer(round);
	if (found.kind === 'found') return existsAs(found.row, { at, duplicateUntil: duplicateUntil(round) }, ...notesOf(round), answerLost);
	const mayRepeat = lost === undefined && (isUnique || (!mayStillRun && found.kind === 'none'));
	if (!mayRepeat) return { kind: 'unclear', detail, ...(mayStillRun && { pending: { at, since } }) };
	if (isUnique) await context.timing.sleep(context.timing.beforeNewAttempt);
	return { ...nextOf(round), lost: detail };
}

/** A server that is slow to answer may be as slow to store. */
async function lookUpAfterAnswer(round: Round): Promise<SentLookup> {
	const { requests, timing } = round.context;
	if (requests.enforcesUniqueReference === true) return await lookUpSent(round);
	const now = timing.now();
	return await lookUpSentUntil(round, timing.lookupRetries, now + (now - round.at));
}

function nextOf({ kind, message, mayRetry, lost }: Round): NextAttempt {
	return { kind, message, mayRetry, ...(lost !== undefined && { lost }) };
}

function notesOf({ lost }: Round): readonly string[] {
	return lost === undefined ? [] : ['No request came of the first attempt, so it was sent once more.'];
}

function duplicateUntil({ context, lost, since }: Round): number | undefined {
	return lost === undefined || context.requests.enforcesUniqueReference === true ? undefined : since + context.timing.mayStillBeStored;
}

function existsAs(row: PatronRequest, attempt: Pick<Attempt, 'at'> & Partial<Attempt>, ...notes: readonly string[]): SentRequest {
	const { at, isOwn = false, duplicateUntil } = attempt;
	return { kind: 'exists', row, attempt: { at, isOwn, duplicateUntil }, notes };
}
