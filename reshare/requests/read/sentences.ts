import { describeState } from '../states';

export interface TransitionFacts {
	/** State codes. */
	readonly from: string;
	readonly to: string;
	/** The lending library concerned, where it is known. */
	readonly library: string | null;
	/** Reason or condition code that the lending library gave. */
	readonly reason: string | null;
	/** Free text of the lending library. */
	readonly note: string | null;
}

const told: Readonly<Record<string, (library: string, from: string) => string>> = {
	REQ_VALIDATED: (_library, from) => (from === 'REQ_IDLE' ? 'ReShare checked the request and accepted it.' : 'Staff let the request pass.'),
	REQ_SOURCING_ITEM: () => 'ReShare looks for libraries that hold the item.',
	REQ_SUPPLIER_IDENTIFIED: () => 'ReShare found libraries to ask.',
	REQ_REQUEST_SENT_TO_SUPPLIER: (library) => `The request was sent to ${library}.`,
	REQ_EXPECTS_TO_SUPPLY: (library, from) =>
		from === 'REQ_CONDITIONAL_ANSWER_RECEIVED' ? `Your library agreed to the conditions of ${library}.` : `${library} expects to supply the item.`,
	REQ_CONDITIONAL_ANSWER_RECEIVED: (library) => `${library} would send the item under conditions.`,
	REQ_UNFILLED: (library) => `${library} cannot supply the item.`,
	REQ_SHIPPED: (library) => `${library} sent the item.`,
	REQ_LOANED_DIGITALLY: (library) => `${library} lent the item digitally.`,
	REQ_DOCUMENT_DELIVERED: (library) => `${library} delivered the document.`,
	REQ_BORROWING_LIBRARY_RECEIVED: () => 'The item arrived at your library.',
	REQ_CHECKED_IN: () => 'The item arrived and is in local circulation.',
	REQ_AWAITING_RETURN_SHIPPING: () => 'The patron returned the item; it waits to be sent back.',
	REQ_SHIPPED_TO_SUPPLIER: (library) => `The item was sent back to ${library}.`,
	REQ_REQUEST_COMPLETE: (library, from) =>
		from === 'REQ_SHIPPED_TO_SUPPLIER' ? `${library} received the item back. The request is complete.` : 'The request is complete.',
	REQ_OVERDUE: () => 'The item is overdue.',
	REQ_RECALLED: (library) => `${library} wants the item back early.`,
	REQ_END_OF_ROTA: () => 'No library is left to ask. The request cannot be filled.',
	REQ_CANCEL_PENDING: (library) => `Cancellation was asked of ${library}.`,
	REQ_CANCELLED_WITH_SUPPLIER: (library) => `${library} agreed to the cancellation.`,
	REQ_CANCELLED: () => 'The request was cancelled.',
	REQ_INVALID_PATRON: () => 'The library system did not accept the patron. Staff must look at it.',
	REQ_DUPLICATE_REVIEW: () => 'ReShare sees a possible duplicate. Staff must look at it.',
	REQ_BLANK_FORM_REVIEW: () => 'The request names no record of the shared inventory. Staff must look at it.',
	REQ_LOCAL_REVIEW: () => 'Your own library may hold the item. Staff must look at it.',
	REQ_FILLED_LOCALLY: () => 'The request was filled from your own library.',
	REQ_OVER_LIMIT: () => 'The patron has too many open requests, so this one was closed.',
	REQ_ERROR: () => 'ReShare could not handle the request. Staff must look at it.',
	REQ_REREQUESTED: () => 'A new request took the place of this one.',
	REQ_END_OF_ROTA_REVIEWED: () => 'Staff noted that the request cannot be filled.',
};

/** One transition as a sentence. A state that ReShare does not ship is named by its code. */
export function sentenceFor({ from, to, library, reason, note }: TransitionFacts): string {
	const lender = library ?? 'the lending library';
	const sentence = isRefusedCancellation(from, to)
		? `${lender} did not agree to the cancellation.`
		: (told[to]?.(lender, from) ?? `The status changed from ${describeState(from).label} to ${describeState(to).label}.`);
	const fromSupplier = to === 'REQ_UNFILLED' || to === 'REQ_CONDITIONAL_ANSWER_RECEIVED';
	const extra = [fromSupplier && reason !== null ? `Reason: ${reasonInWords(reason)}.` : '', fromSupplier && note !== null ? `Note: ${note}` : ''].filter((part) => part !== '');
	return [capitalize(sentence), ...extra].join(' ');
}

/** The request goes back to where it was before the lending library was asked. */
function isRefusedCancellation(from: string, to: string): boolean {
	return from === 'REQ_CANCEL_PENDING' && ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_CONDITIONAL_ANSWER_RECEIVED'].includes(to);
}

/** `NotOnShelf` as `not on shelf`; words in capitals such as ILL stay. */
export function reasonInWords(code: string): string {
	return code
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/_/g, ' ')
		.split(' ')
		.map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
		.join(' ');
}

export function capitalize(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
