import { setTimeout as sleep } from 'node:timers/promises';
import { isLongRun } from '../caseCount';
import { newUserFolder, removeFolder } from './support/userFolder';
import { backEnds, PollingEngineRun, engines, type BackEndName, type EngineName, type DeliveryCounts } from './trigger/PollingEngineRun';

/** How often n8n is killed at a random moment of a delivery. */
const kills = isLongRun ? 10 : 3;
const once = (changes: number) => ({ changes, delivered: changes, repeated: 0, lost: 0 });

const rows = (Object.keys(backEnds) as BackEndName[]).flatMap((backEnd) =>
	(Object.keys(engines) as EngineName[]).map((engine): [EngineName, BackEndName] => [engine, backEnd]),
);

describe.each(rows)('the polling engine %s, over %s', (engine, backEnd) => {
	let userFolder: string;
	let run: PollingEngineRun;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		run = await PollingEngineRun.start(engine, backEnd, userFolder);
		await run.newWorkflow();
	});

	afterAll(async () => {
		await run?.stop();
		await removeFolder(userFolder);
	});

	afterEach(() => run?.sandbox.faults.clear());

	it(`the trigger with n8n's engine "${engine}" over ${backEnd} delivers each status change once if its node is renamed`, async () => {
		await run.newWorkflow();
		const row = run.request();
		const ids = [run.move(row, 'shipped')];
		await run.poll();
		ids.push(run.move(row, 'onItsWayBack'));
		await run.change((trigger) => ({ ...trigger, name: 'Changed requests' }));
		await run.poll();
		await run.poll();
		expect(await run.account(ids)).toMatchObject(once(2));
	});

	it(`the trigger with n8n's engine "${engine}" over ${backEnd} delivers each status change once if n8n restarts after a poll without changes`, async () => {
		const row = run.request();
		const ids = [run.move(row, 'shipped')];
		await run.poll();
		await run.poll();
		ids.push(run.move(row, 'onItsWayBack'));
		await run.restart('stop');
		await run.poll();
		expect(await run.account(ids)).toMatchObject(once(2));
	});

	it(`the trigger with n8n's engine "${engine}" over ${backEnd} delivers each status change once if n8n is killed after a delivery and before the next poll`, async () => {
		const row = run.request();
		const ids = [run.move(row, 'shipped')];
		await run.poll();
		await sleep(1000);
		ids.push(run.move(row, 'onItsWayBack'));
		await run.restart('kill9');
		await run.poll();
		expect(await run.account(ids)).toMatchObject(once(2));
	});

	it.each([false, true])(
		`the trigger with n8n's engine "${engine}" over ${backEnd}, killed at a delivery with Repeat Last Changes After a Restart %s, loses no change (if true) or repeats none (if false)`,
		async (repeatAfterRestart) => {
			await run.newWorkflow({ options: { repeatAfterRestart } });
			const ids = [await firstDelivery()];
			for (let time = 0; time < kills; time++) {
				ids.push(run.move(run.request(), 'shipped'));
				await run.bootAndKill(Math.floor((time / kills) * 120));
			}
			await run.restart('kill9');
			await run.poll();
			expectNothingLost(repeatAfterRestart, await run.account(ids));
		},
	);

	// Without the scheduler, a poll at its appointed time is the same as the one at the start, which the test above covers.
	(engine === 'in-memory' ? it.skip : it).each([false, true])(
		`the trigger with n8n's engine "${engine}" over ${backEnd}, killed at a scheduled poll with Repeat Last Changes After a Restart %s, loses no change (if true) or repeats none (if false)`,
		async (repeatAfterRestart) => {
			await run.newWorkflow({ pollTimes: { item: [{ mode: 'everyMinute' }] }, options: { repeatAfterRestart } });
			const ids = [await firstDelivery()];
			for (const delayMs of [0, 20, 60]) {
				ids.push(run.move(run.request(), 'shipped'));
				await run.killAtScheduledPoll(delayMs);
			}
			await run.scheduledPoll();
			await run.poll();
			expectNothingLost(repeatAfterRestart, await run.account(ids));
		},
	);

	/**
	 * With durable cursors, n8n drops the cursor with which a newly published workflow begins. It keeps the cursor from the first delivery
	 * on, which this function makes.
	 */
	async function firstDelivery() {
		const id = run.move(run.request(), 'shipped');
		await run.poll();
		await sleep(1000);
		return id;
	}

	/**
	 * Without durable cursors, n8n first saves the cursor and then starts the workflow. If it is killed in between, it may lose changes.
	 */
	function expectNothingLost(repeatAfterRestart: boolean, { lost, repeated }: DeliveryCounts) {
		if (repeatAfterRestart || engine === 'durable cursors') expect(lost).toBe(0);
		if (!repeatAfterRestart) expect(repeated).toBe(0);
	}
});
