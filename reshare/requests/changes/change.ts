import { isTransition, type Transition as TransitionAudit } from '../model/history';
import type { Mask } from '../model/masking';
import { declines, messagesBehind, setsCondition } from '../model/messages';
import type { HistoryEntry, Message, PatronRequest, RequestWithRaw } from '../model/request';
import type { HistoryEvent } from '../model/state';
import { toSeconds } from '../model/times';

interface Common {
	/** Always the same for a change: the audit entry's or message's id; after `created:` the request's, after `told:` a message's. */
	readonly eventId: string;
	/** Seconds since 1970 on the server's clock. */
	readonly at: number;
	/** Order among the changes of one request in one second. */
	readonly order: number;
	/**
	 * For what lists do not show: when the request changed next, which is when a follower notices at the latest; null where it has not
	 * changed since. Seconds since 1970. Undefined: a list showed it at once.
	 */
	readonly listedAt?: number | null;
	readonly request: PatronRequest;
	readonly raw: RequestWithRaw['raw'];
}

export interface StateChange extends Common {
	readonly kind: 'transition';
	readonly entry: TransitionAudit;
}

/** Nobody has read it yet. */
interface UnreadMessage extends Common {
	readonly kind: 'message';
	readonly message: Message;
}

/** The state stayed the same: a library declined in a mere message, or the history tells more than states. */
interface Told extends Common {
	readonly kind: 'told';
	readonly event: HistoryEvent;
	/** One of the two tells it. */
	readonly message?: Message;
	readonly entry?: HistoryEntry;
}

interface NewRequestChange extends Common {
	readonly kind: 'created';
}

export type Change = StateChange | UnreadMessage | Told | NewRequestChange;

/** Everything that happened to a request, in order. */
export function changesOf({ request, raw }: RequestWithRaw): Change[] {
	const changes: Change[] = [];
	const createdAt = toSeconds(request.createdAt);
	if (createdAt !== undefined && request.wasMovedHere !== true) changes.push({ kind: 'created', eventId: `created:${request.id}`, at: createdAt, order: -1, request, raw });
	for (const entry of request.history) {
		const at = toSeconds(entry.at);
		if (at === undefined) continue;
		const common = { eventId: entry.id, at, order: entry.order ?? 0, listedAt: listedAt(entry, request), request, raw };
		if (isTransition(entry)) changes.push({ kind: 'transition', entry, ...common });
		else if (entry.event !== undefined && entry.event !== null) changes.push({ kind: 'told', event: entry.event, entry, ...common });
	}
	const messages = messagesBehind(request);
	const behindChanges = new Set([...messages.values()].map(({ id }) => id));
	// The change's reason holds what was written with a condition.
	const toldAsReason = new Set(request.history.flatMap(({ id, to }) => (to?.known?.exchange === 'conditions' ? (messages.get(id)?.id ?? []) : [])));
	for (const message of request.messages) {
		const at = toSeconds(message.at) ?? (message.writtenAt === undefined ? undefined : Math.floor(message.writtenAt / 1000));
		if (at === undefined) continue;
		const common = { at, order: message.order ?? Number.MAX_SAFE_INTEGER, listedAt: listedAt(message, request), message, request, raw };
		if (request.side === 'borrowing' && declines(message) && !behindChanges.has(message.id)) changes.push({ kind: 'told', event: 'supplierDeclined', eventId: `told:${message.id}`, ...common });
		const isUnread = message.sent === false && message.seen !== true;
		// Messages without text only carry a change of state or a condition.
		const isNews = (message.text ?? '').trim() !== '' || (setsCondition(message) && !behindChanges.has(message.id));
		if (isUnread && isNews && !toldAsReason.has(message.id)) changes.push({ kind: 'message', eventId: message.id, ...common });
	}
	return changes.sort(compareChanges);
}

function listedAt(one: HistoryEntry | Message, { history }: PatronRequest): Common['listedAt'] {
	if (one.isUnlisted !== true) return undefined;
	const later = history.filter((entry) => isTransition(entry) && (entry.order ?? 0) > (one.order ?? 0)).map(({ at }) => toSeconds(at) ?? Infinity);
	return later.length === 0 ? null : Math.min(...later);
}

export function behind(mask: Mask, change: Change): Change {
	const request = mask.request(change.request);
	switch (change.kind) {
		case 'created':
			return { ...change, request };
		case 'transition':
			return { ...change, request, entry: mask.entry(change.entry) };
		case 'message':
			return { ...change, request, message: mask.message(change.message) };
		case 'told':
			return { ...change, request, message: change.message && mask.message(change.message), entry: change.entry && mask.entry(change.entry) };
	}
}

export function compareChanges(one: Change, other: Change): number {
	if (one.at !== other.at) return one.at - other.at;
	if (one.request.id !== other.request.id) return one.request.id < other.request.id ? -1 : 1;
	return one.order - other.order;
}
