import { randomSource } from '../randomSource';
import { withoutUndefined } from '../withoutUndefined';
import { messageMarks } from '../messageMarks';
import { formatBrokerTime } from './buildViews';
import type { CrossLinkRequest, StoredNotification } from './crossLinkRequest';

const itemsMark = /#MultipleItems#\n([\s\S]*?)\n?#MultipleItemsEnd#/u;

/** What a supplier, or the broker on its behalf, tells the borrower. */
export interface SupplierMessage {
	readonly reason: 'RequestResponse' | 'StatusChange' | 'CancelResponse' | 'RenewResponse' | 'Notification';
	readonly status: string;
	readonly answerYesNo?: 'Y' | 'N';
	readonly note?: string;
	readonly reasonUnfilled?: string;
	readonly reasonRetry?: string;
	readonly retryAfter?: string;
	readonly cost?: { readonly currency: string; readonly value: string };
	/** Delivery costs, which some systems send in place of offered costs. */
	readonly deliveryCost?: { readonly currency: string; readonly value: string };
	readonly loanCondition?: string;
	readonly dueDate?: string;
	readonly dateSent?: string;
	/** The barcodes of the items, or the address of a document. */
	readonly itemId?: string;
}

export function buildAgencyId(symbol: string): unknown {
	const [type, value] = symbol.split(':', 2);
	return { agencyIdType: { '#text': type }, agencyIdValue: value };
}

const coded = (text: string | undefined) => (text === undefined ? undefined : { '#text': text });

const costs = (cost: SupplierMessage['cost']) =>
	cost === undefined ? undefined : { currencyCode: { '#text': cost.currency }, monetaryValue: cost.value };

function body(message: SupplierMessage, at: number): Record<string, unknown> {
	const isDocument = message.status === 'CopyCompleted' && message.itemId !== undefined;
	const deliveryInfo = withoutUndefined({
		itemId: message.itemId,
		sentVia: isDocument ? { '#text': 'URL' } : undefined,
		loanCondition: coded(message.loanCondition),
		deliveryCosts: costs(message.deliveryCost),
	});
	const isDelivery = Object.keys(deliveryInfo).length > 0 || message.dateSent !== undefined;
	return withoutUndefined({
		messageInfo: withoutUndefined({
			reasonForMessage: message.reason,
			answerYesNo: message.answerYesNo,
			note: message.note,
			reasonUnfilled: coded(message.reasonUnfilled),
			reasonRetry: coded(message.reasonRetry),
			retryAfter: message.retryAfter,
			offeredCosts: costs(message.cost),
		}),
		statusInfo: withoutUndefined({ status: message.status, dueDate: message.dueDate, lastChange: formatBrokerTime(at) }),
		deliveryInfo: isDelivery ? { dateSent: message.dateSent ?? '0001-01-01T00:00:00Z', ...deliveryInfo } : undefined,
	});
}

export function buildSupplyingMessage(row: CrossLinkRequest, from: string, message: SupplierMessage, at: number): unknown {
	return {
		supplyingAgencyMessage: {
			header: {
				supplyingAgencyId: buildAgencyId(from),
				requestingAgencyId: buildAgencyId(row.requesterSymbol),
				multipleItemRequestId: '',
				timestamp: formatBrokerTime(at),
				requestingAgencyRequestId: row.requesterRequestId,
			},
			...body(message, at),
		},
		'@version': '1.2',
	};
}

/** Returns a supplier's message as the broker stores it in the request: the body as it is, and a header without values. */
export function storedSupplierMessage(message: SupplierMessage, at: number): Readonly<Record<string, unknown>> {
	const nobody = { agencyIdType: {}, agencyIdValue: '' };
	return {
		header: {
			supplyingAgencyId: nobody,
			requestingAgencyId: nobody,
			multipleItemRequestId: '',
			timestamp: '0001-01-01T00:00:00Z',
			requestingAgencyRequestId: '',
		},
		...body(message, at),
	};
}

export function buildConfirmation(
	row: CrossLinkRequest,
	from: string,
	message: SupplierMessage,
	at: number,
	error?: MessageError,
): unknown {
	return {
		supplyingAgencyMessageConfirmation: withoutUndefined({
			confirmationHeader: {
				supplyingAgencyId: buildAgencyId(from),
				requestingAgencyId: buildAgencyId(row.requesterSymbol),
				timestamp: formatBrokerTime(at),
				requestingAgencyRequestId: row.requesterRequestId,
				timestampReceived: formatBrokerTime(at),
				messageStatus: error === undefined ? 'OK' : 'ERROR',
			},
			reasonForMessage: message.reason,
			errorData: error,
		}),
		'@version': '1.2',
	};
}

/** Sets the time of the confirmation in the result of an action for which the broker has waited until now. */
export function setConfirmationTime(result: Readonly<Record<string, unknown>>, at: number): void {
	for (const part of Object.values((result.incomingMessage ?? {}) as Record<string, { confirmationHeader?: Record<string, unknown> }>))
		if (part.confirmationHeader !== undefined) part.confirmationHeader.timestamp = formatBrokerTime(at);
}

export interface MessageError {
	readonly errorType: string;
	readonly errorValue: string;
}

/** The error for a message from, or to, a library that does not have the request. */
export const notSelectedError: MessageError = {
	errorType: 'UnrecognisedDataValue',
	errorValue: 'supplyingAgencyId: supplying agency not found or invalid',
};

/** Makes the two messages of an exchange in which the borrower informs the supplier. */
export function buildRequestingExchange(
	row: CrossLinkRequest,
	action: string,
	note: string | undefined,
	at: number,
	error?: MessageError,
): Record<string, unknown> {
	const parties = { supplyingAgencyId: buildAgencyId(row.supplierSymbol ?? ''), requestingAgencyId: buildAgencyId(row.requesterSymbol) };
	return {
		incomingMessage: {
			requestingAgencyMessageConfirmation: withoutUndefined({
				confirmationHeader: {
					...parties,
					timestamp: formatBrokerTime(at),
					requestingAgencyRequestId: row.requesterRequestId,
					timestampReceived: formatBrokerTime(at),
					messageStatus: error === undefined ? 'OK' : 'ERROR',
				},
				action,
				errorData: error,
			}),
			'@version': '1.2',
		},
		outgoingMessage: {
			requestingAgencyMessage: withoutUndefined({
				header: {
					...parties,
					multipleItemRequestId: '',
					timestamp: formatBrokerTime(at),
					requestingAgencyRequestId: row.requesterRequestId,
				},
				action,
				note,
			}),
			'@version': '1.2',
		},
	};
}

/** Reads the items in the note of a shipment. Each line has local number, call number and title. */
export function itemsInNote(
	note: string | undefined,
): ReadonlyArray<{ readonly itemId?: string; readonly callNumber?: string; readonly title?: string }> {
	const lines = itemsMark.exec(note ?? '')?.[1]?.split('\n') ?? [];
	return lines.map((line) => {
		const [itemId, callNumber, title] = line.split('|');
		return withoutUndefined({ itemId: itemId || undefined, callNumber: callNumber || undefined, title: title || undefined });
	});
}

export function writeItemsIntoNote(
	items: ReadonlyArray<{ readonly barcode: string; readonly callNumber?: string; readonly title?: string }>,
): string {
	const lines = items.map(({ barcode, callNumber = '', title = '' }) => `${barcode}|${callNumber}|${title}`);
	return ['#MultipleItems#', ...lines, '#MultipleItemsEnd#'].join('\n');
}

/**
 * Returns an amount as the broker notes it. It moves the decimal point in the wrong direction, so that 12.5 becomes 1250; whole amounts
 * stay.
 */
export function misreadCostOf(amount: string): number {
	const [, fraction = ''] = amount.split('.');
	return Number(amount.replace('.', '')) * 10 ** fraction.length;
}

export function removeMessageMarks(note = ''): string {
	return note.replace(itemsMark, '').replaceAll(messageMarks.addLoanCondition, '').trim();
}

/** Makes the note or condition of a message that staff see, without marks; undefined if nothing is left. */
export function notificationOf(from: string, toSymbol: string, message: SupplierMessage, at: number): StoredNotification | undefined {
	const note = removeMessageMarks(message.note);
	const cost = message.cost ?? message.deliveryCost;
	const isCondition = message.loanCondition !== undefined || cost !== undefined;
	if (note === '' && !isCondition) return undefined;
	return {
		id: randomSource.uuid(),
		fromSymbol: from,
		toSymbol,
		direction: 'received',
		kind: isCondition ? 'condition' : 'note',
		...(note === '' ? {} : { note }),
		...(cost === undefined ? {} : { cost: misreadCostOf(cost.value), currency: cost.currency }),
		...(message.loanCondition === undefined ? {} : { condition: message.loanCondition }),
		createdAt: at,
	};
}
