import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SupplyDataContext } from 'n8n-core';
import { createRunExecutionData, NodeConnectionTypes, type IDataObject, type INodeParameters, type OnError } from 'n8n-workflow';
import { inventoryAccountOf } from '../../demo/practiceCredentials';
import { startSandbox, type Sandbox } from '../../sandbox';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import { bibRecords } from '../../sandbox/inventory/records/bibRecords';
import { sandboxForAll, sandboxForEach } from '../unit/sandboxForTests';
import { members } from '../../sandbox/consortium';
import type { BibRecord } from '../../sandbox/inventory/createInventory';
import { holdingsLentBy } from '../../sandbox/inventory/records/BibRecord';
import { buildUnknownIsbn } from '../../sandbox/inventory/demoRecords';
import { buildToolNodeType, buildWorkflow, runNode, type RunResult, loadOptions } from './harness';
import { mismatchesOf, type OutputSchema } from './search/compareWithOutputSchema';
import {
	credentialsOf,
	findThroughNode,
	parametersOfFind,
	foundItemsOn,
	searchNodeUnderTest,
	type FoundItem,
} from './search/findThroughNode';

describe('mod-search', () => {
	const sandbox = sandboxForAll();

	beforeEach(() => {
		sandbox.faults.clear();
		sandbox.inventory.reset();
	});

	describe('Find Eligible Instance in n8n', () => {
		it('Find Eligible Instance puts each item once on Eligible, Needs Review or Not Available, paired with its input', async () => {
			const run = await findThroughNode(sandbox, [
				{ isbn: '9780847842131' },
				{ isbn: '978-1-57131-335-5', title: 'Braiding sweetgrass', author: 'Robin Wall Kimmerer' },
				{ isbn: '9780062316097' },
			]);
			expect(run.error).toBeUndefined();
			expect(run.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 1 }], [{ item: 2 }], [{ item: 0 }]]);
			expect(foundItemsOn(run, 0)[0]).toMatchObject({
				outcome: 'eligible',
				reason: 'onlyMatch',
				matchedBy: 'isbn',
				heldByOwnLibrary: true,
				lendingLibraries: ['US-NORTH', 'US-RIVER', 'US-SOUTH', 'US-WEST'],
			});
			expect(foundItemsOn(run, 1)[0]).toMatchObject({ outcome: 'needsReview', reason: 'severalRecords', recordsMatched: 3 });
			expect(foundItemsOn(run, 2)[0]).toMatchObject({ outcome: 'notAvailable', reason: 'nobodyLends' });
		});

		it("the library's own symbols come from the field of the node, or from the credential if the field is empty", async () => {
			const credentials = {
				credentials: { reShareInventoryApi: { ...credentialsOf(sandbox)?.reShareInventoryApi, ownSymbols: 'US-NORTH, US-RIVER' } },
			};
			const book = [{ isbn: '978-1-57131-335-5', title: 'Braiding sweetgrass', author: 'Robin Wall Kimmerer' }];
			expect(foundItemsOn(await findThroughNode(sandbox, book, { ownSymbols: [] }, credentials), 0)[0]).toMatchObject({
				lendingLibraries: ['US-EAST', 'US-SOUTH', 'US-WEST'],
			});
			expect(foundItemsOn(await findThroughNode(sandbox, book, {}, credentials), 0)[0]).toMatchObject({
				lendingLibraries: ['US-NORTH', 'US-RIVER', 'US-SOUTH', 'US-WEST'],
			});
			expect((await findThroughNode(sandbox, book, { ownSymbols: [] })).error?.message).toContain("'Your Library's Symbols' is empty");
		});

		it('Find Eligible Instance evaluates the expressions in its fields for edition and year separately for each item', async () => {
			const book = { title: 'Introduction to algorithms', author: 'Cormen' };
			const run = await findThroughNode(
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
			expect(foundItemsOn(run, 0).map(({ instanceId }) => instanceId)).toEqual([expect.stringContaining('-')]);
			expect(run.outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([[{ item: 0 }], [{ item: 1 }], []]);
		});

		it('Find Eligible Instance returns what each item asked for, as it was typed', async () => {
			const run = await findThroughNode(sandbox, [
				{ isbn: ' ISBN 0-15-144647-4 ', title: 'The Name of the Rose' },
				{ isbn: 'none' },
				{ oclcNumber: '99999999999' },
			]);
			const nothing = { instanceId: null, oclcNumber: null, isbn: null, issn: null, title: null, author: null, publicationDate: null };
			expect(run.json.slice(0, 3).map((items) => items.map(({ askedFor }) => askedFor))).toEqual([
				[{ ...nothing, isbn: 'ISBN 0-15-144647-4', title: 'The Name of the Rose' }],
				[{ ...nothing, isbn: 'none' }],
				[{ ...nothing, oclcNumber: '99999999999' }],
			]);
		});

		it('a pasted list of ISBNs makes an item for each different ISBN if One Title per Number is on, and one item otherwise', async () => {
			const pasted = ['978-1-57131-335-5', '9780847842131', '9780062316097', '9780374275632', '978-1-57131-335-5'].join('\n');
			const run = await findThroughNode(
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
			expect(JSON.stringify(run.json[1]?.[1])).toContain('wrong check digit');
			const together = await findThroughNode(sandbox, [{ isbn: pasted }]);
			expect(together.outputs.flat()).toHaveLength(1);
		});

		it('open indexes are asked whether a work exists that no library has, unless the credential forbids their hosts', async () => {
			const citation = { title: "Foucault's pendulum", author: 'Umberto Eco', year: '1989' };
			const openIndexes = sandbox.openIndexes.join(', ');
			const options = { checkReferences: true, contactAddress: 'ill@library.example.edu', openIndexes };
			const answersOf = (run: RunResult): unknown =>
				(run.json[2]?.[0]?.referenceChecks as IDataObject[]).map(({ index, answer }) => `${String(index)}: ${String(answer)}`);
			expect(answersOf(await findThroughNode(sandbox, [citation], { options }))).toEqual([
				'Crossref: exists',
				'OpenAlex: exists',
				'Open Library: exists',
			]);
			expect(answersOf(await findThroughNode(sandbox, [citation], { options: { ...options, checkReferences: false } }))).toEqual([]);
			const elsewhere = openIndexes.replaceAll('127.0.0.1', 'localhost');
			const account = { ...inventoryAccountOf(sandbox), allowedHttpRequestDomains: 'domains', allowedDomains: 'example.org' };
			const refused = await findThroughNode(
				sandbox,
				[citation],
				{ options: { ...options, openIndexes: elsewhere } },
				{ credentials: { reShareInventoryApi: account } },
			);
			expect(answersOf(refused)).toEqual(['Crossref: notAsked', 'OpenAlex: notAsked', 'Open Library: notAsked']);
			expect(refused.json[2]?.[0]).toMatchObject({
				existence: null,
				explanation: expect.stringContaining('Crossref could not be asked: The credential may not be used for localhost'),
			});
		});
	});

	/** Returns the only item of one citation, and its output. */
	async function one(
		citation: IDataObject,
		parameters: Parameters<typeof findThroughNode>[2] = {},
	): Promise<FoundItem & { output: number }> {
		const run = await findThroughNode(sandbox, [citation], parameters);
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
		])('Find Eligible Instance chooses the right output and reason for %s', async (_name, citation, output, reason, words) => {
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

	it('a consortium without GraphQL stops Search with a sentence, or makes every item settingsWrong', async () => {
		const other = await startSandbox({ inventory: { noGraphql: true } });
		try {
			const stopped = await findThroughNode(other, [{ isbn: '0151446474' }, { isbn: '9780847842131' }]);
			expect(stopped.error?.message).toBe('There is no GraphQL here: this consortium is searched another way');
			const kept = await findThroughNode(
				other,
				[{ isbn: '0151446474' }, { isbn: '9780847842131' }],
				{},
				{ onError: 'continueRegularOutput' },
			);
			expect(foundItemsOn(kept, 1).map(({ reason }) => reason)).toEqual(['settingsWrong', 'settingsWrong']);
		} finally {
			await other.close();
		}
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
			const run = await findThroughNode(sandbox, nasty);
			expect(run.error).toBeUndefined();
			expect(run.outputs.map((items) => items.length).reduce((sum, length) => sum + length)).toBe(nasty.length);
			expect(run.outputs[0]).toEqual([]);
			for (const { reason, candidates } of [...foundItemsOn(run, 1), ...foundItemsOn(run, 2)]) {
				expect(['isbnNotValid', 'badInput', 'nothingFound']).toContain(reason);
				expect(candidates).toEqual([]);
			}
		});

		it('a hostile text behind an ISBN or ISSN is taken for its qualifier', async () => {
			expect(await one({ isbn: '9781571313355" or id="*' })).toMatchObject({
				output: 0,
				instanceId: buildInstanceId(1),
				recordsMatched: 1,
			});
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
		) as OutputSchema;
		const isbns = bibRecords.flatMap(({ identifiers }) => identifiers?.isbn?.slice(0, 1) ?? []);
		const run = await findThroughNode(sandbox, [...isbns.map((isbn) => ({ isbn })), { title: 'The idiot' }, { isbn: 'x' }, {}]);
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

		const toolType = buildToolNodeType(searchNodeUnderTest);

		it.each(citations)(
			"Search as an AI model's tool of an agent puts an item with the outcome %s on its first output",
			async (outcome, citation) => {
				const {
					workflow,
					node: built,
					additionalData,
				} = buildWorkflow({ node: searchNodeUnderTest, parameters: parametersOfFind, credentials: credentialsOf(sandbox) });
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
				const outputs = await searchNodeUnderTest.execute.call(context as never);
				expect(outputs.map((items) => items.map(({ json }) => json.outcome))).toEqual([[outcome], [], []]);
			},
		);

		it("Search as an AI model's tool tells the model that the shared inventory could not answer", async () => {
			sandbox.inventory.faults.fail({ answer: { status: 500, text: 'Internal server error' } });
			const run = await runNode({
				node: toolType,
				parameters: parametersOfFind,
				credentials: credentialsOf(sandbox),
				items: [{ isbn: '0151446474' }],
			});
			expect(run.json[0]?.[0]).toMatchObject({
				outcome: 'failed',
				reason: 'noAnswer',
				explanation: expect.stringContaining('The shared inventory could not answer (500)'),
			});
		});

		it("Search as an AI model's tool tells the model that nothing was found", async () => {
			const run = await runNode({
				node: toolType,
				parameters: { operation: 'searchInstances', title: 'A title that no library has' },
				credentials: credentialsOf(sandbox),
			});
			expect(run.json[0]?.[0]).toEqual({ outcome: 'nothingFound', explanation: 'The shared inventory has no such record.' });
		});
	});
});

describe('records', () => {
	const storages = [
		['inventory storage to 23.x', {}],
		['inventory storage from 24.0', { era: 'current' }],
		['mod-search', { searchModule: 'loaded' }],
	] as const;

	function schema(operation: string) {
		return JSON.parse(
			readFileSync(path.join(__dirname, `../../nodes/ReShareSearch/__schema__/v1.0.0/${operation}.json`), 'utf8'),
		) as OutputSchema;
	}

	describe.each(storages)('records of %s', (_name, inventory) => {
		const sandbox = sandboxForAll({ inventory });

		async function run(
			parameters: INodeParameters,
			items: IDataObject[] = [{}],
			more: Partial<Parameters<typeof runNode>[0]> = {},
		): Promise<RunResult> {
			return await runNode({ node: searchNodeUnderTest, credentials: credentialsOf(sandbox), parameters, items, ...more });
		}

		const jsonOf = ({ json }: RunResult) => json[0] ?? [];
		const search = async (parameters: INodeParameters) => {
			const result = await run({ operation: 'searchInstances', ...parameters });
			expect(result.error).toBeUndefined();
			return jsonOf(result);
		};

		it('Search Instances finds records by fields, all of which must match', async () => {
			const both = await search({ title: 'The idiot' });
			expect(both.map(({ instanceId: id }) => id).sort()).toEqual([buildInstanceId(14), buildInstanceId(15)]);
			expect(await search({ isbn: '0375702245' })).toMatchObject([
				{
					outcome: 'found',
					instanceId: buildInstanceId(14),
					title: 'The idiot',
					author: 'Dostoyevsky, Fyodor, 1821-1881',
					format: 'print',
					language: 'eng',
				},
			]);
			expect(await search({ issn: '0028-0836', oclcNumber: '1586310' })).toMatchObject([{ instanceId: buildInstanceId(100) }]);
			expect(await search({ title: 'The idiot', isbn: '9781571313355' })).toEqual([]);
			for (const found of both) expect(mismatchesOf(found, schema('searchInstances'))).toEqual([]);
		});

		it('Search Instances finds records by CQL, and says what the inventory refuses', async () => {
			expect(await search({ searchBy: 'cql', cql: 'title all "brief history"' })).toHaveLength(3);
			const refused = await run({ operation: 'searchInstances', searchBy: 'cql', cql: 'title=(' });
			expect(refused.error).toMatchObject({ message: 'The shared inventory refused the question (400)' });
			expect(String(refused.error?.description)).toMatch(/^It says: /u);
		});

		it('Search Instances returns all records page by page, or as many as the limit says, sorted by title', async () => {
			const cql = { searchBy: 'cql', cql: 'cql.allRecords=1', options: { sortBy: 'title' } };
			const all = await search({ ...cql, returnAll: true });
			expect(all).toHaveLength(sandbox.inventory.records.length);
			expect(new Set(all.map(({ instanceId: id }) => id)).size).toBe(all.length);
			expect(await search({ ...cql, limit: 7 })).toEqual(all.slice(0, 7));
			expect(await search({ ...cql, limit: 7, options: { sortBy: 'titleDescending' } })).toEqual([...all].reverse().slice(0, 7));
		});

		it.each(['={{ "many" }}', '={{ 0 }}', '={{ -5 }}'])('Search Instances refuses %s as a limit', async (limit) => {
			const { error } = await run({ operation: 'searchInstances', searchBy: 'cql', cql: 'cql.allRecords=1', limit });
			expect(error?.message).toBe("'Limit' is not a whole number above zero");
		});

		it('Search Instances without Simplify gives the whole record', async () => {
			const [raw] = await search({ isbn: '0375702245', simplify: false });
			expect(raw).toMatchObject({
				outcome: 'found',
				id: buildInstanceId(14),
				contributors: ['Dostoyevsky, Fyodor, 1821-1881', 'Pevear, Richard, 1943-', 'Volokhonsky, Larissa'],
			});
		});

		it('Search Instances says that there is nothing to search by', async () => {
			expect((await run({ operation: 'searchInstances' })).error?.message).toBe('There is nothing to search by');
		});

		it('Get Instance gives a record with its holdings, policies and items', async () => {
			const result = await run({ operation: 'getInstance', instanceId: '={{ $json.id }}', options: { withItems: true } }, [
				{ id: buildInstanceId(70) },
				{ id: buildInstanceId(2).toUpperCase() },
			]);
			expect(result.error).toBeUndefined();
			const [set, rose] = jsonOf(result);
			expect(rose).toMatchObject({
				outcome: 'found',
				title: 'The name of the rose',
				lendingLibraries: ['US-HILL', 'US-LAKE', 'US-SOUTH'],
				holdingsCount: 4,
				holdings: expect.arrayContaining([expect.objectContaining({ library: 'US-WEST', policy: 'Will not lend', lendable: false })]),
			});
			const volumes = (set?.holdings as Array<{ library: string; items: Array<{ enumeration: string }> }>)
				.find(({ library }) => library === 'US-NORTH')
				?.items.map(({ enumeration }) => enumeration);
			expect(volumes?.sort()).toEqual(['v.1', 'v.3']);
			for (const json of [set, rose]) expect(mismatchesOf(json, schema('getInstance'))).toEqual([]);
		});

		it('Get Instance gives a record without its items if they cannot be read, and says so', async () => {
			sandbox.inventory.faults.fail({ kind: 'items', answer: { status: 403, text: 'no' } });
			const [record] = jsonOf(await run({ operation: 'getInstance', instanceId: buildInstanceId(2), options: { withItems: true } }));
			sandbox.inventory.reset();
			expect(record).toMatchObject({
				holdingsCount: 4,
				warnings: ['Items could not be read: The user of the shared inventory lacks a permission'],
			});
			const [many] = jsonOf(await run({ operation: 'getInstance', instanceId: buildInstanceId(61), options: { withItems: true } }));
			expect(many).toMatchObject({ holdingsCount: 300, warnings: ['The record has 300 holdings; their items were not read'] });
		});

		it('Get Instance says which item names no record, and goes on with the others if On Error says so', async () => {
			const items = [{ id: 'x' }, { id: buildInstanceId(2) }, { id: '00000000-0000-4000-8000-000000000000' }];
			const parameters = { operation: 'getInstance', instanceId: '={{ $json.id }}' };
			const stopped = await run(parameters, items);
			expect(stopped.error).toMatchObject({ message: "'x' is not an Instance ID", context: { itemIndex: 0 } });
			const split = await run(parameters, items, { onError: 'continueErrorOutput' });
			expect(split.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
			const told = await run(parameters, items, { onError: 'continueRegularOutput' });
			expect(told.outputs[0]?.map(({ json: { outcome, reason } }) => [outcome, reason ?? null])).toEqual([
				['failed', 'badInput'],
				['found', null],
				['failed', 'badInput'],
			]);
			expect(split.json[1]?.map(({ error }) => error)).toEqual([
				"'x' is not an Instance ID",
				'The shared inventory has no record 00000000-0000-4000-8000-000000000000',
			]);
		});

		it("the editor's list of libraries holds those of the consortium", async () => {
			const list = await loadOptions({ node: searchNodeUnderTest, method: 'getLibraries', credentials: credentialsOf(sandbox) });
			const symbols = list.map(({ value }) => String(value));
			expect(symbols).toEqual(expect.arrayContaining(members.map(({ symbol }) => symbol)));
			expect(symbols).toEqual([...symbols].sort());
		});
	});
});

describe('releases', () => {
	describe('releases of the inventory', () => {
		let sandbox: Sandbox;

		afterEach(async () => {
			await sandbox.close();
		});

		const list = (parameters: object) =>
			runNode({
				node: searchNodeUnderTest,
				credentials: credentialsOf(sandbox),
				parameters: { operation: 'searchInstances', ...parameters },
				items: [{}],
			});

		describe.each(['1.10', '1.12', '1.13', '1.15'] as const)('mod-graphql %s', (graphqlVersion) => {
			beforeEach(async () => {
				sandbox = await startSandbox({ inventory: { graphqlVersion, searchModule: 'loaded' } });
			});

			it(`Search Instances gives records with their ISBNs over mod-graphql ${graphqlVersion}`, async () => {
				const { error, outputs } = await list({ isbn: '9781571313355' });
				expect(error).toBeUndefined();
				expect(outputs[0]?.[0]?.json).toMatchObject({ identifiers: { isbn: ['9781571313355'] } });
			});
		});

		describe('many records on inventory storage from 24.0, whose pages have no order of their own', () => {
			const many: BibRecord[] = Array.from({ length: 450 }, (_, index) => ({
				number: index + 1,
				title: index % 3 === 0 ? 'Annual report' : `Report ${index}`,
				languages: ['eng'],
				carrier: 'print',
				holdings: holdingsLentBy(['US-WEST']),
			}));
			const ids = async (parameters: object) =>
				((await list({ searchBy: 'cql', cql: 'title all "report"', ...parameters })).outputs[0] ?? []).map(({ json }) =>
					String(json.instanceId),
				);

			beforeEach(async () => {
				sandbox = await startSandbox({ inventory: { era: 'current', records: many } });
			});

			it.each<[string, object, number]>([
				['all of them', { returnAll: true }, 450],
				['more than a page', { limit: 250 }, 250],
				['all of them by title, which many share', { returnAll: true, options: { sortBy: 'title' } }, 450],
				['all of them by a sorted query of the user', { returnAll: true, cql: 'title all "report" sortBy title' }, 450],
			])('Search Instances returns each record once from a storage whose pages have no order: %s', async (_name, parameters, count) => {
				expect(new Set(await ids(parameters)).size).toBe(count);
			});

			it('Search Instances says in a hint that fewer records came than there are', async () => {
				sandbox.inventory.faults.fail({
					kind: 'instances',
					call: 4,
					answer: { status: 200, text: JSON.stringify({ totalRecords: 450, instances: [] }) },
				});
				const run = await list({ searchBy: 'cql', cql: 'title all "report"', returnAll: true });
				expect(run.hints).toMatchObject([{ message: '100 of the records could not be read' }]);
			});
		});
	});

	/** 250 records with the same title: they are more than one page, and too many to compare. */
	const crowd: BibRecord[] = Array.from({ length: 250 }, (_, index) => ({
		number: index + 1,
		title: 'Collected poems',
		authors: [
			index === 240
				? 'Bishop, Elizabeth, 1911-1979'
				: `Poet${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}, Ann`,
		],
		date: '1983',
		languages: ['eng'],
		carrier: 'print',
		holdings: [{ place: 'US-WEST', policy: 'willLend' }],
	}));

	const citation = { title: 'Collected poems', author: 'Elizabeth Bishop', year: '1983' };

	describe.each([
		['inventory storage to 23.x', { records: crowd }],
		['inventory storage from 24.0', { records: crowd, era: 'current' }],
		['mod-search', { records: crowd, searchModule: 'loaded' }],
	] as const)('250 records with one title in %s', (_name, inventory) => {
		const sandbox = sandboxForAll({ inventory });

		it('Find Eligible Instance finds a record by its author among 250 records with one title', async () => {
			const run = await findThroughNode(sandbox, [citation]);
			expect(run.error).toBeUndefined();
			expect(foundItemsOn(run, 0)).toMatchObject([{ instanceId: buildInstanceId(241), matchedBy: 'title', recordsMatched: 1 }]);
		});

		it('Search Instances returns 250 records with one title, page by page, each once', async () => {
			const search = {
				node: searchNodeUnderTest,
				credentials: credentialsOf(sandbox),
				parameters: { operation: 'searchInstances', title: 'Collected poems', returnAll: true },
			};
			const all = (await runNode(search)).json[0]?.map(({ instanceId }) => instanceId) ?? [];
			expect(new Set(all).size).toBe(250);
			expect(all).toHaveLength(250);
			const some = await runNode({ ...search, parameters: { ...search.parameters, returnAll: false, limit: 130 } });
			expect(some.outputs[0]).toHaveLength(130);
		});
	});
});

describe('failures', () => {
	/**
	 * Runs many lookups, about half of them distinct and a quarter lendable, under failures that make workflows of plain n8n lose items or
	 * report wrong rows as success. No item may be lost, and none may leave by a wrong output.
	 */

	const known = ['9781571313355', '0151446474', '9780847842131', '9780060528423'];

	/** The node has fewer expressions here, because they take a third of a run's time. */
	const byIsbnAlone: INodeParameters = { instanceId: '', oclcNumber: '', issn: '', title: '', author: '', details: {} };

	const itemsOf = (count: number): IDataObject[] =>
		Array.from({ length: count }, (_, index) => ({ isbn: index % 2 === 0 ? known[(index / 2) % 4] : buildUnknownIsbn(index) }));
	const lendable = (item: number) => item % 2 === 0 && (item / 2) % 4 < 2;

	const sandbox = sandboxForAll();
	beforeEach(() => {
		sandbox.faults.clear();
		sandbox.inventory.reset();
	});

	interface Manner {
		readonly manner: string;
		readonly onError?: OnError;
		readonly count: number;
		readonly batchSize: number;
		/** The number of a call to the inventory that comes in the middle of the run. */
		readonly late: number;
	}

	const sharing = { count: 100, batchSize: 10, late: 3 };
	const manners: readonly Manner[] = [
		{ manner: 'sharing queries', ...sharing },
		{ manner: 'each by itself', count: 24, batchSize: 1, late: 12 },
		{ manner: 'sharing queries, On Error Continue', onError: 'continueRegularOutput', ...sharing },
		{ manner: 'sharing queries, On Error Continue (using error output)', onError: 'continueErrorOutput', ...sharing },
	];

	const broken = { status: 500, text: 'Internal server error' } as const;
	/** Temporary failures, after which the lookup is made again. */
	const passing: ReadonlyArray<{ readonly what: string; readonly happens: (late: number) => unknown }> = [
		{
			what: 'the token expires at the gateway',
			happens: () => sandbox.faults.add({ kind: 'expireTokens', path: '/graphql', skip: 3, times: 1 }),
		},
		{ what: 'the token expires inside a 200', happens: (late) => sandbox.inventory.faults.expireTokensAfter(late) },
		{ what: 'one lookup fails once', happens: (call) => sandbox.inventory.faults.fail({ kind: 'instances', call, answer: broken }) },
		{ what: 'the policies fail once', happens: () => sandbox.inventory.faults.fail({ kind: 'ill-policies', call: 1, answer: broken }) },
	];

	interface Verdict {
		readonly eligible: readonly number[];
		readonly review: readonly FoundItem[];
		readonly failed: readonly number[];
		/** The index of each item, as often as the item was output. */
		readonly all: readonly number[];
	}

	async function run({ onError, batchSize, count }: Manner): Promise<Verdict> {
		const result = await findThroughNode(
			sandbox,
			itemsOf(count),
			{ ...byIsbnAlone, options: { batchSize } },
			onError === undefined ? {} : { onError },
		);
		expect(result.error).toBeUndefined();
		const indexes = (output: number) => (result.outputs[output] ?? []).map(({ pairedItem }) => (pairedItem as { item: number }).item);
		return {
			eligible: indexes(0),
			review: foundItemsOn(result, 1),
			failed: indexes(3),
			all: result.outputs.flatMap((_, output) => indexes(output)).sort((a, b) => a - b),
		};
	}

	describe.each(manners)('lookups $manner', ({ manner, onError, batchSize, count, late }) => {
		const given: Manner = { manner, batchSize, count, late, ...(onError === undefined ? {} : { onError }) };
		const everyItem = Array.from({ length: count }, (_, index) => index);
		const everyLendable = everyItem.filter(lendable);
		const everyFirst = everyItem.filter((item) => item % 8 === 0);
		const distinct = known.length + count / 2;
		const calls = batchSize === 1 ? distinct : Math.ceil(distinct / 25);

		it('Search returns every item once, and makes equal lookups once, if nothing fails', async () => {
			const { eligible, review, all } = await run(given);
			expect(all).toEqual(everyItem);
			expect(eligible).toEqual(everyLendable);
			expect(review).toEqual([]);
			// Lookups are made 25 at a time or each by itself. The limit also covers the probe, the small tables and the holdings.
			expect(sandbox.inventory.calls.instances).toBeLessThanOrEqual(calls + 1);
			expect(sandbox.inventory.calls.total).toBeLessThanOrEqual(calls + 12);
		});

		it.each(onError === undefined ? passing : passing.slice(0, 1))(
			'Search returns every item once, with the same results as without a fault, if $what',
			async ({ happens }) => {
				sandbox.log.clear();
				happens(late);
				const { eligible, review, failed, all } = await run(given);
				// The number of calls shows that the fault has struck.
				expect(sandbox.inventory.calls.instances).toBeGreaterThanOrEqual(late);
				expect(sandbox.log.countOf('POST', /graphql/u)).toBeGreaterThan(3);
				expect(all).toEqual(everyItem);
				expect(eligible).toEqual(everyLendable);
				expect({ review, failed }).toEqual({ review: [], failed: [] });
			},
		);

		it('Search puts the items of a lookup that keeps failing on Needs Review or the error output, and the other items go on', async () => {
			sandbox.inventory.faults.fail({ kind: 'instances', recordId: '9781571313355', answer: broken });
			const { eligible, review, failed, all } = await run(given);
			expect(all).toEqual(everyItem);
			expect(eligible).toEqual(everyLendable.filter((item) => !everyFirst.includes(item)));
			if (onError === 'continueErrorOutput') expect({ review, failed }).toEqual({ review: [], failed: everyFirst });
			else {
				expect(review).toHaveLength(everyFirst.length);
				for (const { reason, explanation } of review) {
					expect(reason).toBe('lookUpFailed');
					expect(explanation).toContain('The shared inventory could not answer (500)');
				}
			}
		});

		it('Search reports a record whose holdings cannot be read as unknown, not as one that nobody lends', async () => {
			sandbox.inventory.faults.fail({ kind: 'holdings', recordId: buildInstanceId(1), answer: broken });
			const { eligible, review, all } = await run(given);
			expect(all).toEqual(everyItem);
			expect(eligible).toEqual(everyLendable.filter((item) => item % 8 !== 0));
			expect(review.map(({ reason }) => reason)).toEqual(everyFirst.map(() => 'policyUnknown'));
		});

		it('Search puts every item that may be lent on Needs Review if the lending policies cannot be read', async () => {
			sandbox.inventory.faults.fail({ kind: 'ill-policies', answer: broken });
			const { eligible, review, all } = await run(given);
			expect(all).toEqual(everyItem);
			expect(eligible).toEqual([]);
			expect(review).toHaveLength(count / 2);
			for (const { reason } of review) expect(reason).toBe('policyUnknown');
		});
	});

	describe('the shared inventory answers nothing', () => {
		/** A new consortium for each test, so that the client has nothing of it in its caches. */
		const sandbox = sandboxForEach();

		const down = (): unknown => sandbox.inventory.faults.fail({ answer: broken });
		const two = itemsOf(2);

		it('Search stops with the cause of the failure if the shared inventory fails on every call', async () => {
			down();
			expect((await findThroughNode(sandbox, two)).error).toMatchObject({ message: 'The shared inventory could not answer (500)' });
		});

		it('Search puts every item on Needs Review or the error output, as On Error says, if the shared inventory fails on every call', async () => {
			down();
			const kept = await findThroughNode(sandbox, two, {}, { onError: 'continueRegularOutput' });
			expect(foundItemsOn(kept, 1).map(({ reason }) => reason)).toEqual(['noAnswer', 'noAnswer']);
			const moved = await findThroughNode(sandbox, two, {}, { onError: 'continueErrorOutput' });
			expect(moved.outputs.map((output) => output.length)).toEqual([0, 0, 0, 2]);
			expect(moved.json[3]?.[0]).toMatchObject({
				error: 'The shared inventory could not answer (500)',
				details: expect.stringContaining('Try again later'),
				isbn: '9781571313355',
			});
		});
	});

	describe('holdings that could not be read', () => {
		const sandbox = sandboxForEach();

		it.each(['ill-policies', 'holdings'] as const)('Search says that it lacks the permission to read %s', async (kind) => {
			const cause = `lacks the permission inventory-storage.${kind}.collection.get`;
			const text = `Access for user 'inventory-reader' (1) requires permission: inventory-storage.${kind}.collection.get`;
			sandbox.inventory.faults.fail({ kind, answer: { status: 403, text } });
			const { error, outputs, hints } = await findThroughNode(sandbox, [{ isbn: '9781571313355' }, { isbn: '0151446474' }]);
			expect(error).toBeUndefined();
			expect(outputs[1]?.map(({ json }) => [json.reason, json.explanation])).toEqual([
				['policyUnknown', expect.stringContaining(cause)],
				['policyUnknown', expect.stringContaining(cause)],
			]);
			expect(hints.map(({ message }) => message)).toEqual([
				expect.stringMatching(new RegExp(`^For 2 of 2 items some holdings could not be read in full: .*${cause}`, 'u')),
			]);
		});
	});

	it('Search does not mistake a list of records from mod-search without a total for the complete list', async () => {
		const searching = await startSandbox({ inventory: { searchModule: 'loaded' } });
		try {
			await findThroughNode(searching, [{ isbn: '9781571313355' }]);
			const searches = searching.inventory.calls.search;
			searching.inventory.faults.fail({ kind: 'search', call: 1, answer: { status: 200, text: JSON.stringify({ instances: [] }) } });
			const run = await findThroughNode(searching, [{ isbn: '9781571313355' }, { isbn: '0151446474' }, { isbn: '9780374275631' }]);
			expect(foundItemsOn(run, 0)).toHaveLength(3);
			expect(searching.inventory.calls.search).toBe(searches + 4);
		} finally {
			await searching.close();
		}
	});
});
