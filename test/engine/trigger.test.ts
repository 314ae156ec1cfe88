import { startSandbox, type Sandbox } from '../../sandbox';
import { changedTo, TriggerBench } from './trigger/TriggerBench';
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

const listCalls = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests$/);
const itemCalls = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests\/[^/]+$/);

describe.each<PollEngine>(['inMemory', 'scheduled', 'durableCursor'])('the trigger with the engine %s', (engine) => {
	const moves = (...codes: string[]) => {
		const bench = new TriggerBench(sandbox, { engine });
		return { bench, row: bench.request(), codes };
	};

	it('the trigger reports each change once if its node is renamed', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect(await bench.poll()).toHaveLength(1);
		bench.nodeName = 'Books that were sent';
		sandbox.requests.move(row.id, 'REQ_CHECKED_IN');
		expect((await bench.activate()).map(changedTo)).toEqual(['REQ_CHECKED_IN']);
		expect(await bench.poll()).toEqual([]);
	});

	it('the trigger reports each change once if its credential is replaced by another one for the same library', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		bench.username = 'resolver-east';
		bench.password = 'east-takes-openurls';
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_SHIPPED']);
		expect(await bench.poll()).toEqual([]);
	});

	it('the trigger neither repeats nor loses a change if other events are chosen', async () => {
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

	it('the trigger makes a single list call if nothing has changed', async () => {
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
