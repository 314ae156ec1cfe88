import { findNewestChange } from '../../../../reshare/requests/changes/changeForTestEvent';
import { Lineage } from '../../../../reshare/requests/model/Lineage';
import { findDueRetries, mostFailedPolls, mostQuarantined, startQuarantine } from '../../../../reshare/requests/changes/quarantine';
import { TestFollower } from './TestFollower';
import { libraryStarters } from './libraryStarters';

/** Polls every so many minutes, and returns the ids of the events of each poll; undefined for a poll that failed. */
async function pollEvery(minutes: number, follower: TestFollower, polls: number) {
	const told: Array<string[] | undefined> = [];
	for (let poll = 0; poll < polls; poll++) {
		follower.library.now += minutes * 60;
		told.push(
			await follower.poll().then(
				(changes) => changes.map(({ eventId }) => eventId),
				() => undefined,
			),
		);
	}
	return told;
}

const pollEveryMinute = (follower: TestFollower, polls: number) => pollEvery(1, follower, polls);

const waitingFor = (follower: TestFollower) => Object.keys(follower.state?.quarantined ?? {});

describe.each(libraryStarters)('over %s', (_backEnd, start) => {
	describe.each(['broken', 'garbled'] as const)('one request whose answer is %s forever', (kind) => {
		it('a patron request that cannot be read makes a few polls of the trigger fail, and then goes to quarantine', async () => {
			const library = start();
			const [bad, good] = [library.old(), library.old()];
			const follower = await TestFollower.start(library);
			library[kind].add(bad.id);
			library.move(bad, 'checked');
			library.now += 1;
			const event = library.move(good, 'shipped');
			expect(await pollEveryMinute(follower, mostFailedPolls + 3)).toEqual([
				...Array.from({ length: mostFailedPolls - 1 }, () => undefined),
				[event],
				[],
				[],
				[],
			]);
			expect(waitingFor(follower)).toEqual([bad.id]);
			const next = library.move(good, 'received');
			expect(await pollEveryMinute(follower, 1)).toEqual([[next]]);
		});

		it('in search of a test event, the trigger skips a request that cannot be read, and fails if no other one matches', async () => {
			const library = start();
			const [good, bad] = [library.old(), library.old()];
			const event = library.move(good, 'shipped');
			library.now += 1;
			library.move(bad, 'shipped');
			library[kind].add(bad.id);
			const found = (wanted: 'shipped' | 'overdue' = 'shipped') =>
				findNewestChange(library.client, 'borrowing', { events: new Set([wanted]) }, new Lineage(async () => undefined));
			expect((await found())?.eventId).toBe(event);
			// The request that cannot be read may have changed to overdue, so the search must not report that there is no such change.
			await expect(found('overdue')).rejects.toMatchObject({ name: 'ReShareError' });
			library[kind].add(good.id);
			await expect(found()).rejects.toMatchObject({ name: 'ReShareError' });
		});
	});

	describe('requests that cannot be read', () => {
		it('if no patron request can be read, every poll of the trigger fails, and no request goes to quarantine', async () => {
			const library = start();
			const rows = [library.old(), library.old(), library.old()];
			const follower = await TestFollower.start(library);
			for (const row of rows) {
				library.broken.add(row.id);
				library.move(row, 'checked');
			}
			const told = await pollEveryMinute(follower, 3 * mostFailedPolls);
			expect(told.every((changes) => changes === undefined)).toBe(true);
			expect(waitingFor(follower)).toEqual([]);
			library.broken.clear();
			expect((await pollEveryMinute(follower, 1))[0]).toHaveLength(3);
		});

		// All requests changed in one second, within which pages are read by id.
		it.each([
			['first page', '00000000-0000-4000-8000-000000000000'],
			['second page', 'ffffffff-ffff-4fff-bfff-ffffffffffff'],
		])(
			'polls of the trigger fail and lose no change if more requests are unreadable than quarantine holds (readable one on the %s)',
			async (_page, id) => {
				const library = start();
				const rows = Array.from({ length: mostQuarantined + 2 }, () => library.old());
				const good = library.old({ id });
				const follower = await TestFollower.start(library);
				const expected = [good, ...rows].map((row) => library.move(row, 'checked'));
				for (const { id } of rows) library.broken.add(id);
				// The second page is reached once the requests of the first page are in quarantine.
				await pollEveryMinute(follower, 2 * mostFailedPolls);
				expect(waitingFor(follower).length).toBeLessThanOrEqual(mostQuarantined);
				expect((await pollEveryMinute(follower, 1))[0]).toBeUndefined();
				library.broken.clear();
				// Each poll tries to read a few of the requests in quarantine again.
				await pollEvery(10, follower, 15);
				expect([...follower.ids].sort()).toEqual(expected.sort());
			},
		);

		it('the trigger retries a patron request that stays unreadable less and less often, and in the end once an hour', async () => {
			const library = start();
			const [bad, good] = [library.old(), library.old()];
			const follower = await TestFollower.start(library);
			library.broken.add(bad.id);
			for (const row of [bad, good]) library.move(row, 'checked');
			await pollEveryMinute(follower, mostFailedPolls);
			await pollEvery(10, follower, 24 * 6);
			library.calls.length = 0;
			await pollEvery(10, follower, 10 * 6);
			expect(library.calls.filter(({ path }) => path.includes(bad.id))).toHaveLength(10);
		});
	});
});

it('a poll of the trigger retries only a few of many quarantined patron requests, the longest overdue first', () => {
	const minute = 60_000;
	const waiting = Object.fromEntries(
		Array.from({ length: 20 }, (_, index) => [`r${index}`, startQuarantine(0, null, (index % 2 === 0 ? index : 40 - index) * minute)]),
	);
	expect(findDueRetries(waiting, 60 * minute)).toEqual(['r0', 'r2', 'r4', 'r6', 'r8', 'r10', 'r12', 'r14']);
});
