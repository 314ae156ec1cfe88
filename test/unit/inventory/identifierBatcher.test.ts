import { ReShareError } from '../../../reshare/errors';
import { ActiveLookupCallers } from '../../../reshare/inventory/ActiveLookupCallers';
import { IdentifierBatcher } from '../../../reshare/inventory/IdentifierBatcher';
import { cqlForIdentifiers, identifiersPerQuery } from '../../../reshare/inventory/folio/cql';
import { buildReferenceTables } from '../../../reshare/inventory/folio/referenceTables';
import type { IdentifierKind } from '../../../reshare/inventory/SharedIndex';
import type { InventoryRecord, RecordList } from '../../../reshare/inventory/recordsAndHoldings';

const isbns = Array.from({ length: 60 }, (_, index) => String(9_780_000_000_000 + index));

function record(id: string, isbn: readonly string[], former: readonly string[] = []) {
	return { id, identifiers: { isbn, issn: [], oclc: [] }, formerNumbers: former } as unknown as InventoryRecord;
}

const listOf = (records: readonly InventoryRecord[], changes: Partial<RecordList> = {}) => ({
	records,
	total: records.length,
	unreadable: 0,
	...changes,
});

/**
 * Makes a batcher that searches the given records by ISBN, and collects in `asked` the ISBNs of each query.
 *
 * @param answer replaces the answer to a query with these ISBNs
 */
function search(
	records: readonly InventoryRecord[],
	answer: (asked: readonly string[]) => RecordList | undefined = () => undefined,
	perQuery = 25,
) {
	const asked: string[][] = [];
	const pending = new ActiveLookupCallers();
	const source = {
		perQuery: () => perQuery,
		find: async (_kind: string, keys: readonly string[], limit: number) => {
			asked.push([...keys]);
			const found = records.filter(({ identifiers }) => identifiers.isbn.some((key) => keys.includes(key)));
			return answer(keys) ?? listOf(found.slice(0, limit), { total: found.length });
		},
	};
	return { asked, pending, search: new IdentifierBatcher(source, pending) };
}

const idsOf = ({ records }: RecordList) => records.map(({ id }) => id);
const all = (one: IdentifierBatcher, keys: readonly string[]) => Promise.all(keys.map((key) => one.find('isbn', [key])));

describe('the identifier search', () => {
	it('the identifier search combines 25 identifiers in one query, and gives each lookup the records with its own identifier', async () => {
		const { asked, search: one } = search([
			record('a', [isbns[0] ?? '']),
			record('both', [isbns[0] ?? '', isbns[30] ?? '']),
			record('c', [isbns[59] ?? '']),
		]);
		const lists = await all(one, [...isbns, isbns[0] ?? '']);
		expect(asked.map((keys) => keys.length)).toEqual([25, 25, 10]);
		expect(lists.map(idsOf)).toEqual([
			...isbns.map((_, index) => (index === 0 ? ['a', 'both'] : index === 30 ? ['both'] : index === 59 ? ['c'] : [])),
			['a', 'both'],
		]);
	});

	it('the identifier search lists records that lack the ISBN, or have it only as a canceled one, apart from its matches', async () => {
		const old = record('old', [isbns[1] ?? ''], [isbns[0] ?? '']);
		const { asked, search: one } = search([], (keys) => listOf(keys.includes(isbns[0] ?? '') ? [old] : []));
		const [first, second, third] = await all(one, isbns.slice(0, 3));
		expect(first).toMatchObject({ records: [], strays: [{ id: 'old' }] });
		expect(second).toMatchObject({ records: [{ id: 'old' }] });
		expect(third).toEqual({ records: [], total: 0, unreadable: 0, strays: [] });
		expect(asked).toHaveLength(1);
		const other = record('other', ['9789999999999']);
		expect(await search([], () => listOf([other])).search.find('isbn', ['9781111111111'])).toMatchObject({
			records: [],
			strays: [{ id: 'other' }],
		});
		const { search: another } = search([], (keys) => listOf(keys.includes(isbns[0] ?? '') ? [other] : []));
		expect((await all(another, isbns.slice(0, 2))).map(({ strays = [] }) => strays.map(({ id }) => id))).toEqual([['other'], []]);
	});

	it('the identifier search splits 100 identifiers into queries that are each short enough for a URL', async () => {
		const lengths: number[] = [];
		const source = {
			perQuery: (kind: IdentifierKind) => identifiersPerQuery(kind, 'storage'),
			find: async (kind: IdentifierKind, keys: readonly string[]) => {
				lengths.push(encodeURIComponent(cqlForIdentifiers(kind, 'storage', keys, buildReferenceTables({}).identifierTypes)).length);
				return listOf([]);
			},
		};
		const one = new IdentifierBatcher(source, new ActiveLookupCallers());
		await Promise.all(Array.from({ length: 100 }, (_, index) => one.find('oclcNumber', [String(1_000_000_000 + index)])));
		await Promise.all(
			Array.from({ length: 100 }, (_, index) => one.find('instanceId', [`00000000-0000-4000-8000-${String(index).padStart(12, '0')}`])),
		);
		await Promise.all(Array.from({ length: 100 }, (_, index) => one.find('issn', [`${1000 + index}-0000`])));
		expect(Math.max(...lengths)).toBeLessThan(2500);
		expect(lengths.length).toBeLessThan(40);
	});
});

describe('answers for several identifiers at once that may be incomplete', () => {
	const wanted = isbns.slice(0, 3);
	const three = wanted.map((key, index) => record(`r${index}`, [key]));
	const refused = new ReShareError('refused', 'no', { status: 400 });

	it.each<[string, RecordList]>([
		['a broken record', listOf(three.slice(0, 2), { total: 3, unreadable: 1 })],
		['a broken record that the total leaves out', listOf(three.slice(0, 2), { total: 2, unreadable: 1 })],
		['a broken record and no total', listOf(three.slice(0, 2), { total: null, unreadable: 1 })],
		['fewer records than its total', listOf(three.slice(0, 2), { total: 3 })],
		[
			'as many records as its limit, and no total',
			listOf(
				Array.from({ length: 500 }, (_, index) => record(`x${index}`, [wanted[0] ?? ''])),
				{ total: null },
			),
		],
	])('the identifier search asks again for each identifier separately if the shared answer has %s', async (_name, common) => {
		const { asked, search: one } = search(three, (keys) => (keys.length > 1 ? common : undefined));
		expect((await all(one, wanted)).map(idsOf)).toEqual([['r0'], ['r1'], ['r2']]);
		expect(asked).toEqual([wanted, ...wanted.map((key) => [key])]);
	});

	it.each<[string, ReShareError]>([
		['refused', refused],
		['failed', new ReShareError('server', 'no', { status: 500 })],
		['not there in time', new ReShareError('timeout', 'no')],
	])(
		'the identifier search asks for each identifier separately if the shared query is %s, and fails only the refused one',
		async (_name, error) => {
			const { search: one } = search(three, (keys) => {
				if (keys.length > 1) throw error;
				if (keys[0] === wanted[1]) throw refused;
				return undefined;
			});
			const [first, second, third] = await Promise.allSettled(wanted.map((key) => one.find('isbn', [key])));
			expect(first).toMatchObject({ status: 'fulfilled', value: { records: [{ id: 'r0' }] } });
			expect(second).toEqual({ status: 'rejected', reason: refused });
			expect(third).toMatchObject({ status: 'fulfilled', value: { records: [{ id: 'r2' }] } });
		},
	);

	it('the identifier search asks separately for an identifier with too many records for a shared query, and counts them', async () => {
		const crowd = Array.from({ length: 120 }, (_, index) => record(`c${index}`, [wanted[0] ?? '']));
		const { asked, search: one } = search([...crowd, ...three.slice(1)]);
		const [first, second] = await all(one, wanted);
		expect(first).toMatchObject({ records: { length: 100 }, total: 120 });
		expect(second).toMatchObject({ records: [{ id: 'r1' }], total: 1 });
		expect(asked).toEqual([wanted, [wanted[0]]]);
	});
});
