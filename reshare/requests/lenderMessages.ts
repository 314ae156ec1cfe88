import { inOrder, isTransition, type Transition } from './history';
import type { Message, PatronRequest } from './request';

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
export function messagesBehind(request: PatronRequest): ReadonlyMap<string, Message> {
	const found = new Map<string, Message>();
	const used = new Set<string>();
	for (const transition of inOrder(request.history).filter(isTransition)) {
		const message = messageBehind(request.messages, transition, used);
		if (message === undefined) continue;
		used.add(message.id);
		found.set(transition.id, message);
	}
	return found;
}

/** Of the fitting kind, and the nearest in time. */
function messageBehind(notifications: readonly Message[], transition: Transition, used: ReadonlySet<string>): Message | undefined {
	const at = Date.parse(transition.at ?? '');
	const distance = (message: Message) => Math.abs(timeOf(message) - at);
	return notifications
		.filter((message) => message.sent !== true && !used.has(message.id))
		.filter((message) => leadsTo[message.status ?? '']?.includes(transition.to.code) === true && distance(message) <= sameMomentMs)
		.sort((a, b) => distance(a) - distance(b))[0];
}

/** The last message at or before `at` (milliseconds since 1970) with which a lender declined. */
export function lastRefusal(request: PatronRequest, at: number): Message | undefined {
	return request.messages
		.filter((message) => message.sent !== true && (message.status === 'Unfilled' || message.status === 'UnfilledTransfer') && timeOf(message) <= at)
		.sort((a, b) => timeOf(b) - timeOf(a))[0];
}

/** The message with which a lender declined at this moment (milliseconds since 1970). */
export function refusalAt(request: PatronRequest, at: number): Message | undefined {
	const last = lastRefusal(request, at + sameMomentMs);
	return last !== undefined && timeOf(last) >= at - sameMomentMs ? last : undefined;
}

/** When the message was written, in milliseconds since 1970. */
export function timeOf(message: Message): number {
	return message.writtenAt ?? Date.parse(message.at ?? '1970-01-01T00:00:00Z');
}
