import type { LibraryMessage, CrossLinkRow } from './schemas';

/** Marks that ReShare puts into messages for the other library's system. */
export const conditionsMark = '#ReShareAddLoanCondition#';
const agreedMark = '#ReShareLoanConditionAgreeResponse#';
const rejectedMark = '#ReShareLoanConditionRejectResponse#';

/** The state model's names for ISO 18626 statuses and actions whose meaning does not depend on the rest of the message. */
const plainNames: Readonly<Record<string, string>> = {
	Loaned: 'loaned',
	RetryPossible: 'retry-conditional',
	Overdue: 'overdue',
	Recalled: 'recalled',
	Received: 'received',
	ShippedReturn: 'shipped-return',
	Renew: 'renew',
};

/**
 * Returns the state model's name for a message; undefined for a mere note and for an unknown message.
 *
 * @param isOther whether the message is from another supplier than the one that was asked before
 */
export function modelEventOfMessage(row: CrossLinkRow, message: LibraryMessage, isOther: boolean) {
	if (row.side === 'lending') return requestersName(message);
	const { reasonForMessage: reason, status = '' } = message;
	const local = message.supplyingAgencyId === row.requesterSymbol ? '-local' : '';
	if (reason === 'Notification') return undefined;
	if (reason === 'RenewResponse') return message.answerYesNo === 'N' ? 'renewal-rejected' : 'renewal-accepted';
	switch (status) {
		case 'ExpectToSupply':
			return `${isOther ? 'new-' : ''}expect-to-supply${local}`;
		case 'WillSupply':
			if (reason === 'CancelResponse') return 'cancel-rejected';
			return hasMark(message, conditionsMark) ? 'will-supply-conditional' : 'will-supply';
		case 'LoanCompleted':
		case 'CopyCompleted':
			return `completed${local}`;
		case 'Unfilled':
			return `unfilled${local}`;
		case 'Cancelled':
			return reason === 'CancelResponse' ? 'cancel-accepted' : `cancelled${local}`;
		default:
			return plainNames[status];
	}
}

function requestersName(message: LibraryMessage) {
	const { action = '' } = message;
	switch (action) {
		case 'Notification':
			return hasMark(message, agreedMark) ? 'conditions-accepted' : undefined;
		case 'Cancel':
			return hasMark(message, rejectedMark) ? 'condition-rejected' : 'cancel-request';
		default:
			return plainNames[action];
	}
}

export function hasMark({ note }: LibraryMessage, mark: string) {
	return note?.includes(mark) === true;
}

/** Whether a message is only a note of the other library, which the broker stores without changing the request. */
export function isMereNote(message: LibraryMessage) {
	const { reasonForMessage, action } = message;
	return reasonForMessage === 'Notification' || (action === 'Notification' && !hasMark(message, agreedMark));
}
