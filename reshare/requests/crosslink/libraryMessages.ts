import type { Condition, Side } from '../model/request';
import { textWithoutSystemMarks } from '../model/messageMarks';
import type { LibraryMessage, RequestingMessage, CrossLinkRow, SupplyingMessage } from './schemas';

/** Marks that ReShare puts into messages for the other library's system. */
const conditionsMark = '#ReShareAddLoanCondition#';
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

/** Returns the state model's name for a message; undefined for a mere note and for an unknown message. */
export function modelEventOfMessage(
	side: Side,
	row: CrossLinkRow,
	{ supplying, requesting }: LibraryMessage,
	isOther: boolean,
): string | undefined {
	if (side === 'lending') return requesting === undefined ? undefined : requestersName(requesting);
	return supplying === undefined
		? undefined
		: suppliersName(supplying, supplying.header?.supplyingAgencyId === row.requesterSymbol, isOther);
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
		case 'LoanCompleted':
		case 'CopyCompleted':
			return `completed${local}`;
		case 'Unfilled':
			return `unfilled${local}`;
		case 'Cancelled':
			return reason === 'CancelResponse' ? 'cancel-accepted' : `cancelled${local}`;
		default:
			return plainNames[statusInfo?.status ?? ''];
	}
}

function requestersName({ action, note }: RequestingMessage): string | undefined {
	switch (action) {
		case 'Notification':
			return note?.includes(agreedMark) === true ? 'conditions-accepted' : undefined;
		case 'Cancel':
			return note?.includes(rejectedMark) === true ? 'condition-rejected' : 'cancel-request';
		default:
			return plainNames[action ?? ''];
	}
}

/** Whether a message is only a note of the other library, which the broker stores without changing the request. */
export function isMereNote({ supplying, requesting }: LibraryMessage): boolean {
	if (supplying !== undefined) return supplying.messageInfo?.reasonForMessage === 'Notification';
	return requesting?.action === 'Notification' && requestersName(requesting) === undefined;
}

export function textOfMessage({ supplying, requesting }: LibraryMessage): string | undefined {
	return textWithoutSystemMarks(supplying?.messageInfo?.note ?? requesting?.note);
}

/** Finds the condition in a lender's message: a code, a cost, or only words; undefined if there is none. */
export function conditionInMessage(message: SupplyingMessage | undefined): Pick<Condition, 'code' | 'cost' | 'currency'> | undefined {
	const condition = { code: message?.deliveryInfo?.loanCondition, ...costInMessage(message) };
	const isMarked = message?.messageInfo?.note?.includes(conditionsMark) === true;
	return condition.code === undefined && condition.cost === undefined && !isMarked ? undefined : condition;
}

/** Finds the cost of a condition. Some systems send it as the cost of delivery, which the broker treats in the same way. */
export function costInMessage(message: SupplyingMessage | undefined): Pick<Condition, 'cost' | 'currency'> {
	const costs = message?.messageInfo?.offeredCosts ?? message?.deliveryInfo?.deliveryCosts;
	return { cost: costs?.monetaryValue, currency: costs?.currencyCode };
}
