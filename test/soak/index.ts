import { printHeading, printLine, printTable } from '../../demo/printOnScreen';
import { readOptions, type SoakOptions } from './options';
import { SoakRun } from './SoakRun';
import { judge, report } from './judgeSoak';

async function main({ minutes }: SoakOptions): Promise<void> {
	printHeading(`Three triggers, a form and batches for ${minutes} minutes`);
	const run = await SoakRun.start();
	await run.soak(minutes);
	printHeading('Without faults again');
	const outcome = await run.settle();
	printHeading('Result');
	printTable(report(outcome));
	const problems = judge(outcome);
	for (const problem of problems) printLine(`WRONG: ${problem}`);
	await run.stop();
	if (problems.length > 0) throw new Error(`${problems.length} of the promises were not kept`);
	printLine('Memory is flat, and connections and logins are bounded.');
}

async function start(): Promise<void> {
	const options = readOptions();
	if (options !== undefined) await main(options);
}

// n8n ends with this process, which is started without the program of tsx in between, as in queue mode.
start().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
