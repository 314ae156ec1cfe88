import { startSandbox, type Sandbox } from '../../sandbox';
import type { BibRecord } from '../../sandbox/inventory';
import { holdingsLentBy } from '../../sandbox/inventory/records/BibRecord';
import { runNode } from './harness';
import { credentialsOf, node } from './search/practice';

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
