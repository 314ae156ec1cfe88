import type { Mask } from '../model/masking';
import { conditionsBehind } from '../model/conditions';
import { declines, messagesBehind } from '../model/messages';
import {
	isTransition,
	type Condition,
	type HistoryEntry,
	type Message,
	type PatronRequest,
	type RequestWithRaw,
	type Transition,
} from '../model/request';
import { wordOf, type HistoryEvent } from '../model/state';
import { toSeconds } from '../model/datesAndTimes';

/** Words that do not change between versions. `statusChange` is every other transition. */
export type EventWord = HistoryEvent | 'newRequest' | 'unreadMessage' | 'statusChange';

/** Of step, entry, message and condition it has the one that tells it; none where the request is new. */
export interface Change extends RequestWithRaw {
	/**
	 * Always the same for a change: the audit entry's or message's id; after `created:` the request's, after `told:` a message's,
	 * after `condition:` a condition's.
	 */
	readonly eventId: string;
	readonly event: EventWord;
	/** Seconds since 1970 on the server's clock. */
	readonly at: number;
	/** Order among the changes of one request in one second. */
	readonly order: number;
	/**
	 * For what lists do not show: when the request changed next, which is when a follower notices at the latest; null where it has not
	 * changed since. Seconds since 1970. Undefined: a list showed it at once.
	 */
	readonly listedAt?: number | null;
	readonly step?: Transition;
	/** The history tells more than states. */
	readonly entry?: HistoryEntry;
	/** Nobody has read it yet, or a library declined in it, and the state stayed the same. */
	readonly message?: Message;
	/** It was set without a change of state, such as beside another one that is not answered yet. */
	readonly condition?: Condition;
}

export function changesOf({ request, raw }: RequestWithRaw): Change[] {
	const changes: Change[] = [];
	const createdAt = toSeconds(request.createdAt);
	if (createdAt !== undefined && request.isMigrated !== true)
		changes.push({ event: 'newRequest', eventId: `created:${request.id}`, at: createdAt, order: -1, request, raw });
	for (const entry of request.history) {
		const at = toSeconds(entry.at);
		if (at === undefined) continue;
		const common = { eventId: entry.id, at, order: entry.order ?? 0, listedAt: listedAt(entry, request), request, raw };
		if (isTransition(entry)) changes.push({ event: wordOf(entry), step: entry, ...common });
		else if (entry.event !== undefined && entry.event !== null) changes.push({ event: entry.event, entry, ...common });
	}
	const messages = messagesBehind(request);
	const behindChanges = new Set([...messages.values()].map(({ id }) => id));
	const { byTransition, byMessage } = conditionsBehind(request);
	const ofTransitions = new Set(byTransition.values());
	for (const condition of request.conditions) {
		const at = toSeconds(condition.at);
		if (at === undefined || ofTransitions.has(condition)) continue;
		const common = {
			at,
			order: condition.order ?? Number.MAX_SAFE_INTEGER,
			listedAt: listedAt(condition, request),
			condition,
			request,
			raw,
		};
		changes.push({ event: request.side === 'lending' ? 'statusChange' : 'needsStaff', eventId: `condition:${condition.id}`, ...common });
	}
	for (const message of request.messages) {
		const at = toSeconds(message.at) ?? (message.writtenAt === undefined ? undefined : Math.floor(message.writtenAt / 1000));
		if (at === undefined) continue;
		const common = { at, order: message.order ?? Number.MAX_SAFE_INTEGER, listedAt: listedAt(message, request), message, request, raw };
		if (request.side === 'borrowing' && declines(message) && !behindChanges.has(message.id))
			changes.push({ event: 'supplierDeclined', eventId: `told:${message.id}`, ...common });
		const isUnread = message.sent === false && message.seen !== true;
		// Messages without text only carry a change of state. What was written with a condition stands in the reason of its change.
		if (isUnread && (message.text ?? '').trim() !== '' && !byMessage.has(message.id))
			changes.push({ event: 'unreadMessage', eventId: message.id, ...common });
	}
	return changes.sort(compareChanges);
}

function listedAt(one: HistoryEntry | Message | Condition, { history }: PatronRequest): Change['listedAt'] {
	if (one.isUnlisted !== true) return undefined;
	const later = history
		.filter((entry) => isTransition(entry) && (entry.order ?? 0) > (one.order ?? 0))
		.map(({ at }) => toSeconds(at) ?? Infinity);
	return later.length === 0 ? null : Math.min(...later);
}

export function behind(mask: Mask, change: Change): Change {
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

export function compareChanges(one: Change, other: Change): number {
	return (
		one.at - other.at || (one.request.id < other.request.id ? -1 : Number(one.request.id > other.request.id)) || one.order - other.order
	);
}
