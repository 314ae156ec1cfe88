import { messageMarks } from '../messageMarks';
import { findPatron, type Patron } from '../patrons';
import { brokerSymbol } from './crossLinkMembers';
import { buildAgencyId, notSelectedError, buildRequestingExchange } from './isoMessages';
import type { ActionOutcomeName } from './model/BrokerStateModel';
import type { BrokerOperations } from './BrokerOperations';
import type { RotaRunner } from './RotaRunner';
import {
	bibliographicItemIdsOf,
	markConditionReceipts,
	recordIdOf,
	serviceTypeOf,
	type StoredEvent,
	type CrossLinkRequest,
} from './crossLinkRequest';
import { formatBrokerTime } from './buildViews';

/**
 * What an action leads to: the status of its event in the log, the outcome that selects the state model's transition, and the data of the
 * event.
 */
export interface ActionResult {
	readonly status: 'SUCCESS' | 'PROBLEM' | 'ERROR';
	readonly outcome: ActionOutcomeName;
	readonly result: Record<string, unknown>;
	/** What the broker does when the message of the action is confirmed, before the action ends. */
	readonly onConfirmation?: () => void;
	readonly after?: () => void;
}

export interface ActionInvocation {
	readonly broker: BrokerOperations & {
		readonly rota: RotaRunner;
		patronById(id: string): Patron | undefined;
		/** Makes the request that replaces one whose supplier offered a retry. */
		retry(row: CrossLinkRequest): void;
	};
	readonly row: CrossLinkRequest;
	readonly event: StoredEvent;
	readonly params: Readonly<Record<string, unknown>>;
}

export function succeededResult(result: Record<string, unknown> = {}, after?: () => void): ActionResult {
	return { status: 'SUCCESS', outcome: 'success', result, ...(after === undefined ? {} : { after }) };
}

export function failedResult(message: string, cause = ''): ActionResult {
	return { status: 'ERROR', outcome: 'failure', result: { eventError: { Message: message, Cause: cause } } };
}

export function textParamOf(params: Readonly<Record<string, unknown>>, name: string): string | undefined {
	const value = params[name];
	return typeof value === 'string' && value !== '' ? value : undefined;
}

const ncipVersion = 'http://www.niso.org/ncip/v2_02/imp1/xsd/ncip_v2_02.xsd';

/** Records what the library's own system was asked and what it answered, including the patron's data. */
function noteLms({ broker, row, event }: ActionInvocation, call: string, asked: unknown, answered: unknown): void {
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

function validatePatron(invocation: ActionInvocation): ActionResult {
	const { broker, row } = invocation;
	const user = row.patron ?? '';
	const known = findPatron(user) ?? broker.patronById(user);
	if (user === '' || known?.standing === 'lmsDown') {
		if (user !== '') noteLms(invocation, 'LookupUser', { UserId: { UserIdentifierValue: user } }, {});
		return failedResult('LMS LookupUser failed', user === '' ? 'missing User ID in LookupUser response' : 'connection refused');
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
	return succeededResult();
}

/** Finds a duplicate within the hours that the library has set; undefined if there is none, or if the library does not check. */
function duplicateOf({ broker, row }: ActionInvocation): CrossLinkRequest | undefined {
	const hours = broker.world.options.crosslinkDuplicateHours;
	const since = broker.store.now() - hours * 3_600_000_000;
	const keys = (one: CrossLinkRequest) =>
		[recordIdOf(one), ...bibliographicItemIdsOf(one, 'ISBN'), ...bibliographicItemIdsOf(one, 'ISSN')].filter((key) => key !== undefined);
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
				serviceTypeOf(other) === serviceTypeOf(row) &&
				other.suppliers.length + other.transactionEvents.length > 0 &&
				keys(other).some((key) => keys(row).includes(key)),
		);
}

function duplicateData(invocation: ActionInvocation, duplicate: CrossLinkRequest | undefined): Record<string, unknown> {
	const hours = invocation.broker.world.options.crosslinkDuplicateHours;
	return {
		customData: {
			duplicateCheck: {
				enabled: hours > 0,
				windowHours: hours > 0 ? hours : null,
				duplicate: duplicate !== undefined,
				matchedTransactionId: duplicate?.transactionId ?? null,
				...(hours > 0 ? {} : { cutoffTime: null, lookupParams: null }),
			},
		},
	};
}

function send(invocation: ActionInvocation): ActionResult {
	const { broker, row } = invocation;
	// Since 3.7.0 the search for duplicates is a separate action.
	const duplicate = broker.isLater ? undefined : duplicateOf(invocation);
	const data = duplicateData(invocation, duplicate);
	if (duplicate !== undefined) return { status: 'SUCCESS', outcome: 'duplicate', result: data };
	const { header, ...request } = row.illRequest;
	const at = formatBrokerTime(broker.store.now());
	const confirmationHeader = {
		supplyingAgencyId: buildAgencyId(brokerSymbol),
		requestingAgencyId: buildAgencyId(row.requesterSymbol),
		timestamp: at,
		requestingAgencyRequestId: row.requesterRequestId,
		timestampReceived: at,
		messageStatus: 'OK',
	};
	const incomingMessage = { requestConfirmation: { confirmationHeader }, '@version': '1.2' };
	return succeededResult({ ...data, incomingMessage, outgoingMessage: { request: { header, ...request }, '@version': '1.2' } }, () =>
		broker.rota.locate(row),
	);
}

function tellSupplier(
	{ broker, row }: ActionInvocation,
	action: string,
	what: Parameters<RotaRunner['hear']>[1],
	note?: string,
): ActionResult {
	const isElsewhere = broker.rota.isElsewhere(row);
	const exchange = buildRequestingExchange(row, action, note, broker.store.now(), isElsewhere ? notSelectedError : undefined);
	return isElsewhere
		? { status: 'PROBLEM', outcome: 'failure', result: exchange }
		: succeededResult(exchange, () => broker.rota.hear(row, what));
}

/** Marks all open conditions once the answer has reached the lender, even a condition that came meanwhile. */
function answerConditions(invocation: ActionInvocation, receipt: 'ACCEPTED' | 'REJECTED'): ActionResult {
	const { broker, row } = invocation;
	const result =
		receipt === 'ACCEPTED'
			? tellSupplier(invocation, 'Notification', 'agree', messageMarks.agreeLoanCondition)
			: tellSupplier(invocation, 'Cancel', 'refuse', messageMarks.rejectLoanCondition);
	if (result.status === 'SUCCESS') markConditionReceipts(row, 'received', receipt, broker.store.now());
	return result;
}

function receive(invocation: ActionInvocation): ActionResult {
	const { broker, row } = invocation;
	if (row.items.length === 0) return failedResult('receiveBorrowingRequest failed to get items by PR ID');
	if (broker.world.options.hostLmsFails) return failedResult('LMS AcceptItem failed', 'Item already exists');
	for (const { barcode } of row.items)
		noteLms(
			invocation,
			'AcceptItem',
			{ ItemId: { ItemIdentifierValue: barcode }, UserId: { UserIdentifierValue: row.patron ?? '' } },
			{ ItemId: { ItemIdentifierValue: barcode } },
		);
	return tellSupplier(invocation, 'Received', 'received');
}

/** What each action of the borrowing side does. An action that is missing here only changes the state. */
export const borrowingActions: Readonly<Record<string, (invocation: ActionInvocation) => ActionResult>> = {
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
		return limit > 0 && open.length >= limit ? { status: 'SUCCESS', outcome: 'review', result: {} } : succeededResult();
	},
	'update-metadata': ({ row }) =>
		recordIdOf(row) === undefined ? { status: 'SUCCESS', outcome: 'review', result: {} } : succeededResult(),
	'check-duplicate': (invocation) => {
		const duplicate = duplicateOf(invocation);
		return { status: 'SUCCESS', outcome: duplicate === undefined ? 'success' : 'review', result: duplicateData(invocation, duplicate) };
	},
	'send-request': send,
	'send-notification': () => succeededResult({ note: 'email service is not ready to send' }),
	'cancel-request': (invocation) => tellSupplier(invocation, 'Cancel', 'cancel'),
	'accept-condition': (invocation) => answerConditions(invocation, 'ACCEPTED'),
	'reject-condition': (invocation) => answerConditions(invocation, 'REJECTED'),
	receive,
	'check-out': (invocation) => {
		for (const item of invocation.row.items) if (invocation.broker.isLater) item.lmsStatus = 'CHECKED_OUT';
		noteLms(invocation, 'CheckOutItem', { UserId: { UserIdentifierValue: invocation.row.patron ?? '' } }, {});
		return succeededResult();
	},
	'check-in': (invocation) => {
		for (const item of invocation.row.items) if (invocation.broker.isLater) item.lmsStatus = 'CHECKED_IN';
		noteLms(invocation, 'CheckInItem', {}, {});
		return succeededResult();
	},
	'ship-return': (invocation) => tellSupplier(invocation, 'ShippedReturn', 'returned'),
	renew: (invocation) => tellSupplier(invocation, 'Renew', 'renew'),
	'accept-retry': ({ broker, row }) => succeededResult({}, () => broker.retry(row)),
	'fill-locally': () => succeededResult(),
	'supply-document': ({ row, params, broker }) => {
		const url = textParamOf(params, 'deliveryUrl');
		if (url === undefined || !/^https?:\/\//u.test(url)) return failedResult('deliveryUrl must be an absolute HTTP(S) URL');
		row.illResponse = {
			statusInfo: { status: 'CopyCompleted' },
			messageInfo: { reasonForMessage: 'StatusChange', note: textParamOf(params, 'note') ?? '' },
			deliveryInfo: { itemId: url, sentVia: { '#text': 'URL' } },
		};
		broker.rota.skipAll(row);
		return succeededResult();
	},
	'cancel-local-supply': ({ broker, row }) => succeededResult({}, () => broker.rota.skipAll(row)),
	'cannot-supply-locally': ({ broker, row }) => succeededResult({}, () => broker.rota.next(row)),
};
