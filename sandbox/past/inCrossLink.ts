import { libraries, type LibraryTenant } from '../consortium';
import type { IsoRequest } from '../crosslink/iso/read';
import { brokerSymbol } from '../crosslink/members';
import { agencyId, supplyingMessage, type SupplierMessage } from '../crosslink/messages';
import type { StoredEvent, CrossLinkRequest, Supplier } from '../crosslink/row';
import type { NewRow } from '../crosslink/store';
import { printMicros } from '../crosslink/views';
import { stableId } from '../ids';
import type { PastRequest } from './lives';

/** A past request as CrossLink's broker keeps it, with the log of its events. Nothing happens to it by itself. */
export function requestOf(tenant: LibraryTenant, life: PastRequest): NewRow {
	const { symbol, hridPrefix } = libraries[tenant];
	const requesterSymbol = `ISIL:${symbol}`;
	const id = `${hridPrefix}P${life.number}`;
	const transactionId = stableId(`past:${id}`);
	const events: StoredEvent[] = [];
	let state = 'NEW';
	const add = (at: number, event: Pick<StoredEvent, 'eventName' | 'eventData'> & Partial<StoredEvent>): void => {
		events.push({
			id: stableId(`${id}:event:${events.length}`),
			timestamp: at * 1000 + events.length,
			eventType: 'TASK',
			eventStatus: 'SUCCESS',
			resultData: {},
			...event,
		});
	};
	const act = (at: number, action: string, toState: string): void => {
		add(at, {
			eventName: 'invoke-action',
			eventData: { user: 'practice', action },
			resultData: { actionResult: { outcome: 'success', toState } },
		});
		state = toState;
	};
	const hear = (at: number, from: string, message: SupplierMessage, to: string): void => {
		const row = { requesterSymbol, requesterRequestId: id } as CrossLinkRequest;
		// In model 3.0.0 a request that is with one library takes no word that it is with the next.
		const isRefused = message.status === 'ExpectToSupply' && state === 'SUPPLIER_LOCATED';
		const refused = isRefused
			? ({
					eventStatus: 'PROBLEM',
					resultData: { eventError: { Message: `status change not allowed: ${message.status}`, Cause: '' } },
				} as const)
			: {};
		add(at, {
			eventName: 'patron-request-message',
			eventData: { incomingMessage: supplyingMessage(row, from, message, at * 1000) },
			...refused,
		});
		state = to;
	};
	act(life.createdAt + 1000, 'validate-patron', 'VALIDATED');
	act(life.createdAt + 1500, 'update-metadata', 'READY_TO_SEND');
	act(life.createdAt + 2000, 'send-request', 'SENT');
	for (const [index, turn] of life.turns.entries()) {
		const lender = `ISIL:${turn.lender}`;
		hear(turn.askedAt, lender, { reason: index === 0 ? 'RequestResponse' : 'StatusChange', status: 'ExpectToSupply' }, 'SUPPLIER_LOCATED');
		// A library's no is passed on as a mere message; the request is with the next one soon.
		if (turn.refusedAt !== undefined)
			hear(turn.refusedAt, lender, { reason: 'Notification', status: 'Unfilled', reasonUnfilled: turn.reason ?? 'Other' }, state);
		if (turn.promisedAt !== undefined) hear(turn.promisedAt, lender, { reason: 'StatusChange', status: 'WillSupply' }, 'WILL_SUPPLY');
		if (turn.shippedAt !== undefined)
			hear(
				turn.shippedAt,
				lender,
				{ reason: 'StatusChange', status: life.isCopy ? 'CopyCompleted' : 'Loaned' },
				life.isCopy ? 'COMPLETED' : 'SHIPPED',
			);
		if (turn.receivedAt !== undefined) act(turn.receivedAt, 'receive', 'RECEIVED');
		if (turn.receivedAt !== undefined) act(turn.receivedAt + 1, 'check-out', 'CHECKED_OUT');
		if (turn.patronReturnedAt !== undefined) act(turn.patronReturnedAt, 'check-in', 'CHECKED_IN');
		if (turn.returnShippedAt !== undefined) act(turn.returnShippedAt, 'ship-return', 'SHIPPED_RETURNED');
		if (turn.completeAt !== undefined) hear(turn.completeAt, lender, { reason: 'StatusChange', status: 'LoanCompleted' }, 'COMPLETED');
	}
	if (life.endOfRotaAt !== undefined) hear(life.endOfRotaAt, brokerSymbol, { reason: 'StatusChange', status: 'Unfilled' }, 'UNFILLED');
	const last = life.turns.at(-1);
	return {
		id,
		requesterSymbol,
		createdAt: life.createdAt * 1000,
		updatedAt: events.at(-1)?.timestamp ?? life.createdAt * 1000,
		state,
		terminalState: ['COMPLETED', 'UNFILLED'].includes(state),
		needsAttention: false,
		patron: life.patron,
		events,
		transactionId,
		suppliers: life.turns.map(({ lender, refusedAt }, index): Supplier => ({
			id: stableId(`${id}:supplier:${index}`),
			symbol: `ISIL:${lender}`,
			status: refusedAt === undefined ? 'selected' : 'skipped',
		})),
		...(last === undefined ? {} : { supplierSymbol: life.endOfRotaAt === undefined ? `ISIL:${last.lender}` : brokerSymbol }),
		illRequest: {
			header: {
				supplyingAgencyId: agencyId(brokerSymbol),
				requestingAgencyId: agencyId(requesterSymbol),
				multipleItemRequestId: '',
				timestamp: printMicros(life.createdAt * 1000),
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
