import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox';
import { buildUnknownIsbn } from '../../sandbox/inventory/demoRecords';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import { find, jsonOf, type FoundItem } from './search/findThroughNode';

/**
 * Runs many lookups, about half of them distinct and a quarter lendable, under failures that make workflows of plain n8n lose items or report
 * wrong rows as success. No item may be lost, and none may leave by a wrong output.
 */

const known = ['9781571313355', '0151446474', '9780847842131', '9780060528423'];

/** The node has fewer expressions here, because they take a third of a run's time. */
const byIsbnAlone: INodeParameters = { instanceId: '', oclcNumber: '', issn: '', title: '', author: '', details: {} };

const itemsOf = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ isbn: index % 2 === 0 ? known[(index / 2) % 4] : buildUnknownIsbn(index) }));
const lendable = (item: number) => item % 2 === 0 && (item / 2) % 4 < 2;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.faults.clear();
	sandbox.inventory.reset();
});

interface Manner {
	readonly manner: string;
	readonly onError?: OnError;
	readonly count: number;
	readonly batchSize: number;
	/** A call of the inventory in the middle. */
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
	const result = await find(sandbox, itemsOf(count), { ...byIsbnAlone, options: { batchSize } }, onError === undefined ? {} : { onError });
	expect(result.error).toBeUndefined();
	const indexes = (output: number) => (result.outputs[output] ?? []).map(({ pairedItem }) => (pairedItem as { item: number }).item);
	return {
		eligible: indexes(0),
		review: jsonOf(result, 1),
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
			// The fault has struck.
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
	beforeEach(async () => {
		await sandbox.close();
		sandbox = await startSandbox();
	});

	const down = (): unknown => sandbox.inventory.faults.fail({ answer: broken });
	const two = itemsOf(2);

	it('Search stops with the cause if the shared inventory answers nothing', async () => {
		down();
		const { error } = await find(sandbox, two);
		expect(error).toMatchObject({ message: 'The shared inventory could not answer (500)' });
	});

	it('Search puts every item on Needs Review or the error output, as On Error says, if the shared inventory answers nothing', async () => {
		down();
		const kept = await find(sandbox, two, {}, { onError: 'continueRegularOutput' });
		expect(jsonOf(kept, 1).map(({ reason }) => reason)).toEqual(['noAnswer', 'noAnswer']);
		const moved = await find(sandbox, two, {}, { onError: 'continueErrorOutput' });
		expect(moved.outputs.map((output) => output.length)).toEqual([0, 0, 0, 2]);
		expect(moved.outputs[3]?.[0]?.json).toMatchObject({
			error: 'The shared inventory could not answer (500)',
			details: expect.stringContaining('Try again later') as unknown,
			isbn: '9781571313355',
		});
	});
});

describe('holdings that could not be read', () => {
	beforeEach(async () => {
		await sandbox.close();
		sandbox = await startSandbox();
	});

	it.each(['ill-policies', 'holdings'] as const)('Search says that it lacks the permission to read %s', async (kind) => {
		const cause = `lacks the permission inventory-storage.${kind}.collection.get`;
		const text = `Access for user 'inventory-reader' (1) requires permission: inventory-storage.${kind}.collection.get`;
		sandbox.inventory.faults.fail({ kind, answer: { status: 403, text } });
		const { error, outputs, hints } = await find(sandbox, [{ isbn: '9781571313355' }, { isbn: '0151446474' }]);
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

it('Search does not take a list of mod-search without a total for the whole list', async () => {
	const searching = await startSandbox({ inventory: { searchModule: 'loaded' } });
	try {
		await find(searching, [{ isbn: '9781571313355' }]);
		const searches = searching.inventory.calls.search;
		searching.inventory.faults.fail({ kind: 'search', call: 1, answer: { status: 200, text: JSON.stringify({ instances: [] }) } });
		const run = await find(searching, [{ isbn: '9781571313355' }, { isbn: '0151446474' }, { isbn: '9780374275631' }]);
		expect(jsonOf(run, 0)).toHaveLength(3);
		expect(searching.inventory.calls.search).toBe(searches + 4);
	} finally {
		await searching.close();
	}
});
