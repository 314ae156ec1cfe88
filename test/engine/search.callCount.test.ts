import { startSandbox, type Sandbox } from '../../sandbox';
import { buildRepeatedWork } from '../../bench/search/searchWork';
import { find, jsonOf } from './search/practice';

let sandbox: Sandbox;

afterEach(async () => {
	await sandbox.close();
});

it('200 lookups of which 104 are distinct cost at most 10 HTTP requests and 12 inventory calls', async () => {
	sandbox = await startSandbox();
	const run = await find(
		sandbox,
		buildRepeatedWork().isbns.map((isbn) => ({ isbn })),
	);
	expect(run.error).toBeUndefined();
	// How many lookups share a call depends on the speed of answers. Seven to ten calls are made, including those of the first contact.
	expect(sandbox.log.entries.length).toBeLessThanOrEqual(10);
	expect(sandbox.inventory.calls.total).toBe(12);
});

describe('holdings that could not be read', () => {
	const cases: ReadonlyArray<readonly [string, Parameters<Sandbox['inventory']['faults']['fail']>[0], string]> = [
		[
			'policies without permission',
			{
				kind: 'ill-policies',
				answer: {
					status: 403,
					text: "Access for user 'inventory-reader' (1) requires permission: inventory-storage.ill-policies.collection.get",
				},
			},
			'lacks the permission inventory-storage.ill-policies.collection.get',
		],
		[
			'holdings without permission',
			{
				kind: 'holdings',
				answer: {
					status: 403,
					text: "Access for user 'inventory-reader' (1) requires permission: inventory-storage.holdings.collection.get",
				},
			},
			'lacks the permission inventory-storage.holdings.collection.get',
		],
	];

	it.each(cases)('Search says why holdings could not be read: %s', async (_name, fault, cause) => {
		sandbox = await startSandbox();
		sandbox.inventory.faults.fail(fault);
		const run = await find(sandbox, [{ isbn: '9781571313355' }, { isbn: '0151446474' }]);
		expect(run.error).toBeUndefined();
		expect(jsonOf(run, 1).map(({ reason }) => reason)).toEqual(['policyUnknown', 'policyUnknown']);
		for (const { explanation } of jsonOf(run, 1)) expect(explanation).toContain(cause);
		expect(run.hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^For 2 of 2 items some holdings could not be read in full: /u) as unknown,
		]);
		expect(run.hints[0]?.message).toContain(cause);
		expect(Object.keys(jsonOf(run, 1)[0] ?? {})).not.toContain('problem');
	});
});

it('a list of mod-search without a total is not taken for the whole list', async () => {
	sandbox = await startSandbox({ inventory: { searchModule: 'loaded' } });
	await find(sandbox, [{ isbn: '9781571313355' }]);
	const searches = sandbox.inventory.calls.search;
	sandbox.inventory.faults.fail({ kind: 'search', call: 1, answer: { status: 200, text: JSON.stringify({ instances: [] }) } });
	const run = await find(sandbox, [{ isbn: '9781571313355' }, { isbn: '0151446474' }, { isbn: '9780374275631' }]);
	expect(jsonOf(run, 0)).toHaveLength(3);
	expect(sandbox.inventory.calls.search).toBe(searches + 4);
});
