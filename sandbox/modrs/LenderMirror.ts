import { resolveCombinedSymbol } from '../consortium';
import { actingSupplierOf, peerOf } from './messages';
import { isBorrowing, isUndelivered, type RequestRow } from './requestRow';
import { makeRequestRow } from './RequestStore';
import type { AuditTrail } from './AuditTrail';
import type { ModRsContext } from './ModRsContext';

/** The fields that the request message takes to the supplier. Request identifiers and the library's own notes are not sent. */
const sentAlong = [
	'hrid',
	'requestingInstitutionSymbol',
	'supplyingInstitutionSymbol',
	'title',
	'subtitle',
	'author',
	'publisher',
	'placeOfPublication',
	'publicationDate',
	'edition',
	'isbn',
	'issn',
	'oclcNumber',
	'volume',
	'issue',
	'pagesRequested',
	'titleOfComponent',
	'authorOfComponent',
	'systemInstanceIdentifier',
	'bibliographicRecordId',
	'bibRecord',
	'patronReference',
	'patronNote',
	'neededBy',
	'pickupLocation',
] as const;

/** The fields about the patron. They go to every lender unless the borrower's setting `suppress_patron_info` is yes. */
const aboutPatron = ['patronIdentifier', 'patronSurname', 'patronGivenName', 'patronType'] as const;

/** The states through which the lender's request goes when the borrower's request comes to a state. */
const lenderStates: Readonly<Record<string, readonly string[]>> = {
	REQ_EXPECTS_TO_SUPPLY: ['RES_NEW_AWAIT_PULL_SLIP'],
	REQ_CONDITIONAL_ANSWER_RECEIVED: ['RES_PENDING_CONDITIONAL_ANSWER'],
	REQ_SHIPPED: ['RES_NEW_AWAIT_PULL_SLIP', 'RES_AWAIT_PICKING', 'RES_AWAIT_SHIP', 'RES_ITEM_SHIPPED'],
	REQ_UNFILLED: ['RES_UNFILLED'],
	REQ_OVERDUE: ['RES_OVERDUE'],
	REQ_SHIPPED_TO_SUPPLIER: ['RES_ITEM_RETURNED'],
	REQ_REQUEST_COMPLETE: ['RES_COMPLETE'],
	REQ_CANCEL_PENDING: ['RES_CANCEL_REQUEST_RECEIVED'],
	REQ_CANCELLED_WITH_SUPPLIER: ['RES_CANCELLED'],
	REQ_DOCUMENT_DELIVERED: ['RES_NEW_AWAIT_PULL_SLIP', 'RES_COPY_AWAIT_PICKING', 'RES_DOCUMENT_DELIVERED'],
};

const waiting = 'RES_PENDING_CONDITIONAL_ANSWER';

const messages: Readonly<Record<string, string>> = {
	RES_NEW_AWAIT_PULL_SLIP: 'Executing action: respondYes',
	RES_PENDING_CONDITIONAL_ANSWER: 'Request responded to conditionally, placed in hold state',
	RES_AWAIT_PICKING: 'Pull slip printed',
	RES_COPY_AWAIT_PICKING: 'Pull slip printed',
	RES_AWAIT_SHIP: 'Items successfully checked in to ReShare',
	RES_ITEM_SHIPPED: 'Shipped',
	RES_UNFILLED: 'Request manually flagged unable to supply',
	RES_OVERDUE: 'Request is Overdue',
	RES_ITEM_RETURNED: 'Item(s) Returned by requester',
	RES_COMPLETE: 'Fill request completed.',
	RES_CANCEL_REQUEST_RECEIVED: 'Requester requested cancellation of the request',
	RES_CANCELLED: 'Cancellation accepted',
	RES_DOCUMENT_DELIVERED: 'URL Added',
};

/** Keeps the lender's request in step with the borrower's, if the lender's mod-rs is part of this consortium. */
export class LenderMirror {
	constructor(
		private readonly world: ModRsContext,
		private readonly trail: AuditTrail,
	) {
		trail.onMoved((row, from) => {
			if (isBorrowing(row)) this.follow(row, from);
		});
	}

	private follow(borrower: RequestRow, from: string): void {
		const lender = peerOf(this.world, borrower);
		if (borrower.state === 'REQ_REQUEST_SENT_TO_SUPPLIER') {
			// If there was a lender before, the broker has passed the request on to another one. A refused cancellation also leads to this
			// state, but then the request stays with its lender.
			if (lender !== undefined && from !== 'REQ_CANCEL_PENDING') this.move(lender, 'RES_UNFILLED');
			if (from !== 'REQ_CANCEL_PENDING' && !isUndelivered(borrower)) this.open(borrower);
			return;
		}
		if (lender === undefined) return;
		if (borrower.state === 'REQ_CHECKED_IN') this.trail.note(lender, 'Shipment received by requester', { event: 'ISO18626Received' });
		if (from === 'REQ_CONDITIONAL_ANSWER_RECEIVED' && borrower.state === 'REQ_EXPECTS_TO_SUPPLY') return this.conditionsAgreed(lender);
		const path = lenderStates[borrower.state] ?? [];
		const done = path.indexOf(lender.state);
		for (const state of path.slice(done + 1)) {
			// The lender's own staff have set the condition, and have said whether the request waits for the answer.
			if (state === waiting && lender.conditions.length > 0) continue;
			if (state === 'RES_CANCEL_REQUEST_RECEIVED') lender.previousStates[state] = lender.state;
			// After an answer with conditions, the request continues as after a promise (overrideSaveStatus).
			if (state === waiting) lender.previousStates[state] = lender.state === 'RES_IDLE' ? 'RES_NEW_AWAIT_PULL_SLIP' : lender.state;
			this.move(lender, state);
			if (state === 'RES_ITEM_SHIPPED') this.describeLoan(borrower, lender);
		}
		if (borrower.state === 'REQ_UNFILLED' || borrower.state === 'REQ_CANCELLED_WITH_SUPPLIER') delete borrower.peer;
	}

	/**
	 * Handles the borrower's agreement to the lender's conditions (ActionResponderISO18626NotificationService). The state changes only if
	 * the lender waits for this answer.
	 */
	private conditionsAgreed(lender: RequestRow): void {
		const event = 'ISO18626Notification';
		if (lender.state !== waiting)
			return this.trail.note(lender, 'Requester agreed to loan conditions, no action required on supplier side', { event });
		this.trail.move(
			lender,
			lender.previousStates[waiting] ?? 'RES_NEW_AWAIT_PULL_SLIP',
			'Requester agreed to loan conditions, moving request forward',
			{ event },
		);
		delete lender.previousStates[waiting];
		for (const condition of lender.conditions) condition.accepted = true;
	}

	private move(lender: RequestRow, state: string): void {
		this.trail.move(lender, state, messages[state] ?? `Executing event: ${state}`);
	}

	/** Makes the lender's request when the request message arrives. It has the borrower's human-readable id. */
	private open(borrower: RequestRow): void {
		const supplier = actingSupplierOf(borrower);
		const member = supplier === undefined ? undefined : resolveCombinedSymbol(supplier);
		delete borrower.peer;
		if (member?.tenant === undefined || supplier === undefined) return;
		const names = this.world.settings.get(borrower.tenant, 'suppress_patron_info') === 'yes' ? sentAlong : [...sentAlong, ...aboutPatron];
		const values = Object.fromEntries(names.map((name) => [name, borrower[name]]));
		const lender = makeRequestRow(member.tenant, this.world.clock.now(), {
			...values,
			isRequester: false,
			refdata: { ...borrower.refdata },
			supplier,
			supplyingInstitutionSymbol: supplier,
			...(borrower.requester === undefined ? {} : { requester: borrower.requester }),
			peerRequestIdentifier: borrower.id,
			peer: { tenant: borrower.tenant, id: borrower.id },
		});
		this.trail.note(lender, 'New request (Lender role) created as a result of protocol interaction', {}, null);
		this.trail.note(lender, 'Auto responder is off - manual checking needed', { event: 'Resp_New_Patron_Request_ind' });
		this.world.store.add(lender);
		borrower.peer = { tenant: lender.tenant, id: lender.id };
		borrower.peerRequestIdentifier = lender.id;
	}

	private describeLoan(borrower: RequestRow, lender: RequestRow): void {
		lender.parsedDueDateFromLMS = borrower.parsedDueDateRS;
		lender.dueDateFromLMS = borrower.dueDateRS;
		lender.selectedItemBarcode = borrower.selectedItemBarcode;
		lender.volumes = borrower.volumes.map((volume) => ({ ...volume }));
	}
}
