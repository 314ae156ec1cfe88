import { splitCitationByNumber } from '../../../../reshare/inventory/find/planSearch';

const numbers = (isbn: string): Array<string | undefined> =>
	splitCitationByNumber({ isbn, author: 'Eco' }).map((citation) => citation.isbn);

it.each([
	['blanks', '9780151446476 9789990000011'],
	['tabs, as a row of a spreadsheet is pasted', '9780151446476\t9789990000011'],
	['a slash', '9780151446476 / 9789990000011'],
	['commas', '9780151446476, 9789990000011'],
])('an ISBN field with %s between two ISBNs is split into two titles', (_between, isbn) => {
	expect(numbers(isbn)).toEqual(['9780151446476', '9789990000011']);
	expect(splitCitationByNumber({ isbn, author: 'Eco' }).map(({ author }) => author)).toEqual(['Eco', 'Eco']);
});

it('an ISSN field with two ISSNs is split into two titles', () => {
	expect(splitCitationByNumber({ issn: '0028-0836 1476-4687' }).map(({ issn }) => issn)).toEqual(['00280836', '14764687']);
});

it('an OCLC number into which a spreadsheet put commas stays one title', () => {
	expect(splitCitationByNumber({ oclcNumber: '8,954,772' })).toHaveLength(1);
	expect(splitCitationByNumber({ oclcNumber: '8954772, 829743464' }).map(({ oclcNumber }) => oclcNumber)).toEqual(['8954772', '829743464']);
});

it('a volume or binding behind an ISBN is not read as another number', () => {
	expect(numbers('0151446474 (hbk., v. 1)')).toEqual(['0151446474 (hbk., v. 1)']);
	expect(numbers('0151446474 (hbk., v. 1), 9789990000011')).toEqual(['0151446474', '9789990000011']);
	expect(numbers('978 0 15 144647 6')).toEqual(['978 0 15 144647 6']);
});

it('a text that is not a number stays in the list of numbers, so that the answer names it', () => {
	expect(numbers('9780151446476, unknown')).toEqual(['9780151446476', 'unknown']);
});
