import { advice } from '../model/advice';
import { createdVerdict, endedVerdict, heldVerdict } from '../model/outcomesOfCreate';
import type { Side } from '../model/request';
import type { KnownState } from '../model/state';
import {
	defineStates,
	conditionsSentState,
	locallyAvailableState,
	passedCheckState,
	StateTable,
	stoppedByCheckState,
} from '../model/StateTable';

type Sentence = NonNullable<KnownState['sentence']>;

/**
 * Makes a sentence for a state. After a refused cancellation, from which the request returns to its former state, it is a different one.
 */
const unlessRefused =
	(sentence: Sentence): Sentence =>
	(library, from, text) =>
		from === 'REQ_CANCEL_PENDING' ? `${library} did not agree to the cancellation.` : sentence(library, from, text);

/** mod-rs's note if the library's own system gave no answer or did not find the patron; mod-rs cannot distinguish the two. */
const patronCallFailed = 'Host LMS integration: lookupPatron call failed';

/**
 * mod-rs's note if a library was not reached. The state is that of a request that was sent (openlibraryenvironment/mod-rs
 * EventSendToNextLenderService.groovy).
 */
const notSentYet = 'Problem sending to supplier';

/**
 * mod-rs's note for a lender's message that is no answer. If it leads back to the state of a sent request, a broker's library has withdrawn
 * its promise: the broker asks the next library, or has none left (since September 2025).
 */
export const messageReceivedNote = 'Notification message received';

/** mod-rs's note when staff close a request (openlibraryenvironment/mod-rs ActionManualCloseService.groovy). */
export const manuallyClosedNote = 'Manually closed';

/** Shared by states in which the borrowing library has agreed to the conditions, or staff have recorded that it did. */
const afterConditions = { RES_PENDING_CONDITIONAL_ANSWER: 'conditionsAnswered' } as const;
/** Shared by states in which the library has promised the item, and staff fetch it. */
const toFetch = { deskPart: 'fetch', phase: 'asking', answer: 'willSupply', eventAfter: afterConditions } as const;

/** Shared by states in which the patron can have the item. */
const inHand = { phase: 'onLoan', traits: ['withPatron'] } as const;
/** Shared by the states of both sides, and of all models, in which the item was sent. */
const shipped = { label: 'Shipped', phase: 'onLoan', event: 'shipped' } as const;

/**
 * The states that mod-rs ships (openlibraryenvironment/mod-rs StatusData.groovy), in the order of a request's life; those of the SLNP's
 * models come after the others of a phase.
 */
const borrowing = defineStates({
	REQ_IDLE: { label: 'New', phase: 'beingChecked', traits: ['initial', 'withdrawable'], transient: 'unchecked' },
	REQ_INVALID_PATRON: {
		label: 'Invalid patron',
		...stoppedByCheckState,
		whatToDo: advice.approvePatron,
		verdict: heldVerdict('patronNotValid'),
		sentence: (_library, _from, text) =>
			`The library system did not ${text?.startsWith(patronCallFailed) === true ? 'confirm' : 'accept'} the patron. Staff must look at it.`,
	},
	REQ_DUPLICATE_REVIEW: {
		label: 'Requires review - possible duplicate',
		...stoppedByCheckState,
		whatToDo: advice.approveDuplicate,
		verdict: heldVerdict('possibleDuplicate'),
		sentence: () => 'ReShare sees a possible duplicate. Staff must look at it.',
	},
	REQ_BLANK_FORM_REVIEW: {
		label: 'Requires review - blank form',
		...stoppedByCheckState,
		whatToDo: advice.addRecord,
		verdict: heldVerdict('blankForm'),
		sentence: () => 'The request names no record of the shared inventory. Staff must look at it.',
	},
	REQ_ERROR: {
		label: 'Error',
		phase: 'beingChecked',
		traits: ['stuck'],
		whatToDo: advice.readHistory,
		verdict: heldVerdict('reshareError'),
		sentence: () => 'ReShare could not handle the request. Staff must look at it.',
	},
	REQ_VALIDATED: {
		label: 'Validated',
		...passedCheckState,
		sentence: (_library, from) => (from === 'REQ_IDLE' ? 'ReShare checked the request and accepted it.' : 'Staff let the request pass.'),
	},
	SLNP_REQ_IDLE: { label: 'New', phase: 'beingChecked', traits: ['initial', 'withdrawable'] },

	REQ_SOURCING_ITEM: {
		label: 'Sourcing',
		phase: 'asking',
		transient: 'checked',
		traits: ['withdrawable'],
		sentence: () => 'ReShare looks for libraries that hold the item.',
	},
	REQ_SUPPLIER_IDENTIFIED: {
		label: 'Supplier identified',
		phase: 'asking',
		transient: 'checked',
		traits: ['withdrawable'],
		sentence: () => 'ReShare found libraries to ask.',
	},
	REQ_LOCAL_REVIEW: { label: 'Requires review - locally available', ...locallyAvailableState },
	REQ_REQUEST_SENT_TO_SUPPLIER: {
		label: 'Request sent',
		phase: 'asking',
		event: 'supplierChosen',
		eventAfter: { REQ_CANCEL_PENDING: null },
		usuallyAfter: 'REQ_SUPPLIER_IDENTIFIED',
		exchange: 'asked',
		broughtBy: ['ExpectToSupply'],
		sentence: unlessRefused((library, _from, text) => {
			if (text?.startsWith(messageReceivedNote) === true) return 'ReShare looks for the next library.';
			return text?.startsWith(notSentYet) === true
				? `The request could not be sent to ${library} at once.`
				: `The request was sent to ${library}.`;
		}),
	},
	REQ_UNABLE_TO_CONTACT_SUPPLIER: {
		label: 'Unable to contact supplier',
		phase: 'asking',
		whatToDo: advice.askLenderOtherwise,
	},
	REQ_PENDING: { label: 'Pending', phase: 'asking' },
	REQ_CONDITIONAL_ANSWER_RECEIVED: {
		label: 'Conditions received',
		phase: 'asking',
		whatToDo: advice.answerConditions,
		usuallyAfter: 'REQ_REQUEST_SENT_TO_SUPPLIER',
		exchange: 'conditions',
		broughtBy: ['Conditional'],
		sentence: unlessRefused((library) => `${library} would send the item under conditions.`),
	},
	REQ_WILL_SUPPLY: { label: 'Will supply', phase: 'asking' },
	REQ_EXPECTS_TO_SUPPLY: {
		label: 'Expects to supply',
		phase: 'asking',
		event: 'expectsToSupply',
		eventAfter: { REQ_CANCEL_PENDING: 'cancelRefused' },
		usuallyAfter: 'REQ_REQUEST_SENT_TO_SUPPLIER',
		broughtBy: ['ExpectToSupply', 'WillSupply'],
		sentence: unlessRefused((library, from) =>
			from === 'REQ_CONDITIONAL_ANSWER_RECEIVED'
				? `Your library agreed to the conditions of ${library}.`
				: `${library} expects to supply the item.`,
		),
	},
	REQ_UNFILLED: {
		label: 'Unfilled',
		phase: 'asking',
		event: 'supplierDeclined',
		// No supplier declined here: conditions were rejected, or the own library cannot supply.
		eventAfter: { REQ_CANCELLED_WITH_SUPPLIER: null, REQ_LOCAL_REVIEW: null },
		usuallyAfter: 'REQ_REQUEST_SENT_TO_SUPPLIER',
		exchange: 'declined',
		broughtBy: ['Unfilled', 'UnfilledTransfer'],
		sentence: (_library, from) =>
			from === 'REQ_LOCAL_REVIEW' ? 'Your own library cannot supply the item.' : 'ReShare looks for the next library.',
	},
	REQ_CANCEL_PENDING: {
		label: 'Cancel pending',
		phase: 'asking',
		exchange: 'cancelAsked',
		sentence: (library) => `Cancellation was asked of ${library}.`,
	},
	REQ_CANCELLED_WITH_SUPPLIER: {
		label: 'Cancelled with previous supplier',
		phase: 'asking',
		broughtBy: ['Cancelled'],
		sentence: (library) => `${library} agreed to the cancellation.`,
	},
	SLNP_REQ_ABORTED: {
		label: 'Aborted',
		phase: 'asking',
		whatToDo: advice.findWhyAborted,
	},

	REQ_SHIPPED: {
		...shipped,
		usuallyAfter: 'REQ_EXPECTS_TO_SUPPLY',
		broughtBy: ['Loaned'],
		sentence: (library) => `${library} sent the item.`,
	},
	REQ_LOANED_DIGITALLY: {
		label: 'Loaned digitally',
		phase: 'onLoan',
		event: 'loanedDigitally',
		usuallyAfter: 'REQ_EXPECTS_TO_SUPPLY',
		broughtBy: ['Loaned'],
		sentence: (library) => `${library} lent the item digitally.`,
	},
	REQ_BORROWING_LIBRARY_RECEIVED: {
		label: 'Awaiting local item creation',
		phase: 'onLoan',
		sentence: () => 'The item arrived at your library.',
	},
	REQ_CHECKED_IN: {
		label: 'In local circulation process',
		...inHand,
		event: 'received',
		usuallyAfter: 'REQ_SHIPPED',
		sentence: () => 'The item arrived and is in local circulation.',
	},
	REQ_OVERDUE: {
		label: 'Overdue',
		...inHand,
		event: 'overdue',
		usuallyAfter: 'REQ_CHECKED_IN',
		broughtBy: ['Overdue'],
		sentence: () => 'The item is overdue.',
	},
	REQ_RECALLED: {
		label: 'Recalled',
		...inHand,
		event: 'recalled',
		usuallyAfter: 'REQ_CHECKED_IN',
		broughtBy: ['Recalled'],
		sentence: (library) => `${library} wants the item back early.`,
	},
	SLNP_REQ_SHIPPED: { ...shipped, usuallyAfter: 'SLNP_REQ_IDLE' },
	SLNP_REQ_CHECKED_IN: {
		label: 'In local circulation process',
		...inHand,
		event: 'received',
		usuallyAfter: 'SLNP_REQ_SHIPPED',
	},
	SLNP_REQ_DOCUMENT_AVAILABLE: {
		label: 'Document available',
		phase: 'onLoan',
		event: 'documentAvailable',
		usuallyAfter: 'SLNP_REQ_IDLE',
		traits: ['copy'],
	},

	REQ_AWAITING_RETURN_SHIPPING: {
		label: 'Awaiting return shipping',
		phase: 'onItsWayBack',
		event: 'returnedByPatron',
		usuallyAfter: 'REQ_CHECKED_IN',
		sentence: () => 'The patron returned the item; it waits to be sent back.',
	},
	REQ_BORROWER_RETURNED: {
		label: 'Borrower returned item',
		phase: 'onItsWayBack',
		event: 'returnedByPatron',
		usuallyAfter: 'REQ_CHECKED_IN',
	},
	REQ_SHIPPED_TO_SUPPLIER: {
		label: 'Return shipped',
		phase: 'onItsWayBack',
		event: 'returnShipped',
		usuallyAfter: 'REQ_AWAITING_RETURN_SHIPPING',
		sentence: (library) => `The item was sent back to ${library}.`,
	},
	SLNP_REQ_AWAITING_RETURN_SHIPPING: {
		label: 'Awaiting return shipping',
		phase: 'onItsWayBack',
		event: 'returnedByPatron',
		usuallyAfter: 'SLNP_REQ_CHECKED_IN',
	},

	REQ_REQUEST_COMPLETE: {
		label: 'Complete',
		phase: 'over',
		event: 'complete',
		eventAfter: { REQ_SHIPPED_TO_SUPPLIER: 'complete', REQ_LOANED_DIGITALLY: 'closed', otherwise: 'closed' },
		usuallyAfter: 'REQ_SHIPPED_TO_SUPPLIER',
		verdict: createdVerdict,
		broughtBy: ['LoanCompleted'],
		closesAs: 'complete',
		sentence: (library, from, text) => {
			if (text === manuallyClosedNote) return 'Staff closed the request as complete.';
			return from === 'REQ_SHIPPED_TO_SUPPLIER'
				? `${library} received the item back. The request is complete.`
				: 'The request is complete.';
		},
	},
	REQ_DOCUMENT_DELIVERED: {
		label: 'Document delivered',
		phase: 'over',
		event: 'documentDelivered',
		usuallyAfter: 'REQ_EXPECTS_TO_SUPPLY',
		verdict: createdVerdict,
		broughtBy: ['CopyCompleted'],
		traits: ['copy'],
		sentence: (library) => `${library} delivered the document.`,
	},
	REQ_FILLED_LOCALLY: {
		label: 'Filled locally',
		phase: 'over',
		event: 'filledLocally',
		usuallyAfter: 'REQ_LOCAL_REVIEW',
		verdict: endedVerdict('filledLocally'),
		closesAs: 'filledLocally',
		sentence: () => 'The request was filled from your own library.',
	},
	REQ_END_OF_ROTA: {
		label: 'End of rota',
		phase: 'over',
		event: 'endOfRota',
		usuallyAfter: 'REQ_UNFILLED',
		verdict: endedVerdict('endOfRota'),
		closesAs: 'endOfRota',
		sentence: (_library, _from, text) =>
			text === manuallyClosedNote
				? 'Staff closed the request as one that cannot be filled.'
				: 'No library is left to ask. The request cannot be filled.',
	},
	REQ_END_OF_ROTA_REVIEWED: {
		label: 'End of rota, reviewed',
		phase: 'over',
		verdict: endedVerdict('endOfRota'),
		sentence: () => 'Staff noted that the request cannot be filled.',
	},
	REQ_OVER_LIMIT: {
		label: 'Request over limit',
		phase: 'over',
		verdict: endedVerdict('patronAtLimit'),
		sentence: () => 'The patron has too many open requests, so this one was closed.',
	},
	REQ_REREQUESTED: {
		label: 'Re-Requested',
		phase: 'over',
		verdict: createdVerdict,
		broughtBy: ['UnfilledTransfer'],
		sentence: () => 'A new request took the place of this one.',
	},
	REQ_CANCELLED: {
		label: 'Cancelled',
		phase: 'over',
		event: 'cancelled',
		usuallyAfter: 'REQ_CANCELLED_WITH_SUPPLIER',
		verdict: endedVerdict('cancelled'),
		broughtBy: ['Cancelled'],
		closesAs: 'cancelled',
		sentence: () => 'The request was canceled.',
	},
	SLNP_REQ_COMPLETE: {
		label: 'Request has been completed successfully.',
		phase: 'over',
		event: 'complete',
		usuallyAfter: 'SLNP_REQ_AWAITING_RETURN_SHIPPING',
		verdict: createdVerdict,
	},
	SLNP_REQ_DOCUMENT_SUPPLIED: {
		label: 'Document has been successfully supplied',
		phase: 'over',
		event: 'documentDelivered',
		usuallyAfter: 'SLNP_REQ_DOCUMENT_AVAILABLE',
		verdict: createdVerdict,
		traits: ['copy'],
	},
	SLNP_REQ_ITEM_LOST: {
		label: 'Item has been lost',
		phase: 'over',
		event: 'lost',
		usuallyAfter: 'SLNP_REQ_CHECKED_IN',
	},
	SLNP_REQ_PATRON_INVALID: {
		label: 'Patron is invalid',
		phase: 'over',
		whatToDo: advice.requestForOtherPatronId,
		verdict: endedVerdict('patronNotValid'),
	},
	SLNP_REQ_CANCELLED: {
		label: 'Cancelled',
		phase: 'over',
		event: 'cancelled',
		usuallyAfter: 'SLNP_REQ_IDLE',
		verdict: endedVerdict('cancelled'),
	},
});

const lending = defineStates({
	RES_IDLE: { label: 'New', deskPart: 'answer', phase: 'asking', traits: ['initial'], eventAfter: afterConditions },
	RES_PENDING_CONDITIONAL_ANSWER: { label: 'Conditions sent', ...conditionsSentState },
	RES_NEW_AWAIT_PULL_SLIP: {
		label: 'Awaiting pull slip printing',
		deskPart: 'pullSlip',
		phase: 'asking',
		answer: 'willSupply',
		eventAfter: afterConditions,
		usuallyAfter: 'RES_PENDING_CONDITIONAL_ANSWER',
	},
	RES_AWAIT_PICKING: {
		label: 'Searching (returnables)',
		...toFetch,
	},
	RES_COPY_AWAIT_PICKING: {
		label: 'Searching (non-returnables)',
		...toFetch,
		traits: ['copy'],
	},
	RES_HOLD_PLACED: { label: 'Hold placed', ...toFetch },
	RES_SEQUESTERED: { label: 'Item sequestered', ...toFetch },
	RES_AWAIT_SHIP: { label: 'Awaiting shipping', ...toFetch },
	RES_CANCEL_REQUEST_RECEIVED: {
		label: 'Cancel request received',
		deskPart: 'cancellation',
		phase: 'asking',
		whatToDo: advice.answerCancellation,
		event: 'cancelRequested',
		usuallyAfter: 'RES_NEW_AWAIT_PULL_SLIP',
	},
	RES_ERROR: { label: 'Error', phase: 'asking', traits: ['stuck'], whatToDo: advice.readHistory },
	SLNP_RES_IDLE: { label: 'New', deskPart: 'answer', phase: 'asking', traits: ['initial'] },
	SLNP_RES_NEW_AWAIT_PULL_SLIP: {
		label: 'Awaiting pull slip printing',
		deskPart: 'pullSlip',
		phase: 'asking',
		traits: ['initial', 'automaticAnswer'],
	},
	SLNP_RES_AWAIT_PICKING: { label: 'Searching', ...toFetch },

	RES_ITEM_SHIPPED: { ...shipped, usuallyAfter: 'RES_AWAIT_SHIP' },
	RES_LOANED_DIGITALLY: { label: 'Loaned digitally', phase: 'onLoan', event: 'loanedDigitally', usuallyAfter: 'RES_SEQUESTERED' },
	RES_OVERDUE: { label: 'Overdue', deskPart: 'overdue', phase: 'onLoan', event: 'overdue', usuallyAfter: 'RES_ITEM_SHIPPED' },
	SLNP_RES_ITEM_SHIPPED: { ...shipped, usuallyAfter: 'SLNP_RES_AWAIT_PICKING' },

	RES_AWAITING_RETURN_SHIPPING: { label: 'Awaiting return shipping', deskPart: 'takeBack', phase: 'onItsWayBack' },
	RES_ITEM_RETURNED: {
		label: 'Return shipped',
		deskPart: 'takeBack',
		phase: 'onItsWayBack',
		event: 'returnShipped',
		usuallyAfter: 'RES_ITEM_SHIPPED',
	},
	RES_AWAIT_DESEQUESTRATION: { label: 'Awaiting desequestration', phase: 'onItsWayBack' },

	RES_COMPLETE: {
		label: 'Complete',
		phase: 'over',
		event: 'complete',
		// An item that came back had been sent before. If staff close a request as complete earlier, it is only complete.
		eventAfter: {
			RES_ITEM_SHIPPED: 'receivedBack',
			RES_OVERDUE: 'receivedBack',
			RES_AWAITING_RETURN_SHIPPING: 'receivedBack',
			RES_ITEM_RETURNED: 'receivedBack',
		},
		usuallyAfter: 'RES_ITEM_RETURNED',
		closesAs: 'complete',
	},
	RES_DOCUMENT_DELIVERED: {
		label: 'Document delivered',
		phase: 'over',
		event: 'documentDelivered',
		usuallyAfter: 'RES_COPY_AWAIT_PICKING',
		traits: ['copy'],
	},
	RES_UNFILLED: { label: 'Not supplied', phase: 'over', event: 'notSupplied', usuallyAfter: 'RES_AWAIT_PICKING', closesAs: 'notSupplied' },
	RES_NOT_SUPPLIED: {
		label: 'Could not supply',
		phase: 'over',
		event: 'notSupplied',
		usuallyAfter: 'RES_AWAIT_PICKING',
		closesAs: 'couldNotSupply',
	},
	RES_CANCELLED: {
		label: 'Cancelled',
		phase: 'over',
		event: 'cancelled',
		usuallyAfter: 'RES_CANCEL_REQUEST_RECEIVED',
		closesAs: 'cancelled',
	},
	SLNP_RES_COMPLETE: {
		label: 'Request is complete',
		phase: 'over',
		event: 'complete',
		eventAfter: { SLNP_RES_ITEM_SHIPPED: 'receivedBack' },
		usuallyAfter: 'SLNP_RES_AWAIT_PICKING',
	},
	SLNP_RES_DOCUMENT_SUPPLIED: {
		label: 'Document supplied',
		phase: 'over',
		event: 'documentDelivered',
		usuallyAfter: 'SLNP_RES_AWAIT_PICKING',
		traits: ['copy'],
	},
	SLNP_RES_UNFILLED: { label: 'Not supplied', phase: 'over', event: 'notSupplied', usuallyAfter: 'SLNP_RES_AWAIT_PICKING' },
	SLNP_RES_ABORTED: { label: 'Aborted', phase: 'over', event: 'notSupplied', usuallyAfter: 'SLNP_RES_AWAIT_PICKING' },
});

/** The states with the English labels of the staff interface; mod-rs itself returns none. */
export const modRsStates = new StateTable(borrowing, lending, (code) => (isSlnpState(code) ? 'SLNP' : undefined));

/** Returns the side of a state, by the beginning of its code. A consortium's own states follow the same pattern. */
export function sideOfState(code: string): Side {
	return /^(SLNP_)?RES_/.test(code) ? 'lending' : 'borrowing';
}

export function isSlnpState(code: string | undefined) {
	return code?.startsWith('SLNP_') === true;
}
