import { longestPauseMs } from '../../transport';
import type { PatronRequest } from '../model/request';
import { asksForSameThing } from './duplicate';
import { findExisting, type StandingReference } from './existingRequest';
import type { Reference } from './reference';
import { createdAt, isInHand, mayBeOf } from '../model/inHand';
import { clockSkewMs, type Timing } from './timing';
import type { Looking } from './twins';
import type { NotCreatedReason } from '../model/verdict';
import type { Wish } from '../../wish';
import type { Sendable, SendAnswer } from '../port/way';
import { named, words } from '../../words';

export type SendResult =
	| {
			readonly kind: 'exists';
			readonly row: PatronRequest;
			/** Its UUID came in the answer to this very call. */
			readonly own: boolean;
			/** When the attempt that made it was sent, in milliseconds since 1970. */
			readonly sentAt: number;
			/** What was unusual on the way. */
			readonly notes: readonly string[];
			/** Until then, an earlier attempt of which nothing was found may still be stored. */
			readonly twinUntil?: number;
	  }
	/** Another request has the reference, the wish's own or another patron's. */
	| { readonly kind: 'taken'; readonly existing: StandingReference }
	| { readonly kind: 'refused'; readonly reason: NotCreatedReason; readonly detail: string }
	| { readonly kind: 'unclear'; readonly detail: string }
	/** Nothing was found so far, and ReShare may still be at work on it. */
	| Pending;

export interface Pending {
	readonly kind: 'pending';
	readonly detail: string;
	readonly sentAt: number;
	readonly look: () => Promise<PatronRequest | null>;
}

interface SendContext extends Looking {
	/** Ids of the patron's open requests before sending; undefined where they could not be read. */
	readonly known: ReadonlySet<string> | undefined;
	/** Ids of earlier requests with the reference; undefined where nobody looked. */
	readonly before: ReadonlySet<string> | undefined;
}

/** How many of a patron's requests are looked at after an unclear answer. */
const latest = 20;
export const answerLost = 'The answer was lost, and the request was found in ReShare.';

/**
 * Sends a wish so that it gets one request. After an unclear answer, the request is looked for, for some seconds. The wish is sent once more
 * only where an answer shows that the work on it has ended, and no request is there: without an answer, the first attempt may be stored
 * at any time. A server that takes each reference once is asked again right away: it refuses what it already has.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the wish
 */
export async function send(context: SendContext, message: Sendable, wish: Wish, reference: Reference): Promise<SendResult> {
	const { timing, requests } = context;
	const isOnce = requests.takesReferenceOnce === true;
	const started = timing.now();
	const notes: string[] = [];
	const look = async (): Promise<PatronRequest | null> => await lookForRequest(context, wish, reference.value, started);
	let next = message;
	let mayTryAnew = true;
	let mayRepeat = true;
	for (;;) {
		const sentAt = timing.now();
		const answer = await next.send();
		const twinUntil = mayRepeat || isOnce ? undefined : started + timing.mayStillBeStored;
		let pauseMs: number;
		switch (answer.kind) {
			case 'created':
				return { kind: 'exists', row: answer.row, own: true, sentAt, notes, twinUntil };
			case 'taken': {
				const { row } = answer;
				if (row !== undefined && !mayRepeat && isSince(row, started) && mayBeOf(row, wish.patronId)) return { kind: 'exists', row, own: false, sentAt, notes: [answerLost] };
				const existing = row === undefined ? undefined : await findExisting(context, reference, [row]);
				if (existing !== undefined && existing.kind !== 'none') return { kind: 'taken', existing };
				next = answer.next;
				continue;
			}
			case 'refused':
				if (!answer.mayPass || !mayTryAnew || (answer.waitMs ?? 0) > longestPauseMs) return await afterRefusal(answer, look, sentAt, !mayRepeat);
				pauseMs = answer.waitMs ?? 0;
				break;
			case 'notReached':
				if (!mayTryAnew || answer.waitMs > longestPauseMs) {
					if (mayRepeat) throw answer.error;
					return { kind: 'unclear', detail: answer.error.message };
				}
				pauseMs = answer.waitMs;
				break;
			default: {
				const found = isOnce ? await lookNow(look) : await lookAgain(timing, look, timing.now() - sentAt);
				if (typeof found === 'object') {
					if (answer.kind === 'unclear') notes.push(answerLost);
					return { kind: 'exists', row: found, own: false, sentAt, notes, twinUntil };
				}
				if (answer.kind === 'createdUnnamed') {
					const why = found === 'unknown' ? 'could not be asked for it' : `does not show it; perhaps ${named('openUrlTenant')} in the ${words.settings} is another library's`;
					return { kind: 'unclear', detail: `the resolver says that it sent the request, and ReShare ${why}` };
				}
				const mayBeSentAgain = mayRepeat && (isOnce || (!answer.mayStillRun && found === 'absent'));
				if (!mayBeSentAgain) return answer.mayStillRun ? { kind: 'pending', detail: answer.detail, sentAt, look } : { kind: 'unclear', detail: answer.detail };
				notes.push('No request came of the first attempt, so it was sent once more.');
				mayRepeat = false;
				if (isOnce) await timing.sleep(timing.beforeNewAttempt);
				continue;
			}
		}
		mayTryAnew = false;
		await timing.sleep(Math.max(timing.beforeNewAttempt, pauseMs));
		// A failed look stops nothing: twins are looked for afterwards.
		const meanwhile = context.before === undefined ? null : await look().catch(() => null);
		if (meanwhile !== null) return { kind: 'exists', row: meanwhile, own: false, sentAt, notes: [...notes, 'Another process sent the same request meanwhile.'] };
	}
}

async function lookNow(look: () => Promise<PatronRequest | null>): Promise<PatronRequest | 'absent' | 'unknown'> {
	return await look().then(
		(found) => found ?? 'absent',
		() => 'unknown' as const,
	);
}

/** Looks for a request until it cannot be stored any more. */
export async function awaitLate({ sentAt, look }: Pending, timing: Timing): Promise<PatronRequest | null> {
	const pause = timing.lookAgain.at(-1) ?? 1000;
	for (;;) {
		const left = sentAt + timing.mayStillBeStored - timing.now();
		if (left <= 0) return null;
		await timing.sleep(Math.min(pause, left));
		const found = await look().catch(() => null);
		if (found !== null) return found;
	}
}

/** A refusal is believed only when no request is there: a site can replace its resolver's pages, and a server in front of it can refuse what is already made. */
async function afterRefusal(
	answer: SendAnswer & { kind: 'refused' },
	look: () => Promise<PatronRequest | null>,
	sentAt: number,
	wasUnclear: boolean,
): Promise<SendResult> {
	const found = await look().catch(() => undefined);
	if (found !== undefined && found !== null) {
		return { kind: 'exists', row: found, own: false, sentAt, notes: ['The answer spoke of a refusal, and the request was found in ReShare.'] };
	}
	if (found === undefined && wasUnclear) return { kind: 'unclear', detail: answer.detail };
	return { kind: 'refused', reason: answer.reason, detail: answer.detail };
}

/** Looks after each pause, and at least as long as the answer took: a server that is slow to answer may be as slow to store. */
async function lookAgain(
	{ lookAgain: pauses, now, sleep }: Timing,
	look: () => Promise<PatronRequest | null>,
	attemptMs: number,
): Promise<PatronRequest | 'absent' | 'unknown'> {
	const longEnough = now() + attemptMs;
	let last: 'absent' | 'unknown' = 'unknown';
	for (let round = 0; round < pauses.length || now() < longEnough; round++) {
		await sleep(pauses[Math.min(round, pauses.length - 1)] ?? 1000);
		const found = await lookNow(look);
		if (typeof found === 'object') return found;
		last = found;
	}
	return last;
}

/** By its reference, or as an old resolver makes it, without one. */
async function lookForRequest(context: SendContext, wish: Wish, reference: string, since: number): Promise<PatronRequest | null> {
	const named = await lookByReference(context, wish, reference, since);
	if (named !== null || context.requests.takesReferenceOnce === true) return named;
	return (await lookWithoutReference(context, wish, since - clockSkewMs)) ?? null;
}

async function lookByReference({ lookups, before }: SendContext, wish: Wish, reference: string, since: number): Promise<PatronRequest | null> {
	const isNew = (row: PatronRequest): boolean => (before === undefined ? isSince(row, since) : !before.has(row.id));
	const named = (await lookups.references.find(reference)).filter((row) => isNew(row) && mayBeOf(row, wish.patronId));
	return named.sort(inHandFirst)[0] ?? null;
}

function isSince(row: PatronRequest, since: number): boolean {
	return !(createdAt(row) < since - clockSkewMs);
}

function inHandFirst(a: PatronRequest, b: PatronRequest): number {
	return Number(isInHand(b)) - Number(isInHand(a)) || createdAt(a) - createdAt(b);
}

/**
 * The only new request for the same thing without a reference: what an OpenURL resolver older than v1.5.1 makes.
 *
 * @param since milliseconds since 1970, for closed requests, and where the patron's earlier requests are unknown
 */
async function lookWithoutReference({ requests, known }: SendContext, wish: Wish, since: number): Promise<PatronRequest | undefined> {
	const { listed } = await requests.find({ side: 'borrowing', patronId: wish.patronId, sort: 'createdNewest', limit: latest });
	const candidates = listed.map(({ request }) => request).filter(
		(row) =>
			(known !== undefined && isInHand(row) ? !known.has(row.id) : createdAt(row) >= since) &&
			asksForSameThing(row, wish),
	);
	const full = await Promise.all(candidates.map(async ({ id }) => await requests.get(id)));
	const unnamed = full.filter((row): row is PatronRequest => row !== undefined && row.references.length === 0);
	return unnamed.length === 1 ? unnamed[0] : undefined;
}
