import { readState } from '../../../../reshare/requests';
import { changedRows, placeAfter } from '../../../../reshare/requests/modrs/changedRows';
import { emptyState, prune, windowStart } from '../../../../reshare/requests/changes/pollState';
import { Follower } from './follower';
import { Library } from './library';

const list = /^\/rs\/patronrequests$/;
const item = /^\/rs\/patronrequests\/[^/]+$/;

async function started(library: Library, options: ConstructorParameters<typeof Follower>[1] = {}): Promise<Follower> {
	const follower = new Follower(library, options);
	await follower.poll();
	library.now += 1;
	library.calls.length = 0;
	return follower;
}

describe('what a poll costs', () => {
	it('one list call when nothing has changed, however many requests there are', async () => {
		const library = new Library();
		for (let index = 0; index < 3000; index++) library.request({ dateCreated: (library.now - 86_400 + index) * 1000 });
		const follower = await started(library);
		expect(await follower.poll()).toEqual([]);
		expect(library.countOf(list)).toBe(1);
		expect(library.countOf(item)).toBe(0);
	});

	it('one item read per changed request, not one per change, and none in the next poll', async () => {
		const library = new Library();
		const rows = Array.from({ length: 3 }, () => library.request());
		const follower = await started(library);
		for (const row of rows) for (const to of ['REQ_VALIDATED', 'REQ_SHIPPED']) library.move(row, to);
		expect(await follower.poll()).toHaveLength(6);
		expect(library.countOf(item)).toBe(3);
		library.calls.length = 0;
		await follower.poll();
		expect(library.countOf(item)).toBe(0);
		expect(library.countOf(list)).toBe(1);
	});

	it('one more list call per hundred changed requests, also when they share a second', async () => {
		const library = new Library();
		const rows = Array.from({ length: 200 }, () => library.request({ dateCreated: (library.now - 9000) * 1000 }));
		const follower = await started(library);
		for (const row of rows) library.move(row, 'REQ_VALIDATED');
		expect(await follower.poll()).toHaveLength(200);
		expect(library.countOf(list)).toBeLessThanOrEqual(3);
		expect(library.countOf(item)).toBe(200);
	});

	it('comes back to one list call when many changes in one second are some minutes old', async () => {
		const library = new Library();
		const rows = Array.from({ length: 250 }, () => library.request({ dateCreated: (library.now - 9000) * 1000 }));
		const follower = await started(library);
		for (const row of rows) library.move(row, 'REQ_VALIDATED');
		await follower.poll();
		library.now += 400;
		await follower.poll();
		library.calls.length = 0;
		library.now += 60;
		await follower.poll();
		expect(library.countOf(list)).toBe(1);
		expect(follower.state?.seen).toEqual({});
	});

	it('a state of some 54 bytes for each request of a backlog, and none of them when it is over', async () => {
		const library = new Library();
		const rows = Array.from({ length: 2500 }, () => library.request({ dateCreated: (library.now - 90_000) * 1000 }));
		const follower = await started(library);
		for (const [index, row] of rows.entries()) {
			if (index % 3 === 0) library.now += 1;
			library.move(row, 'REQ_VALIDATED');
		}
		const size = (value: unknown) => JSON.stringify(value ?? {}).length;
		expect(await follower.poll()).toHaveLength(1000);
		expect(size(follower.state?.rows) / 1000).toBeLessThan(60);
		expect(await follower.poll()).toHaveLength(1000);
		expect(await follower.poll()).toHaveLength(500);
		library.now += 600;
		await follower.poll();
		library.now += 600;
		await follower.poll();
		expect(size(follower.state)).toBeLessThan(500);
	});

	it('does not read again what changed without a change of state, though n8n forgets the state of such polls', async () => {
		const library = new Library();
		const row = library.request();
		const follower = await started(library, { keeping: 'scheduled' });
		library.note(row);
		await follower.poll();
		expect(library.countOf(item)).toBe(1);
		await follower.poll();
		await follower.poll();
		expect(library.countOf(item)).toBe(1);
	});
});

describe('the window', () => {
	it('finds a change that is committed late, and none twice', async () => {
		const library = new Library();
		const early = library.request();
		const other = library.request();
		const follower = await started(library);
		library.now += 1000;
		const first = library.move(other, 'REQ_VALIDATED');
		await follower.poll();
		const late = library.move(early, 'REQ_VALIDATED', library.now - 299);
		library.now += 60;
		await follower.poll();
		await follower.poll();
		expect(follower.ids).toEqual([first, late]);
	});

	it('marks what the overlap holds at the start as told, but not what is committed into it afterwards', async () => {
		const library = new Library();
		const row = library.request();
		const other = library.request();
		library.move(row, 'REQ_VALIDATED');
		const follower = await started(library);
		expect(follower.ids).toEqual([]);
		const late = library.move(other, 'REQ_VALIDATED', library.now - 100 < other.lastUpdated / 1000 ? Math.ceil(other.lastUpdated / 1000) : library.now - 100);
		expect((await follower.poll()).map(({ eventId }) => eventId)).toEqual([late]);
	});

	it('tells of a library without any request at first all that happens later', async () => {
		const library = new Library();
		const follower = await started(library);
		const row = library.request();
		const event = library.move(row, 'REQ_VALIDATED');
		await follower.poll();
		await follower.poll();
		expect(follower.ids).toEqual([`created:${row.id}`, event]);
	});

	it('keeps what was missed at the activation although n8n drops the state of that poll', async () => {
		const library = new Library();
		const row = library.request();
		const follower = await started(library, { keeping: 'durableCursor' });
		expect(follower.saved).toBeUndefined();
		const event = library.move(row, 'REQ_VALIDATED');
		await follower.poll();
		expect(follower.ids).toEqual([event]);
	});

	it('starts with the last hours where it is told to', async () => {
		const library = new Library();
		const row = library.request({ dateCreated: (library.now - 90_000) * 1000 });
		library.move(row, 'REQ_VALIDATED', library.now - 80_000);
		const wanted = library.move(row, 'REQ_SHIPPED', library.now - 3000);
		const follower = new Follower(library, { startHours: 1 });
		expect((await follower.poll()).map(({ eventId }) => eventId)).toEqual([wanted]);
		expect(await follower.poll()).toEqual([]);
	});

	it('loses no row that slips forward while one second of hundreds is listed', async () => {
		const library = new Library();
		const rows = Array.from({ length: 250 }, () => library.request({ dateCreated: (library.now - 9000) * 1000 }));
		const follower = await started(library);
		const expected = rows.map((row) => library.move(row, 'REQ_VALIDATED'));
		// Far later, so that the overlap of the next poll cannot help.
		library.now += 5000;
		expected.push(library.move(library.request(), 'REQ_VALIDATED'));
		let lists = 0;
		library.beforeCall = () => {
			if (library.calls.at(-1)?.path === '/rs/patronrequests') lists++;
			if (lists !== 1) return;
			lists++;
			for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 5)) expected.push(library.move(row, 'REQ_SHIPPED'));
		};
		await follower.poll();
		library.beforeCall = () => undefined;
		await follower.poll();
		const transitions = follower.delivered.filter(({ kind }) => kind === 'transition').map(({ eventId }) => eventId);
		expect(transitions.sort()).toEqual(expected.sort());
	});

	it('delivers what is finished when time runs out, and the rest next time, older changes of a moved request too', async () => {
		const library = new Library();
		const rows = Array.from({ length: 8 }, () => library.request({ dateCreated: (library.now - 90_000) * 1000 }));
		const follower = await started(library);
		const expected = rows.map((row) => {
			library.now += 200;
			return library.move(row, 'REQ_VALIDATED');
		});
		const delivered = await follower.poll(3);
		expect(delivered.length).toBeGreaterThan(0);
		expect(delivered.length).toBeLessThan(8);
		// The first unfinished request changes again, far beyond the overlap.
		library.now += 2000;
		const moved = rows.find((row) => !follower.ids.includes(row.audit[0]?.id ?? ''));
		if (moved === undefined) throw new Error('All were delivered');
		expected.push(library.move(moved, 'REQ_SHIPPED'));
		await follower.poll(3);
		await follower.poll();
		await follower.poll();
		expect([...follower.ids].sort()).toEqual(expected.sort());
	});

	it('repeats only the last delivery after a restart, with the same ids, where it is told to', async () => {
		const library = new Library();
		const row = library.request();
		const follower = await started(library, { keepLast: true });
		library.move(row, 'REQ_VALIDATED');
		await follower.poll();
		library.now += 100;
		const last = library.move(row, 'REQ_SHIPPED');
		await follower.poll();
		library.now += 5000;
		await follower.poll();
		follower.restart();
		expect((await follower.poll()).map(({ eventId }) => eventId)).toEqual([last]);
		expect(await follower.poll()).toEqual([]);
	});
});

describe('old news', () => {
	it('goes past requests that changed too long ago without reading them, and counts them', async () => {
		const library = new Library();
		const rows = Array.from({ length: 150 }, () => library.request({ dateCreated: (library.now - 9000) * 1000 }));
		const follower = await started(library, { ignoreOlderThanSeconds: 3 * 86_400 });
		for (const row of rows) {
			library.now += 60;
			library.move(row, 'REQ_VALIDATED');
		}
		library.now += 30 * 86_400;
		const fresh = library.move(library.request(), 'REQ_VALIDATED');
		const changes = await follower.poll();
		expect(changes.filter(({ kind }) => kind === 'transition').map(({ eventId }) => eventId)).toEqual([fresh]);
		expect(follower.unreadRequests).toBe(150);
		expect(library.countOf(item)).toBe(1);
		expect(await follower.poll()).toEqual([]);
	});

	it('knows how late it is on the server from the time that has passed here, though only old changes came', async () => {
		const library = new Library();
		const row = library.request();
		const follower = await started(library);
		library.now += 86_400;
		library.move(row, 'REQ_VALIDATED');
		library.now += 29 * 86_400;
		const { readChanges } = await import('../../../../reshare/requests');
		const reading = await readChanges(library.client, follower.state ?? emptyState('', 0), {
			side: 'borrowing', overlapSeconds: 300, ignoreOlderThanSeconds: 3 * 86_400, repeatLast: false, keepLast: false, failures: new Map(), now: library.now * 1000 + 7_200_000, mustStop: () => false,
		});
		expect(reading.changes).toHaveLength(1);
		expect(reading.serverNow - (reading.changes[0]?.at ?? 0)).toBeGreaterThan(28 * 86_400);
	});
});

describe('trouble', () => {
	it('throws when the first request cannot be read, and leaves nothing behind', async () => {
		const library = new Library();
		const row = library.request();
		const follower = await started(library);
		const event = library.move(row, 'REQ_VALIDATED');
		let broken = true;
		library.beforeCall = () => {
			if (broken && library.calls.length === 1) throw new Error('connection lost');
		};
		await expect(follower.poll()).rejects.toThrow('connection lost');
		broken = false;
		expect((await follower.poll()).map(({ eventId }) => eventId)).toEqual([event]);
	});

	it('passes over a request that was deleted between the list and the read', async () => {
		const library = new Library();
		const [gone, kept] = [library.request(), library.request()];
		const follower = await started(library);
		library.move(gone, 'REQ_VALIDATED');
		const event = library.move(kept, 'REQ_VALIDATED');
		library.beforeCall = () => {
			if (library.calls.length === 1) library.delete(gone);
		};
		expect((await follower.poll()).map(({ eventId }) => eventId)).toEqual([event]);
	});

	it('refuses a server that ignores the filters', async () => {
		const library = new Library();
		for (let index = 0; index < 100; index++) library.request({ isRequester: false });
		const source = { listHeads: async () => await library.client.listHeads({ filters: [] }) };
		await expect(changedRows(source, 'borrowing', library.now).next()).rejects.toThrow('not asked for');
	});

	it('drops single rows of the other side and of an earlier time', async () => {
		const library = new Library();
		library.request({ isRequester: false });
		library.request({ dateCreated: (library.now - 5000) * 1000 });
		const wanted = library.request();
		const source = { listHeads: async () => await library.client.listHeads({ filters: [] }) };
		expect((await changedRows(source, 'borrowing', library.now - 10).next()).value).toEqual([expect.objectContaining({ id: wanted.id })]);
	});
});

describe('the kept state', () => {
	const state = { ...emptyState('scope', 5), since: 1000, seen: { a: 700, b: 900 }, rows: { r: [3, 900] as const } };

	it('survives being written and read', () => {
		expect(readState(JSON.parse(JSON.stringify(state)))).toEqual(state);
		expect(readState({})).toBeUndefined();
		expect(readState(undefined)).toBeUndefined();
	});

	it('stops with a sentence when a newer version wrote it, or when it is damaged', () => {
		expect(() => readState({ ...state, v: 2 })).toThrow('newer version');
		expect(() => readState({ v: 1, since: 'yesterday' })).toThrow('cannot be read');
	});

	it('forgets what lies before the window', () => {
		expect(windowStart(state, 200)).toBe(800);
		expect(prune(state, 200)).toMatchObject({ seen: { b: 900 }, rows: { r: [3, 900] } });
		expect(prune(state, 50)).toMatchObject({ seen: {}, rows: {} });
	});

	it('makes the window shorter when it would hold too much, and keeps the set whole', () => {
		const seen = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`e${index}`, 1000 + Math.floor(index / 10)]));
		const pruned = prune({ ...state, since: 1299, seen }, 300);
		expect(Object.keys(pruned.seen).length).toBeLessThanOrEqual(2000);
		const start = windowStart(pruned, 300) ?? 0;
		expect(Object.values(seen).filter((time) => time >= start)).toHaveLength(Object.keys(pruned.seen).length);
	});

	it('goes on after any number of rows with a page that holds the last of them', () => {
		for (let count = 1; count < 2500; count++) {
			const { page, perPage } = placeAfter(count);
			expect((page - 1) * perPage).toBeLessThan(count);
			expect(page * perPage).toBeGreaterThan(count);
		}
	});
});
