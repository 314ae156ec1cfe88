import { countRecordsOfAuthor } from '../../../reshare/inventory/countRecordsOfAuthor';
import type { RecordList } from '../../../reshare/inventory/recordsAndHoldings';
import type { TitleQuery } from '../../../reshare/inventory/SharedIndex';
import { EmptyIndex } from './empty/EmptyIndex';
import { recordOf } from './buildRecord';

const none = { records: [], total: 0, unreadable: 0 };

/** Counts in an index that has these records of the family name, and 99 by its own count. */
async function count(author: string, list: RecordList = none) {
	const index = new EmptyIndex();
	const asked: TitleQuery[] = [];
	const byTitle = async (query: TitleQuery) => {
		asked.push(query);
		return await Promise.resolve(list);
	};
	const search = async () => await Promise.resolve({ ...none, total: 99, furthest: null });
	return { count: await countRecordsOfAuthor(Object.assign(index, { byTitle, search }), author), asked };
}

it('countRecordsOfAuthor counts no record once a query for all titles of an author has found nothing', async () => {
	expect(await count('Basil Nowhere')).toEqual({ count: 0, asked: [{ alternatives: [], author: 'nowhere' }] });
	expect((await count('Basil Nowhere; Ada Marlow')).count).toBe(99);
});

it("countRecordsOfAuthor counts the records that have all words of the author's name", async () => {
	const records = [['Marlow, Ada', 'Lund, Bo'], ['Marlow, Ada, 1950-'], ['Marlow, Bo']].map((contributors, index) => ({
		...recordOf('Harbor poems', { contributors }),
		id: String(index),
	}));
	expect((await count('Ada Marlow', { records, total: 3, unreadable: 0 })).count).toBe(2);
	expect((await count('Лев Толстой')).asked).toEqual([{ alternatives: [], author: 'толстой' }]);
});

it("countRecordsOfAuthor asks for the index's own count of an author whose records are found by a word that the index would not count by", async () => {
	expect((await count('O‘Neil, Joe')).count).toBe(99);
	expect((await count("д'Аннунцио, Габриэле")).count).toBe(99);
});

it.each([
	['whose list is empty, but whose total is 1', { ...none, total: 1 }],
	['that found only a record that cannot be read', { ...none, unreadable: 1 }],
])('countRecordsOfAuthor asks the index for its own count after a query %s', async (_what, list) => {
	expect((await count('Basil Nowhere', list)).count).toBe(99);
});
