import type { Side } from './request';

/** The part of a request's life that a state belongs to. */
export type Phase = 'beingChecked' | 'asking' | 'onLoan' | 'onItsWayBack' | 'over';

/** What is known of a state code besides what each request's own status row says. */
export interface KnownState {
	/** What staff see in ReShare. */
	readonly label: string;
	readonly side: Side;
	/** Over: nothing happens to the request any more, save by hand. */
	readonly phase: Phase;
	/** Staff must do something before the request goes on. */
	readonly needsStaff?: true;
}

type Table = Readonly<Partial<Record<Phase, Readonly<Record<string, Pick<KnownState, 'label' | 'needsStaff'>>>>>>;

/** In the order of a request's life; the states of SLNP's models, which have labels of their own, after the others of a phase. */
const borrowing: Table = {
	beingChecked: {
		REQ_IDLE: { label: 'New' },
		REQ_INVALID_PATRON: { label: 'Invalid patron', needsStaff: true },
		REQ_DUPLICATE_REVIEW: { label: 'Requires review - possible duplicate', needsStaff: true },
		REQ_BLANK_FORM_REVIEW: { label: 'Requires review - blank form', needsStaff: true },
		REQ_ERROR: { label: 'Error', needsStaff: true },
		REQ_VALIDATED: { label: 'Validated' },
		SLNP_REQ_IDLE: { label: 'New' },
	},
	asking: {
		REQ_SOURCING_ITEM: { label: 'Sourcing' },
		REQ_SUPPLIER_IDENTIFIED: { label: 'Supplier identified' },
		REQ_LOCAL_REVIEW: { label: 'Requires review - locally available', needsStaff: true },
		REQ_REQUEST_SENT_TO_SUPPLIER: { label: 'Request sent' },
		REQ_UNABLE_TO_CONTACT_SUPPLIER: { label: 'Unable to contact supplier', needsStaff: true },
		REQ_PENDING: { label: 'Pending' },
		REQ_CONDITIONAL_ANSWER_RECEIVED: { label: 'Conditions received', needsStaff: true },
		REQ_WILL_SUPPLY: { label: 'Will supply' },
		REQ_EXPECTS_TO_SUPPLY: { label: 'Expects to supply' },
		REQ_UNFILLED: { label: 'Unfilled' },
		REQ_CANCEL_PENDING: { label: 'Cancel pending' },
		REQ_CANCELLED_WITH_SUPPLIER: { label: 'Cancelled with previous supplier' },
		SLNP_REQ_ABORTED: { label: 'Aborted', needsStaff: true },
	},
	onLoan: {
		REQ_SHIPPED: { label: 'Shipped' },
		REQ_LOANED_DIGITALLY: { label: 'Loaned digitally' },
		REQ_BORROWING_LIBRARY_RECEIVED: { label: 'Awaiting local item creation' },
		REQ_CHECKED_IN: { label: 'In local circulation process' },
		REQ_OVERDUE: { label: 'Overdue' },
		REQ_RECALLED: { label: 'Recalled' },
		SLNP_REQ_SHIPPED: { label: 'Shipped' },
		SLNP_REQ_CHECKED_IN: { label: 'In local circulation process' },
		SLNP_REQ_DOCUMENT_AVAILABLE: { label: 'Document available' },
	},
	onItsWayBack: {
		REQ_AWAITING_RETURN_SHIPPING: { label: 'Awaiting return shipping' },
		REQ_BORROWER_RETURNED: { label: 'Borrower returned item' },
		REQ_SHIPPED_TO_SUPPLIER: { label: 'Return shipped' },
		SLNP_REQ_AWAITING_RETURN_SHIPPING: { label: 'Awaiting return shipping' },
	},
	over: {
		REQ_REQUEST_COMPLETE: { label: 'Complete' },
		REQ_DOCUMENT_DELIVERED: { label: 'Document delivered' },
		REQ_FILLED_LOCALLY: { label: 'Filled locally' },
		REQ_END_OF_ROTA: { label: 'End of rota' },
		REQ_END_OF_ROTA_REVIEWED: { label: 'End of rota, reviewed' },
		REQ_OVER_LIMIT: { label: 'Request over limit' },
		REQ_REREQUESTED: { label: 'Re-Requested' },
		REQ_CANCELLED: { label: 'Cancelled' },
		SLNP_REQ_COMPLETE: { label: 'Request has been completed successfully.' },
		SLNP_REQ_DOCUMENT_SUPPLIED: { label: 'Document has been successfully supplied' },
		SLNP_REQ_ITEM_LOST: { label: 'Item has been lost' },
		SLNP_REQ_PATRON_INVALID: { label: 'Patron is invalid', needsStaff: true },
		SLNP_REQ_CANCELLED: { label: 'Cancelled' },
	},
};

const lending: Table = {
	asking: {
		RES_IDLE: { label: 'New' },
		RES_PENDING_CONDITIONAL_ANSWER: { label: 'Conditions sent' },
		RES_NEW_AWAIT_PULL_SLIP: { label: 'Awaiting pull slip printing' },
		RES_AWAIT_PICKING: { label: 'Searching (returnables)' },
		RES_COPY_AWAIT_PICKING: { label: 'Searching (non-returnables)' },
		RES_HOLD_PLACED: { label: 'Hold placed' },
		RES_SEQUESTERED: { label: 'Item sequestered' },
		RES_AWAIT_SHIP: { label: 'Awaiting shipping' },
		RES_CANCEL_REQUEST_RECEIVED: { label: 'Cancel request received', needsStaff: true },
		RES_ERROR: { label: 'Error', needsStaff: true },
		SLNP_RES_IDLE: { label: 'New' },
		SLNP_RES_NEW_AWAIT_PULL_SLIP: { label: 'Awaiting pull slip printing' },
		SLNP_RES_AWAIT_PICKING: { label: 'Searching' },
	},
	onLoan: {
		RES_ITEM_SHIPPED: { label: 'Shipped' },
		RES_LOANED_DIGITALLY: { label: 'Loaned digitally' },
		RES_OVERDUE: { label: 'Overdue' },
		SLNP_RES_ITEM_SHIPPED: { label: 'Shipped' },
	},
	onItsWayBack: {
		RES_AWAITING_RETURN_SHIPPING: { label: 'Awaiting return shipping' },
		RES_ITEM_RETURNED: { label: 'Return shipped' },
		RES_AWAIT_DESEQUESTRATION: { label: 'Awaiting desequestration' },
	},
	over: {
		RES_COMPLETE: { label: 'Complete' },
		RES_DOCUMENT_DELIVERED: { label: 'Document delivered' },
		RES_UNFILLED: { label: 'Not supplied' },
		RES_NOT_SUPPLIED: { label: 'Could not supply' },
		RES_CANCELLED: { label: 'Cancelled' },
		SLNP_RES_COMPLETE: { label: 'Request is complete' },
		SLNP_RES_DOCUMENT_SUPPLIED: { label: 'Document supplied' },
		SLNP_RES_UNFILLED: { label: 'Not supplied' },
		SLNP_RES_ABORTED: { label: 'Aborted' },
	},
};

function* statesOf(side: Side, table: Table): Generator<[string, KnownState]> {
	for (const [phase, states] of Object.entries(table) as Array<[Phase, NonNullable<Table[Phase]>]>) {
		for (const [code, state] of Object.entries(states)) yield [code, { ...state, side, phase }];
	}
}

/**
 * The states that ReShare ships, with the English labels of its staff interface, in the order of a request's life. The
 * module itself returns no labels, and a consortium may add states of its own.
 */
export const knownStates: ReadonlyMap<string, KnownState> = new Map([...statesOf('borrowing', borrowing), ...statesOf('lending', lending)]);

/** Which side's requests have the state; a consortium's own states are named as ReShare's. */
export function sideOfState(code: string): Side {
	return knownStates.get(code)?.side ?? (/^(SLNP_)?RES_/.test(code) ? 'lending' : 'borrowing');
}

/** A state as items show it. */
export interface StateLabel {
	readonly code: string;
	readonly label: string;
}

/** Code and label; a code that ReShare does not ship is its own label. */
export function describeState(code: string): StateLabel {
	return { code, label: knownStates.get(code)?.label ?? code };
}

/** Whether a request in this state is at its end. What the server says of the state wins over what is known of the code. */
export function isTerminalState(state: { readonly code?: string | undefined; readonly terminal?: boolean | undefined }): boolean {
	return state.terminal ?? knownStates.get(state.code ?? '')?.phase === 'over';
}

/**
 * The three parts of a request's life. Only while it is in hand does it stand in the way of a new wish for the same thing:
 * once the patron has given the item back, ReShare has let the patron go, though the request is not over yet.
 */
export type PartOfLife = 'inHand' | 'onItsWayBack' | 'over';

/** A state that is not known counts as in hand, unless the server calls it terminal: better one request too few than two. */
export function partOfLife(state: { readonly code?: string | undefined; readonly terminal?: boolean | undefined } = {}): PartOfLife {
	if (isTerminalState(state)) return 'over';
	return knownStates.get(state.code ?? '')?.phase === 'onItsWayBack' ? 'onItsWayBack' : 'inHand';
}

/**
 * Whether staff must act on a request in this state. The server's own mark is not used for `New`: every request starts
 * there and leaves it by itself.
 */
export function stateNeedsStaff(state: { readonly code?: string | undefined; readonly needsAttention?: boolean | undefined }): boolean {
	const known = knownStates.get(state.code ?? '');
	return known === undefined ? state.needsAttention === true : known.needsStaff === true;
}
