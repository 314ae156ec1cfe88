import { RecordsOfAuthors } from '../../../reshare/inventory/RecordsOfAuthors';
import { recordOf } from './buildRecord';

const none = { records: [], total: 0, unreadable: 0 };

function afterQuery(
	query: Partial<{ alternatives: string[][]; author: string }>,
	list: Parameters<RecordsOfAuthors['remember']>[1] = none,
) {
	const authors = new RecordsOfAuthors();
	authors.remember({ alternatives: [], author: 'nowhere', ...query }, list);
	return authors;
}

it('RecordsOfAuthors counts no record once a query for all titles of an author has found nothing', () => {
	const authors = afterQuery({});
	expect(authors.count([['Basil', 'Nowhere']])).toBe(0);
	expect(authors.count(['Basil Nowhere', 'Ada Marlow'].map((name) => name.split(' ')))).toBeUndefined();
});

it("RecordsOfAuthors counts the records that have all words of one of the authors' names, each record once", () => {
	const records = [['Marlow, Ada', 'Lund, Bo'], ['Marlow, Ada, 1950-'], ['Marlow, Bo']].map((contributors, index) => ({
		...recordOf('Harbor poems', { contributors }),
		id: String(index),
	}));
	const authors = afterQuery({ author: 'marlow' }, { records, total: 3, unreadable: 0 });
	const count = (...names: readonly string[]) => authors.count(names.map((name) => name.split(' ')));
	expect([count('Ada Marlow'), count('Ada Marlow', 'Bo Marlow'), count('Bo Lund')]).toEqual([2, 3, undefined]);
});

it('RecordsOfAuthors does not know a Cyrillic author name after a query for the name in Latin letters found nothing', () => {
	expect(afterQuery({ author: 'tolstoi' }).count([['Лев', 'Толстой']])).toBeUndefined();
	expect(afterQuery({ author: 'толстой' }).count([['Лев', 'толстой']])).toBe(0);
});

it.each([
	['a query that found nothing, but asked for some of the titles only', afterQuery({ alternatives: [['harbor']] })],
	['a query whose list is empty, but whose total is 1', afterQuery({}, { ...none, total: 1 })],
	['a query that found only a record that cannot be read', afterQuery({}, { ...none, unreadable: 1 })],
])('RecordsOfAuthors does not count the records of an author after %s', (_what, authors) => {
	expect(authors.count([['Basil', 'Nowhere']])).toBeUndefined();
});
