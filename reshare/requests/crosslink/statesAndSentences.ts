import { advice } from '../model/advice';
import { createdVerdict, endedVerdict, heldVerdict } from '../model/outcomesOfCreate';
import type { KnownState } from '../model/state';
import {
	defineStates,
	conditionsSentState,
	locallyAvailableState,
	passedCheckState,
	StateTable,
	stoppedByCheckState,
} from '../model/StateTable';

/*
 * The states of CrossLink's model (indexdata/crosslink misc/state-models.yaml, versions 3.0.0 to 3.7.0). No release of CrossLink tells
 * which version a server has. So the server's own model decides what a state is called, whether it is final, and whether staff must look at
 * it (`stateModel.ts`).
 */

/** Shared by the states in which the patron can have the item. */
const inHand = { phase: 'onLoan', traits: ['withPatron'] } as const;

/**
 * The states in the order of a request's life. A state does not prove that an earlier check was made: staff may skip it, and a library may
 * not have configured it.
 */
const borrowing = defineStates({
	NEW: { label: 'New', phase: 'beingChecked', traits: ['initial', 'withdrawable'], transient: 'unchecked' },
	INVALID_PATRON: {
		label: 'Invalid Patron',
		...stoppedByCheckState,
		whatToDo: advice.letPatronPass,
		usuallyAfter: 'NEW',
		verdict: heldVerdict('patronNotValid'),
		// The sentence does not say that the patron is unknown, because the check also fails if the library system does not work.
		sentence: (_library, _from, _text, quoted) =>
			`The library system did not confirm the patron${quoted === undefined ? '' : `: ${quoted}`}. Staff must look at it.`,
	},
	VALIDATED: { label: 'Patron Validated', ...passedCheckState, sentence: () => 'The patron was accepted.' },
	OVER_LIMIT: {
		label: 'Over Limit',
		...stoppedByCheckState,
		whatToDo: advice.decideOnLimit,
		verdict: heldVerdict('patronAtLimit'),
		sentence: () => 'The patron has too many open requests. Staff must look at it.',
	},
	LIMIT_CHECKED: { label: 'Limit checked', ...passedCheckState, sentence: () => 'The patron may have this request.' },
	METADATA_UPDATED: { label: 'Metadata Updated', ...passedCheckState, sentence: () => 'The description of the item was accepted.' },
	NEEDS_REVIEW: {
		label: 'Needs review',
		...stoppedByCheckState,
		whatToDo: advice.addRecordAndSend,
		verdict: heldVerdict('blankForm'),
		sentence: () => 'The request names no record of the shared inventory. Staff must look at it.',
	},
	DUPLICATE: {
		label: 'Duplicate',
		...stoppedByCheckState,
		whatToDo: advice.sendDuplicate,
		verdict: heldVerdict('possibleDuplicate'),
		sentence: () => 'ReShare sees a possible duplicate. Staff must look at it.',
	},
	READY_TO_SEND: { label: 'Ready to send', ...passedCheckState, sentence: () => 'The request can be sent.' },

	LOCAL_SUPPLY: { label: 'Local Supply', ...locallyAvailableState },
	SENT: {
		label: 'Sent',
		phase: 'asking',
		transient: 'notAsked',
		traits: ['mayStall'],
		sentence: () => 'ReShare looks for libraries that hold the item.',
	},
	SUPPLIER_LOCATED: {
		label: 'Supplier Located',
		phase: 'asking',
		traits: ['mayStall'],
		event: 'supplierChosen',
		usuallyAfter: 'SENT',
		broughtBy: ['ExpectToSupply'],
		sentence: (library) => `The request was sent to ${library}.`,
	},
	CONDITION_PENDING: {
		label: 'Condition Pending',
		phase: 'asking',
		whatToDo: advice.answerConditions,
		usuallyAfter: 'SUPPLIER_LOCATED',
		exchange: 'conditions',
		broughtBy: ['WillSupply'],
		sentence: (library) => `${library} would send the item under conditions.`,
	},
	RETRY_PENDING: {
		label: 'Retry Pending',
		phase: 'asking',
		whatToDo: advice.sendAgain,
		exchange: 'retryAsked',
		broughtBy: ['RetryPossible'],
		sentence: (library) => `${library} asks to be sent another request. Staff must look at it.`,
	},
	WILL_SUPPLY: {
		label: 'Will Supply',
		phase: 'asking',
		event: 'expectsToSupply',
		eventAfter: { CANCEL_PENDING: 'cancelRefused' },
		usuallyAfter: 'SUPPLIER_LOCATED',
		broughtBy: ['WillSupply'],
		sentence: (library, from) => {
			if (from === 'CONDITION_PENDING') return `Your library agreed to the conditions of ${library}.`;
			return from === 'CANCEL_PENDING' ? `${library} did not agree to the cancellation.` : `${library} expects to supply the item.`;
		},
	},
	CANCEL_PENDING: {
		label: 'Cancel Pending',
		phase: 'asking',
		traits: ['mayStall'],
		exchange: 'cancelAsked',
		sentence: (library, from) =>
			from === 'CONDITION_PENDING'
				? `Your library did not agree to the conditions of ${library}.`
				: `Cancellation was asked of ${library}.`,
	},

	SHIPPED: {
		label: 'Shipped',
		phase: 'onLoan',
		event: 'shipped',
		usuallyAfter: 'WILL_SUPPLY',
		broughtBy: ['Loaned'],
		sentence: (library) => `${library} sent the item.`,
	},
	RECEIVED: {
		label: 'Received',
		...inHand,
		event: 'received',
		// From the state of a renewal, this means that the lending library did not renew the loan.
		eventAfter: { RENEWAL_PENDING: null },
		usuallyAfter: 'SHIPPED',
		sentence: (library, from) =>
			from === 'RENEWAL_PENDING' ? `${library} did not renew the loan.` : 'The item arrived and is in local circulation.',
	},
	CHECKED_OUT: { label: 'Checked Out', ...inHand, sentence: () => 'The patron has the item.' },
	OVERDUE: {
		label: 'Overdue',
		...inHand,
		event: 'overdue',
		usuallyAfter: 'RECEIVED',
		broughtBy: ['Overdue'],
		sentence: () => 'The item is overdue.',
	},
	RENEWAL_PENDING: { label: 'Renewal Pending', ...inHand, sentence: (library) => `A longer loan was asked of ${library}.` },
	RENEWED: {
		label: 'Renewed',
		...inHand,
		event: 'renewed',
		usuallyAfter: 'RENEWAL_PENDING',
		sentence: (library) => `${library} renewed the loan.`,
	},
	RECALLED: {
		label: 'Recalled',
		...inHand,
		whatToDo: advice.bringBack,
		event: 'recalled',
		usuallyAfter: 'RECEIVED',
		broughtBy: ['Recalled'],
		sentence: (library) => `${library} wants the item back early.`,
	},

	CHECKED_IN: {
		label: 'Checked In',
		phase: 'onItsWayBack',
		event: 'returnedByPatron',
		usuallyAfter: 'CHECKED_OUT',
		sentence: () => 'The patron returned the item; it waits to be sent back.',
	},
	SHIPPED_RETURNED: {
		label: 'Shipped Returned',
		phase: 'onItsWayBack',
		event: 'returnShipped',
		usuallyAfter: 'RECEIVED',
		sentence: (library) => `The item was sent back to ${library}.`,
	},

	COMPLETED: {
		label: 'Completed',
		phase: 'over',
		event: 'complete',
		eventAfter: { SHIPPED_RETURNED: 'complete', CHECKED_OUT: 'closed', otherwise: 'closed' },
		usuallyAfter: 'SHIPPED_RETURNED',
		verdict: createdVerdict,
		broughtBy: ['LoanCompleted'],
		sentence: (library, from) =>
			from === 'SHIPPED_RETURNED' ? `${library} received the item back. The request is complete.` : 'The request is complete.',
	},
	UNFILLED: {
		label: 'Unfilled',
		phase: 'over',
		event: 'endOfRota',
		usuallyAfter: 'SUPPLIER_LOCATED',
		verdict: endedVerdict('endOfRota'),
		sentence: () => 'No library is left to ask. The request cannot be filled.',
	},
	CANCELLED: {
		label: 'Cancelled',
		phase: 'over',
		event: 'cancelled',
		usuallyAfter: 'CANCEL_PENDING',
		verdict: endedVerdict('cancelled'),
		broughtBy: ['Cancelled'],
		sentence: () => 'The request was canceled.',
	},
	RETRY_ACCEPTED: {
		label: 'Retry Accepted',
		phase: 'over',
		verdict: createdVerdict,
		sentence: () => 'A new request took the place of this one.',
	},
	RETRY_REJECTED: {
		label: 'Retry Rejected',
		phase: 'over',
		verdict: endedVerdict('closed'),
		sentence: () => 'Staff did not send another request. This one is closed.',
	},
	MANUALLY_CLOSED: {
		label: 'Manually closed',
		phase: 'over',
		verdict: endedVerdict('closed'),
		sentence: () => 'Staff closed the request.',
	},
	CLOSED_DUPLICATE: {
		label: 'Closed Duplicate',
		phase: 'over',
		verdict: endedVerdict('closed'),
		sentence: () => 'Staff closed the request as a duplicate.',
	},
});

const delivered = {
	label: 'Completed',
	phase: 'over',
	event: 'documentDelivered',
	usuallyAfter: 'WILL_SUPPLY',
	traits: ['copy'],
} as const;

/** Other ways in which a request can end in the completed state: a copy was delivered, or the library's own copy filled the request. */
export const completedStateVariants = {
	documentDelivered: {
		...delivered,
		verdict: createdVerdict,
		broughtBy: ['CopyCompleted'],
		sentence: (library: string) => `${library} delivered the document.`,
	},
	documentLent: delivered,
	filledLocally: {
		label: 'Completed',
		phase: 'over',
		event: 'filledLocally',
		usuallyAfter: 'LOCAL_SUPPLY',
		verdict: endedVerdict('filledLocally'),
		sentence: () => 'The request was filled from your own library.',
	},
} as const satisfies Record<string, KnownState<keyof typeof borrowing>>;

const lending = defineStates({
	NEW: { label: 'New', deskPart: 'answer', phase: 'asking', traits: ['initial'] },
	VALIDATED: { label: 'Validated', deskPart: 'answer', phase: 'asking' },
	ITEM_PENDING: { label: 'Item pending', deskPart: 'answer', phase: 'asking', whatToDo: advice.chooseItem },
	WILL_SUPPLY_PENDING: { label: 'Will supply pending', phase: 'asking' },
	SEARCHING: { label: 'Searching', deskPart: 'fetch', phase: 'asking', answer: 'willSupply' },
	WILL_SUPPLY: {
		label: 'Will Supply',
		deskPart: 'pullSlip',
		phase: 'asking',
		traits: ['automaticAnswer'],
		eventAfter: { CONDITION_PENDING: 'conditionsAnswered' },
		usuallyAfter: 'CONDITION_PENDING',
	},
	CONDITION_PENDING: { label: 'Condition Pending', ...conditionsSentState },
	CONDITION_ACCEPTED: {
		label: 'Condition Accepted',
		deskPart: 'pullSlip',
		phase: 'asking',
		answer: 'sendConditions',
		event: 'conditionsAnswered',
		usuallyAfter: 'CONDITION_PENDING',
	},
	CANCEL_REQUESTED: {
		label: 'Cancel Requested',
		deskPart: 'cancellation',
		phase: 'asking',
		whatToDo: advice.answerCancellation,
		event: 'cancelRequested',
		usuallyAfter: 'WILL_SUPPLY',
	},

	SHIPPED: { label: 'Shipped', phase: 'onLoan', event: 'shipped', usuallyAfter: 'WILL_SUPPLY' },
	RECEIVED: { label: 'Received', phase: 'onLoan' },
	OVERDUE: { label: 'Overdue', deskPart: 'overdue', phase: 'onLoan', event: 'overdue', usuallyAfter: 'RECEIVED' },
	RENEWAL_PENDING: { label: 'Renewal Pending', phase: 'onLoan', whatToDo: advice.answerRenewal },
	RENEWED: { label: 'Renewed', phase: 'onLoan' },
	RECALLED: { label: 'Recalled', phase: 'onLoan' },

	SHIPPED_RETURN: {
		label: 'Shipped Return',
		deskPart: 'takeBack',
		phase: 'onItsWayBack',
		event: 'returnShipped',
		usuallyAfter: 'RECEIVED',
	},

	COMPLETED: {
		label: 'Completed',
		phase: 'over',
		event: 'complete',
		eventAfter: { SHIPPED_RETURN: 'receivedBack' },
		usuallyAfter: 'SHIPPED_RETURN',
	},
	UNFILLED: { label: 'Unfilled', phase: 'over', event: 'notSupplied', usuallyAfter: 'WILL_SUPPLY' },
	CANCELLED: { label: 'Cancelled', phase: 'over', event: 'cancelled', usuallyAfter: 'CANCEL_REQUESTED' },
	COMPLETED_WITH_RETRY: { label: 'Completed with Retry', phase: 'over' },
	MANUALLY_CLOSED: { label: 'Manually closed', phase: 'over' },
});

/** Where each message leads from any state. It is used for steps under another version of the model, and if the model may not be read. */
export const usualStateAfterMessage: {
	readonly borrowing: Readonly<Record<string, keyof typeof borrowing>>;
	readonly lending: Readonly<Record<string, keyof typeof lending>>;
} = {
	borrowing: {
		'expect-to-supply': 'SUPPLIER_LOCATED',
		'expect-to-supply-local': 'LOCAL_SUPPLY',
		'will-supply': 'WILL_SUPPLY',
		'will-supply-conditional': 'CONDITION_PENDING',
		'cancel-rejected': 'WILL_SUPPLY',
		'cancel-accepted': 'CANCELLED',
		loaned: 'SHIPPED',
		completed: 'COMPLETED',
		unfilled: 'UNFILLED',
		'retry-conditional': 'RETRY_PENDING',
		overdue: 'OVERDUE',
		recalled: 'RECALLED',
		'renewal-accepted': 'RENEWED',
		'renewal-rejected': 'RECEIVED',
	},
	lending: {
		'cancel-request': 'CANCEL_REQUESTED',
		'conditions-accepted': 'CONDITION_ACCEPTED',
		'condition-rejected': 'CANCEL_REQUESTED',
		received: 'RECEIVED',
		'shipped-return': 'SHIPPED_RETURN',
		renew: 'RENEWAL_PENDING',
	},
};

/** The states of CrossLink. A code means different things on the two sides, so that the side must be known. */
export const crossLinkStates = new StateTable(borrowing, lending, undefined, {
	borrowing: [
		['COMPLETED', completedStateVariants.documentDelivered],
		['COMPLETED', completedStateVariants.filledLocally],
	],
	lending: [['COMPLETED', completedStateVariants.documentLent]],
});
