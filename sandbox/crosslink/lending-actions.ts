import { createHash } from 'node:crypto';
import { random } from '../random';
import { marks } from '../marks';
import { actionDone, failed, textParam, type Invocation, type Result } from './actions';
import {
	confirmation,
	notedItems,
	notificationOf,
	notSelected,
	storedResponse,
	supplyingMessage,
	type MessageError,
	type SupplierMessage,
} from './messages';
import { bibliographicInfo, recordIdOf, brokerServiceType } from './row';

/**
 * Sends a message to the borrower. The lender's request keeps what was promised or sent even if it is not accepted, in which case
 * the action fails.
 */
function say({ broker, row }: Invocation, message: SupplierMessage): Result {
	if (['WillSupply', 'Loaned', 'CopyCompleted', 'RetryPossible'].includes(message.status) && message.reason === 'StatusChange')
		row.illResponse = storedResponse(message, broker.store.now());
	const [from = '', at] = [row.supplierSymbol, broker.store.now()];
	const refused = broker.rota.isElsewhere(row) ? notSelected : notTaken(broker.rota.relay(row, message));
	if (refused === undefined) return actionDone();
	return {
		status: 'PROBLEM',
		outcome: 'failure',
		result: { outgoingMessage: supplyingMessage(row, from, message, at), incomingMessage: confirmation(row, from, message, at, refused) },
	};
}

function notTaken(why: string | undefined): MessageError | undefined {
	return why === undefined ? undefined : { errorType: 'UnrecognisedDataValue', errorValue: why };
}

function noteOf({ params }: Invocation): { note?: string } {
	const note = textParam(params, 'note');
	return note === undefined ? {} : { note };
}

/** Asks the library's own system for the item, once; it names the barcode. */
function requestItem({ broker, row }: Invocation): Result | undefined {
	if (row.items.length > 0) return undefined;
	if (broker.world.options.hostLmsFails) return failed('LMS RequestItem failed', 'connection refused');
	const { title } = bibliographicInfo(row);
	const itemId = recordIdOf(row) ?? row.id;
	row.items.push({
		id: random.uuid(),
		barcode: barcodeOf(itemId),
		itemId,
		createdAt: broker.store.now(),
		...(typeof title === 'string' ? { title } : {}),
	});
	return undefined;
}

/** Makes a barcode of fourteen digits, which is the same for the same copy. */
function barcodeOf(itemId: string): string {
	const digits = BigInt(`0x${createHash('sha256').update(itemId).digest('hex').slice(0, 12)}`)
		.toString()
		.padStart(13, '0')
		.slice(-13);
	return `3${digits}`;
}

function addItem({ broker, row, params }: Invocation): Result {
	const barcode = textParam(params, 'barcode')?.trim() ?? '';
	if (barcode === '') return failed('barcode is required');
	if (row.items.some((item) => item.barcode === barcode)) return failed('item barcode is already attached to the request');
	const title = textParam(params, 'title') ?? bibliographicInfo(row).title;
	const callNumber = textParam(params, 'callNumber');
	row.items.push({
		id: random.uuid(),
		barcode,
		createdAt: broker.store.now(),
		lmsStatus: 'UNKNOWN',
		...(typeof title === 'string' ? { title } : {}),
		...(callNumber === undefined ? {} : { callNumber }),
	});
	return actionDone();
}

function removeItem({ row, params }: Invocation): Result {
	const barcode = textParam(params, 'barcode')?.trim() ?? '';
	if (barcode === '') return failed('barcode is required');
	if (!row.items.some((item) => item.barcode === barcode)) return failed('item barcode is not attached to the request');
	row.items = row.items.filter((item) => item.barcode !== barcode);
	return actionDone();
}

/** Reads a due date, which is a day or a time; without one the date stays. */
function dueDateOf({ params }: Invocation): { readonly dueDate?: string } | Result {
	const { dueDate } = params;
	if (dueDate === undefined || dueDate === null) return {};
	if (typeof dueDate !== 'string' || dueDate.trim() === '') return failed('supplied dueDate must be a non-empty date or RFC3339 timestamp');
	const moment = /^\d{4}-\d{2}-\d{2}$/u.test(dueDate) ? `${dueDate}T23:59:59Z` : dueDate;
	return Number.isNaN(Date.parse(moment)) ? failed(`invalid dueDate "${dueDate}"`) : { dueDate: new Date(moment).toISOString() };
}

/** The lender keeps its own condition, too, with the amount as staff gave it. */
function noteSentCondition({ broker, row, params }: Invocation, message: SupplierMessage): void {
	const noted = notificationOf(row.supplierSymbol ?? '', row.requesterSymbol, message, broker.store.now());
	if (noted !== undefined)
		row.notifications.push({ ...noted, direction: 'sent', ...(typeof params.cost === 'number' ? { cost: params.cost } : {}) });
}

/** What each action of the lending side does; one that is not here changes the state only. */
export const lendingActions: Readonly<Record<string, (invocation: Invocation) => Result>> = {
	'send-notification': () => actionDone({ note: 'email service is not ready to send' }),
	'request-item': (invocation) => requestItem(invocation) ?? actionDone(),
	'add-item': addItem,
	'remove-item': removeItem,
	'will-supply': (invocation) =>
		(brokerServiceType(invocation.row) === 'Loan' ? requestItem(invocation) : undefined) ??
		say(invocation, { reason: 'StatusChange', status: 'WillSupply', ...noteOf(invocation) }),
	'cannot-supply': (invocation) =>
		say(invocation, {
			reason: 'StatusChange',
			status: 'Unfilled',
			...noteOf(invocation),
			reasonUnfilled: textParam(invocation.params, 'reasonUnfilled') ?? 'NotAvailable',
		}),
	'add-condition': (invocation) => {
		const { params } = invocation;
		if (textParam(params, 'loanCondition') === undefined && typeof params.cost !== 'number')
			return failed('loanCondition or cost is required');
		if (typeof params.cost === 'number' && textParam(params, 'currency') === undefined)
			return failed('currency is required when cost is provided');
		const cost =
			typeof params.cost === 'number' ? { currency: textParam(params, 'currency') ?? 'USD', value: String(params.cost) } : undefined;
		const loanCondition = textParam(params, 'loanCondition');
		const message: SupplierMessage = {
			reason: 'StatusChange',
			status: 'WillSupply',
			note: [textParam(params, 'note'), marks.addLoanCondition].filter((part) => part !== undefined).join('\n'),
			...(cost === undefined ? {} : { cost }),
			...(loanCondition === undefined ? {} : { loanCondition }),
		};
		const result = say(invocation, message);
		if (result.status === 'SUCCESS') noteSentCondition(invocation, message);
		return result;
	},
	ship: (invocation) => {
		const { row, broker } = invocation;
		const refused = brokerServiceType(row) === 'CopyOrLoan' ? requestItem(invocation) : undefined;
		if (refused !== undefined) return refused;
		if (row.items.length === 0) return failed('no items for shipping in the request', 'no items found');
		if (broker.world.options.hostLmsFails) return failed('LMS CheckOutItem failed', 'connection refused');
		for (const item of row.items) if (broker.isLater) item.lmsStatus = 'CHECKED_OUT';
		const items = notedItems(row.items);
		return say(invocation, {
			reason: 'StatusChange',
			status: 'Loaned',
			note: [textParam(invocation.params, 'note'), items].filter((part) => part !== undefined).join('\n'),
			...broker.rota.dispatch(),
		});
	},
	'supply-document': (invocation) => {
		const url = textParam(invocation.params, 'deliveryUrl');
		if (url === undefined || !/^https?:\/\//u.test(url)) return failed('deliveryUrl must be an absolute HTTP(S) URL');
		return say(invocation, { reason: 'StatusChange', status: 'CopyCompleted', itemId: url, ...noteOf(invocation) });
	},
	'mark-received': (invocation) => {
		const { broker, row } = invocation;
		if (row.items.length === 0) return failed('no items for check-in in the request', 'no items found');
		if (broker.world.options.hostLmsFails) return failed('LMS CheckInItem failed', 'connection refused');
		return say(invocation, { reason: 'StatusChange', status: 'LoanCompleted' });
	},
	'accept-cancel': (invocation) => say(invocation, { reason: 'CancelResponse', status: 'Cancelled', answerYesNo: 'Y' }),
	'reject-cancel': (invocation) => say(invocation, { reason: 'CancelResponse', status: 'WillSupply', answerYesNo: 'N' }),
	'ask-retry': (invocation) => {
		const reason = textParam(invocation.params, 'reasonRetry') ?? '';
		if (reason !== 'NotFoundAsCited')
			return failed(`unsupported reasonRetry "${reason}" for ask-retry action (supported: "NotFoundAsCited")`);
		const itemId = textParam(invocation.params, 'itemId');
		if (itemId === undefined) return failed('missing itemId for ask-retry action when reasonRetry is NotFoundAsCited');
		return say(invocation, { reason: 'StatusChange', status: 'RetryPossible', reasonRetry: reason, ...noteOf(invocation), itemId });
	},
	overdue: (invocation) => say(invocation, { reason: 'StatusChange', status: 'Overdue' }),
	recall: (invocation) => {
		const due = dueDateOf(invocation);
		return 'status' in due ? due : say(invocation, { reason: 'StatusChange', status: 'Recalled', ...noteOf(invocation), ...due });
	},
	'accept-renewal': (invocation) => {
		const due = dueDateOf(invocation);
		return 'status' in due
			? due
			: say(invocation, {
					reason: 'RenewResponse',
					status: 'Loaned',
					answerYesNo: 'Y',
					dueDate: due.dueDate ?? invocation.broker.rota.dispatch().dueDate,
				});
	},
	'reject-renewal': (invocation) => say(invocation, { reason: 'RenewResponse', status: 'Loaned', answerYesNo: 'N' }),
};
