import { describeTooLongFields, draftFieldNames, mergeCarriedDraft, readCarriedDraft } from '../../../reshare/draft';

describe('readCarriedDraft', () => {
	it('readCarriedDraft reads an item\'s fields by their names, by common labels such as "Patron ID", and by OpenURL keys', () => {
		expect(
			readCarriedDraft({
				title: 'Emma',
				'Patron ID': 'P1001',
				'patron email': ' amara@example.edu ',
				'rft.au': 'Austen, Jane',
				'svc.pickupLocation': 'EAST-MAIN',
				serviceType: 'copy',
			}),
		).toEqual({
			serviceType: 'copy',
			title: 'Emma',
			author: 'Austen, Jane',
			patronId: 'P1001',
			patronEmail: 'amara@example.edu',
			pickupLocation: 'EAST-MAIN',
		});
	});

	it('readCarriedDraft turns numbers and lists into text, and leaves out values that are empty or not text', () => {
		expect(
			readCarriedDraft({
				volume: 3,
				author: ['Gaiman, Neil', null, 'Pratchett, Terry'],
				title: '  ',
				isbn: null,
				note: { text: 'x' },
				pages: true,
				serviceType: 'Loan',
			}),
		).toEqual({ volume: '3', author: 'Gaiman, Neil; Pratchett, Terry' });
	});

	it("readCarriedDraft ignores a field that only resembles one of a draft, such as a form's note to the library", () => {
		expect(readCarriedDraft({ Note: 'Please call my wife', date: '2027-01-01', Date: '2027-01-01', id: 'x' })).toEqual({});
	});
});

it('mergeCarriedDraft prefers the values typed into a node to those of its input item', () => {
	expect(
		mergeCarriedDraft({ title: 'emma', isbn: '9780141439587', serviceType: 'loan' }, { title: 'Emma', isbn: ' ', serviceType: 'copy' }),
	).toEqual({ serviceType: 'copy', title: 'Emma', isbn: '9780141439587' });
});

it('mergeCarriedDraft cuts a long text to 50,001 characters, so that every later stage still reports it as too long', () => {
	const longest = `x${' '.repeat(49_998)}x`;
	expect(mergeCarriedDraft({ isbn: longest }, {})).toEqual({ isbn: longest });
	for (const name of draftFieldNames) {
		const huge = { [name]: `x${' '.repeat(60_000)}x` };
		for (const carried of [mergeCarriedDraft({}, huge), mergeCarriedDraft(huge, {})]) {
			expect(carried[name]).toHaveLength(50_001);
			for (const use of ['find', 'loan', 'copy'] as const)
				expect(describeTooLongFields(readCarriedDraft({ ...carried }), use)).toHaveLength(1);
		}
	}
});
