import { parseArgs } from 'node:util';
import { printHeading, printLine, printTable } from '../../demo/printOnScreen';
import { SoakRun } from './SoakRun';
import { brokenPromisesOfSoak, soakTableOf } from './judgeSoak';

/**
 * Runs one n8n against the practice consortium: three triggers over two back ends, a form and batches, on a fast clock, while faults come and
 * go. `npm run test:soak -- [--minutes 60]`
 */
async function main() {
	const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
	const minutes = Number(values.minutes);
	if (!(minutes >= 2)) throw new Error('--minutes must be 2 or more');
	printHeading(`Three triggers, a form and batches for ${minutes} minutes`);
	const run = await SoakRun.start();
	await run.soak(minutes);
	printHeading('Without faults again');
	const outcome = await run.settle();
	printHeading('Result');
	printTable(soakTableOf(outcome));
	const problems = brokenPromisesOfSoak(outcome);
	for (const problem of problems) printLine(`WRONG: ${problem}`);
	await run.stop();
	if (problems.length > 0) throw new Error(`${problems.length} of the promises were not kept`);
	printLine('Memory is flat, and connections and logins are bounded.');
}

// n8n ends with this process. The process is started without the program of tsx in between, because tsx, when it is interrupted, kills a
// child that takes longer than a moment to end what it has started.
main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
