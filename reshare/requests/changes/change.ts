import type { PatronMask } from '../model/masking';
import { linkConditions } from '../model/conditions';
import { isRefusalMessage, causingMessageByTransition } from '../model/messages';
import {
	isTransition,
	type Condition,
	type HistoryEntry,
	type Message,
	type PatronRequest,
	type RequestWithRaw,
	type Transition,
} from '../model/request';
import { eventNameOf, type HistoryEventName } from '../model/state';
import { isoToSeconds } from '../model/datesAndTimes';
import { finiteOrNull, type RequestReadMark } from './cursor';

/** These names are public and do not change between versions. A transition without a name of its own is a `statusChange`. */
export type ChangeEventName = HistoryEventName | 'newRequest' | 'unreadMessage' | 'statusChange';

/**
 * A change of a request. One of `step`, `entry`, `message` and `condition` shows the change; if the request is new, none of them is set.
 */
export interface Change extends RequestWithRaw {
	/**
	 * Identifies the change, the same in every poll: the id of the audit entry or message, `created:<request id>`, `told:<id of the message
	 * that declines>`, or `condition:<condition id>`.
	 */
	readonly eventId: string;
	readonly event: ChangeEventName;
	/** Seconds since 1970 on the server's clock. */
	readonly at: number;
	/** The position of the change among the changes of its request in the same second. */
	readonly order: number;
	/**
	 * Set for a change that left its request's place in lists sorted by time as it was: the time, in seconds since 1970, of the next change,
	 * which brought the request to the front; null while there is none. Undefined for any other change.
	 */
	readonly listedAt?: number | null;
	readonly step?: Transition;
	/** An entry of the history that is not a transition. */
	readonly entry?: HistoryEntry;
	/** A message that nobody has read yet, or one with which a library declined while the state stayed the same. */
	readonly message?: Message;
	/** The condition that was set without a transition, for example while another one was not answered yet. */
	readonly condition?: Condition;
}

export function changesOf({ request, raw }: RequestWithRaw): Change[] {
	const { id, side, createdAt, isMigrated, history, messages, conditions } = request;
	const changes: Change[] = [];
	/** Adds what a part of the request shows, unless it has no time. `order` is used if the part has no order of its own. */
	const add = (
		part: Pick<Message, 'at' | 'writtenAt' | 'order' | 'isUnlisted'>,
		order: number,
		shown: Pick<Change, 'event' | 'eventId'> & Partial<Change>,
	) => {
		const at = isoToSeconds(part.at) ?? (part.writtenAt === undefined ? undefined : Math.floor(part.writtenAt / 1000));
		if (at !== undefined) changes.push({ ...shown, at, order: part.order ?? order, listedAt: listedAt(part, request), request, raw });
	};
	if (isMigrated !== true) add({ at: createdAt }, -1, { event: 'newRequest', eventId: `created:${id}` });
	for (const entry of history) {
		if (isTransition(entry)) add(entry, 0, { event: eventNameOf(entry), eventId: entry.id, step: entry });
		else if (typeof entry.event === 'string') add(entry, 0, { event: entry.event, eventId: entry.id, entry });
	}
	const { byTransition, byMessage } = linkConditions(request);
	const ofTransitions = new Set(byTransition.values());
	const last = Number.MAX_SAFE_INTEGER;
	for (const condition of conditions) {
		if (condition.isMigrated === true || ofTransitions.has(condition)) continue;
		add(condition, last, { event: side === 'lending' ? 'statusChange' : 'needsStaff', eventId: `condition:${condition.id}`, condition });
	}
	const behindChanges = new Set(causingMessageByTransition(request).values());
	for (const message of messages) {
		if (side === 'borrowing' && isRefusalMessage(message) && !behindChanges.has(message))
			add(message, last, { event: 'supplierDeclined', eventId: `told:${message.id}`, message });
		const isUnread = message.sent === false && message.seen !== true;
		// A message without text only accompanies a transition, and text that came with a condition is part of that change's reason.
		if (isUnread && (message.text ?? '').trim() !== '' && !byMessage.has(message.id))
			add(message, last, { event: 'unreadMessage', eventId: message.id, message });
	}
	return changes.sort(compareChanges);
}

function listedAt({ isUnlisted, order = 0 }: Pick<HistoryEntry, 'order' | 'isUnlisted'>, { history }: PatronRequest) {
	if (isUnlisted !== true) return undefined;
	const later = history.filter((entry) => isTransition(entry) && entry.isUnlisted !== true && (entry.order ?? 0) > order);
	return finiteOrNull(Math.min(...later.map(({ at }) => isoToSeconds(at) ?? Infinity)));
}

export function maskChange(mask: PatronMask, change: Change) {
	const { step, entry, message, condition } = change;
	return {
		...change,
		request: mask.request(change.request),
		step: step && mask.entry(step),
		entry: entry && mask.entry(entry),
		message: message && mask.message(message),
		condition: condition && mask.condition(condition),
	};
}

export function compareChanges(one: Change, other: Change) {
	return (
		one.at - other.at || (one.request.id < other.request.id ? -1 : Number(one.request.id > other.request.id)) || one.order - other.order
	);
}

/**
 * These numbers stand in place of `lastAuditNo`: -1 if the request has no history yet, -2 if its number is unknown, so that the request is
 * read again.
 */
export const lastAuditNoIfNone = -1;
export const lastAuditNoIfUnknown = -2;

/** Returns how far the history of a request has been read. */
export function buildRequestReadMark({ version, history }: PatronRequest, updated: number): RequestReadMark {
	return [version ?? (history.length === 0 ? lastAuditNoIfNone : lastAuditNoIfUnknown), updated];
}

/** Whether the change happened after the read to which the mark belongs. */
export function isAfterReadMark({ at, step, entry }: Change, [auditNo, updated]: RequestReadMark) {
	const number = auditNo === lastAuditNoIfUnknown ? undefined : (step ?? entry)?.order;
	return number === undefined ? at > updated : number > auditNo;
}
