import { mergeCarriedDraft, readCarriedDraft } from '../../../reshare/draft';

describe('what an item says of a wish', () => {
	it('is read by the names of fields, by what people call them, and by the keys of an OpenURL', () => {
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

	it('is what was given, as text: numbers and lists too, nothing that is empty or no text', () => {
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

	it("is no field that only resembles one: a form's note to the library desk goes to no other library", () => {
		expect(readCarriedDraft({ Note: 'Please call my wife', date: '2027-01-01', Date: '2027-01-01', id: 'x' })).toEqual({});
	});
});

it('what a step was asked itself comes before what came with the item', () => {
	expect(
		mergeCarriedDraft({ title: 'emma', isbn: '9780141439587', serviceType: 'loan' }, { title: 'Emma', isbn: ' ', serviceType: 'copy' }),
	).toEqual({ serviceType: 'copy', title: 'Emma', isbn: '9780141439587' });
});
