/** What is known of a state code besides what each request's own status row says. */
export interface KnownState {
	/** What staff see in ReShare. */
	readonly label: string;
	/** Nothing happens to the request any more, save by hand. */
	readonly terminal?: true;
	/** Staff must do something before the request goes on. */
	readonly needsStaff?: true;
}

const requester: Readonly<Record<string, KnownState>> = {
	REQ_IDLE: { label: 'New' },
	REQ_VALIDATED: { label: 'Validated' },
	REQ_INVALID_PATRON: { label: 'Invalid patron', needsStaff: true },
	REQ_SOURCING_ITEM: { label: 'Sourcing' },
	REQ_SUPPLIER_IDENTIFIED: { label: 'Supplier identified' },
	REQ_REQUEST_SENT_TO_SUPPLIER: { label: 'Request sent' },
	REQ_CONDITIONAL_ANSWER_RECEIVED: { label: 'Conditions received', needsStaff: true },
	REQ_CANCEL_PENDING: { label: 'Cancel pending' },
	REQ_CANCELLED_WITH_SUPPLIER: { label: 'Cancelled with previous supplier' },
	REQ_UNABLE_TO_CONTACT_SUPPLIER: { label: 'Unable to contact supplier', needsStaff: true },
	REQ_OVERDUE: { label: 'Overdue' },
	REQ_RECALLED: { label: 'Recalled' },
	REQ_BORROWING_LIBRARY_RECEIVED: { label: 'Awaiting local item creation' },
	REQ_AWAITING_RETURN_SHIPPING: { label: 'Awaiting return shipping' },
	REQ_SHIPPED_TO_SUPPLIER: { label: 'Return shipped' },
	REQ_BORROWER_RETURNED: { label: 'Borrower returned item' },
	REQ_REQUEST_COMPLETE: { label: 'Complete', terminal: true },
	REQ_PENDING: { label: 'Pending' },
	REQ_WILL_SUPPLY: { label: 'Will supply' },
	REQ_EXPECTS_TO_SUPPLY: { label: 'Expects to supply' },
	REQ_UNFILLED: { label: 'Unfilled' },
	REQ_SHIPPED: { label: 'Shipped' },
	REQ_LOANED_DIGITALLY: { label: 'Loaned digitally' },
	REQ_CHECKED_IN: { label: 'In local circulation process' },
	REQ_LOCAL_REVIEW: { label: 'Requires review - locally available', needsStaff: true },
	REQ_END_OF_ROTA: { label: 'End of rota', terminal: true },
	REQ_END_OF_ROTA_REVIEWED: { label: 'End of rota, reviewed', terminal: true },
	REQ_FILLED_LOCALLY: { label: 'Filled locally', terminal: true },
	REQ_DUPLICATE_REVIEW: { label: 'Requires review - possible duplicate', needsStaff: true },
	REQ_BLANK_FORM_REVIEW: { label: 'Requires review - blank form', needsStaff: true },
	REQ_OVER_LIMIT: { label: 'Request over limit', terminal: true },
	REQ_REREQUESTED: { label: 'Re-Requested', terminal: true },
	REQ_CANCELLED: { label: 'Cancelled', terminal: true },
	REQ_ERROR: { label: 'Error', needsStaff: true },
	REQ_DOCUMENT_DELIVERED: { label: 'Document delivered', terminal: true },
};

const brokeredRequester: Readonly<Record<string, KnownState>> = {
	SLNP_REQ_IDLE: { label: 'New' },
	SLNP_REQ_ABORTED: { label: 'Aborted', needsStaff: true },
	SLNP_REQ_SHIPPED: { label: 'Shipped' },
	SLNP_REQ_CHECKED_IN: { label: 'In local circulation process' },
	SLNP_REQ_AWAITING_RETURN_SHIPPING: { label: 'Awaiting return shipping' },
	SLNP_REQ_COMPLETE: { label: 'Request has been completed successfully.', terminal: true },
	SLNP_REQ_ITEM_LOST: { label: 'Item has been lost', terminal: true },
	SLNP_REQ_PATRON_INVALID: { label: 'Patron is invalid', terminal: true, needsStaff: true },
	SLNP_REQ_CANCELLED: { label: 'Cancelled', terminal: true },
	SLNP_REQ_DOCUMENT_AVAILABLE: { label: 'Document available' },
	SLNP_REQ_DOCUMENT_SUPPLIED: { label: 'Document has been successfully supplied', terminal: true },
};

const supplier: Readonly<Record<string, KnownState>> = {
	RES_IDLE: { label: 'New' },
	RES_PENDING_CONDITIONAL_ANSWER: { label: 'Conditions sent' },
	RES_NEW_AWAIT_PULL_SLIP: { label: 'Awaiting pull slip printing' },
	RES_AWAIT_PICKING: { label: 'Searching (returnables)' },
	RES_SEQUESTERED: { label: 'Item sequestered' },
	RES_AWAIT_SHIP: { label: 'Awaiting shipping' },
	RES_UNFILLED: { label: 'Not supplied', terminal: true },
	RES_NOT_SUPPLIED: { label: 'Could not supply', terminal: true },
	RES_ITEM_SHIPPED: { label: 'Shipped' },
	RES_LOANED_DIGITALLY: { label: 'Loaned digitally' },
	RES_AWAIT_DESEQUESTRATION: { label: 'Awaiting desequestration' },
	RES_AWAITING_RETURN_SHIPPING: { label: 'Awaiting return shipping' },
	RES_ITEM_RETURNED: { label: 'Return shipped' },
	RES_COMPLETE: { label: 'Complete', terminal: true },
	RES_OVERDUE: { label: 'Overdue' },
	RES_CANCEL_REQUEST_RECEIVED: { label: 'Cancel request received', needsStaff: true },
	RES_CANCELLED: { label: 'Cancelled', terminal: true },
	RES_ERROR: { label: 'Error', needsStaff: true },
	RES_COPY_AWAIT_PICKING: { label: 'Searching (non-returnables)' },
	RES_DOCUMENT_DELIVERED: { label: 'Document delivered', terminal: true },
	SLNP_RES_IDLE: { label: 'New' },
	SLNP_RES_UNFILLED: { label: 'Not supplied', terminal: true },
	SLNP_RES_ABORTED: { label: 'Aborted', terminal: true },
	SLNP_RES_NEW_AWAIT_PULL_SLIP: { label: 'Awaiting pull slip printing' },
	SLNP_RES_AWAIT_PICKING: { label: 'Searching' },
	SLNP_RES_ITEM_SHIPPED: { label: 'Shipped' },
	SLNP_RES_COMPLETE: { label: 'Request is complete', terminal: true },
	SLNP_RES_DOCUMENT_SUPPLIED: { label: 'Document supplied', terminal: true },
};

/**
 * The states that ReShare ships, with the English labels of its staff interface. The module itself returns no labels,
 * and a consortium may add states of its own.
 */
export const knownStates: ReadonlyMap<string, KnownState> = new Map(Object.entries({ ...requester, ...brokeredRequester, ...supplier }));

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
	return state.terminal ?? knownStates.get(state.code ?? '')?.terminal ?? false;
}

/**
 * Whether staff must act on a request in this state. The server's own mark is not used for `New`: every request starts
 * there and leaves it by itself.
 */
export function stateNeedsStaff(state: { readonly code?: string | undefined; readonly needsAttention?: boolean | undefined }): boolean {
	const known = knownStates.get(state.code ?? '');
	return known === undefined ? state.needsAttention === true : known.needsStaff === true;
}
