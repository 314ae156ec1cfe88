import { ReShareError } from '../../../reshare/errors';
import { availabilityOf, normalizeSymbol } from '../../../reshare/inventory/availability';
import { symbolInLocationCode } from '../../../reshare/inventory/folio/holdingsInRotaOfModRs';
import { makeHolding, holdingListOf } from './buildHoldings';

const rules = { ownSymbols: new Set(['US-EAST']), policies: new Set(['Will lend']) };

describe('library symbols in location codes', () => {
	it.each([
		['US-NGCA/US-NGCA/HAUP/main', 'US-NGCA'],
		['us-lake/us-lake/main/reading', 'US-LAKE'],
		['US-HILL/ANNEX/STACKS', null],
		['LAKESTORAGE', null],
		['/a/b/c', null],
		['a/b/c/d/e', null],
		[null, null],
	])('symbolInLocationCode reads the location code %j as the library %j', (code, symbol) => {
		expect(symbolInLocationCode(code)).toBe(symbol);
	});

	it("normalizeSymbol reads a library's own symbol in any case, with or without its authority", () => {
		expect(['US-EAST', ' us-east ', 'RESHARE:US-EAST', 'ISIL:us-east'].map(normalizeSymbol)).toEqual([
			'US-EAST',
			'US-EAST',
			'US-EAST',
			'US-EAST',
		]);
	});
});

describe('availabilityOf', () => {
	it('availabilityOf counts a holding as lendable only if its lending policy is exactly one of the accepted names', () => {
		for (const policy of ['will lend', 'Will lend hard copy only', 'Will lend ', 'Unknown lending policy', null]) {
			expect(availabilityOf(holdingListOf([makeHolding('US-WEST', policy)]), rules)).toMatchObject({
				status: 'none',
				lendingLibraries: [],
			});
		}
		expect(availabilityOf(holdingListOf([makeHolding('US-WEST')]), rules)).toMatchObject({
			status: 'lends',
			lendingLibraries: ['US-WEST'],
			lent: { length: 1 },
		});
	});

	it("availabilityOf leaves out the requester's own library as a lender, and says that it holds the title", () => {
		expect(availabilityOf(holdingListOf([makeHolding('US-EAST')]), rules)).toMatchObject({
			status: 'none',
			lendingLibraries: [],
			heldByOwnLibrary: true,
		});
		expect(availabilityOf(holdingListOf([makeHolding('us-east/x/y/z', 'Will not lend'), makeHolding('US-WEST')]), rules)).toMatchObject({
			status: 'lends',
			heldByOwnLibrary: true,
		});
	});

	it('availabilityOf counts lending libraries, not holdings', () => {
		const holdings = [makeHolding('US-WEST'), makeHolding('US-WEST'), makeHolding('US-HILL')];
		expect(availabilityOf(holdingListOf(holdings), rules)).toMatchObject({ lendingLibraries: ['US-HILL', 'US-WEST'], lent: { length: 3 } });
	});

	it('availabilityOf counts no lender for a lendable holding whose location code names no library', () => {
		expect(availabilityOf(holdingListOf([makeHolding('US-HILL/ANNEX/STACKS')]), rules)).toMatchObject({
			status: 'unseen',
			lendingLibraries: [],
			lent: { length: 0 },
			lendableWithoutLibrary: 1,
		});
	});

	it("availabilityOf counts only the holdings that mod-rs sees: the first of each library among a record's first ten", () => {
		const ten = Array.from({ length: 10 }, (_, index) => makeHolding(`US-K${index}`, 'Will not lend'));
		expect(availabilityOf(holdingListOf([...ten, makeHolding('US-MOOR')]), rules)).toMatchObject({
			status: 'unseen',
			lendingLibraries: ['US-MOOR'],
		});
		expect(availabilityOf(holdingListOf([...ten.slice(1), makeHolding('US-MOOR')]), rules)).toMatchObject({
			status: 'lends',
			lendingLibraries: ['US-MOOR'],
		});
		const second = [makeHolding('US-NORTH', 'Will not lend'), makeHolding('US-NORTH')];
		expect(availabilityOf(holdingListOf(second), rules)).toMatchObject({ status: 'unseen', lendingLibraries: ['US-NORTH'] });
	});

	it('availabilityOf gives the status unseen (by mod-rs) if all lendable holdings have an accepted policy other than Will lend', () => {
		const generous = { ...rules, policies: new Set(['Will lend', 'Will reproduce']) };
		expect(availabilityOf(holdingListOf([makeHolding('US-WEST', 'Will reproduce')]), generous)).toMatchObject({
			status: 'unseen',
			lendingLibraries: ['US-WEST'],
		});
		const strict = { ...rules, policies: new Set(['Will reproduce']) };
		expect(availabilityOf(holdingListOf([makeHolding('US-WEST')]), strict)).toMatchObject({ status: 'none' });
	});

	it('availabilityOf gives the status unknown, not none, if the lending policy of the only holding is unknown', () => {
		const unknown = makeHolding('US-WEST', null, { policyUnknown: true });
		expect(availabilityOf(holdingListOf([unknown]), rules)).toMatchObject({ status: 'unknown', unknownHoldings: 1 });
		expect(availabilityOf(holdingListOf([unknown, makeHolding('US-HILL')]), rules)).toMatchObject({ status: 'lends', unknownHoldings: 1 });
		expect(availabilityOf(holdingListOf([makeHolding('US-EAST', null, { policyUnknown: true })]), rules)).toMatchObject({
			status: 'none',
			unknownHoldings: 0,
		});
		expect(availabilityOf(holdingListOf([makeHolding(null)]), rules)).toMatchObject({ status: 'unknown' });
		expect(availabilityOf(holdingListOf([], { error: new ReShareError('server', 'x') }), rules)).toMatchObject({ status: 'unknown' });
		expect(availabilityOf(holdingListOf([makeHolding('US-WEST', 'Will not lend')], { cut: true }), rules)).toMatchObject({
			status: 'unknown',
		});
	});
});
