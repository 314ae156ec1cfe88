import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox';
import { changedTo, TriggerBench } from './trigger/bench';
import type { PollEngine } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	// The server does not go on with a request by itself.
	sandbox = await startSandbox({ autoStaff: false, verdictDelayMs: 3_600_000 });
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
	sandbox.log.clear();
});

const ids = (items: readonly IDataObject[]): string[] => items.map(({ eventId }) => eventId as string);
const listCalls = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests$/);
const itemCalls = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests\/[^/]+$/);

describe.each<PollEngine>(['inMemory', 'scheduled', 'durableCursor'])('every change once, with the engine %s', (engine) => {
	const moves = (...codes: string[]) => {
		const bench = new TriggerBench(sandbox, { engine });
		return { bench, row: bench.request(), codes };
	};

	it('begins with what happens after the activation', async () => {
		const { bench, row } = moves();
		sandbox.requests.move(row.id, 'REQ_VALIDATED');
		expect(await bench.activate()).toEqual([]);
		sandbox.requests.move(row.id, 'REQ_SUPPLIER_IDENTIFIED');
		sandbox.requests.move(row.id, 'REQ_REQUEST_SENT_TO_SUPPLIER');
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER']);
		expect(await bench.poll()).toEqual([]);
	});

	it('tells 250 changes of one second, of which none repeats', async () => {
		const { bench } = moves();
		const rows = Array.from({ length: 250 }, () => bench.request());
		await bench.activate();
		const at = sandbox.clock.now() + 1000;
		for (const row of rows) sandbox.requests.move(row.id, 'REQ_SHIPPED', { at });
		const delivered = ids(await bench.poll());
		expect(delivered).toHaveLength(250);
		expect(new Set(delivered).size).toBe(250);
		expect(await bench.poll()).toEqual([]);
	});

	it('tells both of two changes within one poll, and says of the first that it is over', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		sandbox.requests.move(row.id, 'REQ_CHECKED_IN');
		expect(await bench.poll()).toMatchObject([
			{ event: 'shipped', isStillCurrent: false, currentStatus: { code: 'REQ_CHECKED_IN' } },
			{ event: 'received', isStillCurrent: true },
		]);
	});

	it('finds a late commit inside the overlap', async () => {
		const { bench, row } = moves();
		const late = bench.request({ dateCreated: sandbox.clock.now() - 3_600_000 });
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		await bench.poll();
		sandbox.requests.move(late.id, 'REQ_OVERDUE', { at: sandbox.clock.now() - 240_000 });
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_OVERDUE']);
		expect(await bench.poll()).toEqual([]);
	});

	it('goes on when n8n is started again, after a quiet poll too', async () => {
		const { bench, row } = moves();
		await bench.activate();
		await bench.poll();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect(await bench.poll()).toHaveLength(1);
		await bench.poll();
		sandbox.requests.move(row.id, 'REQ_CHECKED_IN');
		expect((await bench.restart()).map(changedTo)).toEqual(['REQ_CHECKED_IN']);
		expect(await bench.poll()).toEqual([]);
	});

	it('goes on when the node is renamed', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect(await bench.poll()).toHaveLength(1);
		bench.nodeName = 'Books that were sent';
		sandbox.requests.move(row.id, 'REQ_CHECKED_IN');
		expect((await bench.activate()).map(changedTo)).toEqual(['REQ_CHECKED_IN']);
		expect(await bench.poll()).toEqual([]);
	});

	it('goes on when the credential is replaced by another one for the same library', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		bench.username = 'resolver-east';
		bench.password = 'east-takes-openurls';
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_SHIPPED']);
		expect(await bench.poll()).toEqual([]);
	});

	it('neither repeats nor loses when the kind of change is chosen again', async () => {
		const { bench, row } = moves();
		bench.parameters = { events: ['shipped'] };
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_EXPECTS_TO_SUPPLY');
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_SHIPPED']);
		bench.parameters = { events: ['expectsToSupply', 'overdue', 'shipped'] };
		expect(await bench.poll()).toEqual([]);
		sandbox.requests.move(row.id, 'REQ_OVERDUE');
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_OVERDUE']);
	});

	it('loses nothing when a poll fails after it has read', async () => {
		const { bench, row } = moves();
		const other = bench.request();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		sandbox.requests.move(other.id, 'REQ_SHIPPED');
		const broken = sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: `/rs/patronrequests/${row.id}` });
		const before = bench.memory.saved(bench.nodeName);
		const first = await bench.pollRaw();
		// Either the other change comes and this one later, or the poll fails as a whole: none is lost.
		sandbox.faults.remove(broken);
		if (first.error !== undefined) expect(bench.memory.saved(bench.nodeName)).toEqual(before);
		const delivered = [...(first.outputs?.[0] ?? []).map(({ json }) => json), ...(await bench.poll())];
		expect(delivered.map(({ requestId }) => requestId).sort()).toEqual([row.id, other.id].sort());
		expect(await bench.poll()).toEqual([]);
	});

	it('follows a status that goes back, each step once', async () => {
		const { bench, row } = moves();
		await bench.activate();
		const way = [
			'REQ_EXPECTS_TO_SUPPLY',
			'REQ_UNFILLED',
			'REQ_REQUEST_SENT_TO_SUPPLIER',
			'REQ_EXPECTS_TO_SUPPLY',
			'REQ_CANCEL_PENDING',
			'REQ_EXPECTS_TO_SUPPLY',
		];
		const told: string[] = [];
		for (const [index, code] of way.entries()) {
			sandbox.requests.move(row.id, code);
			if (index % 2 === 1) told.push(...(await bench.poll()).map(changedTo));
		}
		expect(told).toEqual(way);
	});

	it('goes on when a request was deleted', async () => {
		const { bench, row } = moves();
		const kept = bench.request();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		sandbox.requests.move(kept.id, 'REQ_SHIPPED');
		sandbox.requests.delete(row.id);
		expect(ids(await bench.poll())).toHaveLength(1);
		expect(await bench.poll()).toEqual([]);
	});

	it.each([5, -5])('works with a server whose clock is %s minutes off', async (minutes) => {
		const { bench, row } = moves();
		const off = minutes * 60_000;
		const at = () => sandbox.clock.now() + off;
		sandbox.requests.move(row.id, 'REQ_VALIDATED', { at: at() });
		await bench.activate();
		for (const code of ['REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED']) {
			sandbox.requests.move(row.id, code, { at: at() });
			expect((await bench.poll()).map(changedTo)).toEqual([code]);
		}
		expect(await bench.poll()).toEqual([]);
	});

	it('polls a slow server once at a time, and tells each change once', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		const slow = sandbox.faults.add({ kind: 'delay', ms: 300, path: '/rs/patronrequests' });
		const overlapping = await Promise.all([bench.poll(), bench.poll(), bench.poll()]);
		sandbox.faults.remove(slow);
		expect(overlapping.flat().map(changedTo)).toEqual(['REQ_SHIPPED']);
		sandbox.requests.move(row.id, 'REQ_CHECKED_IN');
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_CHECKED_IN']);
	});

	it('costs one list call when nothing happened', async () => {
		const { bench, row } = moves();
		for (let index = 0; index < 50; index++) bench.request({ dateCreated: sandbox.clock.now() - 86_400_000 });
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		await bench.poll();
		sandbox.log.clear();
		await bench.poll();
		expect([listCalls(), itemCalls()]).toEqual([1, 0]);
	});
});
