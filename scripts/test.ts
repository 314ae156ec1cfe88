/**
 * Runs `npm test`: lint, types and 400 simulated worlds, of which 100 are new each time, and at the same time the unit and engine tests,
 * which often wait. Further arguments go to jest: `npm test -- test/unit/okapi`. The exit code is 0 if all passed, 1 if only unit or engine
 * tests failed, and 2 if anything else failed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Runs a script, prints what it writes in one piece, not between the lines of jest, and returns its name if it failed. */
async function check(...script: readonly string[]): Promise<readonly string[]> {
	const child = spawn('npm', ['run', ...script], { stdio: ['inherit', 'pipe', 'pipe'] });
	const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
	process.stderr.write(`${output}${errors}`);
	return code === 0 ? [] : script.slice(0, 1);
}

async function checkAll(): Promise<string[]> {
	return [...(await check('lint')), ...(await check('typecheck')), ...(await check('simulate', '--', '--seeds', '300', '--new', '100'))];
}

async function main() {
	const tests = once(spawn('npm', ['run', 'test:unit', '--', ...process.argv.slice(2)], { stdio: 'inherit' }), 'close');
	const [failed, [code]] = await Promise.all([checkAll(), tests]);
	if (failed.length > 0) console.error(`\nFailed beside the tests: ${failed.join(', ')}`);
	process.exitCode = failed.length > 0 ? 2 : code === 0 ? 0 : 1;
}

void main();
