import { setTimeout as sleep } from 'node:timers/promises';
import { isLong } from '../long';
import { newUserFolder, removeFolder } from './support/home';
import { backEnds, EngineRun, engines, printTable, type BackEndName, type EngineName, type Result } from './trigger/engineRun';

/** How often n8n is killed at a random moment of a delivery. */
const kills = isLong ? 10 : 3;
const table: Result[] = [];
const once = (changes: number) => ({ changes, delivered: changes, repeated: 0, lost: 0 });

afterAll(() => console.log(printTable(table)));

const rows = (Object.keys(backEnds) as BackEndName[]).flatMap((backEnd) =>
	(Object.keys(engines) as EngineName[]).map((engine): [EngineName, BackEndName] => [engine, backEnd]),
);

describe.each(rows)('the polling engine %s, over %s', (engine, backEnd) => {
	let userFolder: string;
	let run: EngineRun;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		run = await EngineRun.start(engine, backEnd, userFolder);
		await run.newWorkflow();
	});

	afterAll(async () => {
		table.push(...(run?.results ?? []));
		await run?.stop();
		await removeFolder(userFolder);
	});

	afterEach(() => run?.sandbox.faults.clear());

	it('two changes of one request within one poll', async () => {
		const row = run.request();
		const ids = [run.move(row, 'expectsToSupply'), run.move(row, 'shipped')];
		await run.poll();
		await run.poll();
		expect(await run.account('two changes in one poll', ids)).toMatchObject(once(2));
	});

	it('250 changes in one second', async () => {
		const rows = run.requests(250);
		const at = run.sandbox.clock.now();
		const ids = rows.map((row) => run.move(row, 'shipped', at));
		await run.poll();
		await run.poll();
		expect(await run.account('250 changes in one second', ids)).toMatchObject(once(250));
	});

	it('a late commit inside the overlap', async () => {
		const late = run.request({ changedAt: run.sandbox.clock.now() - 3_600_000 });
		const ids = [run.move(run.request(), 'shipped')];
		await run.poll();
		ids.push(run.move(late, 'complete', run.sandbox.clock.now() - 200_000));
		await run.poll();
		await run.poll();
		expect(await run.account('late commit inside the overlap', ids)).toMatchObject(once(2));
	});

	it('states that go back', async () => {
		const row = run.request();
		const ids: string[] = [];
		for (const state of ['expectsToSupply', 'sent', 'expectsToSupply', 'needsStaff', 'expectsToSupply'] as const) {
			ids.push(run.move(row, state));
			if (ids.length % 2 === 0) await run.poll();
		}
		await run.poll();
		expect(await run.account('state regressions', ids)).toMatchObject(once(5));
	});

	it('a request deleted', async () => {
		const [gone, kept] = [run.request(), run.request()];
		run.move(gone, 'shipped');
		const ids = [run.move(kept, 'shipped')];
		run.backEnd.remove(run.sandbox, gone.id);
		await run.poll();
		expect(await run.account('request deleted', ids)).toMatchObject(once(1));
	});

	it('the server clock five minutes off', async () => {
		const row = run.request();
		const ids = [run.move(row, 'shipped', run.sandbox.clock.now() - 290_000)];
		await run.poll();
		ids.push(run.move(row, 'onItsWayBack', run.sandbox.clock.now() + 300_000));
		await run.poll();
		ids.push(run.move(row, 'complete', run.sandbox.clock.now() + 301_000));
		await run.poll();
		await run.poll();
		expect(await run.account('server clock five minutes off', ids)).toMatchObject(once(3));
	});

	it('a poll that fails after it has read', async () => {
		await run.newWorkflow();
		const [row, other] = [run.request(), run.request()];
		const ids = [run.move(row, 'shipped'), run.move(other, 'shipped')];
		run.sandbox.faults.add({ kind: 'status', status: 500, method: 'GET', path: `/(${row.id}|${other.id})(/|$)`, skip: 1, times: 4 });
		await run.publishAnew();
		run.sandbox.faults.clear();
		await sleep(500);
		await run.poll();
		await run.poll();
		expect(await run.account('throw after fetch', ids)).toMatchObject(once(2));
	});

	it('the node renamed', async () => {
		await run.newWorkflow();
		const row = run.request();
		const ids = [run.move(row, 'shipped')];
		await run.poll();
		ids.push(run.move(row, 'onItsWayBack'));
		await run.change((trigger) => ({ ...trigger, name: 'Changed requests' }));
		await run.poll();
		await run.poll();
		expect(await run.account('node renamed', ids)).toMatchObject(once(2));
	});

	it('the credential replaced', async () => {
		const row = run.request();
		const credential = await run.newCredential();
		const ids = [run.move(row, 'shipped')];
		await run.change((trigger) => ({ ...trigger, credentials: { okapiApi: credential } }));
		await run.poll();
		await run.poll();
		expect(await run.account('credential replaced', ids)).toMatchObject(once(1));
	});

	it('the filter changed', async () => {
		const row = run.request();
		await run.change((trigger) => ({ ...trigger, parameters: { ...trigger.parameters, events: ['shipped'] } }));
		const unwanted = run.move(row, 'expectsToSupply');
		const ids = [run.move(row, 'shipped')];
		await run.poll();
		await run.change((trigger) => ({ ...trigger, parameters: { ...trigger.parameters, events: ['anyStatusChange'] } }));
		await run.poll();
		ids.push(run.move(row, 'onItsWayBack'));
		await run.poll();
		expect(await run.account('filter changed', ids)).toMatchObject(once(2));
		expect(run.everything).not.toContain(unwanted);
	});

	it('a slow server with overlapping polls', async () => {
		const ids = [run.move(run.request(), 'shipped')];
		run.sandbox.faults.add({ kind: 'delay', ms: 1500, path: '^/(rs|broker)/' });
		for (let time = 0; time < 3; time++) await run.publishAnew();
		run.sandbox.faults.clear();
		await sleep(4000);
		await run.poll();
		await run.poll();
		expect(await run.account('slow server, overlapping polls', ids)).toMatchObject(once(1));
	});

	it('a quiet poll and then a restart', async () => {
		const row = run.request();
		const ids = [run.move(row, 'shipped')];
		await run.poll();
		await run.poll();
		ids.push(run.move(row, 'onItsWayBack'));
		await run.restart('stop');
		await run.poll();
		expect(await run.account('quiet poll, then restart', ids)).toMatchObject(once(2));
	});

	it('kill -9 after a delivery, and changes while n8n is down', async () => {
		const row = run.request();
		const ids = [run.move(row, 'shipped')];
		await run.poll();
		await sleep(1000);
		ids.push(run.move(row, 'onItsWayBack'));
		await run.restart('kill9');
		await run.poll();
		expect(await run.account('kill -9, then restart', ids)).toMatchObject(once(2));
	});

	it.each([false, true])(
		'kill -9 at random moments of a delivery, with Repeat Last Changes After a Restart %s',
		async (repeatAfterRestart) => {
			await run.newWorkflow({ options: { repeatAfterRestart } });
			const ids = [await firstDelivery()];
			for (let time = 0; time < kills; time++) {
				ids.push(run.move(run.request(), 'shipped'));
				await run.bootAndKill(Math.floor((time / kills) * 120));
			}
			await run.restart('kill9');
			await run.poll();
			expectNothingLost(
				repeatAfterRestart,
				await run.account(`kill -9 at ${kills} moments${repeatAfterRestart ? ', repeating' : ''}`, ids),
			);
		},
	);

	// Without the scheduler, an appointed poll is the same as the one at the start, tested above.
	(engine === 'in-memory' ? it.skip : it).each([false, true])(
		'kill -9 at random moments of appointed polls, with Repeat Last Changes After a Restart %s',
		async (repeatAfterRestart) => {
			await run.newWorkflow({ pollTimes: { item: [{ mode: 'everyMinute' }] }, options: { repeatAfterRestart } });
			const ids = [await firstDelivery()];
			for (const delayMs of [0, 20, 60]) {
				ids.push(run.move(run.request(), 'shipped'));
				await run.killAtScheduledPoll(delayMs);
			}
			await run.scheduledPoll();
			await run.poll();
			expectNothingLost(
				repeatAfterRestart,
				await run.account(`kill -9 at 3 appointed polls${repeatAfterRestart ? ', repeating' : ''}`, ids),
			);
		},
	);

	/** Durable cursors drop the place at which a newly published workflow begins; after the first delivery, they keep it. */
	async function firstDelivery(): Promise<string> {
		const id = run.move(run.request(), 'shipped');
		await run.poll();
		await sleep(1000);
		return id;
	}

	/** Without durable cursors, n8n saves the place and starts the workflow in two steps: killed between them, it may lose changes. */
	function expectNothingLost(repeatAfterRestart: boolean, { lost, repeated }: Result): void {
		if (repeatAfterRestart || engine === 'durable cursors') expect(lost).toBe(0);
		if (!repeatAfterRestart) expect(repeated).toBe(0);
	}

	it('30 days without the workflow', async () => {
		await run.newWorkflow();
		const [old, fresh] = run.requests(2);
		if (old === undefined || fresh === undefined) throw new Error('No request');
		await run.deactivate();
		const tooOld = run.move(old, 'shipped');
		run.sandbox.clock.advance(30 * 86_400_000);
		const ids = [run.move(fresh, 'shipped')];
		await run.activate();
		await run.poll();
		expect(await run.account('30 days deactivated', ids)).toMatchObject(once(1));
		expect(run.everything).not.toContain(tooOld);
	});
});
