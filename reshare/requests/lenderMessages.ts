import { inOrder, isTransition, type Transition } from './history';
import type { Notification, PatronRequest } from './schemas';

/** A lender's message belongs to the transition that it causes when it comes this close to it, in milliseconds. */
const sameMomentMs = 5000;

/** What a lender's message (ISO 18626 status) turns a request into. */
const leadsTo: Readonly<Record<string, readonly string[]>> = {
	Unfilled: ['REQ_UNFILLED'],
	UnfilledTransfer: ['REQ_UNFILLED', 'REQ_REREQUESTED'],
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

/** The lender's message that led to each transition, by the transition's id. No message leads to two of them. */
export function messagesBehind(request: PatronRequest): ReadonlyMap<string, Notification> {
	const found = new Map<string, Notification>();
	const used = new Set<string>();
	for (const transition of inOrder(request.audit).filter(isTransition)) {
		const message = messageBehind(request.notifications, transition, used);
		if (message === undefined) continue;
		used.add(message.id);
		found.set(transition.id, message);
	}
	return found;
}

/** Of the fitting kind, and the nearest in time. */
function messageBehind(notifications: readonly Notification[], transition: Transition, used: ReadonlySet<string>): Notification | undefined {
	const at = Date.parse(transition.dateCreated ?? '');
	const distance = (message: Notification) => Math.abs(timeOf(message) - at);
	return notifications
		.filter((message) => message.isSender !== true && !used.has(message.id))
		.filter((message) => leadsTo[message.actionStatus ?? '']?.includes(transition.toStatus.code) === true && distance(message) <= sameMomentMs)
		.sort((a, b) => distance(a) - distance(b))[0];
}

/** The last message at or before `at` (milliseconds since 1970) with which a lender declined. */
export function lastRefusal(request: PatronRequest, at: number): Notification | undefined {
	return request.notifications
		.filter((message) => message.isSender !== true && (message.actionStatus === 'Unfilled' || message.actionStatus === 'UnfilledTransfer') && timeOf(message) <= at)
		.sort((a, b) => timeOf(b) - timeOf(a))[0];
}

/** The message with which a lender declined at this moment (milliseconds since 1970). */
export function refusalAt(request: PatronRequest, at: number): Notification | undefined {
	const last = lastRefusal(request, at + sameMomentMs);
	return last !== undefined && timeOf(last) >= at - sameMomentMs ? last : undefined;
}

/** When the message was written, in milliseconds since 1970. */
export function timeOf(message: Notification): number {
	return message.timestamp ?? Date.parse(message.dateCreated ?? '1970-01-01T00:00:00Z');
}
