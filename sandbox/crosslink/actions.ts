import { marks } from '../marks';
import { findPatron, type Patron } from '../patrons';
import { brokerSymbol } from './members';
import { agencyId, notSelected, requestingExchange } from './messages';
import type { ActionOutcomeName } from './model';
import type { BrokerCore } from './parts';
import type { Rota } from './rota';
import { itemIdentifiersOf, markConditions, recordIdOf, brokerServiceType, type StoredEvent, type CrossLinkRequest } from './row';
import { printMicros } from './views';

/** The result of an action. Only a failed one has a `message`. */
export interface Result {
	readonly status: 'SUCCESS' | 'PROBLEM' | 'ERROR';
	readonly outcome: ActionOutcomeName;
	readonly result: Record<string, unknown>;
	readonly after?: () => void;
}

export interface Invocation {
	readonly broker: BrokerCore & {
		readonly rota: Rota;
		patronById(id: string): Patron | undefined;
		/** Makes the request that replaces one whose supplier offered a retry. */
		retry(row: CrossLinkRequest): void;
	};
	readonly row: CrossLinkRequest;
	readonly event: StoredEvent;
	readonly params: Readonly<Record<string, unknown>>;
}

export function actionDone(result: Record<string, unknown> = {}, after?: () => void): Result {
	return { status: 'SUCCESS', outcome: 'success', result, ...(after === undefined ? {} : { after }) };
}

export function failed(message: string, cause = ''): Result {
	return { status: 'ERROR', outcome: 'failure', result: { eventError: { Message: message, Cause: cause } } };
}

export function textParam(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = params[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

const ncipVersion = 'http://www.niso.org/ncip/v2_02/imp1/xsd/ncip_v2_02.xsd';

/** Notes what the library's own system was asked and what it answered, with the patron's data. */
function noteLms({ broker, row, event }: Invocation, call: string, asked: unknown, answered: unknown): void {
	broker.store.note(row.events, {
		eventType: 'NOTICE',
		eventName: row.side === 'borrowing' ? 'lms-requester-message' : 'lms-supplier-message',
		parentID: event.id,
		eventData: {
			customData: {
				lmsOutgoingMessage: { '@version': ncipVersion, [call]: asked },
				lmsIncomingMessage: { '@version': ncipVersion, [`${call}Response`]: answered },
			},
		},
	});
}

function validatePatron(invocation: Invocation): Result {
	const { broker, row } = invocation;
	const user = row.patron ?? '';
	const known = findPatron(user) ?? broker.patronById(user);
	if (user === '' || known?.standing === 'lmsDown') {
		if (user !== '') noteLms(invocation, 'LookupUser', { UserId: { UserIdentifierValue: user } }, {});
		return failed('LMS LookupUser failed', user === '' ? 'missing User ID in LookupUser response' : 'connection refused');
	}
	if (known === undefined || known.standing === 'blocked') {
		const kind = known === undefined ? 'Unknown User' : 'User Blocked';
		noteLms(
			invocation,
			'LookupUser',
			{ UserId: { UserIdentifierValue: user } },
			{ Problem: [{ ProblemType: { '#text': kind }, ProblemDetail: user }] },
		);
		return { status: 'PROBLEM', outcome: 'review', result: { problem: { Kind: kind, Details: user } } };
	}
	noteLms(invocation, 'LookupUser', { UserId: { UserIdentifierValue: user } }, { UserId: { UserIdentifierValue: known.id } });
	row.patron = known.id;
	return actionDone();
}

/** Finds a duplicate within the hours that the library has set; undefined where there is none, or the library does not check. */
function duplicateOf({ broker, row }: Invocation): CrossLinkRequest | undefined {
	const hours = broker.world.options.crosslinkDuplicateHours;
	const since = broker.store.now() - hours * 3_600_000_000;
	const keys = (one: CrossLinkRequest) =>
		[recordIdOf(one), ...itemIdentifiersOf(one, 'ISBN'), ...itemIdentifiersOf(one, 'ISSN')].filter((key) => key !== undefined);
	if (hours <= 0) return undefined;
	return broker.store
		.all()
		.find(
			(other) =>
				other !== row &&
				other.side === 'borrowing' &&
				other.createdAt >= since &&
				other.requesterSymbol === row.requesterSymbol &&
				other.patron === row.patron &&
				brokerServiceType(other) === brokerServiceType(row) &&
				other.suppliers.length + other.transactionEvents.length > 0 &&
				keys(other).some((key) => keys(row).includes(key)),
		);
}

function duplicateData(invocation: Invocation, twin: CrossLinkRequest | undefined): Record<string, unknown> {
	const hours = invocation.broker.world.options.crosslinkDuplicateHours;
	return {
		customData: {
			duplicateCheck: {
				enabled: hours > 0,
				windowHours: hours > 0 ? hours : null,
				duplicate: twin !== undefined,
				matchedTransactionId: twin?.transactionId ?? null,
				...(hours > 0 ? {} : { cutoffTime: null, lookupParams: null }),
			},
		},
	};
}

function send(invocation: Invocation): Result {
	const { broker, row } = invocation;
	// Since 3.7.0 the search for duplicates is an action of its own.
	const twin = broker.isLater ? undefined : duplicateOf(invocation);
	const data = duplicateData(invocation, twin);
	if (twin !== undefined) return { status: 'SUCCESS', outcome: 'duplicate', result: data };
	const { header, ...request } = row.illRequest;
	const at = printMicros(broker.store.now());
	const confirmationHeader = {
		supplyingAgencyId: agencyId(brokerSymbol),
		requestingAgencyId: agencyId(row.requesterSymbol),
		timestamp: at,
		requestingAgencyRequestId: row.requesterRequestId,
		timestampReceived: at,
		messageStatus: 'OK',
	};
	const incomingMessage = { requestConfirmation: { confirmationHeader }, '@version': '1.2' };
	return actionDone({ ...data, incomingMessage, outgoingMessage: { request: { header, ...request }, '@version': '1.2' } }, () =>
		broker.rota.locate(row),
	);
}

function tellSupplier({ broker, row }: Invocation, action: string, what: Parameters<Rota['hear']>[1], note?: string): Result {
	const isElsewhere = broker.rota.isElsewhere(row);
	const exchange = requestingExchange(row, action, note, broker.store.now(), isElsewhere ? notSelected : undefined);
	return isElsewhere
		? { status: 'PROBLEM', outcome: 'failure', result: exchange }
		: actionDone(exchange, () => broker.rota.hear(row, what));
}

/** Once the answer has reached the lender, all conditions that are open are marked, also one that came meanwhile. */
function answerConditions(invocation: Invocation, receipt: 'ACCEPTED' | 'REJECTED'): Result {
	const { broker, row } = invocation;
	const result =
		receipt === 'ACCEPTED'
			? tellSupplier(invocation, 'Notification', 'agree', marks.agreeLoanCondition)
			: tellSupplier(invocation, 'Cancel', 'refuse', marks.rejectLoanCondition);
	if (result.status === 'SUCCESS') markConditions(row, 'received', receipt, broker.store.now());
	return result;
}

function receive(invocation: Invocation): Result {
	const { broker, row } = invocation;
	if (row.items.length === 0) return failed('receiveBorrowingRequest failed to get items by PR ID');
	if (broker.world.options.hostLmsFails) return failed('LMS AcceptItem failed', 'Item already exists');
	for (const { barcode } of row.items)
		noteLms(
			invocation,
			'AcceptItem',
			{ ItemId: { ItemIdentifierValue: barcode }, UserId: { UserIdentifierValue: row.patron ?? '' } },
			{ ItemId: { ItemIdentifierValue: barcode } },
		);
	return tellSupplier(invocation, 'Received', 'received');
}

/** What each action of the borrowing side does; one that is not here changes the state only. */
export const borrowingActions: Readonly<Record<string, (invocation: Invocation) => Result>> = {
	'validate-patron': validatePatron,
	'check-limit': ({ broker, row }) => {
		const limit = broker.world.options.crosslinkMaxRequests;
		const open = broker.store
			.all()
			.filter(
				(other) =>
					other !== row &&
					other.side === 'borrowing' &&
					!other.terminalState &&
					other.patron === row.patron &&
					other.requesterSymbol === row.requesterSymbol,
			);
		return limit > 0 && open.length >= limit ? { status: 'SUCCESS', outcome: 'review', result: {} } : actionDone();
	},
	'update-metadata': ({ row }) => (recordIdOf(row) === undefined ? { status: 'SUCCESS', outcome: 'review', result: {} } : actionDone()),
	'check-duplicate': (invocation) => {
		const twin = duplicateOf(invocation);
		return { status: 'SUCCESS', outcome: twin === undefined ? 'success' : 'review', result: duplicateData(invocation, twin) };
	},
	'send-request': send,
	'send-notification': () => actionDone({ note: 'email service is not ready to send' }),
	'cancel-request': (invocation) => tellSupplier(invocation, 'Cancel', 'cancel'),
	'accept-condition': (invocation) => answerConditions(invocation, 'ACCEPTED'),
	'reject-condition': (invocation) => answerConditions(invocation, 'REJECTED'),
	receive,
	'check-out': (invocation) => {
		for (const item of invocation.row.items) if (invocation.broker.isLater) item.lmsStatus = 'CHECKED_OUT';
		noteLms(invocation, 'CheckOutItem', { UserId: { UserIdentifierValue: invocation.row.patron ?? '' } }, {});
		return actionDone();
	},
	'check-in': (invocation) => {
		for (const item of invocation.row.items) if (invocation.broker.isLater) item.lmsStatus = 'CHECKED_IN';
		noteLms(invocation, 'CheckInItem', {}, {});
		return actionDone();
	},
	'ship-return': (invocation) => tellSupplier(invocation, 'ShippedReturn', 'returned'),
	renew: (invocation) => tellSupplier(invocation, 'Renew', 'renew'),
	'accept-retry': ({ broker, row }) => actionDone({}, () => broker.retry(row)),
	'fill-locally': () => actionDone(),
	'supply-document': ({ row, params, broker }) => {
		const url = textParam(params, 'deliveryUrl');
		if (url === undefined || !/^https?:\/\//u.test(url)) return failed('deliveryUrl must be an absolute HTTP(S) URL');
		row.illResponse = {
			statusInfo: { status: 'CopyCompleted' },
			messageInfo: { reasonForMessage: 'StatusChange', note: textParam(params, 'note') ?? '' },
			deliveryInfo: { itemId: url, sentVia: { '#text': 'URL' } },
		};
		broker.rota.skipAll(row);
		return actionDone();
	},
	'cancel-local-supply': ({ broker, row }) => actionDone({}, () => broker.rota.skipAll(row)),
	'cannot-supply-locally': ({ broker, row }) => actionDone({}, () => broker.rota.next(row)),
};
