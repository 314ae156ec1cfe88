/**
 * Runs `npm test`: lint, types and 400 simulated worlds, of which 100 are new each time, beside the unit and engine tests, which often
 * wait. Further arguments go to jest: `npm test -- test/unit/okapi`.
 */
import { spawn } from 'node:child_process';

const unitTests = 'test:unit';

/** Runs a script, and returns its name if it failed. */
async function run(script: string, shows: 'whenItComes' | 'atItsEnd', args: readonly string[] = []): Promise<string[]> {
	const output = shows === 'whenItComes' ? 'inherit' : 'pipe';
	const child = spawn('npm', ['run', script, '--', ...args], { stdio: ['inherit', output, output] });
	const chunks: Buffer[] = [];
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
	const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
	process.stderr.write(Buffer.concat(chunks));
	return code === 0 ? [] : [script];
}

/** The output of each script is printed in one piece, not between jest's lines. */
async function checks(): Promise<string[]> {
	return [
		...(await run('lint', 'atItsEnd')),
		...(await run('typecheck', 'atItsEnd')),
		...(await run('simulate', 'atItsEnd', ['--seeds', '300', '--new', '100'])),
	];
}

async function main(): Promise<void> {
	const failed = (await Promise.all([checks(), run(unitTests, 'whenItComes', process.argv.slice(2))])).flat();
	if (failed.length === 0) return;
	console.error(`\nFailed: ${failed.join(', ')}`);
	process.exitCode = failed.every((script) => script === unitTests) ? 1 : 2;
}

void main();
