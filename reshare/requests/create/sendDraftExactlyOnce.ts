import { ReShareError } from '../../errors';
import { longestPauseMs } from '../../transport';
import { createdAtMs, isOpenRequest, mayBelongToPatron, sortOldestFirst, type PatronRequest } from '../model/request';
import type { NotCreatedReason } from '../model/outcomesOfCreate';
import type { SendableRequest, SendAnswer } from '../port/Submitter';
import { asksForSameThing, isOfAnotherDraft } from './compareRequestWithDraft';
import type { CreateJob } from './createTypes';
import { findExistingRequest, type ReferenceHolder } from './findExisting';
import { clockSkewMs, type CreateTiming } from './timing';

/** A draft that can be sent, and what was known before. */
export interface PreparedDraft {
	readonly message: SendableRequest;
	/** Ids of the patron's open requests; undefined if they could not be read. */
	readonly known: ReadonlySet<string> | undefined;
	/** Ids of requests that have the reference but no longer count; undefined if the reference was not looked up. */
	readonly before: ReadonlySet<string> | undefined;
}

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

type SentDraft = Pick<CreateJob, 'requests' | 'lookups' | 'timing' | 'reference' | 'draft'> & PreparedDraft;

/** One attempt to send the draft. */
interface Round extends SentDraft {
	/** When the first attempt began, in milliseconds since 1970. */
	readonly since: number;
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
export function sendDraftExactlyOnce(context: SentDraft) {
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
			return sentRequestOf(round, answer.row, notesOf(round), { isOwn: true, duplicateUntil: duplicateUntil(round) });
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
	return sentRequestOf(round, meanwhile.row, [...notesOf(round), 'Another process sent the same request meanwhile.']);
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
	if (found.kind === 'found') return sentRequestOf(round, found.row, notes, { duplicateUntil: duplicateUntil(round) });
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

function duplicateUntil({ lost, requests, since, timing }: Round) {
	return lost === undefined || requests.enforcesUniqueReference === true ? undefined : since + timing.mayStillBeStored;
}

function sentRequestOf(
	{ at, timing }: Round,
	row: PatronRequest,
	notes: readonly string[],
	attempt: Partial<SendAttempt> = {},
): SentRequest {
	return { kind: 'exists', row, attempt: { at, tookMs: timing.now() - at, isOwn: false, ...attempt }, notes };
}

type SentLookup =
	| { readonly kind: 'found'; readonly row: PatronRequest }
	/** On a server that enforces unique references: by our clock, the request with the reference is older than our attempt. */
	| ReferenceHolder
	| { readonly kind: 'none' | 'unknown' };

/** How many of a patron's newest requests are read after an unclear answer. */
const latest = 20;

/**
 * Looks up the request that an attempt to send the draft may have made: by its reference, or without it, because an old resolver drops it.
 * The result is `unknown` if ReShare could not be asked.
 */
async function lookUpSentDraft(sent: Round): Promise<SentLookup> {
	try {
		const named = await lookUpReference(sent);
		if (named.kind !== 'none') return named;
		const row = sent.requests.enforcesUniqueReference === true ? undefined : await lookUpWithoutReference(sent);
		return row === undefined ? named : { kind: 'found', row };
	} catch {
		return { kind: 'unknown' };
	}
}

/** Looks up the request after each of the pauses, and then repeatedly until the moment `until`. */
async function lookUpSentDraftUntil(sent: Round, pauses: readonly number[], until: number) {
	const { timing } = sent;
	let found: SentLookup = { kind: 'unknown' };
	for (let round = 0; !timing.isStopped() && (round < pauses.length || timing.now() < until); round++) {
		await timing.sleep(pauses[round] ?? timing.lookupRetries.at(-1) ?? 1000);
		found = await lookUpSentDraft(sent);
		if (found.kind === 'found' || found.kind === 'taken') return found;
	}
	return found;
}

/** Whether an attempt to send the draft may have made this request, which has the draft's reference. */
function mayComeFromSentDraft(row: PatronRequest, sent: Round) {
	const { before, draft } = sent;
	const isNew = before === undefined ? isCreatedSinceFirstAttempt(row, sent) : !before.has(row.id);
	return isNew && mayBelongToPatron(row, draft.patronId) && !isOfAnotherDraft(row, sent);
}

/**
 * Whether the request is young enough to come from one of our attempts. Its age is measured by the server's clock, which may differ much
 * from ours. A request whose creation lies in the server's future is an older one: that clock has been set back since it was made.
 */
function isCreatedSinceFirstAttempt(row: PatronRequest, { requests, since, timing }: Round) {
	const localNow = timing.now();
	const ageMs = (requests.serverNow() ?? localNow / 1000) * 1000 - createdAtMs(row);
	return !(ageMs > localNow - since + clockSkewMs || ageMs < -clockSkewMs);
}

async function lookUpReference(sent: Round): Promise<SentLookup> {
	const { lookups, message, reference, requests } = sent;
	const rows = message.find === undefined ? await lookups.references.find(reference.value) : [(await message.find()) ?? []].flat();
	const named = rows.filter((row) => mayComeFromSentDraft(row, sent));
	const [row] = [...sortOldestFirst(named.filter(isOpenRequest)), ...sortOldestFirst(named)];
	if (row !== undefined) return { kind: 'found', row };
	if (requests.enforcesUniqueReference !== true) return { kind: 'none' };
	// The clocks may differ so much that a request that seems older than our attempt is our own. If it is another one, it has taken the
	// reference.
	return await findExistingRequest(sent, rows);
}

/**
 * Looks up a request without its reference, which resolvers before v1.5.1 drop: it is the only new request for the same thing. An open
 * request is new if it is not among the `known` ones. A closed request, and any if the known ones could not be read, is new if it was
 * created since the first attempt.
 */
async function lookUpWithoutReference(sent: Round) {
	const { draft, known, requests } = sent;
	const { listed } = await requests.find({ side: 'borrowing', patronId: draft.patronId, sort: 'createdNewest', limit: latest });
	const isNew = (row: PatronRequest) =>
		known !== undefined && isOpenRequest(row) ? !known.has(row.id) : isCreatedSinceFirstAttempt(row, sent);
	const candidates = listed.filter(({ request }) => isNew(request) && asksForSameThing(request, draft));
	const full = await Promise.all(candidates.map(({ request }) => requests.get(request.id)));
	const unnamed = full.filter((row) => row !== undefined && row.references.length === 0);
	return unnamed.length === 1 ? unnamed[0] : undefined;
}
