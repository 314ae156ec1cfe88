import type { BackEndName } from '../../demo/backEnds';
import { heading, say } from '../../demo/screen';
import { freePort } from '../../n8n/ports';
import { Cluster } from './cluster';
import { startConsortium } from './consortium';
import { readOptions, type QueueOptions } from './options';
import { QueueRun } from './QueueRun';
import { startServices, type Services } from './services';
import { doubled, judge } from './verdict';

async function main(options: QueueOptions): Promise<void> {
	for (const backEnd of options.backEnds) await runOver(backEnd, options);
}

async function runOver(backEnd: BackEndName, options: QueueOptions): Promise<void> {
	heading(`Over ${backEnd}: starting Redis, PostgreSQL, the practice consortium and n8n in queue mode`);
	const services = await startServices();
	try {
		await runWith(services, backEnd, options);
	} finally {
		// If killed, PostgreSQL leaves shared memory behind.
		await services.stop();
	}
}

async function runWith(services: Services, backEnd: BackEndName, options: QueueOptions): Promise<void> {
	const consortium = await startConsortium(backEnd);
	const run = new QueueRun(options, new Cluster(services), consortium, await freePort());
	await run.start();

	heading('With one worker, then with two');
	await run.once();
	heading('The same wishes twice at once');
	await run.doubles();
	heading('A worker and the main process killed, with the same wishes twice at once');
	await run.kills();
	heading('Until everything has been told');
	const outcome = await run.settle();

	heading('Result');
	const problems = judge(outcome, backEnd);
	for (const problem of problems) say(`WRONG: ${problem}`);
	await run.stop();
	if (problems.length > 0) throw new Error(`${problems.length} of the promises were not kept`);
	say(
		doubled(outcome).length === 0
			? 'Every reference has exactly one open request; every change of status was delivered.'
			: 'What stayed double is told; every change of status was delivered.',
	);
}

async function start(): Promise<void> {
	const options = readOptions();
	if (options !== undefined) await main(options);
}

// The other processes end with this one. It is started without tsx's own program between: that one kills, when interrupted, a
// child that takes longer than a moment to end what it has started.
start().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
