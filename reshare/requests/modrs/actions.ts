import {
	acceptedSettings,
	actionKinds,
	toAllowedActions,
	type SupportedActions,
	type BackEndActions,
	type RequestAction,
} from '../model/actions';
import type { PatronRequest, RequestWithRaw, Side } from '../model/request';
import { isTerminal } from '../model/state';
import { requestAgainFields } from './requestAgainFields';
import { isSlnpState, modRsStates } from './statesAndSentences';

/** The names of the actions in mod-rs (openlibraryenvironment/mod-rs Actions.groovy). */
export const modRsActionsByKind: BackEndActions = {
	checkAgain: { names: ['requesterRetryValidation', 'borrowerCheck'] },
	approveAsIs: { names: ['requesterBypassValidation'] },
	fillLocally: { names: ['fillLocally'] },
	cannotFillLocally: { names: ['localSupplierCannotSupply'], takes: [] },
	agreeConditions: { names: ['requesterAgreeConditions'] },
	rejectConditions: { names: ['requesterRejectConditions'] },
	cancel: { names: ['requesterCancel', 'cancelLocal'] },
	receive: { names: ['requesterReceived', 'requesterManualCheckIn', 'slnpRequesterReceived', 'slnpNonReturnableRequesterReceived'] },
	checkOut: { instead: "The library's own system checks the item out." },
	renew: { instead: 'Write to the lender with Send Message.' },
	patronReturned: { names: ['patronReturnedItem'] },
	shipBack: { names: ['shippedReturn'] },
	returnAndShipBack: { names: ['patronReturnedItemAndShippedReturn'] },
	markLost: { names: ['slnpMarkItemLost'] },
	requestAgain: { names: ['rerequest'] },
	declineRetry: { instead: 'Its lenders offer no other try; they cannot supply, and the next one is asked.' },
	markReviewed: { names: ['requesterMarkEndOfRotaReviewed'] },
	willSupply: { names: ['respondYes', 'slnpRespondYes'] },
	sendConditions: { names: ['supplierConditionalSupply', 'supplierAddCondition'] },
	conditionsAgreed: { names: ['supplierMarkConditionsAgreed'] },
	cannotSupply: { names: ['supplierCannotSupply'] },
	askForRetry: { instead: 'Write to the borrower with Send Message, or say that your library cannot supply.' },
	printPullSlip: { names: ['supplierPrintPullSlip'] },
	markShipped: {
		names: ['supplierCheckInToReshareAndSupplierMarkShipped', 'supplierMarkShipped', 'slnpSupplierFillAndMarkShipped'],
	},
	sendDocument: { names: ['supplierAddURLToDocument'] },
	agreeCancellation: { names: ['supplierRespondToCancel'] },
	refuseCancellation: { names: ['supplierRespondToCancel'] },
	agreeRenewal: { instead: 'Write to the borrower with Send Message.' },
	refuseRenewal: { instead: 'Write to the borrower with Send Message.' },
	markOverdue: { instead: 'It marks a loan as overdue by itself, on the day after its due date.' },
	recall: { instead: 'Write to the borrower with Send Message.' },
	receivedBack: { names: ['supplierCheckOutOfReshare', 'slnpSupplierCheckOutOfReshare'] },
	sendMessage: { names: ['message'] },
	markMessagesSeen: { names: ['messagesAllSeen'] },
	writeStaffNote: { names: ['localNote'] },
	closeManually: { names: ['manualClose'] },
};

export const modRsSupportedActions: SupportedActions = Object.fromEntries(
	actionKinds.flatMap((kind) =>
		modRsActionsByKind[kind]?.names === undefined ? [] : [[kind, acceptedSettings(modRsActionsByKind, kind)]],
	),
);

/**
 * Whether an action needs the location of the item. `slnpRespondYes` does not, because the library's own system gives it (since September
 * 2024).
 */
export function needsShelfLocation({ serviceType }: PatronRequest, code: string) {
	return code === 'supplierConditionalSupply' || (code === 'respondYes' && serviceType !== 'copy');
}

export function needsBarcodes(code: string) {
	return code === 'supplierCheckInToReshareAndSupplierMarkShipped' || code === 'slnpSupplierFillAndMarkShipped';
}

export function modRsActionParams(action: RequestAction, side: Side, place?: string, raw: RequestWithRaw['raw'] = {}) {
	const note = 'note' in action ? action.note : undefined;
	switch (action.kind) {
		case 'requestAgain':
			return requestAgainFields(raw);
		case 'willSupply':
			return { pickLocation: place, callnumber: action.callNumber, note };
		case 'sendConditions':
			// The cost is sent as text, because the server fails for a number.
			return {
				pickLocation: place,
				loanCondition: action.condition,
				cost: action.cost?.toFixed(2),
				costCurrency: action.cost === undefined ? undefined : action.currency,
				note,
				holdingState: action.withoutWaiting === true ? 'no' : 'yes',
			};
		case 'markShipped':
			return { itemBarcodes: action.barcodes?.map((itemId) => ({ itemId })), note };
		case 'sendDocument':
			return { url: action.link, note };
		case 'agreeCancellation':
			return { cancelResponse: 'yes', note };
		case 'refuseCancellation':
			return { cancelResponse: 'no', note };
		case 'closeManually':
			return { terminalState: modRsStates.codes(side, ({ closesAs }) => closesAs === action.as)[0] };
		case 'markMessagesSeen':
			return { seenStatus: true };
		case 'agreeConditions':
			return { note };
		case 'sendMessage':
			return { note: action.text };
		case 'writeStaffNote':
			return { localNote: action.text };
		default: {
			const { kind: _, ...params } = action;
			return params;
		}
	}
}

export function modRsAllowedActions({ state }: PatronRequest, listed: readonly string[]) {
	// mod-rs does not list the action that marks all messages of a request as read. It refuses this action while the request waits for the
	// other library and the list is empty (openlibraryenvironment/mod-rs ActionService.groovy), and the SLNP's models do not have it.
	const canBeRead = !isSlnpState(state?.code) && (isTerminal(state) || listed.length > 0);
	return [...new Set([...listed, ...(canBeRead ? ['messagesAllSeen'] : [])])].flatMap((code) =>
		toAllowedActions(modRsActionsByKind, code, otherLabels),
	);
}

/** Labels of actions of mod-rs that do not exist in this package. */
const otherLabels: Readonly<Record<string, string>> = {
	messageSeen: 'Mark a Message as Read',
	supplierCheckInToReshare: 'Check the Item Out for Shipping',
	supplierFillDigitalLoan: 'Lend Digitally',
	slnpHandleAbort: 'Accept That It Was Aborted',
	slnpAbortSupply: 'Abort',
	slnpSupplierSuppliesDocument: 'Mark Document as Supplied',
	manuallyMarkSupplied: 'Mark as Supplied',
	manuallyMarkAvailable: 'Mark as Available',
	undo: 'Undo',
};
