import { splitCitationByNumber } from '../../../../reshare/inventory/find/planSearch';

const numbers = (isbn: string) => splitCitationByNumber({ isbn, author: 'Eco' }).map((citation) => citation.isbn);

it.each([
	['blanks', '9780151446476 9789990000011'],
	['tabs, as a row of a spreadsheet is pasted', '9780151446476\t9789990000011'],
	['a slash', '9780151446476 / 9789990000011'],
	['commas', '9780151446476, 9789990000011'],
])('a citation whose ISBN field has two ISBNs separated by %s is split into two citations', (_between, isbn) => {
	expect(numbers(isbn)).toEqual(['9780151446476', '9789990000011']);
	expect(splitCitationByNumber({ isbn, author: 'Eco' }).map(({ author }) => author)).toEqual(['Eco', 'Eco']);
});

it('a citation whose ISSN field has two ISSNs is split into two citations', () => {
	expect(splitCitationByNumber({ issn: '0028-0836 1476-4687' }).map(({ issn }) => issn)).toEqual(['00280836', '14764687']);
});

it('a citation with an OCLC number that has commas as thousands separators is not split', () => {
	expect(splitCitationByNumber({ oclcNumber: '8,954,772' })).toHaveLength(1);
	expect(splitCitationByNumber({ oclcNumber: '8954772, 829743464' }).map(({ oclcNumber }) => oclcNumber)).toEqual(['8954772', '829743464']);
});

it('splitCitationByNumber does not read a volume or binding in parentheses after an ISBN as another ISBN', () => {
	expect(numbers('0151446474 (hbk., v. 1)')).toEqual(['0151446474 (hbk., v. 1)']);
	expect(numbers('0151446474 (hbk., v. 1), 9789990000011')).toEqual(['0151446474', '9789990000011']);
	expect(numbers('978 0 15 144647 6')).toEqual(['978 0 15 144647 6']);
});

it('splitCitationByNumber keeps a text in the ISBN field that is not an ISBN as its own citation, so that the lookup can quote it', () => {
	expect(numbers('9780151446476, unknown')).toEqual(['9780151446476', 'unknown']);
});
