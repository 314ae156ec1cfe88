import type { Mask } from '../model/masking';
import { declines, messagesBehind, setsCondition } from '../model/messages';
import { isTransition, type HistoryEntry, type Message, type PatronRequest, type RequestWithRaw, type Transition } from '../model/request';
import { wordOf, type HistoryEvent } from '../model/state';
import { toSeconds } from '../model/datesAndTimes';

/** Words that do not change between versions. `statusChange` is every other transition. */
export type EventWord = HistoryEvent | 'newRequest' | 'unreadMessage' | 'statusChange';

/** Of step, entry and message it has the one that tells it; none where the request is new. */
export interface Change extends RequestWithRaw {
	/** Always the same for a change: the audit entry's or message's id; after `created:` the request's, after `told:` a message's. */
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
}

export function changesOf({ request, raw }: RequestWithRaw): Change[] {
	const changes: Change[] = [];
	const createdAt = toSeconds(request.createdAt);
	if (createdAt !== undefined && request.wasMovedHere !== true) changes.push({ event: 'newRequest', eventId: `created:${request.id}`, at: createdAt, order: -1, request, raw });
	for (const entry of request.history) {
		const at = toSeconds(entry.at);
		if (at === undefined) continue;
		const common = { eventId: entry.id, at, order: entry.order ?? 0, listedAt: listedAt(entry, request), request, raw };
		if (isTransition(entry)) changes.push({ event: wordOf(entry), step: entry, ...common });
		else if (entry.event !== undefined && entry.event !== null) changes.push({ event: entry.event, entry, ...common });
	}
	const messages = messagesBehind(request);
	const behindChanges = new Set([...messages.values()].map(({ id }) => id));
	// The change's reason holds what was written with a condition.
	const toldAsReason = new Set(request.history.flatMap(({ id, to }) => (to?.known?.exchange === 'conditions' ? (messages.get(id)?.id ?? []) : [])));
	for (const message of request.messages) {
		const at = toSeconds(message.at) ?? (message.writtenAt === undefined ? undefined : Math.floor(message.writtenAt / 1000));
		if (at === undefined) continue;
		const common = { at, order: message.order ?? Number.MAX_SAFE_INTEGER, listedAt: listedAt(message, request), message, request, raw };
		if (request.side === 'borrowing' && declines(message) && !behindChanges.has(message.id)) changes.push({ event: 'supplierDeclined', eventId: `told:${message.id}`, ...common });
		const isUnread = message.sent === false && message.seen !== true;
		// Messages without text only carry a change of state or a condition.
		const isNews = (message.text ?? '').trim() !== '' || (setsCondition(message) && !behindChanges.has(message.id));
		if (isUnread && isNews && !toldAsReason.has(message.id)) changes.push({ event: 'unreadMessage', eventId: message.id, ...common });
	}
	return changes.sort(compareChanges);
}

function listedAt(one: HistoryEntry | Message, { history }: PatronRequest): Change['listedAt'] {
	if (one.isUnlisted !== true) return undefined;
	const later = history.filter((entry) => isTransition(entry) && (entry.order ?? 0) > (one.order ?? 0)).map(({ at }) => toSeconds(at) ?? Infinity);
	return later.length === 0 ? null : Math.min(...later);
}

export function behind(mask: Mask, change: Change): Change {
	const { step, entry, message } = change;
	return { ...change, request: mask.request(change.request), step: step && mask.entry(step), entry: entry && mask.entry(entry), message: message && mask.message(message) };
}

export function compareChanges(one: Change, other: Change): number {
	return one.at - other.at || (one.request.id < other.request.id ? -1 : Number(one.request.id > other.request.id)) || one.order - other.order;
}
