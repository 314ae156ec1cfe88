import { UnknownAuthors } from '../../../reshare/inventory/UnknownAuthors';

const none = { records: [], total: 0, unreadable: 0 };
const basil = { authors: [['Basil', 'Nowhere']] };

function afterQuery(query: Partial<{ alternatives: string[][]; author: string }>, list = none) {
	const authors = new UnknownAuthors();
	authors.remember({ alternatives: [], author: 'nowhere', ...query }, list);
	return authors;
}

it('UnknownAuthors counts an author as unknown once a query for all titles of that author has found nothing', () => {
	const authors = afterQuery({});
	expect(authors.preclude(basil)).toBe(true);
	expect(authors.preclude({ ...basil, titleWords: ['harbor'] })).toBe(true);
	expect(authors.preclude({ authors: [...basil.authors, ['Ada', 'Marlow']] })).toBe(false);
	expect(authors.preclude({ ...basil, native: 'id=*' })).toBe(false);
	expect(authors.preclude({ titleWords: ['harbor'] })).toBe(false);
});

it('UnknownAuthors does not count a Cyrillic author name as unknown after a query for the name in Latin letters found nothing', () => {
	expect(afterQuery({ author: 'tolstoi' }).preclude({ authors: [['Лев', 'Толстой']] })).toBe(false);
	expect(afterQuery({ author: 'толстой' }).preclude({ authors: [['Лев', 'толстой']] })).toBe(true);
});

it.each([
	['a query that found nothing, but asked for some of the titles only', afterQuery({ alternatives: [['harbor']] })],
	['a query whose list is empty, but whose total is 1', afterQuery({}, { ...none, total: 1 })],
	['a query that found only a record that cannot be read', afterQuery({}, { ...none, unreadable: 1 })],
])('UnknownAuthors does not count an author as unknown after %s', (_what, authors) => {
	expect(authors.preclude(basil)).toBe(false);
});
