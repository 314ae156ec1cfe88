import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SupplyDataContext } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, type IDataObject } from 'n8n-workflow';
import { inventoryAccountOf } from '../../demo/practiceCredentials';
import { startSandbox } from '../../sandbox';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import { bibRecords } from '../../sandbox/inventory/records/bibRecords';
import { asTool, buildWorkflow, runNode, type RunResult } from './harness';
import { mismatchesOf, type Shape } from './search/outputSchema';
import { credentialsOf, find, findParameters, jsonOf, node, type FoundItem } from './search/findThroughNode';
import { sandboxForAll } from '../unit/sandboxForTests';

const sandbox = sandboxForAll();

beforeEach(() => {
	sandbox.faults.clear();
	sandbox.inventory.reset();
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
		const citation = { title: "Foucault's pendulum", author: 'Umberto Eco', year: '1989' };
		const openIndexes = sandbox.openIndexes.join(', ');
		const options = { checkReferences: true, contactAddress: 'ill@library.example.edu', openIndexes };
		const answersOf = (run: RunResult): unknown =>
			(run.outputs[2]?.[0]?.json.referenceChecks as IDataObject[]).map(({ index, answer }) => `${String(index)}: ${String(answer)}`);
		expect(answersOf(await find(sandbox, [citation], { options }))).toEqual([
			'Crossref: exists',
			'OpenAlex: exists',
			'Open Library: exists',
		]);
		expect(answersOf(await find(sandbox, [citation], { options: { ...options, checkReferences: false } }))).toEqual([]);
		const elsewhere = openIndexes.replaceAll('127.0.0.1', 'localhost');
		const account = { ...inventoryAccountOf(sandbox), allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' };
		const refused = await find(
			sandbox,
			[citation],
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

/** Returns the only item of one citation, and its output. */
async function one(citation: IDataObject, parameters: Parameters<typeof find>[2] = {}): Promise<FoundItem & { output: number }> {
	const run = await find(sandbox, [citation], parameters);
	expect(run.error).toBeUndefined();
	const found = run.outputs.flatMap((items, output) => items.map(({ json }) => ({ ...(json as unknown as FoundItem), output })));
	expect(found).toHaveLength(1);
	const [item] = found;
	if (item === undefined) throw new Error('No item came out');
	return item;
}

describe('outputs and reasons', () => {
	it.each<[string, IDataObject, number, string, string]>([
		[
			'one record that is lent',
			{ isbn: '0151446474' },
			0,
			'onlyMatch',
			'Found by ISBN 9780151446476: "The name of the rose" (c1983), by Eco, Umberto; 3 libraries lend it (US-HILL, US-LAKE, US-SOUTH).',
		],
		[
			'the best of several records',
			{ isbn: '9780674430006' },
			0,
			'bestOfSeveral',
			'2 records match. This one was chosen for being a printed book.',
		],
		[
			'several records that fit equally well',
			{ isbn: '9780062316097' },
			1,
			'severalRecords',
			'Several records fit, and nothing tells which one is meant.',
		],
		[
			'a match by title alone',
			{ title: 'The idiot' },
			1,
			'titleOnly',
			'It was found by its title only; no author and no year was given to compare.',
		],
		['a match by title without year', { title: 'The idiot', author: 'Dostoyevsky' }, 1, 'titleOnly', 'no year was given to compare'],
		[
			'a match by title of another year',
			{ title: 'The idiot', author: 'Dostoyevsky', year: '1998' },
			1,
			'titleOnly',
			'the year could not be matched',
		],
		[
			'a number of another title',
			{ isbn: '9780374275631', title: 'War and peace' },
			1,
			'recordDoesNotFit',
			'The record found by ISBN 9780374275631 is another work than the title given.',
		],
		[
			'a number of another author',
			{ isbn: '0375702245', title: 'The idiot', author: 'Batuman, Elif' },
			1,
			'recordDoesNotFit',
			'another work than the author given',
		],
		[
			'a record of which only another edition is lent',
			{ isbn: '9780393264883', title: 'Pride and prejudice', author: 'Austen', year: '2016' },
			1,
			'otherEdition',
			'Nobody lends the record that was asked for',
		],
		['a set without volume', { isbn: '9780321751041' }, 1, 'volumeMissing', 'It is a work in several volumes, and no volume was given.'],
		[
			'a holding that mod-rs does not see: the eleventh',
			{ isbn: '9780226458120' },
			1,
			'notSeenByReShare',
			'ReShare itself will not ask any lender',
		],
		[
			'a holding that mod-rs does not see: the second of its library',
			{ isbn: '0192860925' },
			1,
			'notSeenByReShare',
			'1 library lends it (US-NORTH), but ReShare will not see that',
		],
		[
			'a holding that mod-rs does not see: no library in the location',
			{ isbn: '9780199291151' },
			1,
			'notSeenByReShare',
			'2 holdings are lendable, but no library can be told from the location',
		],
		['nothing to search by', { author: 'Austen' }, 1, 'badInput', 'Give an Instance ID, OCLC number, ISBN, ISSN or title.'],
		['a wrong check digit alone', { isbn: '9781524732401' }, 1, 'isbnNotValid', 'ISBN 9781524732401 has a wrong check digit'],
		['a record that is held, but not lent', { isbn: '9780847842131' }, 2, 'nobodyLends', 'no other library lends it'],
		['a record that only the own library lends', { isbn: '9780062363596' }, 2, 'nobodyLends', 'only your library holds it'],
		[
			'a choice of none of the records',
			{ instanceId: 'None of them', title: 'The idiot' },
			2,
			'noneChosen',
			'None of the records that were found was chosen.',
		],
		['a number that no record has', { isbn: '9780306406157' }, 2, 'nothingFound', 'No record was found by ISBN 9780306406157.'],
	])('Find Eligible Instance gives the output and the reason for %s', async (_name, citation, output, reason, words) => {
		const item = await one(citation);
		expect(item).toMatchObject({ output, reason });
		expect(item.explanation).toContain(words);
	});

	it('a record that its owner hides is found only by its id', async () => {
		const hidden = bibRecords.find(({ suppressed }) => suppressed === true);
		const id = buildInstanceId(hidden?.number ?? 0);
		expect(await one({ isbn: hidden?.identifiers?.isbn?.[0] })).toMatchObject({ instanceId: null, lendingLibraries: [] });
		expect(await one({ instanceId: id })).toMatchObject({ output: 0, instanceId: id, lendingLibraries: ['US-SOUTH'] });
	});
});

describe('a shared inventory that cannot be used', () => {
	it('a consortium without GraphQL stops Search with a sentence, or makes every item settingsWrong', async () => {
		const other = await startSandbox({ inventory: { noGraphql: true } });
		try {
			const stopped = await find(other, [{ isbn: '0151446474' }, { isbn: '9780847842131' }]);
			expect(stopped.error?.message).toBe('There is no GraphQL here: this consortium is searched another way');
			const kept = await find(other, [{ isbn: '0151446474' }, { isbn: '9780847842131' }], {}, { onError: 'continueRegularOutput' });
			expect(jsonOf(kept, 1).map(({ reason }) => reason)).toEqual(['settingsWrong', 'settingsWrong']);
		} finally {
			await other.close();
		}
	});
});

describe('hostile input', () => {
	const long = 'word '.repeat(2500);
	const nasty: IDataObject[] = [
		{ title: '"' },
		{ title: '\\' },
		{ title: '\\"' },
		{ title: '*?^' },
		{ title: 'a* b? ^c' },
		{ title: ') or (cql.allRecords=1' },
		{ title: 'x" sortBy title or "' },
		{ title: '{ instance_storage_instances { totalRecords } }' },
		{ title: '$cql: String' },
		{ title: '} } mutation { a' },
		{ title: long, author: long, year: long },
		{ title: '\u202eesrever \u0645\u0631\u062d\u0628\u0627' },
		{ title: 'e\u0301\u0301\u0301\u0301'.repeat(200) },
		{ title: '\u0000\u0001\ud800' },
		{ title: 'and or not prox' },
		{ isbn: '978157131335*' },
		{ oclcNumber: '1 or 2' },
		{ issn: '" or cql.allRecords=1' },
		{ instanceId: '*' },
		{ instanceId: `${buildInstanceId(1)}/../x` },
		{ instanceId: '{"a":1}' },
		{ isbn: long },
		{ title: 'null', author: 'undefined' },
		{ title: '__proto__', author: 'constructor' },
	];

	it('hostile texts in the fields change no query, crash nothing and find no record', async () => {
		const run = await find(sandbox, nasty);
		expect(run.error).toBeUndefined();
		expect(run.outputs.map((items) => items.length).reduce((sum, length) => sum + length)).toBe(nasty.length);
		expect(run.outputs[0]).toEqual([]);
		for (const { reason, candidates } of [...jsonOf(run, 1), ...jsonOf(run, 2)]) {
			expect(['isbnNotValid', 'badInput', 'nothingFound']).toContain(reason);
			expect(candidates).toEqual([]);
		}
	});

	it('a hostile text behind an ISBN or ISSN is taken for its qualifier', async () => {
		expect(await one({ isbn: '9781571313355" or id="*' })).toMatchObject({ output: 0, instanceId: buildInstanceId(1), recordsMatched: 1 });
		expect(await one({ issn: '0036-8075 or cql.allRecords=1' })).toMatchObject({
			output: 0,
			instanceId: buildInstanceId(101),
			recordsMatched: 1,
		});
	});
});

it('every item of Find Eligible Instance has the shape of the output schema', async () => {
	const schema = JSON.parse(
		readFileSync(path.join(__dirname, '../../nodes/ReShareSearch/__schema__/v1.0.0/findEligibleInstance.json'), 'utf8'),
	) as Shape;
	const isbns = bibRecords.flatMap(({ identifiers }) => identifiers?.isbn?.slice(0, 1) ?? []);
	const run = await find(sandbox, [...isbns.map((isbn) => ({ isbn })), { title: 'The idiot' }, { isbn: 'x' }, {}]);
	for (const items of run.outputs) for (const { json } of items) expect(mismatchesOf(json, schema)).toEqual([]);
	expect(run.outputs.flat()).toHaveLength(isbns.length + 3);
});

/** A model gets only the first output: every outcome must be there, and it must never be empty. */
describe('as a tool of a model', () => {
	const citations = [
		['eligible', { isbn: '0151446474' }],
		['needsReview', { isbn: '9780062316097' }],
		['notAvailable', { isbn: '9780847842131' }],
	] as const;

	const toolType = asTool(node);

	it.each(citations)('Search as a tool of an agent puts an item with the outcome %s on its first output', async (outcome, citation) => {
		const {
			workflow,
			node: built,
			additionalData,
		} = buildWorkflow({ node, parameters: findParameters, credentials: credentialsOf(sandbox) });
		const input = { [NodeConnectionTypes.AiTool]: [[{ json: citation }]] };
		const context = new SupplyDataContext(
			workflow,
			built,
			additionalData,
			'trigger',
			createRunExecutionData(),
			0,
			[{ json: citation }],
			input,
			NodeConnectionTypes.AiTool,
			{ node: built, data: { main: [[{ json: citation }]] }, source: null },
			[],
		);
		expect(context.isToolExecution()).toBe(true);
		const outputs = await node.execute.call(context as never);
		expect(outputs.map((items) => items.map(({ json }) => json.outcome))).toEqual([[outcome], [], []]);
	});

	it("Search as an AI model's tool tells the model that the shared inventory could not answer", async () => {
		sandbox.inventory.faults.fail({ answer: { status: 500, text: 'Internal server error' } });
		const run = await runNode({
			node: toolType,
			parameters: findParameters,
			credentials: credentialsOf(sandbox),
			items: [{ isbn: '0151446474' }],
		});
		expect(run.outputs[0]?.[0]?.json).toMatchObject({
			outcome: 'failed',
			reason: 'noAnswer',
			explanation: expect.stringContaining('The shared inventory could not answer (500)') as unknown,
		});
	});

	it("Search as an AI model's tool tells the model that nothing was found", async () => {
		const run = await runNode({
			node: toolType,
			parameters: { operation: 'searchInstances', title: 'A title that no library has' },
			credentials: credentialsOf(sandbox),
		});
		expect(run.outputs[0]?.[0]?.json).toEqual({ outcome: 'nothingFound', explanation: 'The shared inventory has no such record.' });
	});
});
