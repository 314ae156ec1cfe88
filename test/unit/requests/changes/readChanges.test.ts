import { mostFailedPolls } from '../../../../reshare/requests/changes/quarantine';
import { parseCursor, createEmptyCursor, serializeCursor, type Cursor } from '../../../../reshare/requests/changes/cursor';
import stored from '../../../fixtures/storedCursor.json';
import { TestFollower } from './TestFollower';
import { libraryStarters } from './libraryStarters';

describe.each(libraryStarters)('over %s', (_backEnd, start) => {
	describe('what a poll costs', () => {
		it('a poll of the trigger makes one list call and no other if nothing has changed, however many patron requests there are', async () => {
			const library = start();
			for (let index = 0; index < 500; index++) library.request({ createdAt: library.now - 86_400 + index });
			const follower = await TestFollower.start(library);
			expect(await follower.poll()).toEqual([]);
			expect(library.countOf(library.list)).toBe(1);
			expect(library.countOf(library.item)).toBe(0);
		});

		it('a poll of the trigger reads each changed request once, however many changes it has, and the next poll reads none', async () => {
			const library = start();
			const rows = Array.from({ length: 3 }, () => library.request());
			const follower = await TestFollower.start(library);
			for (const row of rows) for (const to of ['checked', 'shipped'] as const) library.move(row, to);
			expect(await follower.poll()).toHaveLength(6);
			expect(library.countOf(library.item)).toBe(3);
			library.calls.length = 0;
			await follower.poll();
			expect(library.countOf(library.item)).toBe(0);
			expect(library.countOf(library.list)).toBe(1);
		});

		// The requests of a second that fill a page are read again, by id.
		it.each([
			[50, 4],
			[200, 5],
		])(
			'a poll of the trigger over 200 changed patron requests, %s of them in each second, makes at most %s list calls',
			async (perSecond, most) => {
				const library = start();
				const rows = Array.from({ length: 200 }, () => library.request({ createdAt: library.now - 9000 }));
				const follower = await TestFollower.start(library);
				for (const [index, row] of rows.entries()) library.move(row, 'checked', library.now - Math.floor(index / perSecond));
				expect(await follower.poll()).toHaveLength(200);
				expect(library.countOf(library.list)).toBeLessThanOrEqual(most);
				expect(library.countOf(library.item)).toBe(200);
			},
		);

		it('the cursor of the trigger stores at most 60 bytes per patron request of a backlog, and none of them after the backlog', async () => {
			const library = start();
			const rows = Array.from({ length: 1200 }, () => library.old());
			const follower = await TestFollower.start(library);
			for (const row of rows) {
				library.now += 1;
				library.move(row, 'checked');
			}
			const size = (value: unknown) => JSON.stringify(value ?? {}).length;
			expect(await follower.poll()).toHaveLength(1000);
			expect(size(follower.state?.delivered.requests) / 1000).toBeLessThan(60);
			expect(await follower.poll()).toHaveLength(200);
			for (let poll = 0; poll < 2; poll++) {
				library.now += 600;
				await follower.poll();
			}
			expect(size(follower.state)).toBeLessThan(500);
		});
	});

	describe('the window', () => {
		it('a trigger set to start one hour back reports the changes of that hour, and none before', async () => {
			const library = start();
			const row = library.old();
			library.move(row, 'checked', library.now - 80_000);
			const wanted = library.move(row, 'shipped', library.now - 3000);
			const follower = new TestFollower(library, { startHours: 1 });
			expect(await follower.pollIds()).toEqual([wanted]);
			expect(await follower.poll()).toEqual([]);
		});

		it('a trigger set to repeat its last delivery after a restart reports those changes with the same ids, and no earlier ones', async () => {
			const library = start();
			const row = library.request();
			const follower = await TestFollower.start(library, { keepLast: true });
			library.move(row, 'checked');
			await follower.poll();
			library.now += 100;
			const last = library.move(row, 'shipped');
			await follower.poll();
			library.now += 5000;
			await follower.poll();
			follower.restart();
			expect(await follower.pollIds()).toEqual([last]);
			expect(await follower.poll()).toEqual([]);
		});

		it.each([
			['when the next poll can read it', 1],
			['even if it was in quarantine until then', 4 * mostFailedPolls],
		])(
			'if a patron request cannot be read after a restart, the trigger repeats its changes later, each once, %s',
			async (_title, failingPolls) => {
				const library = start();
				const [good, bad] = [library.old(), library.old()];
				const follower = await TestFollower.start(library, { keepLast: true });
				// The first of these changes is older than what each poll reads again.
				const [first, other, last] = (
					[
						[bad, 'checked'],
						[good, 'checked'],
						[bad, 'shipped'],
					] as const
				).map(([row, to]) => {
					library.now += 200;
					return library.move(row, to);
				});
				await follower.poll();
				library.now += 5000;
				follower.restart();
				follower.delivered.length = 0;
				library.broken.add(bad.id);
				for (let poll = 0; poll < failingPolls; poll++) {
					library.now += 60;
					await follower.poll().catch(() => undefined);
				}
				expect(follower.ids).toEqual([other]);
				library.broken.clear();
				library.now += 3600;
				await follower.poll();
				await follower.poll();
				expect(follower.ids).toEqual([other, first, last]);
			},
		);

		it('if n8n restarts again while the trigger repeats its last delivery, the trigger repeats all of that delivery', async () => {
			const library = start();
			const [good, bad] = [library.old(), library.old()];
			const follower = await TestFollower.start(library, { keepLast: true });
			const events = [good, bad].map((row) => {
				library.now += 1;
				return library.move(row, 'checked');
			});
			await follower.poll();
			follower.restart();
			library.broken.add(bad.id);
			expect(await follower.pollIds()).toEqual(events.slice(0, 1));
			library.broken.clear();
			follower.restart();
			expect(await follower.pollIds()).toEqual(events);
			expect(await follower.poll()).toEqual([]);
		});

		it('if the trigger needs several polls to repeat its last delivery after a restart, it reads each patron request once', async () => {
			const library = start();
			const rows = Array.from({ length: 12 }, () => library.old());
			const follower = await TestFollower.start(library, { keepLast: true });
			const events = rows.map((row) => library.move(row, 'checked'));
			await follower.poll();
			follower.restart();
			follower.delivered.length = 0;
			library.calls.length = 0;
			expect((await follower.poll(5)).length).toBeLessThan(12);
			while ((await follower.poll(5)).length > 0);
			expect([...follower.ids].sort()).toEqual([...events].sort());
			expect(library.countOf(library.item)).toBe(12);
		});

		it('a trigger that started when there was no patron request repeats its whole first delivery after a restart', async () => {
			const library = start();
			const follower = await TestFollower.start(library, { keepLast: true });
			library.request();
			library.now += 1000;
			library.request();
			const first = await follower.pollIds();
			expect(first).toHaveLength(2);
			follower.restart();
			expect(await follower.pollIds()).toEqual(first);
		});
	});

	it('the trigger counts, but does not read, patron requests whose change is older than it is set to report', async () => {
		const library = start();
		const rows = Array.from({ length: 150 }, () => library.request({ createdAt: library.now - 9000 }));
		const follower = await TestFollower.start(library, { ignoreOlderThanSeconds: 3 * 86_400 });
		for (const row of rows) {
			library.now += 60;
			library.move(row, 'checked');
		}
		library.now += 30 * 86_400;
		const fresh = library.move(library.request(), 'checked');
		const changes = await follower.poll();
		expect(changes.filter(({ step }) => step !== undefined).map(({ eventId }) => eventId)).toEqual([fresh]);
		expect(follower.passedOver).toBe(150);
		expect(library.countOf(library.item)).toBe(1);
		expect(await follower.poll()).toEqual([]);
	});

	it('if time runs out in a poll of the trigger, it reports the changes read so far, and the next polls the others, each once', async () => {
		const library = start();
		const rows = Array.from({ length: 30 }, () => library.old());
		const follower = await TestFollower.start(library);
		// Most of the requests change before the overlap that each poll reads again.
		const events = rows.map((row) => library.move(row, 'checked', (library.now += 60)));
		expect((await follower.poll(12)).length).toBeLessThan(30);
		while ((await follower.poll(12)).length > 0) library.now += 60;
		expect([...follower.ids].sort()).toEqual([...events].sort());
	});

	it('a patron request deleted after it was listed does not keep the poll of the trigger from reporting the other requests', async () => {
		const library = start();
		const [gone, kept] = [library.request(), library.request()];
		const follower = await TestFollower.start(library);
		library.move(gone, 'checked');
		const event = library.move(kept, 'checked');
		library.beforeCall = () => {
			if (library.calls.length === 1) library.delete(gone);
		};
		expect(await follower.pollIds()).toEqual([event]);
	});
});

describe('the stored cursor', () => {
	const empty = createEmptyCursor('scope', 5);
	const at = (since: number, events: Readonly<Record<string, number>>): Cursor => ({
		...empty,
		position: { ...empty.position, since },
		delivered: { ...empty.delivered, events, requests: { r: [3, 900] } },
	});
	const state = at(1000, { a: 700, b: 900 });

	it('a trigger cursor is the same after serializeCursor and parseCursor, and parseCursor returns undefined for an empty object', () => {
		expect(parseCursor(JSON.parse(JSON.stringify(serializeCursor(state))))).toEqual(state);
		// A caller may store the cursor as an observed object, which can be read but not cloned.
		expect(structuredClone(parseCursor(observed(serializeCursor(state))))).toEqual(state);
		expect(parseCursor({})).toBeUndefined();
		expect(parseCursor(undefined)).toBeUndefined();
	});

	it('serializeCursor writes a trigger cursor, including those of separate symbols, under the keys that earlier versions read', () => {
		const cursor = parseCursor(stored);
		expect(cursor).toMatchObject({ quarantined: { q: { isReported: true } }, dropped: { changes: 7 }, position: { since: 1000 } });
		if (cursor === undefined) throw new Error('not read');
		expect(serializeCursor(cursor)).toMatchObject(stored);
	});

	it('parseCursor refuses a trigger cursor that is damaged or of a newer version, with an error that says so', () => {
		const stored = serializeCursor(state);
		expect(() => parseCursor({ ...stored, v: 2 })).toThrow('⟦cursorNewer⟧');
		expect(() => parseCursor({ ...stored, place: { ...stored.place, since: 'yesterday' } })).toThrow('cannot be read');
	});
});

function observed<Value extends object>(value: Value) {
	const seen = (one: unknown) => (typeof one === 'object' && one !== null ? observed(one) : one);
	return new Proxy(value, { get: (target, key) => seen(Reflect.get(target, key)) });
}
