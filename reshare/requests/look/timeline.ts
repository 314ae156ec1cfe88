import { inOrder, isTransition, type Transition } from '../history';
import { messagesBehind, timeOf } from '../lenderMessages';
import type { Notification, PatronRequest } from '../schemas';
import { describeState, type StateLabel } from '../states';
import { nameOfEntry, receiverName, senderName } from '../supplier';
import { capitalize, reasonInWords, sentenceFor } from './sentences';

/** One thing that happened to a request. */
export interface TimelineEntry {
	/** ISO time of the server. */
	readonly at: string;
	readonly kind: 'created' | 'status' | 'messageReceived' | 'messageSent';
	readonly sentence: string;
	readonly library: string | null;
	readonly status: StateLabel | null;
}

/** A lending library that did not send the item, and why. */
export interface Refusal {
	readonly at: string;
	readonly library: string | null;
	readonly reason: string | null;
	readonly note: string | null;
}

export interface TimeInState extends StateLabel {
	/** In days with two decimals; the present state counts up to now. */
	readonly days: number;
}

export interface Timeline {
	readonly entries: TimelineEntry[];
	readonly refusals: Refusal[];
	readonly timeInStates: TimeInState[];
	/** The entries as one text, a line each. */
	readonly story: string;
}

const dayMs = 86_400_000;

/**
 * Tells what happened to a request in the order in which it happened, from its history, its rota and its messages.
 *
 * @param now the moment up to which the present state is counted
 */
export function buildTimeline(request: PatronRequest, now: Date): Timeline {
	const transitions = inOrder(request.audit).filter(isTransition);
	const suppliers = suppliersByTransition(request, transitions);
	const messages = messagesBehind(request);
	const used = new Set([...messages.values()].map(({ id }) => id));
	const refusals: Refusal[] = [];
	const entries: TimelineEntry[] = [];
	if (request.dateCreated !== undefined) {
		entries.push({ at: request.dateCreated, kind: 'created', sentence: `${request.hrid === undefined ? 'The request' : `Request ${request.hrid}`} was created.`, library: null, status: null });
	}
	transitions.forEach((transition, index) => {
		const at = transition.dateCreated ?? '';
		const message = messages.get(transition.id);
		const library = (message === undefined ? undefined : senderName(request, message)) ?? suppliers[index] ?? null;
		const reason = message?.actionData ?? null;
		const note = message?.messageContent ?? null;
		if (transition.toStatus.code === 'REQ_UNFILLED') {
			refusals.push({ at, library, reason: reason === null ? null : reasonInWords(reason), note });
		}
		entries.push({
			at,
			kind: 'status',
			sentence: sentenceFor({ from: transition.fromStatus.code, to: transition.toStatus.code, library, reason, note }),
			library,
			status: describeState(transition.toStatus.code),
		});
	});
	for (const message of request.notifications) {
		if (used.has(message.id)) continue;
		if (isRefusal(request, message)) refusals.push(refusalIn(request, message));
		const entry = messageEntry(request, message);
		if (entry !== undefined) entries.push(entry);
	}
	const byTime = (a: { readonly at: string }, b: { readonly at: string }) => a.at.localeCompare(b.at);
	entries.sort(byTime);
	refusals.sort(byTime);
	return { entries, refusals, timeInStates: timeInStates(request, transitions, now), story: entries.map(({ at, sentence }) => `${dayAndTime(at)}: ${sentence}`).join('\n') };
}

/** Whom the request stood with at each transition: the rota's entries, one for each time that it was sent on. */
function suppliersByTransition(request: PatronRequest, transitions: readonly Transition[]): Array<string | null> {
	const rota = [...request.rota].sort((a, b) => (a.rotaPosition ?? 0) - (b.rotaPosition ?? 0));
	let sent = -1;
	return transitions.map((transition) => {
		if (transition.toStatus.code === 'REQ_REQUEST_SENT_TO_SUPPLIER' && transition.fromStatus.code !== 'REQ_CANCEL_PENDING') sent += 1;
		const position = transition.rotaPosition;
		const entry = sent < 0 ? undefined : position === undefined ? rota[sent] : rota.find((one) => one.rotaPosition === position);
		return (entry === undefined ? undefined : nameOfEntry(request, entry)) ?? null;
	});
}

/** A broker tells of a library's refusal in a message that leaves the state as it is, and asks the next one. */
function isRefusal(request: PatronRequest, message: Notification): boolean {
	return request.isRequester !== false && message.isSender !== true && (message.actionStatus === 'Unfilled' || message.actionStatus === 'UnfilledTransfer');
}

function refusalIn(request: PatronRequest, message: Notification): Refusal {
	const reason = message.actionData === undefined ? null : reasonInWords(message.actionData);
	return { at: momentOf(message), library: senderName(request, message) ?? null, reason, note: message.messageContent ?? null };
}

/**
 * What somebody wrote, or a refusal that changed no state; undefined for all that only tells the other library's system
 * of a change, which stands in the history anyway.
 */
function messageEntry(request: PatronRequest, message: Notification): TimelineEntry | undefined {
	const sent = message.isSender === true;
	const library = (sent ? receiverName(request, message) : senderName(request, message)) ?? null;
	const other = library ?? (request.isRequester === false ? 'the borrowing library' : 'the lending library');
	const text = message.messageContent;
	const entry = { at: momentOf(message), kind: sent ? ('messageSent' as const) : ('messageReceived' as const), library, status: null };
	if (isRefusal(request, message)) {
		return { ...entry, sentence: sentenceFor({ from: '', to: 'REQ_UNFILLED', library, reason: message.actionData ?? null, note: text ?? null }) };
	}
	if (text === undefined) return undefined;
	return { ...entry, sentence: sent ? `Your library wrote to ${other}: ${text}` : `${capitalize(other)} wrote: ${text}` };
}

function momentOf(message: Notification): string {
	return message.dateCreated ?? new Date(timeOf(message)).toISOString();
}

function timeInStates(request: PatronRequest, transitions: readonly Transition[], now: Date): TimeInState[] {
	const spans = new Map<string, number>();
	let since = Date.parse(request.dateCreated ?? transitions[0]?.dateCreated ?? '');
	let code = transitions[0]?.fromStatus.code ?? request.state?.code;
	const add = (until: number) => {
		if (code !== undefined && !Number.isNaN(since)) spans.set(code, (spans.get(code) ?? 0) + Math.max(0, until - since));
	};
	for (const transition of transitions) {
		const at = Date.parse(transition.dateCreated ?? '');
		add(at);
		since = at;
		code = transition.toStatus.code;
	}
	add(now.getTime());
	return [...spans].map(([state, ms]) => ({ ...describeState(state), days: Math.round((ms / dayMs) * 100) / 100 }));
}

function dayAndTime(iso: string): string {
	return iso.replace('T', ' ').replace(/:\d{2}(?:\.\d+)?Z$/, ' UTC');
}
