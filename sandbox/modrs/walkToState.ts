import { checkNewRequest } from './checkNewRequest';
import type { RequestRow } from './requestRow';
import type { PracticeModRs } from './PracticeModRs';

type StepsByState = Readonly<Record<string, (service: PracticeModRs, row: RequestRow) => void>>;

const cancelling = (service: PracticeModRs, row: RequestRow) => service.life.cancel(row);
const act = (action: string, to: string) => (service: PracticeModRs, row: RequestRow) => service.life.act(row, action, to);
const receive = (status: Parameters<PracticeModRs['life']['receive']>[1]) => (service: PracticeModRs, row: RequestRow) =>
	service.life.receive(row, status);
const check = (service: PracticeModRs, row: RequestRow) => checkNewRequest(service.world, service.trail, row);
const sendToNext = (service: PracticeModRs, row: RequestRow) => service.life.sendToNext(row);
const release = { REQ_VALIDATED: act('requesterBypassValidation', 'REQ_VALIDATED'), REQ_CANCELLED: cancelling };

const stepsFrom: Readonly<Record<string, StepsByState>> = {
	REQ_IDLE: { REQ_VALIDATED: check, REQ_CANCELLED: cancelling },
	REQ_INVALID_PATRON: release,
	REQ_DUPLICATE_REVIEW: release,
	REQ_BLANK_FORM_REVIEW: release,
	REQ_VALIDATED: { REQ_SUPPLIER_IDENTIFIED: (service, row) => service.life.route(row), REQ_CANCELLED: cancelling },
	REQ_SUPPLIER_IDENTIFIED: {
		REQ_REQUEST_SENT_TO_SUPPLIER: sendToNext,
		REQ_LOCAL_REVIEW: sendToNext,
		REQ_END_OF_ROTA: sendToNext,
		REQ_CANCELLED: cancelling,
	},
	REQ_UNFILLED: { REQ_REQUEST_SENT_TO_SUPPLIER: sendToNext, REQ_LOCAL_REVIEW: sendToNext, REQ_END_OF_ROTA: sendToNext },
	REQ_LOCAL_REVIEW: {
		REQ_UNFILLED: act('localSupplierCannotSupply', 'REQ_UNFILLED'),
		REQ_FILLED_LOCALLY: act('fillLocally', 'REQ_FILLED_LOCALLY'),
		REQ_CANCELLED: act('cancelLocal', 'REQ_CANCELLED'),
	},
	REQ_REQUEST_SENT_TO_SUPPLIER: {
		REQ_EXPECTS_TO_SUPPLY: receive('WillSupply'),
		REQ_CONDITIONAL_ANSWER_RECEIVED: receive('Conditional'),
		REQ_UNFILLED: receive('Unfilled'),
		REQ_CANCEL_PENDING: cancelling,
	},
	REQ_CONDITIONAL_ANSWER_RECEIVED: {
		REQ_EXPECTS_TO_SUPPLY: act('requesterAgreeConditions', 'REQ_EXPECTS_TO_SUPPLY'),
		REQ_UNFILLED: receive('Unfilled'),
		REQ_CANCEL_PENDING: cancelling,
	},
	REQ_EXPECTS_TO_SUPPLY: {
		REQ_SHIPPED: receive('Loaned'),
		REQ_DOCUMENT_DELIVERED: receive('CopyCompleted'),
		REQ_LOANED_DIGITALLY: receive('LoanedDigitally'),
		REQ_UNFILLED: receive('Unfilled'),
		REQ_CANCEL_PENDING: cancelling,
	},
	REQ_SHIPPED: { REQ_CHECKED_IN: (service, row) => service.life.checkIn(row), REQ_OVERDUE: receive('Overdue') },
	REQ_CHECKED_IN: {
		REQ_AWAITING_RETURN_SHIPPING: act('patronReturnedItem', 'REQ_AWAITING_RETURN_SHIPPING'),
		REQ_OVERDUE: receive('Overdue'),
		// No step leads on from Recalled: mod-rs's state model offers staff no action in it, and only the lender's message that it has the
		// item back ends it.
		REQ_RECALLED: receive('Recalled'),
	},
	REQ_OVERDUE: { REQ_AWAITING_RETURN_SHIPPING: act('patronReturnedItem', 'REQ_AWAITING_RETURN_SHIPPING') },
	// A lender can report the item overdue wherever the item is, even while it is on its way back.
	REQ_BORROWING_LIBRARY_RECEIVED: { REQ_OVERDUE: receive('Overdue') },
	REQ_AWAITING_RETURN_SHIPPING: {
		REQ_SHIPPED_TO_SUPPLIER: act('shippedReturn', 'REQ_SHIPPED_TO_SUPPLIER'),
		REQ_OVERDUE: receive('Overdue'),
	},
	REQ_BORROWER_RETURNED: { REQ_OVERDUE: receive('Overdue') },
	REQ_SHIPPED_TO_SUPPLIER: { REQ_REQUEST_COMPLETE: receive('LoanCompleted'), REQ_OVERDUE: receive('Overdue') },
	REQ_LOANED_DIGITALLY: { REQ_REQUEST_COMPLETE: receive('Overdue') },
	REQ_CANCEL_PENDING: { REQ_CANCELLED_WITH_SUPPLIER: (service, row) => service.life.answerCancel(row, true) },
	REQ_CANCELLED_WITH_SUPPLIER: {
		REQ_CANCELLED: (service, row) => service.life.afterCancel(row),
		REQ_UNFILLED: (service, row) => service.life.afterCancel(row),
	},
	REQ_END_OF_ROTA: { REQ_END_OF_ROTA_REVIEWED: act('requesterMarkEndOfRotaReviewed', 'REQ_END_OF_ROTA_REVIEWED') },
};

function isClosedTo(row: RequestRow, state: string): boolean {
	const end =
		{ NonreturnableRequester: 'REQ_DOCUMENT_DELIVERED', DigitalReturnableRequester: 'REQ_LOANED_DIGITALLY' }[row.stateModel as string] ??
		'REQ_SHIPPED';
	return state !== end && ['REQ_SHIPPED', 'REQ_DOCUMENT_DELIVERED', 'REQ_LOANED_DIGITALLY'].includes(state);
}

function firstStep(row: RequestRow, from: string, to: string): string | undefined {
	const queue: Array<{ state: string; first: string }> = Object.keys(stepsFrom[from] ?? {}).map((state) => ({ state, first: state }));
	const seen = new Set([from]);
	for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
		const { state, first } = next;
		if (seen.has(state) || isClosedTo(row, state)) continue;
		seen.add(state);
		if (state === to) return first;
		queue.push(...Object.keys(stepsFrom[state] ?? {}).map((onward) => ({ state: onward, first })));
	}
	return undefined;
}

/**
 * Takes a borrowing request to a state step by step, as suppliers, staff and server would, but without waiting. If the way depends on the
 * rota (the next supplier, or its end), it is followed as far as needed.
 *
 * @throws Error if no way leads there from the request's present state
 */
export function walkToState(service: PracticeModRs, row: RequestRow, to: string): void {
	const mostSteps = 100;
	for (let step = 0; step < mostSteps; step++) {
		if (row.state === to) return;
		const first = firstStep(row, row.state, to);
		const step = first === undefined ? undefined : stepsFrom[row.state]?.[first];
		if (step === undefined) throw new Error(`No way leads from ${row.state} to ${to} for request ${row.hrid ?? row.id}`);
		step(service, row);
	}
	throw new Error(`Request ${row.hrid ?? row.id} did not come to ${to}; it is now ${row.state}`);
}
