import type { IDataObject } from 'n8n-workflow';
import { inventoryAccount } from '../../demo/accounts';
import { startSandbox, type Sandbox } from '../../sandbox';
import type { RunResult } from './harness';
import { credentialsOf, find, jsonOf } from './search/practice';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => {
	await sandbox.close();
});

describe('Find Eligible Instance in n8n', () => {
	it('Find Eligible Instance puts each item once on Eligible, Needs Review or Not Available, paired with its input', async () => {
		const run = await find(sandbox, [
			{ isbn: '9780847842131' },
			{ isbn: '978-1-57131-335-5', title: 'Braiding sweetgrass', author: 'Robin Wall Kimmerer' },
			{ isbn: '9780062316097' },
		]);
		expect(run.error).toBeUndefined();
		expect(run.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 1 }], [{ item: 2 }], [{ item: 0 }]]);
		expect(jsonOf(run, 0)[0]).toMatchObject({
			outcome: 'eligible',
			reason: 'onlyMatch',
			matchedBy: 'isbn',
			heldByOwnLibrary: true,
			lendingLibraries: ['US-NORTH', 'US-RIVER', 'US-SOUTH', 'US-WEST'],
		});
		expect(jsonOf(run, 1)[0]).toMatchObject({ outcome: 'needsReview', reason: 'severalRecords', recordsMatched: 3 });
		expect(jsonOf(run, 2)[0]).toMatchObject({ outcome: 'notAvailable', reason: 'nobodyLends' });
	});

	it("the library's own symbols come from the field of the node, or from the credential if the field is empty", async () => {
		const credentials = {
			credentials: { reShareInventoryApi: { ...credentialsOf(sandbox)?.reShareInventoryApi, ownSymbols: 'US-NORTH, US-RIVER' } },
		};
		const book = [{ isbn: '978-1-57131-335-5', title: 'Braiding sweetgrass', author: 'Robin Wall Kimmerer' }];
		expect(jsonOf(await find(sandbox, book, { ownSymbols: [] }, credentials), 0)[0]).toMatchObject({
			lendingLibraries: ['US-EAST', 'US-SOUTH', 'US-WEST'],
		});
		expect(jsonOf(await find(sandbox, book, {}, credentials), 0)[0]).toMatchObject({
			lendingLibraries: ['US-NORTH', 'US-RIVER', 'US-SOUTH', 'US-WEST'],
		});
		expect((await find(sandbox, book, { ownSymbols: [] })).error?.message).toContain("'Your Library's Symbols' is empty");
	});

	it("Find Eligible Instance reads each item's own details if an expression fills in a single field of them", async () => {
		const book = { title: 'Introduction to algorithms', author: 'Cormen' };
		const run = await find(
			sandbox,
			[
				{ ...book, edition: '3rd ed.', year: '2009' },
				{ ...book, edition: '9th ed.', year: '1066' },
			],
			{
				title: book.title,
				author: book.author,
				details: { edition: '={{ $json.edition }}', publicationDate: '={{ $json.year }}' },
			},
		);
		expect(jsonOf(run, 0).map(({ instanceId }) => instanceId)).toEqual([expect.stringContaining('-')]);
		expect(run.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 0 }], [{ item: 1 }], []]);
	});

	it('Find Eligible Instance returns what each item asked for, as it was typed', async () => {
		const run = await find(sandbox, [
			{ isbn: ' ISBN 0-15-144647-4 ', title: 'The Name of the Rose' },
			{ isbn: 'none' },
			{ oclcNumber: '99999999999' },
		]);
		const nothing = { instanceId: null, oclcNumber: null, isbn: null, issn: null, title: null, author: null, publicationDate: null };
		expect(run.outputs.slice(0, 3).map((items) => items.map(({ json }) => json.askedFor))).toEqual([
			[{ ...nothing, isbn: 'ISBN 0-15-144647-4', title: 'The Name of the Rose' }],
			[{ ...nothing, isbn: 'none' }],
			[{ ...nothing, oclcNumber: '99999999999' }],
		]);
	});

	it('a pasted list of numbers makes an item for each different number if One Title per Number is on, and one item otherwise', async () => {
		const pasted = ['978-1-57131-335-5', '9780847842131', '9780062316097', '9780374275632', '978-1-57131-335-5'].join('\n');
		const run = await find(
			sandbox,
			[{ isbn: pasted }, { isbn: '0151446474' }, { isbn: '', title: 'No book of this title exists anywhere' }],
			{ options: { eachNumber: true } },
		);
		expect(run.error).toBeUndefined();
		const told = run.outputs
			.slice(0, 3)
			.map((items) => items.map(({ json, pairedItem }) => [(json.askedFor as IDataObject).isbn, (pairedItem as { item: number }).item]));
		expect(told).toEqual([
			[
				['978-1-57131-335-5', 0],
				['0151446474', 1],
			],
			[
				['9780062316097', 0],
				['9780374275632', 0],
			],
			[
				['9780847842131', 0],
				[null, 2],
			],
		]);
		expect(JSON.stringify(run.outputs[1]?.[1]?.json)).toContain('wrong check digit');
		const together = await find(sandbox, [{ isbn: pasted }]);
		expect(together.outputs.flat()).toHaveLength(1);
	});

	it('open indexes are asked whether a work exists that no library has, unless the credential forbids their hosts', async () => {
		const wish = { title: "Foucault's pendulum", author: 'Umberto Eco', year: '1989' };
		const openIndexes = sandbox.openIndexes.join(', ');
		const options = { checkReferences: true, contactAddress: 'ill@library.example.edu', openIndexes };
		const answersOf = (run: RunResult): unknown =>
			(run.outputs[2]?.[0]?.json.referenceChecks as IDataObject[]).map(({ index, answer }) => `${String(index)}: ${String(answer)}`);
		expect(answersOf(await find(sandbox, [wish], { options }))).toEqual(['Crossref: exists', 'OpenAlex: exists', 'Open Library: exists']);
		expect(answersOf(await find(sandbox, [wish], { options: { ...options, checkReferences: false } }))).toEqual([]);
		const elsewhere = openIndexes.replaceAll('127.0.0.1', 'localhost');
		const account = { ...inventoryAccount(sandbox), allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' };
		const refused = await find(
			sandbox,
			[wish],
			{ options: { ...options, openIndexes: elsewhere } },
			{ credentials: { reShareInventoryApi: account } },
		);
		expect(answersOf(refused)).toEqual(['Crossref: notAsked', 'OpenAlex: notAsked', 'Open Library: notAsked']);
		expect(refused.outputs[2]?.[0]?.json).toMatchObject({
			existence: null,
			explanation: expect.stringContaining('Crossref could not be asked: The credential may not be used for localhost') as unknown,
		});
	});
});
