import pLimit from 'p-limit';
import { ReShareError } from '../../../../reshare/errors';
import { createAlternativeTitleSearchBatcher } from '../../../../reshare/inventory/folio/createAlternativeTitleSearchBatcher';
import type { InventoryRecord, RecordList } from '../../../../reshare/inventory/recordsAndHoldings';

const recordWith = (id: string, ...titles: readonly string[]) =>
	({ id, titles: titles.map((proper) => ({ proper, rest: '', part: '' })) }) as unknown as InventoryRecord;
const listOf = (records: readonly InventoryRecord[], changes: Partial<RecordList> = {}) => ({
	records,
	total: records.length,
	unreadable: 0,
	...changes,
});

const metamorphosis = recordWith('metamorphosis', 'The metamorphosis', 'Die Verwandlung');
const stranger = recordWith('stranger', 'The stranger', "L'Étranger");
const asked = ['die verwandlung', 'etranger', 'krieg frieden'];

/** Looks for all titles at the same time. `shared` answers a query for several. */
async function find(lookups: readonly string[], shared: () => RecordList) {
	const queries: string[] = [];
	const scans = createAlternativeTitleSearchBatcher(pLimit(4), async (cql) => {
		queries.push(cql);
		await Promise.resolve();
		return cql.includes(' any ')
			? shared()
			: listOf([metamorphosis, stranger].filter(({ id }) => cql.includes(id === 'stranger' ? 'etr' : 'ver')));
	});
	const lists = await Promise.allSettled(lookups.map((title) => scans.of(title)));
	return { queries, found: lists.map((list) => (list.status === 'fulfilled' ? list.value.records.map(({ id }) => id) : 'failed')) };
}

describe('searches in other titles', () => {
	it('several lookups by alternative title share one query, and each gets the records with the longest word of its own title', async () => {
		const { queries, found } = await find([...asked, 'etranger'], () => listOf([metamorphosis, stranger]));
		expect(queries).toEqual(['alternativeTitles any "verwandlung etranger frieden"']);
		expect(found).toEqual([['metamorphosis'], ['stranger'], [], ['stranger']]);
	});

	it('a lookup by alternative title sends its own query if every word has punctuation in it, or no other lookup waits', async () => {
		expect((await find(['verwandlung'], () => listOf([]))).queries).toEqual(['alternativeTitles all "verwandlung"']);
		const { queries, found } = await find(['catch-22', ...asked], () => listOf([metamorphosis, stranger]));
		expect(queries.sort()).toEqual(['alternativeTitles all "catch-22"', 'alternativeTitles any "verwandlung etranger frieden"']);
		expect(found).toEqual([[], ['metamorphosis'], ['stranger'], []]);
	});

	it.each<[string, () => RecordList]>([
		['finds too many records', () => listOf([stranger], { total: 501 })],
		['gives no total', () => listOf([stranger], { total: null })],
		['brings a broken record', () => listOf([stranger], { total: 2, unreadable: 1 })],
		[
			'fails',
			() => {
				throw new ReShareError('server', 'no', { status: 500 });
			},
		],
	])('each lookup by alternative title sends its own query if the shared query %s', async (_name, shared) => {
		const { queries, found } = await find(asked, shared);
		expect(queries).toHaveLength(4);
		expect(found).toEqual([['metamorphosis'], ['stranger'], []]);
	});

	it.each([
		['shows that the account cannot use the inventory', new ReShareError('unauthorized', 'no', { status: 401 })],
		['does not reach the inventory', new ReShareError('network', 'no')],
		['is refused because there were too many', new ReShareError('rateLimited', 'no', { status: 429 })],
		['is stopped with the run', new ReShareError('cancelled', 'no')],
	])('all lookups by alternative title fail if their shared query %s', async (_name, error) => {
		const { queries, found } = await find(asked, () => {
			throw error;
		});
		expect(queries).toHaveLength(1);
		expect(found).toEqual(['failed', 'failed', 'failed']);
	});

	it('a failed query shared by lookups of alternative titles is not repeated, since each lookup then sends its own query', async () => {
		const repeatable: boolean[] = [];
		const scans = createAlternativeTitleSearchBatcher(pLimit(4), async (_cql, _limit, once) => {
			repeatable.push(!once);
			if (once) throw new ReShareError('server', 'no', { status: 500 });
			return await Promise.resolve(listOf([]));
		});
		await Promise.all(asked.map((title) => scans.of(title)));
		expect(repeatable).toEqual([false, true, true, true]);
	});
});
