import { isTransition } from '../history';
import { isTerminalState, stateNeedsStaff } from '../states';
import type { RequestState } from '../request';
import type { Change } from './change';

/** What happened, in one word that does not change between versions. `statusChange` is every other transition. */
export type EventWord =
	| 'newRequest'
	| 'expectsToSupply'
	| 'shipped'
	| 'received'
	| 'loanedDigitally'
	| 'documentAvailable'
	| 'returnShipped'
	| 'complete'
	| 'documentDelivered'
	| 'endOfRota'
	| 'cancelled'
	| 'overdue'
	| 'needsStaff'
	| 'unreadMessage'
	| 'cancelRequested'
	| 'notSupplied'
	| 'statusChange';

/** What a trigger may be set to; `needsStaff` includes unread messages. */
export type WantedEvent = Exclude<EventWord, 'unreadMessage' | 'statusChange'> | 'anyStatusChange';

const wordByState: Readonly<Record<string, EventWord>> = {
	REQ_EXPECTS_TO_SUPPLY: 'expectsToSupply',
	REQ_SHIPPED: 'shipped',
	SLNP_REQ_SHIPPED: 'shipped',
	RES_ITEM_SHIPPED: 'shipped',
	SLNP_RES_ITEM_SHIPPED: 'shipped',
	REQ_CHECKED_IN: 'received',
	SLNP_REQ_CHECKED_IN: 'received',
	REQ_LOANED_DIGITALLY: 'loanedDigitally',
	RES_LOANED_DIGITALLY: 'loanedDigitally',
	SLNP_REQ_DOCUMENT_AVAILABLE: 'documentAvailable',
	REQ_SHIPPED_TO_SUPPLIER: 'returnShipped',
	RES_ITEM_RETURNED: 'returnShipped',
	REQ_REQUEST_COMPLETE: 'complete',
	SLNP_REQ_COMPLETE: 'complete',
	RES_COMPLETE: 'complete',
	SLNP_RES_COMPLETE: 'complete',
	REQ_DOCUMENT_DELIVERED: 'documentDelivered',
	SLNP_REQ_DOCUMENT_SUPPLIED: 'documentDelivered',
	RES_DOCUMENT_DELIVERED: 'documentDelivered',
	SLNP_RES_DOCUMENT_SUPPLIED: 'documentDelivered',
	REQ_END_OF_ROTA: 'endOfRota',
	REQ_CANCELLED: 'cancelled',
	SLNP_REQ_CANCELLED: 'cancelled',
	RES_CANCELLED: 'cancelled',
	REQ_OVERDUE: 'overdue',
	RES_OVERDUE: 'overdue',
	RES_CANCEL_REQUEST_RECEIVED: 'cancelRequested',
	RES_UNFILLED: 'notSupplied',
	RES_NOT_SUPPLIED: 'notSupplied',
	SLNP_RES_UNFILLED: 'notSupplied',
	SLNP_RES_ABORTED: 'notSupplied',
};

/** The state that the change led to; for other events the state that the request has now. */
export function stateAfter(change: Change): RequestState | undefined {
	return change.kind === 'transition' ? change.entry.to : change.request.state;
}

export function eventWord(change: Change): EventWord {
	if (change.kind === 'created') return 'newRequest';
	if (change.kind === 'message') return 'unreadMessage';
	const { to } = change.entry;
	return wordByState[to.code] ?? (stateNeedsStaff(to) ? 'needsStaff' : 'statusChange');
}

/** Whether staff must act because of this change. */
export function changeNeedsStaff(change: Change): boolean {
	return change.kind === 'message' || (change.kind === 'transition' && stateNeedsStaff(change.entry.to));
}

export function isWanted(change: Change, wanted: ReadonlySet<WantedEvent>): boolean {
	if (change.kind === 'transition' && wanted.has('anyStatusChange')) return true;
	if (changeNeedsStaff(change) && wanted.has('needsStaff')) return true;
	const word = eventWord(change);
	return word !== 'unreadMessage' && word !== 'statusChange' && wanted.has(word);
}

/**
 * Whether what the change tells still holds: no later transition, and the message is still unread. A late notice can so be
 * held back.
 */
export function isStillCurrent(change: Change): boolean {
	const { request } = change;
	if (change.kind === 'message') return change.message.seen !== true;
	const transitions = request.history.filter(isTransition);
	if (change.kind === 'created') return transitions.length === 0;
	const { entry } = change;
	if (request.state?.code !== entry.to.code) return false;
	return !transitions.some((other) => other.id !== entry.id && (other.order ?? -1) > (entry.order ?? -1));
}

export function isAtEnd(change: Change): boolean {
	return isTerminalState(stateAfter(change) ?? {});
}
