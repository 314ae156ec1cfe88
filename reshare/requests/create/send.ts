import { ReShareError } from '../../errors';
import { longestPauseMs } from '../../transport';
import { createdAt, isOpenRequest, mayBeOf, oldestFirst, type PatronRequest } from '../model/request';
import { asksForSameThing } from './duplicate';
import { findExisting, type StandingReference } from './existingRequest';
import type { Reference } from './reference';
import { clockSkewMs, type Timing } from './timing';
import type { RaceContext } from './concurrentDuplicates';
import type { NotCreatedReason } from '../model/validation';
import type { RequestDraft } from '../../draft';
import type { Sendable } from '../port/Submitter';
import { quotedTerm, hostTerms } from '../../hostTerms';

export interface Attempt {
	/** In milliseconds since 1970. */
	readonly at: number;
	/** The request's id came in the answer to this very call. */
	readonly isOwn: boolean;
	/** Until then, an earlier attempt of which nothing was found may still be stored. */
	readonly duplicateUntil?: number | undefined;
}

/** `notes`: what was unusual on the way. */
export interface SentRequest {
	readonly kind: 'exists';
	readonly row: PatronRequest;
	readonly attempt: Attempt;
	readonly notes: readonly string[];
}

export type SendResult =
	| SentRequest
	/** Another request has the reference, the wish's own or another patron's. */
	| { readonly kind: 'taken'; readonly existing: StandingReference }
	| { readonly kind: 'refused'; readonly reason: NotCreatedReason; readonly detail: string }
	/** Nothing was found so far. Where ReShare may still be at work on it, `late` looks for it until it cannot be stored any more. */
	| { readonly kind: 'unclear'; readonly detail: string; readonly late?: () => Promise<SentRequest | undefined> };

export interface Earlier {
	/** Ids of the patron's open requests; undefined where they could not be read. */
	readonly known: ReadonlySet<string> | undefined;
	/** Ids of requests with the reference that no longer count; undefined where nobody looked. */
	readonly before: ReadonlySet<string> | undefined;
}

type SendContext = RaceContext & Earlier;

/** Undefined: there is none. `unknown`: ReShare could not be asked. */
type Look = () => Promise<PatronRequest | 'unknown' | undefined>;

/** How many of a patron's requests are looked at after an unclear answer. */
const latest = 20;
const answerLost = 'The answer was lost, and the request was found in ReShare.';

/**
 * Sends a draft so that it gets one request. After an unclear answer, the request is looked for, for some seconds. The draft is
 * sent once more
 * only where an answer shows that the work on it has ended, and no request is there: without an answer, the first attempt may be stored
 * at any time. A server that takes each reference once is asked again right away: it refuses what it already has.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the draft
 */
export async function send(context: SendContext, message: Sendable, draft: RequestDraft, reference: Reference): Promise<SendResult> {
	const { timing, requests } = context;
	const isOnce = requests.enforcesUniqueReference === true;
	const started = timing.now();
	const notes: string[] = [];
	const lookup: Look = async () => await lookUpRequest(context, draft, reference.value, started).catch(() => 'unknown' as const);
	let next = message;
	let mayTryAnew = true;
	let mayRepeat = true;
	let doubt = '';
	for (;;) {
		if (timing.isStopped() && !mayRepeat) return { kind: 'unclear', detail: doubt };
		refuseIfStopped(timing);
		const at = timing.now();
		const answer = await next.send();
		const exists = (row: PatronRequest, attempt: Partial<Attempt>, ...told: readonly string[]): SentRequest => ({
			kind: 'exists',
			row,
			attempt: { at, isOwn: false, ...attempt },
			notes: told,
		});
		const isPassing = answer.kind === 'notReached' || (answer.kind === 'refused' && answer.mayPass);
		if (isPassing && mayTryAnew && (answer.waitMs ?? 0) <= longestPauseMs) {
			mayTryAnew = false;
			await timing.sleep(Math.max(timing.beforeNewAttempt, answer.waitMs ?? 0));
			// A failed look stops nothing: concurrent duplicates are looked for afterwards.
			const meanwhile = context.before === undefined ? undefined : await lookup();
			if (typeof meanwhile === 'object') return exists(meanwhile, {}, ...notes, 'Another process sent the same request meanwhile.');
			continue;
		}
		const duplicateUntil = mayRepeat || isOnce ? undefined : started + timing.mayStillBeStored;
		switch (answer.kind) {
			case 'created':
				return exists(answer.row, { isOwn: true, duplicateUntil }, ...notes);
			case 'taken': {
				const { row } = answer;
				if (row !== undefined && !mayRepeat && isSince(row, started) && mayBeOf(row, draft.patronId)) return exists(row, {}, answerLost);
				const existing = row === undefined ? undefined : await findExisting(context, reference, [row]);
				if (existing !== undefined && existing.kind !== 'none') return { kind: 'taken', existing };
				next = answer.next;
				break;
			}
			case 'refused': {
				// Believed only when no request is there: a site can replace its resolver's pages, and a server in front of it can refuse
				// what is already made.
				const found = await lookup();
				if (typeof found === 'object') return exists(found, {}, 'The answer spoke of a refusal, and the request was found in ReShare.');
				if (found === 'unknown' && (!mayRepeat || answer.byProxy !== undefined)) return { kind: 'unclear', detail: answer.detail };
				// A wrong address or a missing permission has nothing to do with the draft.
				if (answer.byProxy !== undefined && answer.byProxy.kind !== 'refused') throw answer.byProxy;
				return answer;
			}
			case 'notReached':
				if (mayRepeat) throw answer.error;
				return { kind: 'unclear', detail: answer.error.message };
			default: {
				// A server that is slow to answer may be as slow to store.
				const found = isOnce ? await lookup() : await lookUpAgain(timing, lookup, timing.lookupRetries, timing.now() + (timing.now() - at));
				if (typeof found === 'object')
					return exists(found, { duplicateUntil }, ...notes, ...(answer.kind === 'unclear' ? [answerLost] : []));
				if (answer.kind === 'createdUnnamed') {
					const why =
						found === 'unknown'
							? 'could not be asked for it'
							: `does not show it; perhaps ${quotedTerm('openUrlTenant')} in the ${hostTerms.settings} is another library's`;
					return { kind: 'unclear', detail: `the resolver says that it sent the request, and ReShare ${why}` };
				}
				const { detail, mayStillRun } = answer;
				if (!mayRepeat || !(isOnce || (!mayStillRun && found === undefined))) {
					const late = async (): Promise<SentRequest | undefined> => {
						const row = await lookUpAgain(timing, lookup, [], at + timing.mayStillBeStored);
						return typeof row === 'object' ? exists(row, {}, answerLost) : undefined;
					};
					return { kind: 'unclear', detail, ...(mayStillRun && { late }) };
				}
				notes.push('No request came of the first attempt, so it was sent once more.');
				mayRepeat = false;
				doubt = detail;
				if (isOnce) await timing.sleep(timing.beforeNewAttempt);
			}
		}
	}
}

/** @throws ReShareError `cancelled` where the run is stopped, and nothing was sent */
export function refuseIfStopped(timing: Timing): void {
	if (timing.isStopped()) throw new ReShareError('cancelled', 'The request was not sent', { description: hostTerms.cancelled });
}

/** Looks after each pause, and then until that moment. */
async function lookUpAgain(timing: Timing, lookup: Look, pauses: readonly number[], until: number): ReturnType<Look> {
	let found: Awaited<ReturnType<Look>> = 'unknown';
	for (let round = 0; typeof found !== 'object' && !timing.isStopped() && (round < pauses.length || timing.now() < until); round++) {
		await timing.sleep(pauses[round] ?? timing.lookupRetries.at(-1) ?? 1000);
		found = await lookup();
	}
	return found;
}

/** By its reference, or as an old resolver makes it, without one. */
async function lookUpRequest(
	context: SendContext,
	draft: RequestDraft,
	reference: string,
	since: number,
): Promise<PatronRequest | undefined> {
	const { requests, lookups, before } = context;
	const isNew = (row: PatronRequest): boolean => (before === undefined ? isSince(row, since) : !before.has(row.id));
	const named = (await lookups.references.find(reference)).filter((row) => isNew(row) && mayBeOf(row, draft.patronId));
	const [row] = [...oldestFirst(named.filter(isOpenRequest)), ...oldestFirst(named)];
	return row === undefined && requests.enforcesUniqueReference !== true ? await lookUpWithoutReference(context, draft, since) : row;
}

function isSince(row: PatronRequest, since: number): boolean {
	return !(createdAt(row) < since - clockSkewMs);
}

/**
 * The only new one for the same thing, as resolvers before v1.5.1 make it. `since` (ms) is for closed ones, and where earlier
 * ones are unknown.
 */
async function lookUpWithoutReference(
	{ requests, known }: SendContext,
	draft: RequestDraft,
	since: number,
): Promise<PatronRequest | undefined> {
	const { listed } = await requests.find({ side: 'borrowing', patronId: draft.patronId, sort: 'createdNewest', limit: latest });
	const isNew = (row: PatronRequest): boolean => (known !== undefined && isOpenRequest(row) ? !known.has(row.id) : isSince(row, since));
	const candidates = listed.filter(({ request }) => isNew(request) && asksForSameThing(request, draft));
	const full = await Promise.all(candidates.map(async ({ request }) => await requests.get(request.id)));
	const unnamed = full.filter((row) => row !== undefined && row.references.length === 0);
	return unnamed.length === 1 ? unnamed[0] : undefined;
}
