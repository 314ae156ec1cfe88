import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { unknownIsbn } from '../../../sandbox/inventory/demoRecords';
import { instanceId } from '../../../sandbox/inventory/ids';
import { find, jsonOf, type FoundItem } from './practice';

/**
 * The work of many look-ups, about half of them distinct and a quarter lendable, under every failure that makes workflows of plain
 * n8n lose items or report wrong rows as success: no item may be lost, and none may be in a wrong output.
 */

const known = ['9781571313355', '0151446474', '9780847842131', '9780060528423'];

/** Fewer expressions: they take a third of a run's time. */
const byIsbnAlone: INodeParameters = { instanceId: '', oclcNumber: '', issn: '', title: '', author: '', details: {} };

const itemsOf = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ isbn: index % 2 === 0 ? known[(index / 2) % 4] : unknownIsbn(index) }));
const lendable = (item: number): boolean => item % 2 === 0 && (item / 2) % 4 < 2;

/** With one look-up per request, each is made by itself. `late` is a call of the inventory in the middle. */
export const sharing = { manner: 'sharing queries', count: 100, batchSize: 10, late: 3 };
export const alone: Manner = { manner: 'each by itself', count: 40, batchSize: 1, late: 12 };

export type Manner = typeof sharing;

let sandbox: Sandbox;

/** One for all tests of a file. */
function useSandbox(): void {
	beforeAll(async () => {
		sandbox = await startSandbox();
	});

	afterAll(async () => {
		await sandbox.close();
	});

	beforeEach(() => {
		sandbox.faults.clear();
		sandbox.inventory.reset();
	});
}

interface Verdict {
	readonly eligible: readonly number[];
	readonly review: readonly FoundItem[];
	readonly failed: readonly number[];
	/** Each item's index, once for each time that it came. */
	readonly all: readonly number[];
}

async function run(onError: OnError | undefined, { batchSize, count }: Manner): Promise<Verdict> {
	const result = await find(sandbox, itemsOf(count), { ...byIsbnAlone, options: { batchSize } }, onError === undefined ? {} : { onError });
	expect(result.error).toBeUndefined();
	const indexes = (output: number): number[] =>
		(result.outputs[output] ?? []).map(({ pairedItem }) => (pairedItem as { item: number }).item);
	return {
		eligible: indexes(0),
		review: jsonOf(result, 1),
		failed: indexes(3),
		all: result.outputs.flatMap((_, output) => indexes(output)).sort((a, b) => a - b),
	};
}

/** One file for each way to run the node, so that they run side by side. */
export function testFailures(onError: OnError | undefined, manner: Manner): void {
	useSandbox();
	const { batchSize, count, late } = manner;
	const everyItem = Array.from({ length: count }, (_, index) => index);
	const everyLendable = everyItem.filter(lendable);
	const everyFirst = everyItem.filter((item) => item % 8 === 0);
	const distinct = known.length + count / 2;
	const calls = batchSize === 1 ? distinct : Math.ceil(distinct / 25);

	it('nothing fails: every item once, all right, equal look-ups made once', async () => {
		const { eligible, review, all } = await run(onError, manner);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual(everyLendable);
		expect(review).toEqual([]);
		// By 25 or each by itself, besides the probe, the small tables and the holdings.
		expect(sandbox.inventory.calls.instances).toBeLessThanOrEqual(calls + 1);
		expect(sandbox.inventory.calls.total).toBeLessThanOrEqual(calls + 12);
	});

	it.each<[string, () => unknown]>([
		[
			'the token expires in the middle, at the gateway',
			() => sandbox.faults.add({ kind: 'expireTokens', path: '/graphql', skip: 3, times: 1 }),
		],
		['the token expires in the middle, inside a 200', () => sandbox.inventory.faults.expireTokensAfter(late)],
		[
			'one look-up fails once',
			() => sandbox.inventory.faults.fail({ kind: 'instances', call: late, answer: { status: 500, text: 'Internal server error' } }),
		],
		['one look-up is cut off once', () => sandbox.inventory.faults.fail({ kind: 'instances', call: late, answer: 'hangUp' })],
		['one look-up answers with a web page once', () => sandbox.inventory.faults.fail({ kind: 'instances', call: late, answer: 'html' })],
		[
			'the policies fail once',
			() => sandbox.inventory.faults.fail({ kind: 'ill-policies', call: 1, answer: { status: 500, text: 'Internal server error' } }),
		],
		[
			'the holdings fail once',
			() => sandbox.inventory.faults.fail({ kind: 'holdings', call: 1, answer: { status: 500, text: 'Internal server error' } }),
		],
		[
			'one 503 as text',
			() =>
				sandbox.faults.add({
					kind: 'status',
					path: '/graphql',
					skip: 3,
					times: 1,
					status: 503,
					body: 'busy',
					contentType: 'text/plain',
					headers: { 'Retry-After': '1' },
				}),
		],
		[
			'one 503 as JSON',
			() =>
				sandbox.faults.add({
					kind: 'status',
					path: '/graphql',
					skip: 3,
					times: 1,
					status: 503,
					body: '{"errors":[]}',
					contentType: 'application/json',
					headers: { 'Retry-After': '1' },
				}),
		],
		['one request is cut off', () => sandbox.faults.add({ kind: 'resetAfter', path: '/graphql', skip: 3, times: 1 })],
	])('%s: every item once, all right', async (_name, fault) => {
		sandbox.log.clear();
		fault();
		const { eligible, review, failed, all } = await run(onError, manner);
		// The fault has struck.
		expect(sandbox.inventory.calls.instances).toBeGreaterThanOrEqual(late);
		expect(sandbox.log.countOf('POST', /graphql/u)).toBeGreaterThan(3);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual(everyLendable);
		expect({ review, failed }).toEqual({ review: [], failed: [] });
	});

	it('one look-up fails for good: its items alone are set apart', async () => {
		sandbox.inventory.faults.fail({ kind: 'instances', recordId: '9781571313355', answer: { status: 500, text: 'Internal server error' } });
		const { eligible, review, failed, all } = await run(onError, manner);
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

	it('one record gives no holdings: unknown, not "will not lend"', async () => {
		sandbox.inventory.faults.fail({ kind: 'holdings', recordId: instanceId(1), answer: { status: 500, text: 'Internal server error' } });
		const { eligible, review, all } = await run(onError, manner);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual(everyLendable.filter((item) => item % 8 !== 0));
		expect(review.map(({ reason }) => reason)).toEqual(everyFirst.map(() => 'policyUnknown'));
	});

	it('the policies fail for good: whoever may be lent goes to review', async () => {
		sandbox.inventory.faults.fail({ kind: 'ill-policies', answer: { status: 500, text: 'Internal server error' } });
		const { eligible, review, all } = await run(onError, manner);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual([]);
		expect(review).toHaveLength(count / 2);
		for (const { reason } of review) expect(reason).toBe('policyUnknown');
	});
}

export function testTotalFailure(): void {
	useSandbox();

	const down = (): unknown => sandbox.inventory.faults.fail({ answer: { status: 500, text: 'Internal server error' } });
	const two = itemsOf(2);

	it('the node stops with what is wrong', async () => {
		down();
		const { error } = await find(sandbox, two);
		expect(error).toMatchObject({ message: 'The shared inventory could not answer (500)' });
	});

	it('"Continue" sends every item to Needs Review, "using error output" to the error output', async () => {
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
}
