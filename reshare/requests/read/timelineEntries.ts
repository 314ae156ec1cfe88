import { joinSentences } from '../../sentences';
import { linkConditions } from '../model/conditions';
import { showableTextOf } from '../model/masking';
import { formatCost, isRefusalMessage, causingMessageByTransition, messageTimeMs } from '../model/messages';
import { isTransition, transitionsOf, type HistoryEntry, type Message, type PatronRequest, type Transition } from '../model/request';
import { isRefusalStep, stateLabelOf, eventNameOf, type Phase, type StateLabel } from '../model/state';
import { formatDayAndTime, dayMs, formatLocalIso, readDay } from '../model/datesAndTimes';

interface TimelineEntry {
	/** The time in ISO 8601 with the offset of the time zone. */
	readonly at: string;
	readonly kind: 'created' | 'status' | 'messageReceived' | 'messageSent';
	/** The event as the follower reports it; null for a message. */
	readonly event: string | null;
	readonly sentence: string;
	readonly library: string | null;
	readonly status: StateLabel | null;
	/** The phase after the change; null for a message. */
	readonly phase: Phase | null;
	/** Why the library did not send the item, if the entry describes a refusal. */
	readonly refusal: ReturnType<typeof refusalOf> | undefined;
}

/** Builds a request's timeline. `timeZone` is an IANA name; the present state is counted up to `now`. */
export function buildTimeline(request: PatronRequest, timeZone: string, now: Date) {
	const parts = timelinePartsOf(request, timeZone);
	const local = parts.map((part) => ({ ...part, at: formatLocalIso(part.at, timeZone) }));
	return {
		entries: local.map(({ refusal: _, ...entry }) => entry),
		/** The lending libraries that did not send the item, with their reasons. */
		refusals: local.flatMap(({ at, library, refusal }) => (refusal === undefined ? [] : { at, library, ...refusal })),
		timeInStates: timeInStates(request, transitionsOf(request.history), now),
		/** The entries as text, one line each. */
		story: parts.map(({ at, sentence }) => `${formatDayAndTime(at, timeZone)}: ${sentence}`).join('\n'),
	};
}

/**
 * Makes the entries in the order of time, with times as the server gives them. `timeZone`, an IANA name, is used for a day that a lender
 * names.
 */
export function timelinePartsOf(request: PatronRequest, timeZone: string) {
	const { createdAt, hrid } = request;
	const behind: Behind = { messages: causingMessageByTransition(request), ...linkConditions(request) };
	const created = `${hrid === undefined ? 'The request' : `Request ${hrid}`} was created.`;
	const parts = [
		...(createdAt === undefined ? [] : [partOf(createdAt, 'created', created, undefined, { event: 'newRequest' })]),
		...transitionParts(request, behind, timeZone),
		...otherParts(request),
		...messageParts(request, behind),
		...conditionParts(request, behind),
	];
	// The server's times are all in UTC, so that they can be compared as text.
	return parts.sort((a, b) => a.at.localeCompare(b.at));
}

/** The messages and conditions that caused a transition, and the conditions that came in a message. */
interface Behind extends ReturnType<typeof linkConditions> {
	readonly messages: ReturnType<typeof causingMessageByTransition>;
}

function partOf(
	at: string,
	kind: TimelineEntry['kind'],
	sentence: string,
	library: string | undefined,
	{ event = null, to, refusal }: Partial<Pick<TimelineEntry, 'event' | 'refusal'> & Pick<HistoryEntry, 'to'>> = {},
): TimelineEntry {
	return { at, kind, event, sentence, library: library ?? null, status: stateLabelOf(to), phase: to?.known?.phase ?? null, refusal };
}

function refusalOf({ reason, note }: SupplierAnswer) {
	return { reason: reason === undefined ? null : spellOutReasonCode(reason), note: note ?? null };
}

function transitionParts(request: PatronRequest, { messages, byTransition, byMessage }: Behind, timeZone: string) {
	const transitions = transitionsOf(request.history);
	const suppliers = suppliersByTransition(request, transitions);
	return transitions.map((transition, index) => {
		const { at = '', to } = transition;
		const message = messages.get(transition.id);
		const condition = byTransition.get(transition.id);
		// If the message sets a condition, the entry for the condition has the text of the message.
		const isDescribedLater = condition === undefined && message !== undefined && byMessage.has(message.id);
		const library = message?.from ?? transition.supplier ?? suppliers[index];
		const answer: SupplierAnswer = {
			library,
			reason: message?.reason ?? condition?.code,
			note: (isDescribedLater ? undefined : message?.text) ?? condition?.note,
			cost: message?.cost ?? formatCost(condition ?? {}),
			notBefore: readDay(message?.retryAfter ?? '', timeZone),
		};
		const sentence = transition.sentence ?? transitionSentence(transition, answer);
		return partOf(at, 'status', sentence, library, {
			event: eventNameOf(transition),
			to,
			refusal: isRefusalStep(transition) ? refusalOf(answer) : undefined,
		});
	});
}

/** Describes the parts of the history that are no transitions. */
function otherParts(request: PatronRequest) {
	return request.history
		.filter((one) => !isTransition(one))
		.flatMap((entry) => {
			const { at = '', to, event, supplier } = entry;
			const sentence = entrySentence(entry);
			const library = event === 'needsStaff' ? undefined : supplier;
			return sentence === undefined ? [] : partOf(at, 'status', sentence, library, { event, to });
		});
}

function messageParts({ side, messages }: PatronRequest, behind: Behind) {
	const used = new Set(behind.messages.values());
	return messages.flatMap((message) => {
		// A message that caused a transition, or set a condition, is described by the entry for that transition or condition.
		if (used.has(message) || behind.byMessage.has(message.id)) return [];
		const at = message.at ?? new Date(messageTimeMs(message)).toISOString();
		const { sent = false, from, to, reason, text: note } = message;
		const library = sent ? to : from;
		const answer: SupplierAnswer = { library, reason, note };
		// A broker reports a refusal in a message that leaves the state as it is, and asks the next library.
		const isNo = side !== 'lending' && isRefusalMessage(message);
		const sentence = isNo
			? refusalSentence(answer)
			: messageSentence(message, library ?? (side === 'lending' ? 'the borrower' : 'the lender'));
		// A message between systems has no sentence and gets no entry, because an entry of the history describes it.
		if (sentence === undefined) return [];
		return partOf(at, sent ? 'messageSent' : 'messageReceived', sentence, library, { refusal: isNo ? refusalOf(answer) : undefined });
	});
}

function conditionParts({ side, conditions }: PatronRequest, { byTransition }: Behind) {
	const withTransition = new Set(byTransition.values());
	return conditions.flatMap((condition) => {
		const { at, code: reason, note, from: library } = condition;
		if (at === undefined || withTransition.has(condition)) return [];
		const isOwn = side === 'lending';
		const cost = formatCost(condition);
		// The condition did not change the state, because another one was not answered yet, or because it came with the item itself.
		const sentence = withWords(`${isOwn ? 'your library' : (library ?? lender)} set a condition.`, { reason, note, cost });
		return partOf(at, isOwn ? 'messageSent' : 'messageReceived', sentence, library);
	});
}

/** Returns the library that had the request at each transition: each time the request was sent on, it is the next one in the rota. */
function suppliersByTransition(request: PatronRequest, transitions: readonly Transition[]) {
	const rota = request.rota.toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
	let sent = -1;
	return transitions.map((transition) => {
		if (transition.to.known?.exchange === 'asked' && transition.from.known?.exchange !== 'cancelAsked') sent += 1;
		const position = transition.rotaPosition;
		const entry = sent < 0 ? undefined : position === undefined ? rota[sent] : rota.find((one) => one.position === position);
		return entry?.library;
	});
}

/** Returns the time in each state, in days with two decimals; the present state counts up to now. */
function timeInStates(request: PatronRequest, transitions: readonly Transition[], now: Date) {
	const [first] = transitions;
	const begin = { at: request.createdAt ?? first?.at, to: first?.from ?? request.state };
	const steps = [begin, ...transitions, { at: now.toISOString(), to: undefined }];
	const spans = new Map<string, StateLabel & { ms: number }>();
	steps.forEach(({ at = '', to }, index) => {
		const ms = Date.parse(steps[index + 1]?.at ?? '') - Date.parse(at);
		const span = stateLabelOf(to);
		if (span !== null && !Number.isNaN(ms)) spans.set(span.code, { ...span, ms: (spans.get(span.code)?.ms ?? 0) + Math.max(0, ms) });
	});
	return [...spans.values()].map(({ ms, ...label }) => ({ ...label, days: Math.round((ms / dayMs) * 100) / 100 }));
}

interface SupplierAnswer {
	/** The lending library. */
	readonly library?: string;
	/** The library's code of a reason or condition. */
	readonly reason?: string;
	readonly note?: string;
	/** A cost such as `12.50 USD`. */
	readonly cost?: string;
	/** The day when the library can be asked again. */
	readonly notBefore?: string;
}

const lender = 'the lender';

export function transitionSentence(transition: Transition, answer: SupplierAnswer) {
	const { from, to, text, event } = transition;
	const { known } = to;
	if (isRefusalStep(transition)) return refusalSentence(answer);
	const before = event === undefined ? from.code : (known?.usuallyAfter ?? from.code);
	const sentence =
		known?.sentence?.(answer.library ?? lender, before, text, showableTextOf(transition)) ??
		`The status changed from ${from.label} to ${to.label}.`;
	// Reason and cost come only with answers, so that all other changes leave them out. A note can come with any message, such as one that
	// says how to send the item back.
	return withWords(sentence, known?.exchange === 'conditions' || known?.exchange === 'retryAsked' ? answer : { note: answer.note });
}

/** Describes an event that did not change the state; undefined if the messages describe it. */
function entrySentence(entry: HistoryEntry): string | undefined {
	const { event, sentence, supplier = lender } = entry;
	if (sentence !== undefined) return sentence;
	if (event === 'supplierChosen') return `The request was sent to ${supplier}.`;
	if (event === 'expectsToSupply') return `${capitalize(supplier)} expects to supply the item.`;
	if (event !== 'needsStaff') return undefined;
	const quoted = showableTextOf(entry);
	return `ReShare could not go on by itself${quoted === undefined ? '' : `: ${quoted}`}. Staff must look at it.`;
}

function refusalSentence(answer: SupplierAnswer) {
	return withWords(`${answer.library ?? lender} cannot supply the item.`, answer);
}

/** Quotes what somebody wrote, in a sentence; undefined if nobody wrote anything. */
function messageSentence({ sent, isRefused, text }: Message, other: string): string | undefined {
	if (text === undefined) return undefined;
	if (sent !== true) return `${capitalize(other)} wrote: ${text}`;
	return `Your library ${isRefused === true ? 'could not send' : 'wrote'} to ${other}: ${text}`;
}

function withWords(sentence: string, { reason, note, cost, notBefore }: SupplierAnswer) {
	return joinSentences(
		capitalize(sentence),
		reason && `Reason: ${spellOutReasonCode(reason)}.`,
		cost && `Cost: ${cost}.`,
		notBefore && `Not before: ${notBefore}.`,
		note && `Note: ${note}`,
	);
}

/** Writes a code such as `NotOnShelf` as `not on shelf`; words in capitals such as ILL stay. */
export function spellOutReasonCode(code: string) {
	return code
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/_/g, ' ')
		.replace(/\S+/g, (word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
}

function capitalize(text: string) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
