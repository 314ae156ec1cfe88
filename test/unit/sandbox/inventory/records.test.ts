import { parse } from 'isbn3';
import { findMember } from '../../../../sandbox/consortium';
import { createInventory } from '../../../../sandbox/inventory';
import { equallyGood, nobodyLends, popularBook, refusedByAll, toBeCancelled } from '../../../../sandbox/inventory/demoRecords';
import { instanceId } from '../../../../sandbox/inventory/ids';
import { locations } from '../../../../sandbox/inventory/locations';
import { bibRecords } from '../../../../sandbox/inventory/records/all';
import groups from '../../../../sandbox/inventory/records/records.json';

const inventory = createInventory();
const requester = 'US-EAST';

/** As mod-rs reads it from a location code. */
function symbolOf(locationCode: string): string | null {
	const parts = locationCode.split('/');
	return parts.length === 4 ? (parts[0]?.toUpperCase() ?? null) : null;
}

/** As mod-rs builds a rota: libraries whose first holding among the first ten is lendable. */
function rotaOf(id: string): string[] {
	const first = new Map<string, string | null>();
	for (const holding of inventory.instance(id)?.holdings.slice(0, 10) ?? []) {
		const symbol = symbolOf(holding.locationCode);
		if (symbol !== null && !first.has(symbol)) first.set(symbol, holding.illPolicyName);
	}
	return [...first].flatMap(([symbol, policy]) => (policy === 'Will lend' ? [symbol] : []));
}

describe('records', () => {
	it('are some sixty or more, each with ids of its own in version 4 form', () => {
		expect(bibRecords.length).toBeGreaterThanOrEqual(60);
		const { instances, holdings, items } = inventory.tables;
		const ids = [...instances, ...holdings, ...items].map((row) => row.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u.test(id))).toEqual([]);
		const barcodes = items.map((item) => item['barcode']);
		expect(new Set(barcodes).size).toBe(barcodes.length);
	});

	it('have numbers of their group, no two the same', () => {
		const outside = groups.flatMap(({ numbers, records }) => {
			const [from = 0, to = 0] = numbers.split(' to ').map(Number);
			return records.filter(({ number }) => number < from || number > to);
		});
		expect(outside).toEqual([]);
		expect(new Set(bibRecords.map(({ number }) => number)).size).toBe(bibRecords.length);
	});

	it('have real ISBNs, and wrong ones only where they say so', () => {
		const bare = (value: string): string => value.replace(/^\(.*?\)\s*|\p{Cf}/gu, '').replace(/\s.*$/u, '');
		const isbns = bibRecords.flatMap((record) => record.identifiers?.isbn ?? []);
		expect(isbns.length).toBeGreaterThan(50);
		expect(isbns.filter((isbn) => parse(bare(isbn)) === null)).toEqual([]);
		const invalid = bibRecords.flatMap((record) => record.identifiers?.invalidIsbn ?? []);
		expect(invalid.length).toBeGreaterThan(0);
		expect(invalid.filter((isbn) => parse(bare(isbn)) !== null)).toEqual([]);
	});

	it('have real ISSNs', () => {
		const issns = bibRecords.flatMap((record) => [...(record.identifiers?.issn ?? []), ...(record.identifiers?.linkingIssn ?? [])]);
		const isValid = (issn: string): boolean => {
			const digits = issn.replace(/[^\dX]/gu, '');
			const sum = [...digits].reduce((total, digit, index) => total + (digit === 'X' ? 10 : Number(digit)) * (8 - index), 0);
			return digits.length === 8 && sum % 11 === 0;
		};
		expect(issns.length).toBeGreaterThan(8);
		expect(issns.filter((issn) => !isValid(issn))).toEqual([]);
	});

	it('are held by members only, but for the library that is gone', () => {
		const symbols = new Set(locations.flatMap((location) => symbolOf(location.code) ?? []));
		expect([...symbols].filter((symbol) => findMember(symbol) === undefined)).toEqual(['US-GONE']);
	});

	it('carry the record numbers of their holders', () => {
		const types = inventory.instance(popularBook.instanceId)?.identifiers.map((identifier) => identifier.type) ?? [];
		expect(types).toEqual([
			'ISBN',
			'OCLC',
			'ISIL:US-NORTH',
			'RESHARE:US-WEST',
			'ISIL:US-SOUTH',
			'ISIL:US-RIVER',
			'RESHARE:US-EAST',
			'ISIL:US-COAST',
		]);
	});
});

describe('records with a difficulty', () => {
	const policiesOf = (number: number): Array<string | null> =>
		inventory.instance(instanceId(number))?.holdings.map((holding) => holding.illPolicyName) ?? [];

	it('has one whose only lendable holding is the eleventh', () => {
		const policies = policiesOf(60);
		expect(policies.indexOf('Will lend')).toBe(10);
		expect(rotaOf(instanceId(60))).toEqual([]);
	});

	it('has two with 300 holdings, one of them lendable at the very end only', () => {
		expect(policiesOf(61)).toHaveLength(300);
		expect(policiesOf(61).filter((policy) => policy === 'Will lend')).toHaveLength(100);
		expect(policiesOf(62).indexOf('Will lend')).toBe(299);
	});

	it('has one whose second holding of a library is lendable, which mod-rs does not see', () => {
		expect(rotaOf(instanceId(63))).toEqual([requester]);
		expect(inventory.instance(instanceId(63))?.holdings.filter((holding) => holding.illPolicyName === 'Will lend')).toHaveLength(2);
	});

	it('has location codes that name no library, and one in lower case', () => {
		expect(policiesOf(47)).toContain('Will lend');
		expect(rotaOf(instanceId(47))).toEqual([]);
		expect(rotaOf(instanceId(48))).toEqual(['US-LAKE']);
	});

	it("has one that only the requester's library holds", () => {
		expect(inventory.instance(instanceId(50))?.holdings.map((holding) => symbolOf(holding.locationCode))).toEqual([requester]);
	});

	it('has holdings without policy, with hard copy only, and with reproduction only', () => {
		expect(policiesOf(51)).toEqual([null, null]);
		expect(new Set(policiesOf(52))).toEqual(new Set(['Will lend hard copy only']));
		expect(policiesOf(53)).toEqual(['Will reproduce', 'Will not reproduce']);
	});

	it('has a record without publication date and contributors', () => {
		expect(inventory.instance(instanceId(55))).toMatchObject({ title: 'Beowulf', author: null, publicationDate: null });
	});
});

describe("the demo's records", () => {
	it('has a popular book', () => {
		expect(popularBook).toMatchObject({ title: 'Braiding sweetgrass', isbn: '9781571313355' });
		expect(rotaOf(popularBook.instanceId).filter((symbol) => symbol !== requester)).toHaveLength(4);
		expect(popularBook.lenders).toEqual(['US-NORTH', 'US-WEST', 'US-SOUTH', 'US-RIVER', 'US-EAST']);
	});

	it('has one for a refusal by three lenders and one for cancelling', () => {
		expect(rotaOf(refusedByAll.instanceId)).toEqual(refusedByAll.lenders);
		expect(refusedByAll.lenders).toHaveLength(3);
		expect(rotaOf(toBeCancelled.instanceId)).toEqual(['US-COAST', 'US-VALE', 'US-WEST']);
	});

	it('has one that nobody lends', () => {
		expect(inventory.instance(nobodyLends.instanceId)?.holdings.length).toBeGreaterThan(0);
		expect(nobodyLends.lenders).toEqual([]);
	});

	it('has three equally good records of one ISBN', () => {
		expect(new Set(equallyGood.map((record) => record.isbn)).size).toBe(1);
		expect(equallyGood.map((record) => rotaOf(record.instanceId).length)).toEqual([2, 2, 2]);
		expect(bibRecords.filter((record) => record.identifiers?.isbn?.includes(equallyGood[0]?.isbn ?? ''))).toHaveLength(3);
	});

	it.each([popularBook, refusedByAll, toBeCancelled, nobodyLends, ...equallyGood])(
		'$title lends only where the directory says that the library lends',
		(record) => {
			expect(record.lenders.filter((symbol) => findMember(symbol)?.loanPolicy !== undefined)).toEqual([]);
		},
	);
});
