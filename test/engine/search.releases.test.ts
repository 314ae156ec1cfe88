import { startSandbox, type Sandbox } from '../../sandbox';
import type { BibRecord } from '../../sandbox/inventory';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import { holdingsLentBy } from '../../sandbox/inventory/records/BibRecord';
import { runNode } from './harness';
import { credentialsOf, find, jsonOf, node } from './search/findThroughNode';
import { sandboxForAll } from '../unit/sandboxForTests';

describe('releases of the inventory', () => {
	let sandbox: Sandbox;

	afterEach(async () => {
		await sandbox.close();
	});

	const list = async (parameters: object) =>
		await runNode({ node, credentials: credentialsOf(sandbox), parameters: { operation: 'searchInstances', ...parameters }, items: [{}] });

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
		const run = await find(sandbox, [citation]);
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
