import { withoutUndefined } from '../withoutUndefined';
import { brokerSymbol, nameOfMember } from './crossLinkMembers';
import {
	type StoredEvent,
	type CrossLinkRequest,
	type BrokerItem,
	type StoredNotification,
	type LocatedSupplier,
	hasCost,
	ownerOf,
	countUnreadNotifications,
} from './crossLinkRequest';

/** Formats a time in UTC as the broker does: with microseconds, but without zeros at the end. */
export function formatBrokerTime(micros: number): string {
	const whole = Math.round(micros);
	const seconds = Math.floor(whole / 1_000_000);
	const fraction = String(whole - seconds * 1_000_000)
		.padStart(6, '0')
		.replace(/0+$/u, '');
	return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/**
 * @param base the address that the broker believes to be its own, which is wrong behind Okapi
 * @param withItems whether the request itself shows its items. The broker of model 3.0.0 loses them, and shows them only under `/items`
 */
export function buildRequestView(row: CrossLinkRequest, base: string, withItems: boolean): Record<string, unknown> {
	const { id, requesterSymbol, supplierSymbol } = row;
	const owner = ownerOf(row) ?? '';
	const link = (part: string) => `${base}/broker/patron_requests/${encodeURIComponent(id)}/${part}?symbol=${encodeURIComponent(owner)}`;
	return withoutUndefined({
		availableActionsLink: link('actions'),
		createdAt: formatBrokerTime(row.createdAt),
		dueDate: row.dueDate,
		eventsLink: link('events'),
		hasCost: hasCost(row),
		id,
		illRequest: row.illRequest,
		illResponse: row.illResponse,
		illTransactionLink: `${base}/broker/ill_transactions?requester_req_id=${encodeURIComponent(row.requesterRequestId)}`,
		internalNote: row.internalNote,
		items: withItems ? row.items.map(buildItemView) : [],
		itemsLink: link('items'),
		lastAction: row.lastAction,
		lastActionOutcome: row.lastActionOutcome,
		lastActionResult: row.lastActionResult,
		needsAttention: row.needsAttention,
		nextReqId: row.nextReqId,
		notificationsLink: link('notifications'),
		patron: row.patron,
		prevReqId: row.prevReqId,
		requesterName: nameOfMember(requesterSymbol),
		requesterPickupLocationId: row.requesterPickupLocationId,
		requesterRequestId: row.requesterRequestId,
		requesterSymbol,
		retryBibInfo: row.retryBibInfo,
		side: row.side,
		state: row.state,
		stateModel: 'default',
		supplierName: supplierSymbol === undefined ? undefined : nameOfMember(supplierSymbol),
		supplierSymbol,
		terminalState: row.terminalState,
		unreadNotificationsCount: countUnreadNotifications(row),
		updatedAt: formatBrokerTime(row.updatedAt),
	});
}

export function buildItemView(item: BrokerItem): unknown {
	return withoutUndefined({ ...item, createdAt: formatBrokerTime(item.createdAt) });
}

export function buildNotificationView(notification: StoredNotification): unknown {
	const { createdAt, acknowledgedAt, ...rest } = notification;
	return withoutUndefined({
		...rest,
		createdAt: formatBrokerTime(createdAt),
		acknowledgedAt: acknowledgedAt === undefined ? undefined : formatBrokerTime(acknowledgedAt),
	});
}

export function buildEventView(event: StoredEvent, row: CrossLinkRequest, domain: 'request' | 'transaction'): unknown {
	return withoutUndefined({
		...event,
		timestamp: formatBrokerTime(event.timestamp),
		illTransactionID: domain === 'request' ? '' : row.transactionId,
		patronRequestID: domain === 'request' ? row.id : undefined,
	});
}

export function buildSupplierView(
	supplier: LocatedSupplier,
	ordinal: number,
	row: CrossLinkRequest,
	base: string,
	withName: boolean,
): unknown {
	const peer = `peer-${supplier.symbol.slice(5).toLowerCase()}`;
	return withoutUndefined({
		id: supplier.id,
		illTransactionID: row.transactionId,
		lastAction: supplier.action ?? (supplier.supplierRequestId === undefined ? undefined : 'Request'),
		lastReason: supplier.lastReason,
		lastStatus: supplier.lastStatus,
		localID: supplier.localId,
		ordinal,
		prevAction: supplier.action === undefined ? undefined : 'Request',
		prevReason: supplier.prevReason,
		prevStatus: supplier.prevStatus,
		supplierID: peer,
		supplierName: withName ? nameOfMember(supplier.symbol) : undefined,
		supplierPeerLink: `${base}/broker/peers/${peer}`,
		supplierRequestID: supplier.supplierRequestId,
		supplierStatus: supplier.status,
		supplierSymbol: supplier.symbol,
	});
}

export function buildTransactionView(row: CrossLinkRequest, base: string): unknown {
	const { header: _header, serviceInfo, ...data } = row.illRequest;
	const peer = `peer-${row.requesterSymbol.slice(5).toLowerCase()}`;
	const selected = row.suppliers.find(({ status }) => status === 'selected');
	return withoutUndefined({
		eventsLink: `${base}/broker/ill_transactions/${row.transactionId}/events`,
		id: row.transactionId,
		illTransactionData: { ...data, serviceInfo: { requestType: 'New', ...(serviceInfo as object | undefined) } },
		lastRequesterAction: 'Request',
		lastSupplierStatus: selected?.lastStatus ?? '',
		locatedSuppliersLink: `${base}/broker/located_suppliers?ill_transaction_id=${row.transactionId}`,
		prevRequesterAction: '',
		prevSupplierStatus: selected?.prevStatus ?? (selected?.lastStatus === undefined ? '' : 'ExpectToSupply'),
		requesterID: peer,
		requesterPeerLink: `${base}/broker/peers/${peer}`,
		requesterRequestID: row.requesterRequestId,
		requesterSymbol: row.requesterSymbol,
		supplierRequestID: '',
		supplierSymbol: brokerSymbol,
		timestamp: formatBrokerTime(row.createdAt),
	});
}
