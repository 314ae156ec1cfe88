import { isTransition, type Transition as TransitionAudit } from '../history';
import type { Notification, PatronRequest, RequestWithRaw } from '../schemas';
import { toSeconds } from './time';

interface Common {
	/** Stays the same however often the change is read: the audit entry's or the message's id, or `created:` and the request's. */
	readonly eventId: string;
	/** Seconds since 1970 on the server's clock. */
	readonly at: number;
	/** Order among the changes of one request in one second. */
	readonly order: number;
	readonly request: PatronRequest;
	readonly raw: RequestWithRaw['raw'];
}

/** The request went from one state to another. */
export interface StateChange extends Common {
	readonly kind: 'transition';
	readonly audit: TransitionAudit;
}

/** The other library wrote something that nobody has read yet. */
export interface UnreadMessage extends Common {
	readonly kind: 'message';
	readonly notification: Notification;
}

export interface NewRequest extends Common {
	readonly kind: 'created';
}

export type Change = StateChange | UnreadMessage | NewRequest;

/** Everything that one request's record tells to have happened to it, in order. */
export function changesOf({ request, raw }: RequestWithRaw): Change[] {
	const changes: Change[] = [];
	const createdAt = toSeconds(request.dateCreated);
	if (createdAt !== undefined) changes.push({ kind: 'created', eventId: `created:${request.id}`, at: createdAt, order: -1, request, raw });
	for (const audit of request.audit) {
		const at = toSeconds(audit.dateCreated);
		if (at === undefined || !isTransition(audit)) continue;
		changes.push({ kind: 'transition', eventId: audit.id, at, order: audit.auditNo ?? 0, audit, request, raw });
	}
	for (const notification of request.notifications) {
		const at = toSeconds(notification.dateCreated) ?? (notification.timestamp === undefined ? undefined : Math.floor(notification.timestamp / 1000));
		if (at === undefined || !isUnread(notification)) continue;
		changes.push({ kind: 'message', eventId: notification.id, at, order: Number.MAX_SAFE_INTEGER, notification, request, raw });
	}
	return changes.sort(compareChanges);
}

/** Messages without text only carry a change of state. */
function isUnread(notification: Notification): boolean {
	return notification.isSender === false && notification.seen !== true && (notification.messageContent ?? '').trim() !== '';
}

/** mod-rs waits some minutes at most for the library system. What it has not looked at by then, it will not for long. */
const longestWaitSeconds = 600;

/**
 * Whether mod-rs has not looked at a new borrowing request yet. It fills in number, service type, e-mail and pickup location in one
 * go with its verdict, once the library's own system has answered about the patron; until then there is nothing to go by.
 *
 * @param now seconds since 1970 on the server's clock
 */
export function awaitsVerdict({ audit, dateCreated, hrid, isRequester }: PatronRequest, now: number): boolean {
	if (isRequester !== true || hrid !== undefined || audit.length > 0) return false;
	return now - (toSeconds(dateCreated) ?? -Infinity) <= longestWaitSeconds;
}

export function compareChanges(one: Change, other: Change): number {
	if (one.at !== other.at) return one.at - other.at;
	if (one.request.id !== other.request.id) return one.request.id < other.request.id ? -1 : 1;
	return one.order - other.order;
}
