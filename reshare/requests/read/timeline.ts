import { tellableText } from '../model/masking';
import { inOrder, isTransition, type Transition } from '../model/history';
import { conditionAt, costInWords, declines, messagesBehind, setsCondition, timeOf } from '../model/messages';
import type { Condition, Message, PatronRequest } from '../model/request';
import { isRefusal, stateLabel, wordOf, type Phase, type RequestState, type StateLabel } from '../model/state';
import { dayAndTime, dayMs, localIso, readDay } from '../model/times';
import { conditionSentence, messageSentence, reasonInWords, refusalSentence, sentenceFor, toldSentence } from './sentences';

/** One thing that happened to a request. */
interface TimelineEntry {
	/** ISO 8601 with the offset of the time zone. */
	readonly at: string;
	readonly kind: 'created' | 'status' | 'messageReceived' | 'messageSent';
	/** As the follower has it; null for a message. */
	readonly event: string | null;
	readonly sentence: string;
	readonly library: string | null;
	readonly status: StateLabel | null;
	/** Null for a message. */
	readonly phase: Phase | null;
}

/** A lending library that did not send the item, and why. */
interface LibraryRefusal {
	readonly at: string;
	readonly library: string | null;
	readonly reason: string | null;
	readonly note: string | null;
}

interface TimeInState extends StateLabel {
	/** In days with two decimals; the present state counts up to now. */
	readonly days: number;
}

export interface Timeline {
	readonly entries: TimelineEntry[];
	readonly refusals: LibraryRefusal[];
	readonly timeInStates: TimeInState[];
	/** The entries, a line each. */
	readonly story: string;
}

/**
 * What happened to a request, in order.
 *
 * @param timeZone IANA name
 * @param now up to when the present state is counted
 */
export function buildTimeline(request: PatronRequest, timeZone: string, now: Date): Timeline {
	const { entries, refusals } = tellStory(request, timeZone);
	const story = entries.map(({ at, sentence }) => `${dayAndTime(at, timeZone)}: ${sentence}`);
	const local = <Told extends { readonly at: string }>(told: Told): Told => ({ ...told, at: localIso(told.at, timeZone) });
	return { entries: entries.map(local), refusals: refusals.map(local), timeInStates: timeInStates(request, inOrder(request.history).filter(isTransition), now), story: story.join('\n') };
}

/**
 * With the server's own times.
 *
 * @param timeZone IANA name, for a day that a lender names
 */
export function tellStory(request: PatronRequest, timeZone: string): Pick<Timeline, 'entries' | 'refusals'> {
	const transitions = inOrder(request.history).filter(isTransition);
	const suppliers = suppliersByTransition(request, transitions);
	const messages = messagesBehind(request);
	const used = new Set([...messages.values()].map(({ id }) => id));
	const refusals: LibraryRefusal[] = [];
	const entries: TimelineEntry[] = [];
	const ownEntry = new Set(request.side === 'lending' ? [] : request.conditions.filter(({ at }) => at !== undefined));
	if (request.createdAt !== undefined) {
		entries.push({ at: request.createdAt, kind: 'created', event: 'newRequest', sentence: `${request.hrid === undefined ? 'The request' : `Request ${request.hrid}`} was created.`, library: null, status: null, phase: null });
	}
	transitions.forEach((transition, index) => {
		const at = transition.at ?? '';
		const message = messages.get(transition.id);
		const condition = transition.to.known?.exchange === 'conditions' ? conditionAt(request, Date.parse(at)) : undefined;
		if (condition !== undefined) ownEntry.delete(condition);
		const library = message?.from ?? transition.supplier ?? suppliers[index] ?? null;
		const reason = message?.reason ?? condition?.code ?? null;
		const note = message?.text ?? condition?.note ?? null;
		if (isRefusal(transition)) {
			refusals.push({ at, library, reason: reason === null ? null : reasonInWords(reason), note });
		}
		entries.push({
			at,
			kind: 'status',
			event: wordOf(transition),
			sentence: transition.told ?? sentenceFor({ from: transition.from, to: transition.to, text: transition.text, quoted: tellableText(transition), event: transition.event, library, reason, note, cost: message?.cost ?? costInWords(condition ?? {}) ?? null, notBefore: readDay(message?.retryAfter ?? '', timeZone) ?? null }),
			library,
			status: stateLabel(transition.to),
			phase: transition.to.known?.phase ?? null,
		});
	});
	for (const entry of request.history.filter((one) => !isTransition(one))) {
		const { at = '', to, event = null, supplier = null } = entry;
		const sentence = toldSentence(entry, tellableText(entry));
		if (sentence !== undefined) entries.push({ at, kind: 'status', event, sentence, library: event === 'needsStaff' ? null : supplier, status: stateLabel(to), phase: to?.known?.phase ?? null });
	}
	for (const message of request.messages) {
		// Told with its condition.
		if (used.has(message.id) || (setsCondition(message) && conditionAt(request, timeOf(message)) !== undefined)) continue;
		// A broker reports a refusal in a message that leaves the state as it is, and asks the next library.
		const isNo = request.side !== 'lending' && declines(message);
		const { from: library = null, reason, text: note = null } = message;
		if (isNo) refusals.push({ at: momentOf(message), library, reason: reason === undefined ? null : reasonInWords(reason), note });
		const entry = messageEntry(request, message, isNo);
		if (entry !== undefined) entries.push(entry);
	}
	for (const condition of ownEntry) entries.push(conditionEntry(condition));
	return { entries: inOrderOfTime(entries), refusals: inOrderOfTime(refusals) };
}

/** The library that had the request at each transition: the rota's next entry each time it was sent on. */
function suppliersByTransition(request: PatronRequest, transitions: readonly Transition[]): Array<string | null> {
	const rota = [...request.rota].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
	let sent = -1;
	return transitions.map((transition) => {
		if (transition.to.known?.exchange === 'asked' && transition.from.known?.exchange !== 'cancelAsked') sent += 1;
		const position = transition.rotaPosition;
		const entry = sent < 0 ? undefined : position === undefined ? rota[sent] : rota.find((one) => one.position === position);
		return entry?.library ?? null;
	});
}

/** What somebody wrote, or a refusal that changed no state; undefined for messages between machines: the history has those changes. */
function messageEntry(request: PatronRequest, message: Message, isNo: boolean): TimelineEntry | undefined {
	const sent = message.sent === true;
	const library = (sent ? message.to : message.from) ?? null;
	const other = library ?? (request.side === 'lending' ? 'the borrowing library' : 'the lending library');
	const text = message.text;
	const entry = { at: momentOf(message), kind: sent ? ('messageSent' as const) : ('messageReceived' as const), event: null, library, status: null, phase: null };
	if (isNo) return { ...entry, sentence: refusalSentence({ library, reason: message.reason ?? null, note: text ?? null }) };
	if (text === undefined) return undefined;
	return { ...entry, sentence: messageSentence(message, other, text) };
}

function conditionEntry(condition: Condition): TimelineEntry {
	const { at = '', code: reason = null, note = null, from: library = null } = condition;
	return { at, kind: 'messageReceived', event: null, sentence: conditionSentence({ library, reason, note, cost: costInWords(condition) ?? null }), library, status: null, phase: null };
}

function momentOf(message: Message): string {
	return message.at ?? new Date(timeOf(message)).toISOString();
}

function timeInStates(request: PatronRequest, transitions: readonly Transition[], now: Date): TimeInState[] {
	const spans = new Map<string, StateLabel & { ms: number }>();
	let since = Date.parse(request.createdAt ?? transitions[0]?.at ?? '');
	let state: RequestState | undefined = transitions[0]?.from ?? request.state;
	const add = (until: number) => {
		const span = stateLabel(state);
		if (span !== null && !Number.isNaN(since)) spans.set(span.code, { ...span, ms: (spans.get(span.code)?.ms ?? 0) + Math.max(0, until - since) });
	};
	for (const transition of transitions) {
		const at = Date.parse(transition.at ?? '');
		add(at);
		since = at;
		state = transition.to;
	}
	add(now.getTime());
	return [...spans.values()].map(({ ms, ...label }) => ({ ...label, days: Math.round((ms / dayMs) * 100) / 100 }));
}

/** The server's times are all in UTC. */
function inOrderOfTime<Told extends { readonly at: string }>(told: readonly Told[]): Told[] {
	return [...told].sort((a, b) => a.at.localeCompare(b.at));
}
