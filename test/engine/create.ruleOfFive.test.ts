import type { createRequest } from '../../reshare/requests/create/createRequest';
import { usualCheckSwitches } from '../../reshare/requests/create/createTypes';
import type { CreateDependencies } from '../../reshare/requests/create/startCreating';
import type { RequestDraft } from '../../reshare/draft';
import { virtualSandbox } from '../virtualSandbox';
import { isLongRun } from '../caseCount';
import { copy, optionsWith } from '../unit/requests/create/practiceDependencies';

/** create.contract.test.ts tests which copies count. */

const copyCount = isLongRun ? 1000 : 60;

describe(`${copyCount} copies under the rule of five`, () => {
	const sandbox = virtualSandbox({ routingTakesMs: 3_600_000 });

	beforeAll(() => {
		sandbox.settings.set('east', 'max_requests', '100000');
		sandbox.log.enabled = false;
	});
	beforeEach(() => sandbox.requests.clear());

	const journals = Math.ceil(copyCount / 10);
	const year = String(new Date().getFullYear());
	const titleOf = (number: number) => `Journal ${'abcdefghij'[number % 10] ?? ''}${Math.floor(number / 10)}`;
	const drafts = Array.from({ length: copyCount }, (_, index) =>
		copy({
			title: titleOf(Math.floor(index / 10)),
			publicationDate: index % 9 === 0 ? '2001' : year,
			partTitle: `Article ${index}`,
			patronId: `P100${(index % 8) + 1}`,
			pickupLocation: 'EAST-MAIN',
			reference: `FIVE-${index}`,
		}),
	);
	const checks = { ...usualCheckSwitches, duplicate: 'off', sameWork: 'off', copyrightLimit: { approvedBy: '', shown: [] } } as const;

	/** Returns the most copies from recent issues of any one journal. */
	function most() {
		const counts = new Map<string, number>();
		for (const { title = '', publicationDate } of sandbox.requests.all('east'))
			if (publicationDate === year) counts.set(title, (counts.get(title) ?? 0) + 1);
		return Math.max(...counts.values());
	}

	/** Makes a process of its own, which shares no module of the client with another one. */
	async function newProcess() {
		const loaded: Array<{ createRequest: typeof createRequest; deps: CreateDependencies }> = [];
		await jest.isolateModulesAsync(async () => {
			const { createRequest: own } = await import('../../reshare/requests/create/createRequest');
			const practice = await import('../unit/requests/create/practiceDependencies');
			loaded.push({ createRequest: own, deps: practice.depsFor(sandbox) });
		});
		const [own] = loaded;
		if (own === undefined) throw new Error('Nothing was loaded');
		const options = optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST', validationWaitMs: 0, checks });
		return async (mine: readonly RequestDraft[]) =>
			await Promise.all(mine.map(async (draft) => await own.createRequest(own.deps, draft, options)));
	}

	it('Create in one process sends at most five recent copies of a journal without approval, and all copies that do not count', async () => {
		const results = await (await newProcess())(drafts);
		expect(most()).toBe(5);
		const old = drafts.filter(({ publicationDate }) => publicationDate !== year).length;
		const sent = results.filter(({ outcome }) => outcome === 'created').length;
		expect(sent).toBe(journals * 5 + old);
		expect(results.filter(({ reason }) => reason === 'copyrightLimit')).toHaveLength(copyCount - sent);
	});

	it('Create in two processes at the same time sends at most one recent copy of a journal too many', async () => {
		const [one, other] = [await newProcess(), await newProcess()];
		await Promise.all([one(drafts.filter((_, index) => index % 2 === 0)), other(drafts.filter((_, index) => index % 2 === 1))]);
		expect(most()).toBeGreaterThanOrEqual(5);
		expect(most()).toBeLessThanOrEqual(6);
	});
});
