import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import cases from '../../../fixtures/cases/modRsTexts.json';
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

/** By mod-rs's tables. Staff may close a request by hand, and a digital loan ends, so that no item comes back. */
test.each(cases.transitions as Array<[string, string, string]>)(
	'the timeline has a sentence for the transition from %s to %s',
	(from, to, sentence) => {
		expect(modRsStates.of(to)).toBeDefined();
		expect(tell(from, to)).toBe(sentence);
	},
);

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

test("a sentence of the timeline about an unknown library begins with 'The lender'", () => {
	expect(tell('REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', { library: null })).toBe('The lender sent the item.');
});

test('a sentence of the timeline contains a reason only if it explains an answer, and a note whenever somebody wrote one', () => {
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
