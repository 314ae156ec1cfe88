import { done } from './action-outcome';
import type { ActionOutcome, ActionParams } from './action-outcome';
import { closeByHand, markSeen, sendMessage } from './common-actions';
import type { Said, SupplierStatus } from './messages';
import type { RequestRow } from './row';
import type { RequestService } from './service';

interface LenderMove {
	readonly to: string;
	readonly message?: string;
	/** What the borrower's library is told. */
	readonly tells?: SupplierStatus;
}

const moves: Readonly<Record<string, LenderMove>> = {
	respondYes: { to: 'RES_NEW_AWAIT_PULL_SLIP', tells: 'WillSupply' },
	supplierCannotSupply: { to: 'RES_UNFILLED', message: 'Request manually flagged unable to supply', tells: 'Unfilled' },
	supplierConditionalSupply: { to: 'RES_PENDING_CONDITIONAL_ANSWER', message: 'Request responded to conditionally, placed in hold state', tells: 'Conditional' },
	supplierAddCondition: { to: 'RES_PENDING_CONDITIONAL_ANSWER', message: 'Condition added to request, placed in hold state', tells: 'Conditional' },
	supplierCheckInToReshare: { to: 'RES_AWAIT_SHIP', message: 'Items successfully checked in to ReShare' },
	supplierMarkShipped: { to: 'RES_ITEM_SHIPPED', message: 'Shipped', tells: 'Loaned' },
	supplierCheckInToReshareAndSupplierMarkShipped: { to: 'RES_ITEM_SHIPPED', message: 'Shipped', tells: 'Loaned' },
	supplierCheckOutOfReshare: { to: 'RES_COMPLETE', message: 'Fill request completed.', tells: 'LoanCompleted' },
	supplierAddURLToDocument: { to: 'RES_DOCUMENT_DELIVERED', message: 'URL Added', tells: 'CopyCompleted' },
};

/** States of the borrower's row in which it listens to a message of the lender. */
const listens: Readonly<Record<SupplierStatus, readonly string[]>> = {
	WillSupply: ['REQ_REQUEST_SENT_TO_SUPPLIER'],
	Conditional: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY'],
	Loaned: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED'],
	Unfilled: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING'],
	CopyCompleted: ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED'],
	LoanedDigitally: ['REQ_EXPECTS_TO_SUPPLY'],
	Overdue: ['REQ_SHIPPED', 'REQ_CHECKED_IN'],
	Recalled: ['REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_OVERDUE', 'REQ_AWAITING_RETURN_SHIPPING', 'REQ_SHIPPED_TO_SUPPLIER'],
	LoanCompleted: ['REQ_SHIPPED_TO_SUPPLIER', 'REQ_AWAITING_RETURN_SHIPPING', 'REQ_OVERDUE'],
};

/** Actions of the lending side. Undefined: there is no such action. */
export function performLending(service: RequestService, row: RequestRow, action: string, params: ActionParams): ActionOutcome | undefined {
	const { trail } = service;
	switch (action) {
		case 'supplierPrintPullSlip':
			trail.move(row, row.stateModel === 'NonreturnableResponder' ? 'RES_COPY_AWAIT_PICKING' : 'RES_AWAIT_PICKING', 'Pull slip printed', { event: action });
			return done;
		case 'supplierMarkConditionsAgreed':
			trail.move(row, 'RES_NEW_AWAIT_PULL_SLIP', 'Conditions manually marked as agreed', { event: action });
			return done;
		case 'supplierRespondToCancel':
			return respondToCancel(service, row, params);
		case 'localNote':
			row.localNote = typeof params.localNote === 'string' && params.localNote !== '' ? params.localNote : undefined;
			trail.note(row, row.localNote === undefined ? 'Removed local note' : 'Local note updated', { event: action });
			return done;
		case 'manualClose':
			return closeByHand(service, row, params);
		case 'message':
			return sendMessage(service, row, params);
		case 'messageSeen':
		case 'messagesAllSeen':
			return markSeen(service, row, action, params);
	}
	const move = moves[action];
	if (move === undefined) return undefined;
	trail.move(row, move.to, move.message ?? `Executing action: ${action}`, { event: action });
	const borrower = borrowerOf(service, row);
	if (borrower !== undefined && move.tells !== undefined && listens[move.tells].includes(borrower.state)) service.life.receive(borrower, move.tells, saidIn(params));
	return done;
}

function saidIn({ reason, loanCondition, note }: ActionParams): Said {
	const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
	const said = { reason: text(reason), condition: text(loanCondition), note: text(note) };
	return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function respondToCancel(service: RequestService, row: RequestRow, params: ActionParams): ActionOutcome {
	const granted = params.cancelResponse !== 'no';
	const back = row.previousStates.RES_CANCEL_REQUEST_RECEIVED ?? 'RES_NEW_AWAIT_PULL_SLIP';
	service.trail.move(row, granted ? 'RES_CANCELLED' : back, granted ? 'Cancellation accepted' : 'Cancellation denied', { event: 'supplierRespondToCancel' });
	const borrower = borrowerOf(service, row);
	if (borrower?.state === 'REQ_CANCEL_PENDING') service.life.answerCancel(borrower, granted);
	return done;
}

/** The borrower's row, where it lives in this consortium and still waits for this lender. */
function borrowerOf(service: RequestService, row: RequestRow): RequestRow | undefined {
	const borrower = row.peer === undefined ? undefined : service.world.store.get(row.peer.tenant, row.peer.id);
	return borrower?.peer?.id === row.id ? borrower : undefined;
}
