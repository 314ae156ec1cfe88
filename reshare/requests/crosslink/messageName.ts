import type { Side } from '../model/request';
import type { RequestingMessage, Row, SupplyingMessage } from './schemas';
import type { Arrival } from './eventLog';

/** Marks of ReShare's in a message for the other library's machine. */
const conditionsMark = '#ReShareAddLoanCondition#';
const agreedMark = '#ReShareLoanConditionAgreeResponse#';
const rejectedMark = '#ReShareLoanConditionRejectResponse#';

/** The state model's name for a message; undefined for a mere note, and for what is not known. */
export function messageName(side: Side, row: Row, { supplying, requesting }: Arrival, isOther: boolean): string | undefined {
	if (side === 'lending') return requesting === undefined ? undefined : requestersName(requesting);
	return supplying === undefined ? undefined : suppliersName(supplying, supplying.header?.supplyingAgencyId === row.requesterSymbol, isOther);
}

function suppliersName({ messageInfo, statusInfo }: SupplyingMessage, isOwn: boolean, isOther: boolean): string | undefined {
	const reason = messageInfo?.reasonForMessage;
	const local = isOwn ? '-local' : '';
	if (reason === 'Notification') return undefined;
	if (reason === 'RenewResponse') return messageInfo?.answerYesNo === 'N' ? 'renewal-rejected' : 'renewal-accepted';
	switch (statusInfo?.status) {
		case 'ExpectToSupply':
			return `${isOther ? 'new-' : ''}expect-to-supply${local}`;
		case 'WillSupply':
			if (reason === 'CancelResponse') return 'cancel-rejected';
			return messageInfo?.note?.includes(conditionsMark) === true ? 'will-supply-conditional' : 'will-supply';
		case 'Loaned':
			return 'loaned';
		case 'LoanCompleted':
		case 'CopyCompleted':
			return `completed${local}`;
		case 'Unfilled':
			return `unfilled${local}`;
		case 'Cancelled':
			return reason === 'CancelResponse' ? 'cancel-accepted' : `cancelled${local}`;
		case 'RetryPossible':
			return 'retry-conditional';
		case 'Overdue':
			return 'overdue';
		case 'Recalled':
			return 'recalled';
		default:
			return undefined;
	}
}

function requestersName({ action, note }: RequestingMessage): string | undefined {
	switch (action) {
		case 'Notification':
			return note?.includes(agreedMark) === true ? 'conditions-accepted' : undefined;
		case 'Cancel':
			return note?.includes(rejectedMark) === true ? 'condition-rejected' : 'cancel-request';
		case 'Received':
			return 'received';
		case 'ShippedReturn':
			return 'shipped-return';
		case 'Renew':
			return 'renew';
		default:
			return undefined;
	}
}

/** A note of the other library, which the broker keeps and does not write into the request. */
export function isMereNote({ supplying, requesting }: Arrival): boolean {
	if (supplying !== undefined) return supplying.messageInfo?.reasonForMessage === 'Notification';
	return requesting?.action === 'Notification' && requestersName(requesting) === undefined;
}

/** A message that is no note, and of which this package knows no name. */
export function isOfUnknownKind({ supplying, requesting }: Arrival): boolean {
	if (supplying !== undefined) return supplying.messageInfo?.reasonForMessage !== 'Notification';
	return requesting !== undefined && requesting.action !== 'Notification';
}
