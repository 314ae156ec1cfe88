import type { ReShareError } from '../../errors';
import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { findByReference, findWithoutReference } from './find';
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
	readonly send: Sender;
	readonly timing: Timing;
	/** Ids of the patron's open requests before sending, where they could be read. */
	readonly known: ReadonlySet<string> | undefined;
	/** Ids of the rows with the reference from before sending, which no longer count; undefined where nobody looked. */
	readonly before: ReadonlySet<string> | undefined;
}

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
	let lastDetail = '';
	let unreached: ReShareError | undefined;
	const notes: string[] = [];
	let wasUnclear = false;
	for (const isLast of [false, true]) {
		const sentAt = timing.now();
		const answer = await context.send(wish, reference);
		if (answer.kind === 'created') return { kind: 'exists', row: answer.row, own: true, sentAt, notes };
		if (answer.kind === 'refused' && answer.mayPass && !isLast) {
			await timing.sleep(timing.beforeNewAttempt);
			continue;
		}
		if (answer.kind === 'refused') return await afterRefusal(context, answer, wish, reference, started, sentAt, wasUnclear);
		if (answer.kind === 'notReached') {
			unreached = answer.error;
			if (!isLast) await timing.sleep(Math.max(timing.beforeNewAttempt, answer.waitMs));
			continue;
		}
		unreached = undefined;
		wasUnclear = true;
		const found = await lookAgain(context, wish, reference, started);
		if (typeof found === 'object') {
			if (answer.kind === 'unclear') notes.push('The answer was lost, and the request was found in ReShare.');
			return { kind: 'exists', row: found, own: false, sentAt, notes };
		}
		lastDetail = answer.kind === 'unclear' ? answer.detail : 'The resolver says that it sent the request, and ReShare does not show it';
		if (found === 'unknown' || answer.kind === 'createdUnnamed') break;
		notes.push('The first attempt left nothing behind, so the request was sent once more.');
	}
	if (unreached !== undefined && !wasUnclear) throw unreached;
	return { kind: 'unclear', detail: lastDetail };
}

/** A refusal is believed when no request is there; pages of a resolver can be replaced by the site. */
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

/** Looks for the request after each pause. `absent` needs an answer after the last one. */
async function lookAgain(context: SendContext, wish: Wish, reference: string, since: number): Promise<PatronRequest | 'absent' | 'unknown'> {
	let last: 'absent' | 'unknown' = 'unknown';
	for (const wait of context.timing.lookAgain) {
		await context.timing.sleep(wait);
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
	const { requests, before, known } = context;
	const earliest = since - clockSkewMs;
	const isNew = (row: PatronRequest): boolean => (before === undefined ? !(createdAt(row) < earliest) : !before.has(row.id));
	const named = (await findByReference(requests, reference)).filter(isNew);
	if (named.length > 0) return named.sort(openFirst)[0] ?? null;
	return (await findWithoutReference(requests, wish, known, earliest)) ?? null;
}

function openFirst(a: PatronRequest, b: PatronRequest): number {
	return Number(isOpen(b)) - Number(isOpen(a)) || createdAt(a) - createdAt(b) || (a.id < b.id ? -1 : 1);
}
