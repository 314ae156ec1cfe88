import type { Condition, Side } from '../model/request';
import { writtenText } from '../model/writtenText';
import type { LibraryMessage, RequestingMessage, CrossLinkRow, SupplyingMessage } from './schemas';

/** ReShare's marks for the other library's machine. */
const conditionsMark = '#ReShareAddLoanCondition#';
const agreedMark = '#ReShareLoanConditionAgreeResponse#';
const rejectedMark = '#ReShareLoanConditionRejectResponse#';

/** Of statuses and actions that always mean the same. */
const plainNames: Readonly<Record<string, string>> = {
	Loaned: 'loaned',
	RetryPossible: 'retry-conditional',
	Overdue: 'overdue',
	Recalled: 'recalled',
	Received: 'received',
	ShippedReturn: 'shipped-return',
	Renew: 'renew',
};

/** The state model's name for a message; undefined for a mere note and for an unknown one. */
export function messageName(
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

/** A note of the other library, which the broker keeps and does not write into the request. */
export function isMereNote({ supplying, requesting }: LibraryMessage): boolean {
	if (supplying !== undefined) return supplying.messageInfo?.reasonForMessage === 'Notification';
	return requesting?.action === 'Notification' && requestersName(requesting) === undefined;
}

export function messageText({ supplying, requesting }: LibraryMessage): string | undefined {
	return writtenText(supplying?.messageInfo?.note ?? requesting?.note);
}

/** What a lender asks for, by its code, at a cost or only in its own words; undefined for nothing. */
export function conditionIn(message: SupplyingMessage | undefined): Pick<Condition, 'code' | 'cost' | 'currency'> | undefined {
	const condition = { code: message?.deliveryInfo?.loanCondition, ...costsIn(message) };
	const isMarked = message?.messageInfo?.note?.includes(conditionsMark) === true;
	return condition.code === undefined && condition.cost === undefined && !isMarked ? undefined : condition;
}

/** What it costs; some systems give that as what the delivery costs, which the broker takes for the same. */
export function costsIn(message: SupplyingMessage | undefined): Pick<Condition, 'cost' | 'currency'> {
	const costs = message?.messageInfo?.offeredCosts ?? message?.deliveryInfo?.deliveryCosts;
	return { cost: costs?.monetaryValue, currency: costs?.currencyCode };
}
