import { UnknownAuthors } from '../../../reshare/inventory/UnknownAuthors';

const none = { records: [], total: 0, unreadable: 0 };
const basil = { authors: [['Basil', 'Nowhere']] };

function afterQuery(query: Partial<{ alternatives: string[][]; author: string }>, list = none) {
	const authors = new UnknownAuthors();
	authors.remember({ alternatives: [], author: 'nowhere', ...query }, list);
	return authors;
}

it('an author is unknown after a query for all of their titles found nothing', () => {
	const authors = afterQuery({});
	expect(authors.preclude(basil)).toBe(true);
	expect(authors.preclude({ ...basil, titleWords: ['harbor'] })).toBe(true);
	expect(authors.preclude({ authors: [...basil.authors, ['Ada', 'Marlow']] })).toBe(false);
	expect(authors.preclude({ ...basil, native: 'id=*' })).toBe(false);
	expect(authors.preclude({ titleWords: ['harbor'] })).toBe(false);
});

it('an author in another script is not unknown because nobody has the name in Latin letters', () => {
	expect(afterQuery({ author: 'tolstoi' }).preclude({ authors: [['Лев', 'Толстой']] })).toBe(false);
	expect(afterQuery({ author: 'толстой' }).preclude({ authors: [['Лев', 'толстой']] })).toBe(true);
});

it.each([
	['a query for some titles', afterQuery({ alternatives: [['harbor']] })],
	['a list with a total', afterQuery({}, { ...none, total: 1 })],
	['a list of broken records', afterQuery({}, { ...none, unreadable: 1 })],
])('an author is not unknown after %s', (_what, authors) => {
	expect(authors.preclude(basil)).toBe(false);
});
