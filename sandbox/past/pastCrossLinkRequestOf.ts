import { libraries, type LibraryTenant } from '../consortium';
import type { IsoRequest } from '../crosslink/iso/readIllRequest';
import { brokerSymbol } from '../crosslink/crossLinkMembers';
import { buildAgencyId, buildSupplyingMessage, type SupplierMessage } from '../crosslink/isoMessages';
import type { StoredEvent, CrossLinkRequest, LocatedSupplier } from '../crosslink/crossLinkRequest';
import type { NewCrossLinkRequest } from '../crosslink/CrossLinkStore';
import { formatBrokerTime } from '../crosslink/buildViews';
import { makeStableId } from '../stableIds';
import type { PastRequest } from './inventPastRequests';

/** Makes a past request as CrossLink's broker stores it, with the log of its events. Nothing happens to it by itself. */
export function pastCrossLinkRequestOf(tenant: LibraryTenant, life: PastRequest): NewCrossLinkRequest {
	const { symbol, hridPrefix } = libraries[tenant];
	const requesterSymbol = `ISIL:${symbol}`;
	const id = `${hridPrefix}P${life.number}`;
	const { events, state } = new EventLog(id, requesterSymbol).ofLife(life);
	const last = life.attempts.at(-1);
	return {
		...{ id, requesterSymbol, events, state },
		createdAt: life.createdAt * 1000,
		updatedAt: events.at(-1)?.timestamp ?? life.createdAt * 1000,
		terminalState: ['COMPLETED', 'UNFILLED'].includes(state),
		needsAttention: false,
		patron: life.patron,
		transactionId: makeStableId(`past:${id}`),
		suppliers: life.attempts.map(({ lender, refusedAt }, index): LocatedSupplier => ({
			id: makeStableId(`${id}:supplier:${index}`),
			symbol: `ISIL:${lender}`,
			status: refusedAt === undefined ? 'selected' : 'skipped',
		})),
		...(last === undefined ? {} : { supplierSymbol: life.endOfRotaAt === undefined ? `ISIL:${last.lender}` : brokerSymbol }),
		illRequest: {
			header: {
				supplyingAgencyId: buildAgencyId(brokerSymbol),
				requestingAgencyId: buildAgencyId(requesterSymbol),
				multipleItemRequestId: '',
				timestamp: formatBrokerTime(life.createdAt * 1000),
				requestingAgencyRequestId: id,
			},
			bibliographicInfo: { title: life.title },
			serviceInfo: {
				serviceType: life.isCopy ? 'Copy' : 'Loan',
				...(life.neededBy === undefined ? {} : { needBeforeDate: `${life.neededBy}T00:00:00Z` }),
			},
			patronInfo: { patronId: life.patron },
		} as IsoRequest,
	};
}

class EventLog {
	readonly events: StoredEvent[] = [];
	state = 'NEW';

	constructor(
		private readonly id: string,
		private readonly requesterSymbol: string,
	) {}

	ofLife(life: PastRequest): this {
		this.act(life.createdAt + 1000, 'validate-patron', 'VALIDATED');
		this.act(life.createdAt + 1500, 'update-metadata', 'READY_TO_SEND');
		this.act(life.createdAt + 2000, 'send-request', 'SENT');
		for (const [index, attempt] of life.attempts.entries()) {
			const lender = `ISIL:${attempt.lender}`;
			const hear = (at: number | undefined, status: string, to: string, more: Partial<SupplierMessage> = {}) =>
				this.hear(at, lender, { reason: 'StatusChange', status, ...more }, to);
			hear(attempt.askedAt, 'ExpectToSupply', 'SUPPLIER_LOCATED', index === 0 ? { reason: 'RequestResponse' } : {});
			// The broker passes a library's refusal on as a mere message. Soon after that, the next library has the request.
			hear(attempt.refusedAt, 'Unfilled', this.state, { reason: 'Notification', reasonUnfilled: attempt.reason ?? 'Other' });
			hear(attempt.promisedAt, 'WillSupply', 'WILL_SUPPLY');
			hear(attempt.shippedAt, life.isCopy ? 'CopyCompleted' : 'Loaned', life.isCopy ? 'COMPLETED' : 'SHIPPED');
			this.act(attempt.receivedAt, 'receive', 'RECEIVED');
			this.act(attempt.receivedAt === undefined ? undefined : attempt.receivedAt + 1, 'check-out', 'CHECKED_OUT');
			this.act(attempt.patronReturnedAt, 'check-in', 'CHECKED_IN');
			this.act(attempt.returnShippedAt, 'ship-return', 'SHIPPED_RETURNED');
			hear(attempt.completeAt, 'LoanCompleted', 'COMPLETED');
		}
		this.hear(life.endOfRotaAt, brokerSymbol, { reason: 'StatusChange', status: 'Unfilled' }, 'UNFILLED');
		return this;
	}

	private act(at: number | undefined, action: string, toState: string): void {
		if (at === undefined) return;
		const resultData = { actionResult: { outcome: 'success', toState } };
		this.add(at, { eventName: 'invoke-action', eventData: { user: 'practice', action }, resultData });
		this.state = toState;
	}

	private hear(at: number | undefined, from: string, message: SupplierMessage, to: string): void {
		if (at === undefined) return;
		const row = { requesterSymbol: this.requesterSymbol, requesterRequestId: this.id } as CrossLinkRequest;
		// In model 3.0.0 a request that is with one library accepts no message that it is with the next.
		const isRefused = message.status === 'ExpectToSupply' && this.state === 'SUPPLIER_LOCATED';
		const eventError = { Message: `status change not allowed: ${message.status}`, Cause: '' };
		this.add(at, {
			eventName: 'patron-request-message',
			eventData: { incomingMessage: buildSupplyingMessage(row, from, message, at * 1000) },
			...(isRefused ? { eventStatus: 'PROBLEM', resultData: { eventError } } : {}),
		});
		this.state = to;
	}

	private add(at: number, event: Pick<StoredEvent, 'eventName' | 'eventData'> & Partial<StoredEvent>): void {
		const index = this.events.length;
		this.events.push({
			id: makeStableId(`${this.id}:event:${index}`),
			timestamp: at * 1000 + index,
			eventType: 'TASK',
			eventStatus: 'SUCCESS',
			resultData: {},
			...event,
		});
	}
}
