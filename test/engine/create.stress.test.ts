import { setTimeout as pause } from 'node:timers/promises';
import { createRequest } from '../../reshare/requests/create/createRequest';
import { startCreating, type CreateDeps } from '../../reshare/requests/create/run';
import type { CreateResult } from '../../reshare/requests/create/optionsAndResult';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type FaultRule, type RequestRow, type Sandbox } from '../../sandbox';
import { isLong } from '../long';
import {
	depsFor,
	isOpenRow,
	loan,
	openWith,
	optionsWith,
	popularBook,
	quickTiming,
	testKey,
	type Resolver,
} from '../unit/requests/create/practice';

/** The long form takes some minutes. */
const wishCount = isLong ? 1000 : 100;
const strangerCount = 60;

/** Each hits every n-th request. Together, about one attempt in four goes wrong. */
const faults: Array<FaultRule & { readonly every: number }> = [
	{ kind: 'resetBefore', path: '^/openurl', every: 31 },
	{ kind: 'resetAfter', path: '^/openurl', every: 23 },
	{ kind: 'timeoutAfter', path: '^/openurl', every: 61 },
	{ kind: 'status', status: 502, contentType: 'text/html', body: '<html><title>502</title></html>', path: '^/openurl', every: 29 },
	{ kind: 'status', status: 503, body: 'busy', headers: { 'Retry-After': '0' }, path: '^/openurl', every: 37 },
	{ kind: 'resetAfter', method: 'POST', path: '^/rs/patronrequests$', every: 41 },
	{ kind: 'expireTokens', method: 'POST', path: '^/rs/patronrequests$', every: 43 },
	{ kind: 'slowCommit', ms: 200, answer: 'reset', method: 'POST', path: '^/rs/patronrequests$', every: 47 },
	{ kind: 'slowCommit', ms: 200, answer: 'gatewayTimeout', method: 'POST', path: '^/rs/patronrequests$', every: 53 },
	{ kind: 'status', status: 500, path: '^/directory', every: 41 },
	{ kind: 'status', status: 503, method: 'GET', path: '^/rs/patronrequests$', every: 17 },
];

function switchOn(sandbox: Sandbox): void {
	for (const { every, ...rule } of faults) {
		for (let skip = every; skip < wishCount * 12; skip += every) sandbox.faults.add({ ...rule, skip, times: 1 });
	}
}

function makeWish(number: number): RequestDraft {
	return loan({
		instanceId: popularBook.instanceId,
		title: popularBook.title,
		author: popularBook.author,
		volume: String(number),
		patronId: `P100${(number % 8) + 1}`,
		reference: `STRESS-${number}`,
	});
}

describe(`${wishCount} wishes under faults`, () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox({ verdictDelayMs: 300 });
		sandbox.settings.set('east', 'max_requests', '100000');
		sandbox.log.enabled = false;
	});

	afterAll(async () => {
		await sandbox.close();
	});

	/** As with "Retry on Fail": all items again, three times at most. */
	async function execute(wishes: readonly RequestDraft[], resolver: Resolver = 'newest'): Promise<CreateResult[]> {
		for (let attempt = 1; ; attempt++) {
			const base = depsFor(sandbox, { timeoutMs: 400, resolver });
			const run: CreateDeps = { ...startCreating(base.requests, testKey), timing: quickTiming };
			const results = await Promise.allSettled(
				wishes.map(async (wish) => await createRequest(run, wish, optionsWith({ validationWaitMs: 1500 }))),
			);
			const failed = results.filter(({ status }) => status === 'rejected');
			if (failed.length === 0 || attempt === 3) {
				expect(failed).toEqual([]);
				return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
			}
		}
	}

	it('leave exactly one open request per reference, also when two executions want the same', async () => {
		sandbox.requests.seed('east', strangerCount, (index) => ({
			isRequester: true,
			hrid: `OTHER-${index}`,
			patronIdentifier: `P100${(index % 8) + 1}`,
			title: 'A stranger',
			requestIdentifiers: index % 2 === 0 ? [] : [{ id: `stranger-${index}`, identifierType: 'ILLIAD', identifier: `OTHER-${index}` }],
		}));
		const strangers = (): RequestRow[] => sandbox.requests.all('east').filter(({ hrid }) => hrid?.startsWith('OTHER-') === true);
		const before = JSON.stringify(strangers());
		switchOn(sandbox);
		const wishes = Array.from({ length: wishCount }, (_, index) => makeWish(index + 1));

		// A second execution sends half of them through the older resolver.
		const shared = wishes.slice(0, wishCount / 2).reverse();
		const [first, second] = await Promise.all([execute(wishes), execute(shared, 'v1.6.0')]);
		await pause(300);
		for (const result of [...first, ...second]) {
			const open = openWith(sandbox, result.reference).map(({ id }) => id);
			// Two attempts in a row can fail; then nobody knows whether there is a request.
			if (result.reason === 'unclear') expect(open.length).toBeLessThanOrEqual(1);
			else expect([result.outcome, open]).toEqual(['created', [result.requestId]]);
		}
		expect(sandbox.faults.list().reduce((sum, { hits }) => sum + hits, 0)).toBeGreaterThan(wishCount * 0.2);
		expect(first.filter(({ outcome }) => outcome === 'created').length).toBeGreaterThan(wishCount * 0.9);

		// Somebody runs the whole execution again.
		sandbox.faults.clear();
		const again = await execute(wishes);
		const counts = new Map<number, number>();
		for (const result of again) {
			const open = openWith(sandbox, result.reference).map(({ id }) => id);
			counts.set(open.length, (counts.get(open.length) ?? 0) + 1);
			expect([result.outcome, open]).toEqual(['created', [result.requestId]]);
		}
		expect(Object.fromEntries(counts)).toEqual({ 1: wishCount });
		expect(strangers()).toHaveLength(strangerCount);
		expect(JSON.stringify(strangers())).toBe(before);
		expect(sandbox.requests.count('east', isOpenRow)).toBe(wishCount + strangerCount);
	});
});
