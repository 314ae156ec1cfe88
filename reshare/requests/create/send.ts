import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { findWithoutReference } from './find';
import type { ReferenceLooks } from './referenceLooks';
import { createdAt, isOpen } from './row';
import type { SendAnswer, Sender } from './sender';
import type { Timing } from './timing';
import type { NotCreatedReason, Wish } from './types';

export type SendResult =
	| {
			readonly kind: 'exists';
			readonly row: PatronRequest;
			/** The row's UUID came in the answer to this very call. */
			readonly own: boolean;
			/** The time of the attempt that made it, in milliseconds since 1970. */
			readonly sentAt: number;
			/** What was unusual on the way. */
			readonly notes: readonly string[];
	  }
	| { readonly kind: 'refused'; readonly reason: NotCreatedReason; readonly detail: string }
	| { readonly kind: 'unclear'; readonly detail: string };

export interface SendContext {
	readonly requests: RequestsClient;
	readonly looks: ReferenceLooks;
	readonly send: Sender;
	readonly timing: Timing;
	/** Ids of the patron's open requests before sending, where they could be read. */
	readonly known: ReadonlySet<string> | undefined;
	/** Ids of the rows with the reference from before sending, which no longer count; undefined where nobody looked. */
	readonly before: ReadonlySet<string> | undefined;
}

/** A server that asks for a longer pause is not waited for. */
const longestWaitMs = 20_000;
/** Server clocks may be this far from ours. */
const clockSkewMs = 120_000;

/**
 * Sends a wish so that one request comes of it: one attempt; after an unclear answer the request is looked for, for some
 * seconds; only when it is surely absent is there one more attempt.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the wish
 */
export async function sendOnce(context: SendContext, wish: Wish, reference: string): Promise<SendResult> {
	const { timing } = context;
	const started = timing.now();
	const notes: string[] = [];
	let mayTryAnew = true;
	let mayRepeat = true;
	for (;;) {
		const sentAt = timing.now();
		const answer = await context.send(wish, reference);
		let pauseMs: number;
		switch (answer.kind) {
			case 'created':
				return { kind: 'exists', row: answer.row, own: true, sentAt, notes };
			case 'refused':
				if (!answer.mayPass || !mayTryAnew || (answer.waitMs ?? 0) > longestWaitMs) return await afterRefusal(context, answer, wish, reference, started, sentAt, !mayRepeat);
				pauseMs = answer.waitMs ?? 0;
				break;
			case 'notReached':
				if (!mayTryAnew || answer.waitMs > longestWaitMs) {
					if (mayRepeat) throw answer.error;
					return { kind: 'unclear', detail: answer.error.message };
				}
				pauseMs = answer.waitMs;
				break;
			default: {
				const found = await lookAgain(context, wish, reference, started, timing.now() - sentAt);
				if (typeof found === 'object') {
					if (answer.kind === 'unclear') notes.push('The answer was lost, and the request was found in ReShare.');
					return { kind: 'exists', row: found, own: false, sentAt, notes };
				}
				if (answer.kind === 'createdUnnamed') {
					return { kind: 'unclear', detail: "the resolver says that it sent the request, and ReShare does not show it; perhaps 'OpenURL Tenant ID' in the credential is another library's." };
				}
				if (found === 'unknown' || !mayRepeat) return { kind: 'unclear', detail: answer.detail };
				notes.push('The first attempt left nothing behind, so the request was sent once more.');
				mayRepeat = false;
				continue;
			}
		}
		mayTryAnew = false;
		await timing.sleep(Math.max(timing.beforeNewAttempt, pauseMs));
		const meanwhile = await sentMeanwhile(context, wish, reference, started);
		if (meanwhile !== null) return { kind: 'exists', row: meanwhile, own: false, sentAt, notes: [...notes, 'Another process sent the same request meanwhile.'] };
	}
}

/**
 * The request that another process made while this one waited for a new attempt. A look that fails stops nothing: what
 * the attempt makes is compared with others afterwards.
 */
async function sentMeanwhile(context: SendContext, wish: Wish, reference: string, started: number): Promise<PatronRequest | null> {
	if (context.before === undefined) return null;
	return await look(context, wish, reference, started).catch(() => null);
}

/** A refusal is believed when no request is there: a site can replace its resolver's pages, and a server before it can refuse what is made already. */
async function afterRefusal(
	context: SendContext,
	answer: SendAnswer & { kind: 'refused' },
	wish: Wish,
	reference: string,
	started: number,
	sentAt: number,
	wasUnclear: boolean,
): Promise<SendResult> {
	const found = await look(context, wish, reference, started).catch(() => undefined);
	if (found !== undefined && found !== null) {
		return { kind: 'exists', row: found, own: false, sentAt, notes: ['The answer spoke of a refusal, and the request was found in ReShare.'] };
	}
	if (found === undefined && wasUnclear) return { kind: 'unclear', detail: answer.detail };
	return { kind: 'refused', reason: answer.reason, detail: answer.detail };
}

/**
 * Looks for the request after each pause, and at least as long as the answer had been waited for: a server that was slow to
 * answer may be as slow to store. `absent` needs an answer to the last look.
 */
async function lookAgain(
	context: SendContext,
	wish: Wish,
	reference: string,
	since: number,
	attemptMs: number,
): Promise<PatronRequest | 'absent' | 'unknown'> {
	const { lookAgain: pauses, now, sleep } = context.timing;
	const longEnough = now() + attemptMs;
	let last: 'absent' | 'unknown' = 'unknown';
	for (let round = 0; round < pauses.length || now() < longEnough; round++) {
		await sleep(pauses[Math.min(round, pauses.length - 1)] ?? 1000);
		try {
			const found = await look(context, wish, reference, since);
			if (found !== null) return found;
			last = 'absent';
		} catch {
			last = 'unknown';
		}
	}
	return last;
}

/** The request by its reference, or as an old resolver makes it, without one; null when there is none. */
async function look(context: SendContext, wish: Wish, reference: string, since: number): Promise<PatronRequest | null> {
	const named = await lookByReference(context, reference, since);
	return named ?? (await findWithoutReference(context.requests, wish, context.known, since - clockSkewMs)) ?? null;
}

async function lookByReference({ looks, before }: SendContext, reference: string, since: number): Promise<PatronRequest | null> {
	const isNew = (row: PatronRequest): boolean => (before === undefined ? !(createdAt(row) < since - clockSkewMs) : !before.has(row.id));
	const named = (await looks.find(reference)).filter(isNew);
	return named.sort(openFirst)[0] ?? null;
}

function openFirst(a: PatronRequest, b: PatronRequest): number {
	return Number(isOpen(b)) - Number(isOpen(a)) || createdAt(a) - createdAt(b);
}
