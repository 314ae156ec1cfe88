import type { IsoRequest } from './iso/readIllRequest';
import type { IsoServiceType } from './model/BrokerStateModel';

export type BrokerSide = 'borrowing' | 'lending';

export interface BrokerItem {
	readonly id: string;
	readonly barcode: string;
	readonly title?: string;
	readonly callNumber?: string;
	readonly itemId?: string;
	readonly createdAt: number;
	/** What the library's own system knows about the item; since 3.7.0. */
	lmsStatus?: string;
}

export interface StoredNotification {
	readonly id: string;
	readonly fromSymbol: string;
	readonly toSymbol: string;
	readonly direction: 'sent' | 'received';
	readonly kind: 'note' | 'condition';
	readonly note?: string;
	readonly cost?: number;
	readonly currency?: string;
	readonly condition?: string;
	receipt?: string;
	createdAt: number;
	acknowledgedAt?: number;
}

export interface StoredEvent {
	readonly id: string;
	timestamp: number;
	readonly eventType: 'TASK' | 'NOTICE';
	readonly eventName: string;
	eventStatus: 'NEW' | 'PROCESSING' | 'SUCCESS' | 'PROBLEM' | 'ERROR';
	readonly eventData: Record<string, unknown>;
	resultData: Record<string, unknown>;
	readonly parentID?: string;
}

export interface LocatedSupplier {
	readonly id: string;
	readonly symbol: string;
	readonly localId?: string;
	/** The record of the shared inventory, by which the scenario is looked up. */
	readonly instanceId?: string;
	status: 'new' | 'selected' | 'skipped';
	lastStatus?: string;
	prevStatus?: string;
	lastReason?: string;
	prevReason?: string;
	supplierRequestId?: string;
	/** The action that the supplier received after the request itself; absent if it received none. */
	action?: 'Cancel';
	/** Whether a cancellation is meant for this supplier alone. */
	onlyHere?: boolean;
}

/** A patron request of the broker. Times are microseconds since 1970, as the database keeps them. */
export interface CrossLinkRequest {
	readonly id: string;
	readonly side: BrokerSide;
	createdAt: number;
	updatedAt: number;
	state: string;
	illRequest: IsoRequest;
	illResponse?: Readonly<Record<string, unknown>>;
	patron?: string;
	readonly requesterSymbol: string;
	supplierSymbol?: string;
	/** The borrower's number of the request; it is the same on both sides. */
	readonly requesterRequestId: string;
	needsAttention: boolean;
	terminalState: boolean;
	lastAction?: string;
	lastActionOutcome?: string;
	lastActionResult?: string;
	internalNote?: string;
	nextReqId?: string;
	prevReqId?: string;
	retryBibInfo?: Readonly<Record<string, unknown>>;
	/** The due date, which requests have since 3.7.0. */
	dueDate?: string;
	requesterPickupLocationId?: string;
	items: BrokerItem[];
	notifications: StoredNotification[];
	events: StoredEvent[];
	/** The ID of the broker's own transaction for the request, to which the events and suppliers below belong as well. */
	readonly transactionId: string;
	transactionEvents: StoredEvent[];
	suppliers: LocatedSupplier[];
	busy: boolean;
	/** Ends the action that hangs at this request; absent if none hangs. */
	letGo?: () => void;
	/** A number that increases with each change of state. A step of staff that was planned at a lower number is dropped. */
	version: number;
}

export function serviceTypeOf(row: Pick<CrossLinkRequest, 'illRequest'>): IsoServiceType {
	const info = row.illRequest.serviceInfo as { readonly serviceType?: IsoServiceType } | undefined;
	return info?.serviceType ?? 'Loan';
}

export function modelSideOf({ side }: Pick<CrossLinkRequest, 'side'>): 'REQUESTER' | 'SUPPLIER' {
	return side === 'borrowing' ? 'REQUESTER' : 'SUPPLIER';
}

export function bibliographicInfoOf(row: Pick<CrossLinkRequest, 'illRequest'>): Readonly<Record<string, unknown>> {
	return (row.illRequest.bibliographicInfo ?? {}) as Readonly<Record<string, unknown>>;
}

export function recordIdOf(row: Pick<CrossLinkRequest, 'illRequest'>): string | undefined {
	const id = bibliographicInfoOf(row).supplierUniqueRecordId;
	return typeof id === 'string' && id !== '' ? id : undefined;
}

export function ownerOf(row: CrossLinkRequest): string | undefined {
	return row.side === 'borrowing' ? row.requesterSymbol : row.supplierSymbol;
}

export function countUnreadNotifications(row: CrossLinkRequest): number {
	return row.notifications.filter(({ direction, acknowledgedAt }) => direction === 'received' && acknowledgedAt === undefined).length;
}

export function hasCost(row: CrossLinkRequest): boolean {
	return row.notifications.some(({ cost }) => cost !== undefined);
}

export function bibliographicItemIdsOf(row: CrossLinkRequest, code: string): string[] {
	const ids = (bibliographicInfoOf(row).bibliographicItemId ?? []) as ReadonlyArray<{
		bibliographicItemIdentifier: string;
		bibliographicItemIdentifierCode: { '#text'?: string };
	}>;
	return ids
		.filter((id) => id.bibliographicItemIdentifierCode['#text']?.toUpperCase() === code)
		.map((id) => id.bibliographicItemIdentifier);
}

/** Marks conditions as answered, like MarkConditionNotificationsReceipt in pr_query.sql. */
export function markConditionReceipts(
	{ notifications }: CrossLinkRequest,
	direction: StoredNotification['direction'],
	receipt: 'ACCEPTED' | 'REJECTED',
	at: number,
): void {
	for (const one of notifications) {
		if (one.kind !== 'condition' || one.direction !== direction || ['ACCEPTED', 'REJECTED', 'FAILED_TO_SEND'].includes(one.receipt ?? ''))
			continue;
		one.receipt = receipt;
		one.acknowledgedAt ??= at;
	}
}
