import type { BackEndName } from '../../demo/practiceBackEnds';
import { printHeading, printLine } from '../../demo/printOnScreen';
import { findFreePort } from '../../n8n/freePort';
import { N8nCluster } from './N8nCluster';
import { startConsortium } from './consortium';
import { readOptions, type QueueOptions } from './queueOptions';
import { QueueRun } from './QueueRun';
import { startServices, type Services } from './redisAndPostgres';
import { doubledReferencesOf, brokenPromisesOf } from './judgeRun';

/**
 * Runs n8n in queue mode (main process, two workers, Redis, PostgreSQL) against the practice consortium, over mod-rs and then over CrossLink,
 * with a worker and the main process killed on the way.
 */
async function main() {
	const options = readOptions();
	for (const backEnd of options.backEnds) await runOver(backEnd, options);
}

async function runOver(backEnd: BackEndName, options: QueueOptions) {
	printHeading(`Over ${backEnd}: starting Redis, PostgreSQL, the practice consortium and n8n in queue mode`);
	const services = await startServices();
	try {
		await runWith(services, backEnd, options);
	} finally {
		// If PostgreSQL were killed, it would leave shared memory behind.
		await services.stop();
	}
}

async function runWith(services: Services, backEnd: BackEndName, options: QueueOptions) {
	const consortium = await startConsortium(backEnd);
	const run = new QueueRun(options, new N8nCluster(services), consortium, await findFreePort());
	await run.start();

	printHeading('With one worker, then with two');
	await run.once();
	printHeading('The same requests twice at once');
	await run.doubles();
	printHeading('A worker and the main process killed, with the same requests twice at once');
	await run.kills();
	printHeading('Until everything has been told');
	const outcome = await run.settle();

	printHeading('Result');
	const problems = brokenPromisesOf(outcome, backEnd);
	for (const problem of problems) printLine(`WRONG: ${problem}`);
	await run.stop();
	if (problems.length > 0) throw new Error(`${problems.length} of the promises were not kept`);
	const doubled = doubledReferencesOf(outcome).length;
	printLine(
		doubled === 0
			? 'Every reference has exactly one open request; every change of status was delivered.'
			: `${doubled} references have two open requests, each of which an item reported; every change of status was delivered.`,
	);
}

// The other processes end with this one. This one is started without the program of tsx in between, because tsx, when it is interrupted,
// kills a child that takes longer than a moment to end what it has started.
main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
