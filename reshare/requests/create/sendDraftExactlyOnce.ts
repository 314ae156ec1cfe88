import { ReShareError } from '../../errors';
import { longestPauseMs } from '../../transport';
import type { PatronRequest } from '../model/request';
import type { NotCreatedReason } from '../model/outcomesOfCreate';
import type { SendAnswer } from '../port/Submitter';
import { findExistingRequest, type ReferenceHolder } from './findExisting';
import { lookUpSentDraft, lookUpSentDraftUntil, mayComeFromSentDraft, type PreparedJob, type SentDraft } from './lookUpSentDraft';
import type { CreateTiming } from './timing';

export interface SendAttempt {
	/** When the attempt was made, in milliseconds since 1970. */
	readonly at: number;
	/** How long it took until the request was known, in milliseconds. */
	readonly tookMs: number;
	/** Whether the request's id came in the answer to this very call. */
	readonly isOwn: boolean;
	/** Until this time, an earlier attempt of which nothing was found may still be stored. */
	readonly duplicateUntil?: number;
}

/** The request that was sent; `notes` report what was unusual about the attempts. */
export interface SentRequest {
	readonly kind: 'exists';
	readonly row: PatronRequest;
	readonly attempt: SendAttempt;
	readonly notes: readonly string[];
}

export type SendResult =
	| SentRequest
	/** Another request, of this or another patron, has the reference. */
	| ReferenceHolder
	| { readonly kind: 'refused'; readonly reason: NotCreatedReason; readonly detail: string }
	/** No request was found so far. `pending` is set if ReShare may still be processing it; `awaitLateStorage` then waits for it. */
	| { readonly kind: 'unclear'; readonly detail: string; readonly pending?: Round };

/** One attempt to send the draft. */
interface Round extends SentDraft {
	readonly at: number;
	/** Whether a temporary failure is followed by one more attempt. */
	readonly mayRetry: boolean;
	/** A sentence about the first attempt, if its answer was lost. The draft is then sent at most once more. */
	readonly lost?: string;
}

type AnswerOf<Kind> = Extract<SendAnswer, { readonly kind: Kind }>;

const answerLost = 'The answer was lost, and the request was found in ReShare.';

/**
 * Sends a draft so that it becomes one request. After an unclear answer, the request is looked up for some seconds. The draft is sent once
 * more only if an answer shows that the server has finished its work, and there is no request; without such an answer, the first attempt
 * might be stored later. A server that enforces unique references is sent the draft again right away, because it refuses what it already
 * has.
 *
 * @throws ReShareError if surely nothing was made and the cause lies outside the draft
 */
export function sendDraftExactlyOnce(context: PreparedJob) {
	const since = context.timing.now();
	return attemptToSend({ ...context, since, at: since, mayRetry: true });
}

/** Waits for a request that ReShare may still be processing, until it can no longer be stored. */
export async function awaitLateStorage(sent: SendResult): Promise<SendResult> {
	if (sent.kind !== 'unclear' || sent.pending === undefined) return sent;
	const last = sent.pending;
	const late = await lookUpSentDraftUntil(last, [], last.at + last.timing.mayStillBeStored);
	if (late.kind === 'taken') return late;
	return late.kind === 'found' ? sentRequestOf(last, late.row, [answerLost]) : sent;
}

/** @throws ReShareError `cancelled` if the run is stopped, and nothing was sent */
export function refuseIfStopped(timing: CreateTiming) {
	if (timing.isStopped()) throw new ReShareError('cancelled', 'The request was not sent', '⟦cancelled⟧');
}

async function attemptToSend(next: Round): Promise<SendResult> {
	const { lost, timing } = next;
	if (timing.isStopped() && lost !== undefined) return { kind: 'unclear', detail: lost };
	refuseIfStopped(timing);
	const round = { ...next, at: timing.now() };
	const answer = await round.message.send();
	const mayPass = answer.kind === 'notReached' || (answer.kind === 'refused' && answer.mayPass);
	if (mayPass && round.mayRetry && (answer.waitMs ?? 0) <= longestPauseMs) return await retryAfter(round, answer.waitMs ?? 0);
	switch (answer.kind) {
		case 'created':
			return sentRequestOf(round, answer.row, notesOf(round), true);
		case 'taken':
			return await afterTaken(round, answer);
		case 'refused':
			return await afterRefusal(round, answer);
		case 'notReached':
			if (lost === undefined) throw answer.error;
			return { kind: 'unclear', detail: answer.error.message };
		default:
			return await afterUnclear(round, answer);
	}
}

async function retryAfter(round: Round, pauseMs: number) {
	const { before, timing } = round;
	await timing.sleep(Math.max(timing.beforeNewAttempt, pauseMs));
	// A failed lookup does not matter here, because concurrent duplicates are looked up later.
	const meanwhile = before === undefined ? undefined : await lookUpSentDraft(round);
	if (meanwhile?.kind !== 'found') return await attemptToSend({ ...round, mayRetry: false });
	return sentRequestOf(round, meanwhile.row, [round.lost === undefined ? 'Another process sent the same request meanwhile.' : answerLost]);
}

async function afterTaken(round: Round, { row, next }: AnswerOf<'taken'>): Promise<SendResult> {
	if (row !== undefined) {
		if (round.lost !== undefined && mayComeFromSentDraft(row, round)) return sentRequestOf(round, row, [answerLost]);
		const existing = await findExistingRequest(round, [row]);
		if (existing.kind !== 'none') return existing;
	}
	return await attemptToSend({ ...round, message: next });
}

/**
 * Decides about a refusal. A site can replace its resolver's pages, and a proxy can refuse a request that was already made; so a refusal
 * counts only if no request is found.
 */
async function afterRefusal(round: Round, answer: AnswerOf<'refused'>): Promise<SendResult> {
	const { byProxy, detail } = answer;
	const found = await lookUpSentDraft(round);
	if (found.kind === 'found')
		return sentRequestOf(round, found.row, ['The answer spoke of a refusal, and the request was found in ReShare.']);
	if (found.kind === 'taken') return found;
	// If this is a repetition, the earlier attempt may have made a request. So the outcome is unclear if the lookup failed.
	const isFirstAttempt = round.lost === undefined && round.mayRetry;
	if (found.kind === 'unknown' && (!isFirstAttempt || byProxy !== undefined)) return { kind: 'unclear', detail };
	// A server that enforces unique references was sent the draft again although it may still be processing the first attempt.
	if (byProxy !== undefined && round.lost !== undefined && round.requests.enforcesUniqueReference === true)
		return { kind: 'unclear', detail, pending: round };
	// The cause, such as a wrong address or a missing permission, has nothing to do with the draft.
	if (byProxy !== undefined && byProxy.kind !== 'refused') throw byProxy;
	return answer;
}

async function afterUnclear(round: Round, answer: AnswerOf<'unclear' | 'createdUnnamed'>): Promise<SendResult> {
	const { at, lost, requests, timing } = round;
	const isUnique = requests.enforcesUniqueReference === true;
	const now = timing.now();
	// The slower the answer came, the longer the request is looked up, because a slow server may also store slowly.
	const found = isUnique ? await lookUpSentDraft(round) : await lookUpSentDraftUntil(round, timing.lookupRetries, now + (now - at));
	const notes = [...notesOf(round), ...(answer.kind === 'unclear' ? [answerLost] : [])];
	if (found.kind === 'found') return sentRequestOf(round, found.row, notes);
	if (found.kind === 'taken') return found;
	if (answer.kind === 'createdUnnamed') {
		const why =
			found.kind === 'unknown'
				? 'could not be asked for it'
				: "does not show it; perhaps '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's";
		return { kind: 'unclear', detail: `the resolver says that it sent the request, and ReShare ${why}` };
	}
	const { detail, mayStillRun } = answer;
	const mayRepeat = lost === undefined && (isUnique || (!mayStillRun && found.kind === 'none'));
	if (!mayRepeat) return { kind: 'unclear', detail, ...(mayStillRun && { pending: round }) };
	if (isUnique) await timing.sleep(timing.beforeNewAttempt);
	return await attemptToSend({ ...round, lost: detail });
}

function notesOf({ lost }: Round): readonly string[] {
	return lost === undefined ? [] : ['No request came of the first attempt, so it was sent once more.'];
}

function sentRequestOf(
	{ at, lost, requests, since, timing }: Round,
	row: PatronRequest,
	notes: readonly string[],
	isOwn = false,
): SentRequest {
	const duplicateUntil = lost === undefined || requests.enforcesUniqueReference === true ? undefined : since + timing.mayStillBeStored;
	return { kind: 'exists', row, attempt: { at, tookMs: timing.now() - at, isOwn, duplicateUntil }, notes };
}
