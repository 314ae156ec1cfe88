/**
 * Runs `npm test`: lint, types and 400 simulated worlds, of which 100 are new each time, and then the unit and engine tests. One after
 * another, they take less processor time than side by side. Further arguments go to jest: `npm test -- test/unit/okapi`. The exit code is 0
 * if all passed, 1 if only unit or engine tests failed, and 2 if anything else failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

async function runScript(...script: readonly string[]): Promise<boolean> {
	const [code] = await once(spawn('npm', ['run', ...script], { stdio: 'inherit' }), 'close');
	return code === 0;
}

async function main() {
	const failed: string[] = [];
	for (const [name, ...rest] of [['lint'], ['typecheck'], ['simulate', '--', '--seeds', '300', '--new', '100']] as const)
		if (!(await runScript(name, ...rest))) failed.push(name);
	const isPassed = await runScript('test:unit', '--', ...process.argv.slice(2));
	if (failed.length > 0) console.error(`\nFailed before the tests: ${failed.join(', ')}`);
	process.exitCode = failed.length > 0 ? 2 : isPassed ? 0 : 1;
}

void main();
