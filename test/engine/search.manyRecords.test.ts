import { startSandbox, type Sandbox } from '../../sandbox';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import type { BibRecord } from '../../sandbox/inventory/records/BibRecord';
import { runNode } from './harness';
import { credentialsOf, find, jsonOf, node } from './search/practice';

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

const wish = { title: 'Collected poems', author: 'Elizabeth Bishop', year: '1983' };

describe.each([
	['inventory storage to 23.x', { records: crowd }],
	['inventory storage from 24.0', { records: crowd, era: 'current' }],
	['mod-search', { records: crowd, searchModule: 'loaded' }],
] as const)('250 records with one title in %s', (_name, inventory) => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox({ inventory });
	});

	afterAll(async () => {
		await sandbox.close();
	});

	it('Find Eligible Instance finds a record by its author among 250 records with one title', async () => {
		const run = await find(sandbox, [wish]);
		expect(run.error).toBeUndefined();
		expect(jsonOf(run, 0)).toMatchObject([{ instanceId: buildInstanceId(241), matchedBy: 'title', recordsMatched: 1 }]);
	});

	it('Search Instances returns 250 records with one title, page by page, each once', async () => {
		const search = {
			node,
			credentials: credentialsOf(sandbox),
			parameters: { operation: 'searchInstances', title: 'Collected poems', returnAll: true },
		};
		const all = (await runNode(search)).outputs[0]?.map(({ json }) => json.instanceId) ?? [];
		expect(new Set(all).size).toBe(250);
		expect(all).toHaveLength(250);
		const some = await runNode({ ...search, parameters: { ...search.parameters, returnAll: false, limit: 130 } });
		expect(some.outputs[0]).toHaveLength(130);
	});
});
