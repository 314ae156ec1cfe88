import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { unknownIsbn } from '../../../sandbox/inventory/demoRecords';
import { instanceId } from '../../../sandbox/inventory/ids';
import { find, jsonOf, type FoundItem } from './practice';

/**
 * The work of 200 look-ups, 104 of them distinct, 50 of them lendable, under every failure that makes workflows of plain
 * n8n lose items or report wrong rows as success: no item may be lost, and none may be in a wrong output.
 */

const known = ['9781571313355', '0151446474', '9780847842131', '9780060528423'];

/** Expressions are n8n's work, and take a third of the time of a run. */
const byIsbnAlone: INodeParameters = { instanceId: '', oclcNumber: '', issn: '', title: '', author: '', details: {} };

const items: IDataObject[] = Array.from({ length: 200 }, (_, index) => ({ isbn: index % 2 === 0 ? known[(index / 2) % 4] : unknownIsbn(index) }));
const lendable = (item: number): boolean => item % 2 === 0 && (item / 2) % 4 < 2;

/** Look-ups share queries, or, with one look-up a request, each is made by itself. `late` is a call of the inventory in the middle. */
export const sharing = { manner: 'sharing queries', batchSize: 10, late: 3 };
export const alone: Manner = { manner: 'each by itself', batchSize: 1, late: 40 };

export type Manner = typeof sharing;

let sandbox: Sandbox;

/** A practice consortium for all tests of a file. */
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
	/** Each item's index, however often it came. */
	readonly all: readonly number[];
}

async function run(onError: OnError | undefined, batchSize: number): Promise<Verdict> {
	const result = await find(sandbox, items, { ...byIsbnAlone, options: { batchSize } }, onError === undefined ? {} : { onError });
	expect(result.error).toBeUndefined();
	const indexes = (output: number): number[] => (result.outputs[output] ?? []).map(({ pairedItem }) => (pairedItem as { item: number }).item);
	return {
		eligible: indexes(0),
		review: jsonOf(result, 1),
		failed: indexes(3),
		all: result.outputs.flatMap((_, output) => indexes(output)).sort((a, b) => a - b),
	};
}

const everyItem = Array.from({ length: 200 }, (_, index) => index);
const everyLendable = everyItem.filter(lendable);

/** One way to run the node takes a file of its own, so that they run side by side. */
export function testFailures(onError: OnError | undefined, { batchSize, late }: Manner): void {
	useSandbox();

	it('nothing fails: every item once, all right, equal look-ups made once', async () => {
		const { eligible, review, all } = await run(onError, batchSize);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual(everyLendable);
		expect(review).toEqual([]);
		// 104 look-ups, by 25 or each by itself; the probe, the small tables and the holdings besides.
		expect(sandbox.inventory.calls.instances).toBeLessThanOrEqual((batchSize === 1 ? 104 : 5) + 1);
		expect(sandbox.inventory.calls.total).toBeLessThanOrEqual((batchSize === 1 ? 104 : 5) + 12);
	});

	it.each<[string, () => unknown]>([
		['the token expires in the middle, at the gateway', () => sandbox.faults.add({ kind: 'expireTokens', path: '/graphql', skip: 3, times: 1 })],
		['the token expires in the middle, inside a 200', () => sandbox.inventory.faults.expireTokensAfter(late)],
		['one look-up fails once', () => sandbox.inventory.faults.fail({ kind: 'instances', call: late, answer: { status: 500, text: 'Internal server error' } })],
		['one look-up is cut off once', () => sandbox.inventory.faults.fail({ kind: 'instances', call: late, answer: 'hangUp' })],
		['one look-up answers with a web page once', () => sandbox.inventory.faults.fail({ kind: 'instances', call: late, answer: 'html' })],
		['the policies fail once', () => sandbox.inventory.faults.fail({ kind: 'ill-policies', call: 1, answer: { status: 500, text: 'Internal server error' } })],
		['the holdings fail once', () => sandbox.inventory.faults.fail({ kind: 'holdings', call: 1, answer: { status: 500, text: 'Internal server error' } })],
		['one 503 as text', () => sandbox.faults.add({ kind: 'status', path: '/graphql', skip: 3, times: 1, status: 503, body: 'busy', contentType: 'text/plain', headers: { 'Retry-After': '1' } })],
		['one 503 as JSON', () => sandbox.faults.add({ kind: 'status', path: '/graphql', skip: 3, times: 1, status: 503, body: '{"errors":[]}', contentType: 'application/json', headers: { 'Retry-After': '1' } })],
		['one request is cut off', () => sandbox.faults.add({ kind: 'resetAfter', path: '/graphql', skip: 3, times: 1 })],
	])('%s: every item once, all right', async (_name, fault) => {
		sandbox.log.clear();
		fault();
		const { eligible, review, failed, all } = await run(onError, batchSize);
		// The fault has struck.
		expect(sandbox.inventory.calls.instances).toBeGreaterThanOrEqual(late);
		expect(sandbox.log.countOf('POST', /graphql/u)).toBeGreaterThan(3);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual(everyLendable);
		expect({ review, failed }).toEqual({ review: [], failed: [] });
	});

	it('one look-up fails for good: its items alone are set apart', async () => {
		sandbox.inventory.faults.fail({ kind: 'instances', recordId: '9781571313355', answer: { status: 500, text: 'Internal server error' } });
		const { eligible, review, failed, all } = await run(onError, batchSize);
		const hit = everyItem.filter((item) => item % 8 === 0);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual(everyLendable.filter((item) => !hit.includes(item)));
		if (onError === 'continueErrorOutput') expect({ review, failed }).toEqual({ review: [], failed: hit });
		else {
			expect(review).toHaveLength(hit.length);
			for (const { reason, explanation } of review) {
				expect(reason).toBe('lookUpFailed');
				expect(explanation).toContain('The shared inventory could not answer (500)');
			}
		}
	});

	it('one record gives no holdings: unknown, not "will not lend"', async () => {
		sandbox.inventory.faults.fail({ kind: 'holdings', recordId: instanceId(1), answer: { status: 500, text: 'Internal server error' } });
		const { eligible, review, all } = await run(onError, batchSize);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual(everyLendable.filter((item) => item % 8 !== 0));
		expect(review.map(({ reason }) => reason)).toEqual(Array.from({ length: 25 }, () => 'policyUnknown'));
	});

	it('the policies fail for good: whoever may be lent goes to review', async () => {
		sandbox.inventory.faults.fail({ kind: 'ill-policies', answer: { status: 500, text: 'Internal server error' } });
		const { eligible, review, all } = await run(onError, batchSize);
		expect(all).toEqual(everyItem);
		expect(eligible).toEqual([]);
		expect(review).toHaveLength(100);
		for (const { reason } of review) expect(reason).toBe('policyUnknown');
	});
}

export function testTotalFailure(): void {
	useSandbox();

	const down = (): unknown => sandbox.inventory.faults.fail({ answer: { status: 500, text: 'Internal server error' } });
	const two = items.slice(0, 2);

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
		expect(moved.outputs[3]?.[0]?.json).toMatchObject({ error: 'The shared inventory could not answer (500)', details: expect.stringContaining('Try again later') as unknown, isbn: '9781571313355' });
	});
}
