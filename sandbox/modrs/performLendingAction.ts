import { randomSource } from '../randomSource';
import { withoutUndefined } from '../withoutUndefined';
import { doneOutcome, systemErrorOutcome, type ActionOutcome, type ActionParams } from './actionOutcome';
import type { MessageContent, SupplierStatus } from './messages';
import { isSlnp, lendingLocations, type RequestRow } from './requestRow';
import type { PracticeModRs } from './PracticeModRs';

interface LenderMove {
	readonly to: string;
	readonly message?: string;
	readonly tells?: SupplierStatus;
}

const moves: Readonly<Record<string, LenderMove>> = {
	respondYes: { to: 'RES_NEW_AWAIT_PULL_SLIP', tells: 'WillSupply' },
	supplierCannotSupply: { to: 'RES_UNFILLED', message: 'Request manually flagged unable to supply', tells: 'Unfilled' },
	supplierCheckInToReshare: { to: 'RES_AWAIT_SHIP', message: 'Items successfully checked in to ReShare' },
	supplierMarkShipped: { to: 'RES_ITEM_SHIPPED', message: 'Shipped', tells: 'Loaned' },
	supplierCheckInToReshareAndSupplierMarkShipped: {
		to: 'RES_ITEM_SHIPPED',
		message: 'Combined action. Check in success: Items successfully checked in to ReShare Mark item shipped success: Shipped.',
		tells: 'Loaned',
	},
	supplierCheckOutOfReshare: { to: 'RES_COMPLETE', tells: 'LoanCompleted' },
	slnpSupplierFillAndMarkShipped: { to: 'SLNP_RES_ITEM_SHIPPED', message: 'Shipped', tells: 'Loaned' },
	slnpSupplierCheckOutOfReshare: { to: 'SLNP_RES_COMPLETE', tells: 'LoanCompleted' },
	slnpSupplierSuppliesDocument: { to: 'SLNP_RES_DOCUMENT_SUPPLIED', message: 'Document supplied from supplier successfully' },
	supplierAddURLToDocument: { to: 'RES_DOCUMENT_DELIVERED', message: 'URL Added', tells: 'CopyCompleted' },
};

/** The states of the borrower's request in which it accepts each message of the lender. */
const listens: Readonly<Record<SupplierStatus, readonly string[]>> = {
	WillSupply: ['REQ_REQUEST_SENT_TO_SUPPLIER'],
	Conditional: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING'],
	Loaned: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED'],
	Unfilled: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING'],
	CopyCompleted: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED'],
	LoanedDigitally: ['REQ_EXPECTS_TO_SUPPLY'],
	Overdue: [
		'REQ_SHIPPED',
		'REQ_BORROWING_LIBRARY_RECEIVED',
		'REQ_CHECKED_IN',
		'REQ_RECALLED',
		'REQ_AWAITING_RETURN_SHIPPING',
		'REQ_BORROWER_RETURNED',
		'REQ_SHIPPED_TO_SUPPLIER',
	],
	Recalled: [
		'REQ_SHIPPED',
		'REQ_BORROWING_LIBRARY_RECEIVED',
		'REQ_CHECKED_IN',
		'REQ_OVERDUE',
		'REQ_AWAITING_RETURN_SHIPPING',
		'REQ_BORROWER_RETURNED',
		'REQ_SHIPPED_TO_SUPPLIER',
	],
	LoanCompleted: ['REQ_SHIPPED_TO_SUPPLIER', 'REQ_AWAITING_RETURN_SHIPPING', 'REQ_OVERDUE', 'REQ_RECALLED'],
};

export function performLendingAction(
	service: PracticeModRs,
	row: RequestRow,
	action: string,
	params: ActionParams,
): ActionOutcome | undefined {
	const { trail } = service;
	switch (action) {
		case 'supplierPrintPullSlip':
			trail.move(
				row,
				isSlnp(row)
					? 'SLNP_RES_AWAIT_PICKING'
					: row.stateModel === 'NonreturnableResponder'
						? 'RES_COPY_AWAIT_PICKING'
						: 'RES_AWAIT_PICKING',
				'Pull slip printed',
				{ event: action },
			);
			return doneOutcome;
		case 'supplierMarkConditionsAgreed':
			for (const condition of row.conditions) condition.accepted = true;
			trail.move(
				row,
				row.previousStates.RES_PENDING_CONDITIONAL_ANSWER ?? 'RES_NEW_AWAIT_PULL_SLIP',
				'Conditions manually marked as agreed',
				{ event: action },
			);
			delete row.previousStates.RES_PENDING_CONDITIONAL_ANSWER;
			return doneOutcome;
		case 'slnpRespondYes':
			return respondYes(service, row);
		case 'slnpAbortSupply':
			trail.move(row, 'SLNP_RES_ABORTED', `Executing action: ${action}`, { event: action });
			return doneOutcome;
		case 'supplierRespondToCancel':
			return respondToCancel(service, row, params);
		case 'localNote':
			row.localNote = typeof params.localNote === 'string' && params.localNote !== '' ? params.localNote : undefined;
			trail.note(row, row.localNote === undefined ? 'Removed local note' : 'Local note updated', { event: action });
			return doneOutcome;
	}
	const refused = checkIns.has(action) ? checkIn(service, row, action, params) : actionRefused(service, row, action, params);
	if (refused !== undefined) return refused;
	if (action === 'supplierConditionalSupply' || action === 'supplierAddCondition') return addCondition(service, row, action, params);
	const move = moves[action];
	if (move === undefined) return undefined;
	trail.move(
		row,
		isSlnp(row) && action === 'supplierCannotSupply' ? 'SLNP_RES_UNFILLED' : move.to,
		move.message ?? `Executing action: ${action}`,
		{ event: action },
	);
	if (move.tells !== undefined) tellBorrower(service, row, move.tells, params);
	return doneOutcome;
}

/**
 * Promises the item, after the library's own system has found it. If the system does not have the item, the request continues all the same,
 * unless the auto-responder is off. mod-rs informs the borrower only if the auto-responder reports the shipment, or (since October 2024) if
 * the system does not have the item; here the borrower is not informed.
 */
function respondYes({ options, trail, world }: PracticeModRs, row: RequestRow): ActionOutcome {
	const responder = world.settings.get(row.tenant, 'auto_responder_status');
	const event = 'slnpRespondYes';
	if (options.hostLmsFails)
		trail.move(row, responder === 'off' ? 'SLNP_RES_UNFILLED' : 'SLNP_RES_AWAIT_PICKING', 'Cannot Supply', { event });
	else
		trail.move(row, 'SLNP_RES_AWAIT_PICKING', responder === 'on:_loaned_and_cannot_supply' ? 'Shipped' : `Executing action: ${event}`, {
			event,
		});
	return doneOutcome;
}

/** Informs the borrower's library, if it is part of this consortium and accepts the message. */
function tellBorrower(service: PracticeModRs, row: RequestRow, status: SupplierStatus, params: ActionParams, goesOn = false): void {
	const borrower = borrowerOf(service, row);
	if (borrower === undefined || !listens[status].includes(borrower.state)) return;
	service.life.receive(borrower, status, { ...saidIn(params), goesOn });
	if (status === 'Loaned') describeLoan(borrower, row);
}

/**
 * Describes the loan in the borrower's request, which reads the lender's barcodes from the message. Both requests have the same due date.
 */
function describeLoan(borrower: RequestRow, lender: RequestRow): void {
	lender.dueDateRS = borrower.dueDateRS;
	lender.parsedDueDateRS = borrower.parsedDueDateRS;
	if (lender.volumes.length === 0) return;
	borrower.selectedItemBarcode = lender.volumes[0]?.itemId;
	borrower.volumes = lender.volumes.map((volume) => ({
		...volume,
		id: randomSource.uuid(),
		status: 'Awaiting temporary item creation',
		temporaryItemBarcode: lender.volumes.length === 1 ? (borrower.hrid ?? volume.itemId) : `${borrower.hrid ?? ''}-${volume.itemId}`,
	}));
}

function saidIn({ reason, loanCondition, note, cost, costCurrency }: ActionParams): MessageContent {
	const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
	const amount = Number(text(cost));
	return withoutUndefined({
		reason: text(reason),
		condition: text(loanCondition),
		note: text(note),
		cost: amount > 0 ? amount : undefined,
		currency: text(costCurrency),
	});
}

/**
 * Returns why an action is refused. An answer that promises a loan must name the location from which to fetch it (ActionResponderService);
 * one that promises a copy need not.
 */
function actionRefused(
	{ options, trail }: PracticeModRs,
	row: RequestRow,
	action: string,
	params: ActionParams,
): ActionOutcome | undefined {
	const refuse = (code: number, message: string, more: Readonly<Record<string, unknown>> = {}): ActionOutcome => {
		trail.note(row, message, { event: action });
		return { status: 400, body: { code, message, ...more } };
	};
	if (action === 'supplierConditionalSupply' || (action === 'respondYes' && row.refdata.serviceType !== 'copy')) {
		if (params.pickLocation === undefined || params.pickLocation === null)
			return refuse(-1, 'No pick location specified. Unable to continue');
		if (params.pickLocation === '') return refuse(-2, 'Failed to route request to given location');
		// An unknown code becomes a new location of that name (routeRequestToLocation).
		if (typeof params.pickLocation === 'string')
			row.shelf = { location: (lendingLocations as Readonly<Record<string, string>>)[params.pickLocation] ?? params.pickLocation };
		row.localCallNumber = typeof params.callnumber === 'string' ? params.callnumber : undefined;
	}
	if (/CheckOutOfReshare$/.test(action) && options.hostLmsFails) return refuse(-3, 'NCIP CheckinItem call failed', { status: false });
	return undefined;
}

const checkIns: ReadonlySet<string> = new Set([
	'supplierCheckInToReshare',
	'supplierCheckInToReshareAndSupplierMarkShipped',
	'slnpSupplierFillAndMarkShipped',
]);

/** Checks out each sent barcode in the library's own system (AbstractResponderSupplierCheckInToReshare). */
function checkIn(service: PracticeModRs, row: RequestRow, action: string, { itemBarcodes }: ActionParams): ActionOutcome | undefined {
	const barcodes = Array.isArray(itemBarcodes)
		? itemBarcodes.flatMap((entry: { readonly itemId?: unknown }) => (typeof entry.itemId === 'string' ? [entry.itemId] : []))
		: [];
	if (barcodes.length === 0) {
		service.trail.note(row, `Executing action: ${action}`, { event: action });
		return { status: 400, body: { code: -3, message: 'NCIP CheckoutItem call failed.' } };
	}
	row.selectedItemBarcode = barcodes[0];
	const kept = new Set(service.options.hostLmsKeeps.split(','));
	const sent = barcodes.filter((barcode) => !kept.has(barcode) && !service.options.hostLmsFails);
	for (const itemId of barcodes.filter((barcode) => !sent.includes(barcode))) {
		service.trail.note(
			row,
			`Host LMS integration: NCIP CheckoutItem call failed for itemId: ${itemId}. Review configuration and try again or deconfigure host LMS integration in settings. `,
		);
	}
	if (sent.length === 0) {
		service.trail.note(row, 'NCIP CheckoutItem call failed', { event: action });
		return { status: 500, body: {} };
	}
	// One item that could be checked out is enough. The others are silently dropped from the request (since September 2024).
	row.volumes = sent.map((itemId) => ({
		id: randomSource.uuid(),
		name: row.volume ?? itemId,
		itemId,
		status: 'Checked out of the LMS',
		temporaryItemBarcode: row.hrid ?? itemId,
	}));
	return undefined;
}

/**
 * Sets a condition. Without `holdingState: yes`, the lender's request continues, but the borrower still gets the condition. A cost is a
 * text with a currency; a number makes the action fail.
 */
function addCondition(service: PracticeModRs, row: RequestRow, action: string, params: ActionParams): ActionOutcome {
	if (typeof params.cost === 'number') return systemErrorOutcome(row);
	const holds = params.holdingState !== undefined && params.holdingState !== null && params.holdingState !== 'no';
	const isAnswer = action === 'supplierConditionalSupply';
	const { loanCondition } = params;
	const { condition, note, cost, currency } = saidIn(params);
	if (condition !== undefined) {
		row.conditions.push({
			id: randomSource.uuid(),
			at: service.world.clock.now(),
			code: condition.toLowerCase(),
			accepted: false,
			supplier: row.supplier ?? '',
			...(note === undefined ? {} : { note }),
			...(cost === undefined || currency === undefined ? {} : { cost, currency }),
		});
	}
	if (holds) row.previousStates.RES_PENDING_CONDITIONAL_ANSWER = isAnswer ? 'RES_NEW_AWAIT_PULL_SLIP' : row.state;
	const goesOn = isAnswer ? 'RES_NEW_AWAIT_PULL_SLIP' : row.state;
	const message = isAnswer
		? `Request responded to conditionally, ${holds ? 'placed in hold state' : 'request continuing'}`
		: holds
			? 'Condition added to request, placed in hold state'
			: 'Added loan condition to request, request continuing';
	service.trail.move(row, holds ? 'RES_PENDING_CONDITIONAL_ANSWER' : goesOn, message, { event: action });
	if (loanCondition !== undefined) tellBorrower(service, row, 'Conditional', params, !holds);
	return doneOutcome;
}

function respondToCancel(service: PracticeModRs, row: RequestRow, params: ActionParams): ActionOutcome {
	const granted = params.cancelResponse !== 'no';
	if (granted && service.options.hostLmsFails) {
		const message = 'NCIP CheckinItem call failed when responding to cancel';
		service.trail.note(row, message, { event: 'supplierRespondToCancel' });
		return { status: 400, body: { code: -3, message, status: false } };
	}
	const back = row.previousStates.RES_CANCEL_REQUEST_RECEIVED ?? 'RES_NEW_AWAIT_PULL_SLIP';
	service.trail.move(row, granted ? 'RES_CANCELLED' : back, granted ? 'Cancellation accepted' : 'Cancellation denied', {
		event: 'supplierRespondToCancel',
	});
	const borrower = borrowerOf(service, row);
	if (borrower?.state === 'REQ_CANCEL_PENDING') service.life.answerCancel(borrower, granted);
	return doneOutcome;
}

/** Finds the borrower's request, if it is in this consortium and still waits for this lender. */
function borrowerOf(service: PracticeModRs, row: RequestRow): RequestRow | undefined {
	const borrower = row.peer === undefined ? undefined : service.world.store.get(row.peer.tenant, row.peer.id);
	return borrower?.peer?.id === row.id ? borrower : undefined;
}
