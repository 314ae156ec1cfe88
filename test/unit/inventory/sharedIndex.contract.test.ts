import type { SharedIndex } from '../../../reshare/inventory/SharedIndex';
import { findEligible } from '../../../reshare/inventory/find/findEligible';
import { getInstance } from '../../../reshare/inventory/getInstance';
import { searchInstances } from '../../../reshare/inventory/searchInstances';
import type { startSandbox } from '../../../sandbox';
import { type Sandbox } from '../../../sandbox';
import { buildInstanceId } from '../../../sandbox/inventory/recordIds';
import { clusterIdOf } from '../../../sandbox/reservoir/createReservoir';
import { openFolioIndex, openVufind } from './find/judgeLookups';
import { sandboxForAll } from '../sandboxForTests';

/** Every kind of shared index, over the same books and libraries. Each must pass the same tests. */
const indexes: ReadonlyArray<
	readonly [
		name: string,
		options: Parameters<typeof startSandbox>[0],
		open: (sandbox: Sandbox) => SharedIndex,
		idOf: (record: number) => string,
	]
> = [
	[
		'FOLIO, inventory storage to 23.x',
		{ inventory: { graphqlVersion: '1.10', era: 'classic', searchModule: 'absent' } },
		openFolioIndex,
		buildInstanceId,
	],
	[
		'FOLIO, inventory storage from 24.0',
		{ inventory: { graphqlVersion: '1.13', era: 'current', searchModule: 'absent' } },
		openFolioIndex,
		buildInstanceId,
	],
	['FOLIO, mod-search', { inventory: { graphqlVersion: '1.15', searchModule: 'loaded' } }, openFolioIndex, buildInstanceId],
	["VuFind 7, one library's record", { clusterRecords: 'main' }, (sandbox) => openVufind(sandbox, 'v7'), clusterIdOf],
	['VuFind 8, merged records', { clusterRecords: 'merged' }, (sandbox) => openVufind(sandbox, 'v8'), clusterIdOf],
	['VuFind 10', {}, (sandbox) => openVufind(sandbox, 'v10'), clusterIdOf],
	['VuFind 10 with the Reservoir', {}, (sandbox) => openVufind(sandbox, 'v10', { confirms: true }), clusterIdOf],
	[
		'VuFind 10 that leaves holdings out, with the Reservoir',
		{ vufindFilters9xx: true },
		(sandbox) => openVufind(sandbox, 'v10', { confirms: true }),
		clusterIdOf,
	],
];

describe.each(indexes)('the shared index %s', (_name, options, open, idOf) => {
	const sandbox = sandboxForAll(options);
	let index: SharedIndex;
	const own = { ownSymbols: ['US-EAST'] };

	beforeEach(() => {
		index = open(sandbox);
	});

	it.each([
		['an ISBN of 13 digits', { isbn: '9780151446476' }],
		['an ISBN of 10 digits', { isbn: '0-15-144647-4' }],
		['an OCLC number', { oclcNumber: 'ocm08954772' }],
		['two OCLC numbers', { oclcNumber: '99999999999, 8954772' }],
		['its Instance ID', { instanceId: idOf(2).toUpperCase() }],
		['title, author and year', { title: 'The Name of the Rose', author: 'Eco, Umberto', year: '1983' }],
	])('the shared index finds a book by %s, and names its lenders', async (_by, citation) => {
		expect(await findEligible(index, citation, own)).toMatchObject({
			outcome: 'eligible',
			reason: 'onlyMatch',
			instanceId: idOf(2),
			title: 'The name of the rose',
			author: expect.stringMatching(/^Eco, Umberto/u),
			identifiers: { isbn: expect.arrayContaining(['9780151446476']), issn: [], oclc: ['8954772'] },
			lendingLibraries: ['US-HILL', 'US-LAKE', 'US-SOUTH'],
			lendingLibraryCount: 3,
			heldByOwnLibrary: false,
			recordsMatched: 1,
		});
	});

	it.each([
		['a typo in a title of one word', { title: 'The metamorphosys', author: 'Kafka, Franz', year: '1996' }, 288],
		['a typo in a word of the title', { title: 'The nmae of the rose', author: 'Eco, Umberto', year: '1983' }, 2],
		['the original title of a translation', { title: 'Verwandlung', author: 'Franz Kafka', year: '1996' }, 288],
		['another title that it is known by', { title: 'Journal of the American Medical Association', volume: '286' }, 106],
	])('the shared index finds a record by %s', async (_what, citation, record) => {
		const { candidates } = await findEligible(index, citation, own);
		expect(candidates.map(({ instanceId: id }) => id)).toContain(idOf(record));
	});

	it.each([
		['nobody lends', { isbn: '9780847842131' }, 'nobodyLends'],
		['nobody has', { isbn: '9789990000011' }, 'nothingFound'],
		['nobody has, looked up by an unknown Instance ID', { instanceId: '00000000-0000-4000-8000-000000000000' }, 'nothingFound'],
	])('the shared index says Not Available for a title that %s', async (_what, citation, reason) => {
		expect(await findEligible(index, citation, own)).toMatchObject({ outcome: 'notAvailable', reason });
	});

	it('Search in the shared index lists the records that meet all conditions, sorted by title', async () => {
		const search = async (citation: object) => (await searchInstances(index, { citation, sortBy: 'title' })).records.map(({ id }) => id);
		expect(await search({ title: 'rose', author: 'Eco' })).toEqual([idOf(2)]);
		expect(await search({ isbn: '9780151446476, 9780374275631' })).toEqual([idOf(2), idOf(3)]);
		expect(await search({ isbn: '9780151446476', author: 'Kahneman' })).toEqual([]);
		expect(await search({ oclcNumber: '8954772, 706020998', author: 'Eco' })).toEqual([idOf(2)]);
		expect(await search({ instanceId: `${idOf(2)}, ${idOf(3)}`, title: 'slow' })).toEqual([idOf(3)]);
	});

	it('Search in the shared index returns no more records than the limit, and the true total', async () => {
		const { records, total } = await searchInstances(index, { citation: { title: 'history' }, limit: 3 });
		expect(records).toHaveLength(3);
		expect(total).toBeGreaterThan(3);
	});

	it('the shared index searches a title without an error, whatever punctuation people type', async () => {
		for (const title of ['C++', '"AND" OR NOT (', 'who? what* why~', 'a:b [c TO d]', '\\ ^ {!func}', 'Über – “Œuvres” & more']) {
			await expect(searchInstances(index, { citation: { title }, limit: 1 })).resolves.toMatchObject({
				records: expect.any(Array),
			});
		}
	});

	it('the shared index gets a record by its id, with its holdings and lenders', async () => {
		const { record, holdings, lendingLibraries, warnings } = await getInstance(index, idOf(2));
		expect(record).toMatchObject({ id: idOf(2), publisher: 'Harcourt Brace Jovanovich', languages: ['eng'] });
		expect(holdings.map(({ library, lendable }) => [library, lendable]).sort()).toEqual([
			['US-HILL', true],
			['US-LAKE', true],
			['US-SOUTH', true],
			['US-WEST', false],
		]);
		expect(lendingLibraries).toEqual(['US-HILL', 'US-LAKE', 'US-SOUTH']);
		expect(warnings).toEqual([]);
	});

	it('the shared index reports an unknown record id as not found', async () => {
		await expect(getInstance(index, '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({ kind: 'notFound' });
	});

	it('the list of libraries read from the shared index contains the symbols of the libraries in the consortium', async () => {
		expect((await index.libraries()).map(({ symbol }) => symbol)).toEqual(
			expect.arrayContaining(['US-EAST', 'US-HILL', 'US-LAKE', 'US-SOUTH', 'US-WEST']),
		);
	});

	it("Search accepts the lending policies Will lend and the index's own in upper or lower case, and no other name", async () => {
		expect(await findEligible(index, { isbn: '9780151446476' }, { ...own, lendingPolicies: ['Will lend'] })).toMatchObject({
			outcome: 'eligible',
		});
		for (const typed of ['will lend', 'WILL LEND ', ...index.lending.loanPolicies.map((policy) => policy.toLowerCase())]) {
			expect(await findEligible(index, { isbn: '9780151446476' }, { ...own, lendingPolicies: [typed] })).toMatchObject({
				outcome: 'eligible',
			});
		}
		expect(await findEligible(index, { isbn: '9780151446476' }, { ...own, lendingPolicies: ['Something else'] })).toMatchObject({
			outcome: 'notAvailable',
		});
	});

	it("the shared index's connection test says how many records it has", async () => {
		expect(await index.check()).toMatch(/^Connected: \d+ records/u);
	});
});
