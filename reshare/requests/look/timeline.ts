import { inOrder, isTransition, symbolText, type Transition } from '../history';
import type { Notification, PatronRequest } from '../schemas';
import { describeState, type StateLabel } from '../states';
import { reasonInWords, sentenceFor } from './sentences';

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

/** A lender's message belongs to the transition that it causes when it comes this close to it, in milliseconds. */
const sameMomentMs = 5000;
/** What a lender's message (ISO 18626 status) turns a request into. */
const leadsTo: Readonly<Record<string, readonly string[]>> = {
	Unfilled: ['REQ_UNFILLED'],
	ExpectToSupply: ['REQ_EXPECTS_TO_SUPPLY', 'REQ_REQUEST_SENT_TO_SUPPLIER'],
	WillSupply: ['REQ_EXPECTS_TO_SUPPLY'],
	Conditional: ['REQ_CONDITIONAL_ANSWER_RECEIVED'],
	Loaned: ['REQ_SHIPPED', 'REQ_LOANED_DIGITALLY'],
	CopyCompleted: ['REQ_DOCUMENT_DELIVERED'],
	Overdue: ['REQ_OVERDUE'],
	Recalled: ['REQ_RECALLED'],
	LoanCompleted: ['REQ_REQUEST_COMPLETE'],
	Cancelled: ['REQ_CANCELLED_WITH_SUPPLIER', 'REQ_CANCELLED'],
};
const dayMs = 86_400_000;

/**
 * Tells what happened to a request in the order in which it happened, from its history, its rota and its messages.
 *
 * @param now the moment up to which the present state is counted
 */
export function buildTimeline(request: PatronRequest, now: Date): Timeline {
	const transitions = inOrder(request.audit).filter(isTransition);
	const suppliers = suppliersByTransition(request, transitions);
	const used = new Set<string>();
	const refusals: Refusal[] = [];
	const entries: TimelineEntry[] = [];
	if (request.dateCreated !== undefined) {
		entries.push({ at: request.dateCreated, kind: 'created', sentence: `${request.hrid === undefined ? 'The request' : `Request ${request.hrid}`} was created.`, library: null, status: null });
	}
	transitions.forEach((transition, index) => {
		const at = transition.dateCreated ?? '';
		const message = messageBehind(request.notifications, transition, used);
		if (message !== undefined) used.add(message.id);
		const library = senderName(message) ?? suppliers[index] ?? null;
		const reason = message?.actionData ?? null;
		if (transition.toStatus.code === 'REQ_UNFILLED') {
			refusals.push({ at, library, reason: reason === null ? null : reasonInWords(reason), note: message?.messageContent ?? null });
		}
		entries.push({
			at,
			kind: 'status',
			sentence: sentenceFor({ from: transition.fromStatus.code, to: transition.toStatus.code, library, reason, note: message?.messageContent ?? null }),
			library,
			status: describeState(transition.toStatus.code),
		});
	});
	for (const message of request.notifications) {
		if (!used.has(message.id)) entries.push(messageEntry(message));
	}
	entries.sort((a, b) => a.at.localeCompare(b.at));
	return { entries, refusals, timeInStates: timeInStates(request, transitions, now), story: entries.map(({ at, sentence }) => `${dayAndTime(at)}: ${sentence}`).join('\n') };
}

/** Whom the request stood with at each transition: the rota's entries, one for each time that it was sent on. */
function suppliersByTransition(request: PatronRequest, transitions: readonly Transition[]): Array<string | null> {
	const rota = [...request.rota].sort((a, b) => (a.rotaPosition ?? 0) - (b.rotaPosition ?? 0));
	let sent = -1;
	return transitions.map((transition) => {
		if (transition.toStatus.code === 'REQ_REQUEST_SENT_TO_SUPPLIER' && transition.fromStatus.code !== 'REQ_CANCEL_PENDING') sent += 1;
		const entry = sent < 0 ? undefined : rota[transition.rotaPosition ?? sent];
		if (entry === undefined) return null;
		const current = request.resolvedSupplier;
		const isCurrent = current?.id !== undefined && current.id === entry.peerSymbol?.id;
		return (isCurrent ? current.owner?.name : entry.peerSymbol?.owner?.name) ?? entry.directoryId ?? symbolText(entry.peerSymbol) ?? null;
	});
}

/** The lender's message that led to the transition: of the fitting kind, and the nearest in time. */
function messageBehind(notifications: readonly Notification[], transition: Transition, used: ReadonlySet<string>): Notification | undefined {
	const at = Date.parse(transition.dateCreated ?? '');
	const distance = (message: Notification) => Math.abs(timeOf(message) - at);
	return notifications
		.filter((message) => message.isSender !== true && !used.has(message.id))
		.filter((message) => leadsTo[message.actionStatus ?? '']?.includes(transition.toStatus.code) === true && distance(message) <= sameMomentMs)
		.sort((a, b) => distance(a) - distance(b))[0];
}

function messageEntry(message: Notification): TimelineEntry {
	const sent = message.isSender === true;
	const library = senderName(message) ?? null;
	const text = message.messageContent ?? (message.actionStatus === undefined ? '' : reasonInWords(message.actionStatus));
	const who = library ?? 'The lending library';
	return {
		at: message.dateCreated ?? new Date(timeOf(message)).toISOString(),
		kind: sent ? 'messageSent' : 'messageReceived',
		sentence: sent ? `Your library wrote to the lending library: ${text}` : `${who} wrote: ${text}`,
		library: sent ? null : library,
		status: null,
	};
}

function senderName(message: Notification | undefined): string | undefined {
	if (message === undefined || message.isSender === true) return undefined;
	return message.messageSender?.owner?.name ?? symbolText(message.messageSender) ?? message.senderSymbol;
}

function timeOf(message: Notification): number {
	return message.timestamp ?? Date.parse(message.dateCreated ?? '1970-01-01T00:00:00Z');
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
