import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { members } from '../../sandbox/consortium';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import { loadOptions, runNode, type RunResult } from './harness';
import { credentialsOf, node } from './search/findThroughNode';
import { mismatchesOf, type Shape } from './search/outputSchema';
import { sandboxForAll } from '../unit/sandboxForTests';

const storages = [
	['inventory storage to 23.x', {}],
	['inventory storage from 24.0', { era: 'current' }],
	['mod-search', { searchModule: 'loaded' }],
] as const;

function schema(operation: string) {
	return JSON.parse(readFileSync(path.join(__dirname, `../../nodes/ReShareSearch/__schema__/v1.0.0/${operation}.json`), 'utf8')) as Shape;
}

describe.each(storages)('records of %s', (_name, inventory) => {
	const sandbox = sandboxForAll({ inventory });

	async function run(
		parameters: INodeParameters,
		items: IDataObject[] = [{}],
		more: Partial<Parameters<typeof runNode>[0]> = {},
	): Promise<RunResult> {
		return await runNode({ node, credentials: credentialsOf(sandbox), parameters, items, ...more });
	}

	const jsonOf = (result: RunResult) => (result.outputs[0] ?? []).map(({ json }) => json);
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
		const some = await search({ ...cql, limit: 7 });
		expect(some).toEqual(all.slice(0, 7));
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
			holdings: expect.arrayContaining([
				expect.objectContaining({ library: 'US-WEST', policy: 'Will not lend', lendable: false }),
			]) as unknown,
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
		expect(split.outputs[1]?.map(({ json }) => json.error)).toEqual([
			"'x' is not an Instance ID",
			'The shared inventory has no record 00000000-0000-4000-8000-000000000000',
		]);
	});

	it("the editor's list of libraries holds those of the consortium", async () => {
		const list = await loadOptions({ node, method: 'getLibraries', credentials: credentialsOf(sandbox) });
		const symbols = list.map(({ value }) => String(value));
		expect(symbols).toEqual(expect.arrayContaining(members.map(({ symbol }) => symbol)));
		expect(symbols).toEqual([...symbols].sort());
	});
});
