import { createHash } from 'node:crypto';
import { randomSource } from '../randomSource';
import { messageMarks } from '../messageMarks';
import { succeededResult, failedResult, textParamOf, type ActionInvocation, type ActionResult } from './borrowingActions';
import {
	buildConfirmation,
	writeItemsIntoNote,
	notificationOf,
	notSelectedError,
	storedSupplierMessage,
	buildSupplyingMessage,
	type MessageError,
	type SupplierMessage,
} from './isoMessages';
import { bibliographicInfoOf, recordIdOf, serviceTypeOf } from './crossLinkRequest';

/**
 * Sends a message to the borrower. If it is not accepted, the action fails, but the lender's request still records what was promised or
 * sent.
 */
function say({ broker, row }: ActionInvocation, message: SupplierMessage): ActionResult {
	if (['WillSupply', 'Loaned', 'CopyCompleted', 'RetryPossible'].includes(message.status) && message.reason === 'StatusChange')
		row.illResponse = storedSupplierMessage(message, broker.store.now());
	const [from = '', at] = [row.supplierSymbol, broker.store.now()];
	const refused = broker.rota.isElsewhere(row) ? notSelectedError : notTaken(broker.rota.relay(row, message));
	// The broker writes a confirmation only if it refuses (`checkSupplyingResponse` in its patron_request/service/action.go).
	if (refused === undefined) return succeededResult();
	return {
		status: 'PROBLEM',
		outcome: 'failure',
		result: {
			outgoingMessage: buildSupplyingMessage(row, from, message, at),
			incomingMessage: buildConfirmation(row, from, message, at, refused),
		},
	};
}

function notTaken(why: string | undefined): MessageError | undefined {
	return why === undefined ? undefined : { errorType: 'UnrecognisedDataValue', errorValue: why };
}

function noteOf({ params }: ActionInvocation): { note?: string } {
	const note = textParamOf(params, 'note');
	return note === undefined ? {} : { note };
}

/** Requests the item from the library's own system, which names its barcode. Nothing happens if the request already has an item. */
function requestItem({ broker, row }: ActionInvocation): ActionResult | undefined {
	if (row.items.length > 0) return undefined;
	if (broker.world.options.hostLmsFails) return failedResult('LMS RequestItem failed', 'connection refused');
	const { title } = bibliographicInfoOf(row);
	const itemId = recordIdOf(row) ?? row.id;
	row.items.push({
		id: randomSource.uuid(),
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

function addItem({ broker, row, params }: ActionInvocation): ActionResult {
	const barcode = textParamOf(params, 'barcode')?.trim() ?? '';
	if (barcode === '') return failedResult('barcode is required');
	if (row.items.some((item) => item.barcode === barcode)) return failedResult('item barcode is already attached to the request');
	const title = textParamOf(params, 'title') ?? bibliographicInfoOf(row).title;
	const callNumber = textParamOf(params, 'callNumber');
	row.items.push({
		id: randomSource.uuid(),
		barcode,
		createdAt: broker.store.now(),
		lmsStatus: 'UNKNOWN',
		...(typeof title === 'string' ? { title } : {}),
		...(callNumber === undefined ? {} : { callNumber }),
	});
	return succeededResult();
}

function removeItem({ row, params }: ActionInvocation): ActionResult {
	const barcode = textParamOf(params, 'barcode')?.trim() ?? '';
	if (barcode === '') return failedResult('barcode is required');
	if (!row.items.some((item) => item.barcode === barcode)) return failedResult('item barcode is not attached to the request');
	row.items = row.items.filter((item) => item.barcode !== barcode);
	return succeededResult();
}

/** Reads a due date, which is a day or a time. If there is none, the old date stays. */
function dueDateOf({ params }: ActionInvocation): { readonly dueDate?: string } | ActionResult {
	const { dueDate } = params;
	if (dueDate === undefined || dueDate === null) return {};
	if (typeof dueDate !== 'string' || dueDate.trim() === '')
		return failedResult('supplied dueDate must be a non-empty date or RFC3339 timestamp');
	const moment = /^\d{4}-\d{2}-\d{2}$/u.test(dueDate) ? `${dueDate}T23:59:59Z` : dueDate;
	return Number.isNaN(Date.parse(moment)) ? failedResult(`invalid dueDate "${dueDate}"`) : { dueDate: new Date(moment).toISOString() };
}

/**
 * Stores the lender's own condition, with the amount as staff gave it. The broker does so after the borrower's side has confirmed the
 * message, not before (`addConditionsLenderRequest` in its patron_request/service/action.go).
 */
function noteSentCondition({ broker, row, params }: ActionInvocation, message: SupplierMessage): void {
	const noted = notificationOf(row.supplierSymbol ?? '', row.requesterSymbol, message, broker.store.now());
	if (noted !== undefined)
		row.notifications.push({ ...noted, direction: 'sent', ...(typeof params.cost === 'number' ? { cost: params.cost } : {}) });
}

/** What each action of the lending side does. An action that is missing here only changes the state. */
export const lendingActions: Readonly<Record<string, (invocation: ActionInvocation) => ActionResult>> = {
	'send-notification': () => succeededResult({ note: 'email service is not ready to send' }),
	'request-item': (invocation) => requestItem(invocation) ?? succeededResult(),
	'add-item': addItem,
	'remove-item': removeItem,
	'will-supply': (invocation) =>
		(serviceTypeOf(invocation.row) === 'Loan' ? requestItem(invocation) : undefined) ??
		say(invocation, { reason: 'StatusChange', status: 'WillSupply', ...noteOf(invocation) }),
	'cannot-supply': (invocation) =>
		say(invocation, {
			reason: 'StatusChange',
			status: 'Unfilled',
			...noteOf(invocation),
			reasonUnfilled: textParamOf(invocation.params, 'reasonUnfilled') ?? 'NotAvailable',
		}),
	'add-condition': (invocation) => {
		const { params } = invocation;
		if (textParamOf(params, 'loanCondition') === undefined && typeof params.cost !== 'number')
			return failedResult('loanCondition or cost is required');
		if (typeof params.cost === 'number' && textParamOf(params, 'currency') === undefined)
			return failedResult('currency is required when cost is provided');
		const cost =
			typeof params.cost === 'number' ? { currency: textParamOf(params, 'currency') ?? 'USD', value: String(params.cost) } : undefined;
		const loanCondition = textParamOf(params, 'loanCondition');
		const message: SupplierMessage = {
			reason: 'StatusChange',
			status: 'WillSupply',
			note: [textParamOf(params, 'note'), messageMarks.addLoanCondition].filter((part) => part !== undefined).join('\n'),
			...(cost === undefined ? {} : { cost }),
			...(loanCondition === undefined ? {} : { loanCondition }),
		};
		const result = say(invocation, message);
		return result.status === 'SUCCESS' ? { ...result, onConfirmation: () => noteSentCondition(invocation, message) } : result;
	},
	ship: (invocation) => {
		const { row, broker } = invocation;
		const refused = serviceTypeOf(row) === 'CopyOrLoan' ? requestItem(invocation) : undefined;
		if (refused !== undefined) return refused;
		if (row.items.length === 0) return failedResult('no items for shipping in the request', 'no items found');
		if (broker.world.options.hostLmsFails) return failedResult('LMS CheckOutItem failed', 'connection refused');
		for (const item of row.items) if (broker.isLater) item.lmsStatus = 'CHECKED_OUT';
		const items = writeItemsIntoNote(row.items);
		return say(invocation, {
			reason: 'StatusChange',
			status: 'Loaned',
			note: [textParamOf(invocation.params, 'note'), items].filter((part) => part !== undefined).join('\n'),
			...broker.rota.dispatch(),
		});
	},
	'supply-document': (invocation) => {
		const url = textParamOf(invocation.params, 'deliveryUrl');
		if (url === undefined || !/^https?:\/\//u.test(url)) return failedResult('deliveryUrl must be an absolute HTTP(S) URL');
		return say(invocation, { reason: 'StatusChange', status: 'CopyCompleted', itemId: url, ...noteOf(invocation) });
	},
	'mark-received': (invocation) => {
		const { broker, row } = invocation;
		if (row.items.length === 0) return failedResult('no items for check-in in the request', 'no items found');
		if (broker.world.options.hostLmsFails) return failedResult('LMS CheckInItem failed', 'connection refused');
		return say(invocation, { reason: 'StatusChange', status: 'LoanCompleted' });
	},
	'accept-cancel': (invocation) => say(invocation, { reason: 'CancelResponse', status: 'Cancelled', answerYesNo: 'Y' }),
	'reject-cancel': (invocation) => say(invocation, { reason: 'CancelResponse', status: 'WillSupply', answerYesNo: 'N' }),
	'ask-retry': (invocation) => {
		const reason = textParamOf(invocation.params, 'reasonRetry') ?? '';
		if (reason !== 'NotFoundAsCited')
			return failedResult(`unsupported reasonRetry "${reason}" for ask-retry action (supported: "NotFoundAsCited")`);
		const itemId = textParamOf(invocation.params, 'itemId');
		if (itemId === undefined) return failedResult('missing itemId for ask-retry action when reasonRetry is NotFoundAsCited');
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
