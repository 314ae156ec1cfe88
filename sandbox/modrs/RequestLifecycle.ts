import { resolveCombinedSymbol } from '../consortium';
import { checkNewRequest, takeInSlnpRequest } from './checkNewRequest';
import { messageMarks } from '../messageMarks';
import {
	actingSupplierOf,
	scenarioOf,
	receiveSupplierMessage,
	sendMessageAsSupplier,
	sendMessageToPeer,
	type LibraryMessage,
	type MessageContent,
	type SupplierStatus,
} from './messages';
import { buildRota, localSymbolsOf } from './buildRota';
import { isBorrowing, isSlnp, isUndelivered, type RequestRow } from './requestRow';
import type { AuditTrail } from './AuditTrail';
import type { ModRsContext } from './ModRsContext';

interface Step {
	readonly delayMs: number;
	/** Whether the delay is real time, as for what the server does. What people do takes time of the consortium's clock instead. */
	readonly exactly?: boolean;
	run(): void;
}

/** The messages that go to the supplier when staff perform an action. */
const tells: Readonly<Record<string, LibraryMessage>> = {
	requesterReceived: { attachedAction: 'Received' },
	shippedReturn: { attachedAction: 'ShippedReturn' },
	patronReturnedItemAndShippedReturn: { attachedAction: 'ShippedReturn' },
	requesterCancel: { attachedAction: 'Cancel' },
	requesterRejectConditions: { attachedAction: 'Cancel' },
	requesterAgreeConditions: { attachedAction: 'Notification', text: messageMarks.agreeLoanCondition },
};

/** The states of a borrowing request in which the supplier acts next. */
const awaitsSupplier: ReadonlySet<string> = new Set([
	'REQ_REQUEST_SENT_TO_SUPPLIER',
	'REQ_EXPECTS_TO_SUPPLY',
	'REQ_SHIPPED_TO_SUPPLIER',
	'REQ_CANCEL_PENDING',
]);

/** Moves borrowing requests through their life: by the server's own events, the suppliers' answers, and what staff do. */
export class RequestLifecycle {
	constructor(
		private readonly world: ModRsContext,
		private readonly trail: AuditTrail,
	) {
		trail.onMoved((row) => this.plan(row));
	}

	plan(row: RequestRow): void {
		if (!isBorrowing(row)) return;
		const step = this.nextStep(row);
		if (step !== undefined) this.trail.later(row, step.delayMs, () => step.run(), step.exactly);
	}

	/** Returns what happens next by itself; undefined if a request waits for staff or has ended. */
	nextStep(row: RequestRow): Step | undefined {
		const { waits, validationDelayMs, autoStaff } = this.world;
		const soon = validationDelayMs / 5;
		const server = (run: () => void, delayMs = soon): Step => ({ delayMs, exactly: true, run });
		const staff = (delayMs: number, run: () => void): Step | undefined => (autoStaff ? { delayMs, run } : undefined);
		if (awaitsSupplier.has(row.state) && scenarioOf(this.world, row).kind === 'byHand') return undefined;
		switch (row.state) {
			case 'REQ_IDLE':
				// All checks are one transaction. Until the library's own system has answered, the row is as it was posted.
				return server(() => checkNewRequest(this.world, this.trail, row), validationDelayMs + this.world.options.hostLmsTakesMs);
			case 'SLNP_REQ_IDLE':
				return row.hrid === undefined
					? server(() => takeInSlnpRequest(this.world, this.trail, row), validationDelayMs + this.world.options.hostLmsTakesMs)
					: undefined;
			case 'REQ_VALIDATED':
				return server(() => this.route(row), soon + this.world.options.routingTakesMs);
			case 'REQ_SUPPLIER_IDENTIFIED':
			case 'REQ_UNFILLED':
				return server(() => this.sendToNext(row));
			case 'REQ_REQUEST_SENT_TO_SUPPLIER':
				return this.supplierAnswer(row);
			case 'REQ_EXPECTS_TO_SUPPLY':
				return { delayMs: waits.ship, run: () => this.receive(row, this.delivery(row)) };
			case 'REQ_SHIPPED':
				return staff(waits.transit, () => this.checkIn(row));
			case 'REQ_CHECKED_IN':
				if (scenarioOf(this.world, row).kind === 'overdue') return { delayMs: waits.loanPeriod, run: () => this.receive(row, 'Overdue') };
				return staff(waits.patron, () => this.act(row, 'patronReturnedItem', 'REQ_AWAITING_RETURN_SHIPPING'));
			case 'REQ_OVERDUE':
				return staff(waits.late, () => this.act(row, 'patronReturnedItem', 'REQ_AWAITING_RETURN_SHIPPING'));
			case 'REQ_AWAITING_RETURN_SHIPPING':
				return staff(waits.returnDesk, () => this.act(row, 'shippedReturn', 'REQ_SHIPPED_TO_SUPPLIER'));
			case 'REQ_SHIPPED_TO_SUPPLIER':
				return { delayMs: waits.returnTransit, run: () => this.receive(row, 'LoanCompleted') };
			case 'REQ_LOANED_DIGITALLY':
				return { delayMs: waits.patron, run: () => this.receive(row, 'Overdue') };
			case 'REQ_CANCEL_PENDING':
				return { delayMs: waits.cancelAnswer, run: () => this.answerCancel(row, scenarioOf(this.world, row).kind !== 'refusesCancel') };
			case 'REQ_CANCELLED_WITH_SUPPLIER':
				return server(() => this.afterCancel(row));
			default:
				return undefined;
		}
	}

	receive(row: RequestRow, status: SupplierStatus, said?: MessageContent): void {
		receiveSupplierMessage(this.world, this.trail, row, status, said);
	}

	private supplierAnswer(row: RequestRow): Step | undefined {
		const answers: Record<string, SupplierStatus> = { unfilled: 'Unfilled', conditional: 'Conditional', shipsAtOnce: this.delivery(row) };
		const { kind } = scenarioOf(this.world, row);
		if (isUndelivered(row)) return undefined;
		const brokerFindsNobody = row.brokerRota?.entries.length === 0;
		if (kind === 'silent' && !brokerFindsNobody) return undefined;
		return {
			delayMs: this.world.waits.answer,
			run: () => this.receive(row, brokerFindsNobody ? 'Unfilled' : (answers[kind] ?? 'WillSupply')),
		};
	}

	private delivery(row: RequestRow): SupplierStatus {
		if (scenarioOf(this.world, row).kind === 'lateUnfilled') return 'Unfilled';
		if (row.stateModel === 'NonreturnableRequester') return 'CopyCompleted';
		return row.stateModel === 'DigitalReturnableRequester' ? 'LoanedDigitally' : 'Loaned';
	}

	route(row: RequestRow): void {
		const event = 'STATUS_REQ_VALIDATED_ind';
		const { entries, noCandidates } = buildRota(this.world, row);
		if (this.world.settings.isInBrokerMode(row.tenant)) {
			row.brokerRota = { entries: entries.map(({ directoryId }) => directoryId), next: 0 };
			this.trail.move(row, 'REQ_SUPPLIER_IDENTIFIED', 'Request sent to external broker', { event });
		} else if (noCandidates) {
			this.trail.move(row, 'REQ_END_OF_ROTA', 'Unable to locate lenders', { event });
		} else {
			row.rota = entries;
			this.trail.move(row, 'REQ_SUPPLIER_IDENTIFIED', 'Ratio-Ranked lending string calculated by Shared Index Routing Service', { event });
		}
	}

	sendToNext(row: RequestRow): void {
		const event = `STATUS_${row.state}_ind`;
		if (row.brokerRota !== undefined) return this.brokerSends(row, event);
		const local = localSymbolsOf(this.world, row.tenant);
		for (;;) {
			row.rotaPosition = row.rotaPosition === undefined ? 0 : row.rotaPosition + 1;
			const entry = row.rota.find(({ position }) => position === row.rotaPosition);
			if (entry === undefined) break;
			if (local.has(entry.directoryId)) {
				if (this.staysHere(row, entry.directoryId)) {
					row.needsAttention = true;
					return this.trail.move(row, 'REQ_LOCAL_REVIEW', 'Sent to local review', { event });
				}
				continue;
			}
			if (this.world.directory.owner(row.tenant, entry.directoryId) === undefined) {
				entry.note = `Send not attempted: Unable to resolve symbol for : ${entry.directoryId}`;
				continue;
			}
			entry.sentTo = true;
			entry.updatedAt = this.world.clock.now();
			row.supplier = entry.directoryId;
			row.supplyingInstitutionSymbol = entry.directoryId;
			row.peerRequestIdentifier = undefined;
			row.lastSequenceSent = (row.lastSequenceSent ?? -1) + 1;
			// The request gets the same state even if the message does not arrive (EventSendToNextLenderService); only its network status
			// differs.
			const { messagesFail } = this.world.options;
			row.networkStatus = messagesFail === 'no' ? 'Idle' : messagesFail === 'retry' ? 'Retry' : 'Error';
			return this.trail.move(
				row,
				'REQ_REQUEST_SENT_TO_SUPPLIER',
				isUndelivered(row) ? 'Problem sending to supplier, will reattempt' : 'Sent to next lender',
				{ event },
			);
		}
		this.trail.move(row, 'REQ_END_OF_ROTA', 'End of rota', { event });
	}

	/** Whether staff must deal with a request that the own library could fill. The finding is written into the audit trail. */
	private staysHere(row: RequestRow, ownSymbol: string): boolean {
		const looks = this.world.settings.get(row.tenant, 'auto_responder_local')?.startsWith('on') === true;
		const member = resolveCombinedSymbol(ownSymbol);
		const found = member !== undefined && this.world.scenarios.of(member.symbol, row.systemInstanceIdentifier).kind === 'onOwnShelf';
		if (!looks) this.trail.note(row, 'Local auto-responder off - requires manual checking');
		else if (found) this.trail.note(row, 'Local auto-responder located a local copy - requires review');
		else this.trail.note(row, 'Local auto-responder did not locate a local copy - sent to next lender');
		return !looks || found;
	}

	/**
	 * Sends a request to an external broker. The requester then sees no rota and no resolved supplier. A request that the broker could not
	 * fill has ended.
	 */
	private brokerSends(row: RequestRow, event: string): void {
		if (row.brokerRota === undefined || row.state === 'REQ_UNFILLED')
			return this.trail.move(row, 'REQ_END_OF_ROTA', 'End of rota', { event });
		row.brokerRota.next = 1;
		this.trail.move(row, 'REQ_REQUEST_SENT_TO_SUPPLIER', `Executing event: ${event}`, { event });
	}

	/** Records that the item has arrived and has a record in the library's own system. */
	checkIn(row: RequestRow): void {
		for (const volume of row.volumes) volume.status = 'Temporary item created in host LMS';
		this.act(row, 'requesterReceived', 'REQ_CHECKED_IN', 'Host LMS integration: AcceptItem call succeeded for all items.');
	}

	/** Does what a button does for staff, and informs the supplier. `note` is what staff add. */
	act(row: RequestRow, action: string, to: string, message = `Executing action: ${action}`, note?: string): void {
		const sent = tells[action];
		if (sent !== undefined && actingSupplierOf(row) !== undefined)
			sendMessageToPeer(this.world, row, { ...sent, text: [sent.text, note].filter((part) => part !== undefined).join(' ') || undefined });
		this.trail.move(row, to, message, { event: action });
	}

	answerCancel(row: RequestRow, granted: boolean): void {
		if (granted && row.requestToContinue && row.brokerRota !== undefined) return this.brokerGoesOn(row, row.brokerRota);
		const event = 'ISO18626CancelResponse';
		sendMessageAsSupplier(this.world, row, { attachedAction: 'CancelResponse', ...(granted ? { actionStatus: 'Cancelled' } : {}) });
		if (granted) return this.trail.move(row, 'REQ_CANCELLED_WITH_SUPPLIER', 'Cancelled allowed by supplier.', { event });
		const previous = row.previousStates.REQ_CANCEL_PENDING ?? 'REQ_EXPECTS_TO_SUPPLY';
		delete row.previousStates.REQ_CANCEL_PENDING;
		this.trail.move(row, previous, 'Supplier denied cancellation.', { event });
	}

	/**
	 * When conditions are rejected, a status change from the broker reports that the next library is asked, or that there is none (mod-rs
	 * since September 2025).
	 */
	private brokerGoesOn(row: RequestRow, broker: NonNullable<RequestRow['brokerRota']>): void {
		const goesOn = broker.next < broker.entries.length;
		delete row.previousStates.REQ_CANCEL_PENDING;
		if (goesOn) {
			broker.next += 1;
			row.supplyingInstitutionSymbol = actingSupplierOf(row);
		}
		sendMessageAsSupplier(this.world, row, { attachedAction: 'StatusChange', actionStatus: goesOn ? 'ExpectToSupply' : 'Unfilled' });
		this.trail.move(row, goesOn ? 'REQ_REQUEST_SENT_TO_SUPPLIER' : 'REQ_UNFILLED', 'Status Change message received', {
			event: 'ISO18626StatusChange',
		});
	}

	afterCancel(row: RequestRow): void {
		const event = 'STATUS_REQ_CANCELLED_WITH_SUPPLIER_ind';
		if (!row.requestToContinue) return this.trail.move(row, 'REQ_CANCELLED', 'Request cancelled', { event });
		this.trail.move(row, 'REQ_UNFILLED', 'Request to continue, sending to next lender', { event });
		delete row.supplier;
		delete row.supplyingInstitutionSymbol;
	}

	/** Cancels a request for staff. Without a supplier it is canceled at once; otherwise the supplier is asked. */
	cancel(row: RequestRow, note?: string): void {
		const action = 'requesterCancel';
		if (isSlnp(row)) return this.act(row, action, 'SLNP_REQ_CANCELLED');
		const asksSupplier = row.supplier !== undefined || this.world.settings.isInBrokerMode(row.tenant);
		if (!asksSupplier) return this.act(row, action, 'REQ_CANCELLED');
		row.requestToContinue = false;
		row.previousStates.REQ_CANCEL_PENDING = row.state;
		this.act(row, action, 'REQ_CANCEL_PENDING', undefined, note);
	}
}
