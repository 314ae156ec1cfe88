import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { transitionSentence } from '../../../../reshare/requests/read/composeSentences';

const tell = (from: string, to: string, more: { reason?: string; note?: string; library?: null; text?: string } = {}) =>
	transitionSentence({
		from: modRsStates.read({ code: from }),
		to: modRsStates.read({ code: to }),
		library: 'Hilltop College',
		reason: null,
		note: null,
		...more,
	});

/** By mod-rs's tables. */
test.each([
	['REQ_IDLE', 'REQ_VALIDATED', 'ReShare checked the request and accepted it.'],
	['REQ_INVALID_PATRON', 'REQ_VALIDATED', 'Staff let the request pass.'],
	['REQ_VALIDATED', 'REQ_SOURCING_ITEM', 'ReShare looks for libraries that hold the item.'],
	['REQ_VALIDATED', 'REQ_SUPPLIER_IDENTIFIED', 'ReShare found libraries to ask.'],
	['REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'The request was sent to Hilltop College.'],
	['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'Hilltop College expects to supply the item.'],
	['REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_EXPECTS_TO_SUPPLY', 'Your library agreed to the conditions of Hilltop College.'],
	['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'Hilltop College would send the item under conditions.'],
	['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', 'Hilltop College cannot supply the item.'],
	['REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', 'Hilltop College sent the item.'],
	['REQ_EXPECTS_TO_SUPPLY', 'REQ_LOANED_DIGITALLY', 'Hilltop College lent the item digitally.'],
	['REQ_EXPECTS_TO_SUPPLY', 'REQ_DOCUMENT_DELIVERED', 'Hilltop College delivered the document.'],
	['REQ_SHIPPED', 'REQ_BORROWING_LIBRARY_RECEIVED', 'The item arrived at your library.'],
	['REQ_SHIPPED', 'REQ_CHECKED_IN', 'The item arrived and is in local circulation.'],
	['REQ_CHECKED_IN', 'REQ_AWAITING_RETURN_SHIPPING', 'The patron returned the item; it waits to be sent back.'],
	['REQ_AWAITING_RETURN_SHIPPING', 'REQ_SHIPPED_TO_SUPPLIER', 'The item was sent back to Hilltop College.'],
	['REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE', 'Hilltop College received the item back. The request is complete.'],
	// Staff closed the request by hand, or a digital loan ended, so that no item came back.
	['REQ_EXPECTS_TO_SUPPLY', 'REQ_REQUEST_COMPLETE', 'The request is complete.'],
	['REQ_LOANED_DIGITALLY', 'REQ_REQUEST_COMPLETE', 'The request is complete.'],
	['REQ_CHECKED_IN', 'REQ_OVERDUE', 'The item is overdue.'],
	['REQ_CHECKED_IN', 'REQ_RECALLED', 'Hilltop College wants the item back early.'],
	['REQ_UNFILLED', 'REQ_END_OF_ROTA', 'No library is left to ask. The request cannot be filled.'],
	['REQ_END_OF_ROTA', 'REQ_END_OF_ROTA_REVIEWED', 'Staff noted that the request cannot be filled.'],
	['REQ_EXPECTS_TO_SUPPLY', 'REQ_CANCEL_PENDING', 'Cancellation was asked of Hilltop College.'],
	['REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER', 'Hilltop College agreed to the cancellation.'],
	['REQ_CANCEL_PENDING', 'REQ_EXPECTS_TO_SUPPLY', 'Hilltop College did not agree to the cancellation.'],
	['REQ_CANCEL_PENDING', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'Hilltop College did not agree to the cancellation.'],
	['REQ_CANCEL_PENDING', 'REQ_UNFILLED', 'Hilltop College cannot supply the item.'],
	// The lender withdraws its promise after conditions were rejected, or staff did not find the own copy.
	['REQ_CANCELLED_WITH_SUPPLIER', 'REQ_UNFILLED', 'ReShare looks for the next library.'],
	['REQ_LOCAL_REVIEW', 'REQ_UNFILLED', 'Your own library cannot supply the item.'],
	['REQ_CANCELLED_WITH_SUPPLIER', 'REQ_CANCELLED', 'The request was canceled.'],
	['REQ_IDLE', 'REQ_INVALID_PATRON', 'The library system did not accept the patron. Staff must look at it.'],
	['REQ_IDLE', 'REQ_DUPLICATE_REVIEW', 'ReShare sees a possible duplicate. Staff must look at it.'],
	['REQ_IDLE', 'REQ_BLANK_FORM_REVIEW', 'The request names no record of the shared inventory. Staff must look at it.'],
	['REQ_SUPPLIER_IDENTIFIED', 'REQ_LOCAL_REVIEW', 'Your own library may hold the item. Staff must look at it.'],
	['REQ_LOCAL_REVIEW', 'REQ_FILLED_LOCALLY', 'The request was filled from your own library.'],
	['REQ_IDLE', 'REQ_OVER_LIMIT', 'The patron has too many open requests, so this one was closed.'],
	['REQ_IDLE', 'REQ_ERROR', 'ReShare could not handle the request. Staff must look at it.'],
	['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_REREQUESTED', 'A new request took the place of this one.'],
	['REQ_DUPLICATE_REVIEW', 'REQ_IDLE', 'The status changed from Requires review - possible duplicate to New.'],
])('the timeline has a sentence for the transition from %s to %s', (from, to, sentence) => {
	expect(modRsStates.of(to)).toBeDefined();
	expect(tell(from, to)).toBe(sentence);
});

test.each([
	[
		'REQ_SUPPLIER_IDENTIFIED',
		'REQ_REQUEST_SENT_TO_SUPPLIER',
		'Problem sending to supplier, will reattempt',
		'The request could not be sent to Hilltop College at once.',
	],
	[
		'REQ_VALIDATED',
		'REQ_REQUEST_SENT_TO_SUPPLIER',
		'Problem sending to supplier gateway, will retry',
		'The request could not be sent to Hilltop College at once.',
	],
	['REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'Sent to next lender', 'The request was sent to Hilltop College.'],
	[
		'REQ_IDLE',
		'REQ_INVALID_PATRON',
		'Host LMS integration: lookupPatron call failed. Review configuration and try again',
		'The library system did not confirm the patron. Staff must look at it.',
	],
	[
		'REQ_IDLE',
		'REQ_INVALID_PATRON',
		'Failed to validate patron with id: "P1". (Patron state = BLOCKED)',
		'The library system did not accept the patron. Staff must look at it.',
	],
])('the sentence for the transition from %s to %s depends on what ReShare noted: %s', (from, to, text, sentence) => {
	expect(tell(from, to, { text })).toBe(sentence);
});

test("a sentence about an unknown library begins with 'The lender'", () => {
	expect(tell('REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', { library: null })).toBe('The lender sent the item.');
});

test('a sentence contains a reason only if it explains an answer, and a note whenever somebody wrote one', () => {
	const why = { reason: 'NotOnShelf', note: 'Missing since May.' };
	expect(tell('REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', why)).toBe(
		'Hilltop College cannot supply the item. Reason: not on shelf. Note: Missing since May.',
	);
	expect(tell('REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', { reason: 'LibraryUseOnly' })).toBe(
		'Hilltop College would send the item under conditions. Reason: library use only.',
	);
	expect(tell('REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', { ...why, note: 'Please return in the gray box.' })).toBe(
		'Hilltop College sent the item. Note: Please return in the gray box.',
	);
});
