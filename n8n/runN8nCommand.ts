import { buildN8nEnvironment } from './buildN8nEnvironment';
import { n8nScriptPath } from './startN8n';
import { nodeBinary } from './paths';
import { findFreePort } from './freePort';
import { startProcess } from './childProcesses';

interface CliResult {
	readonly code: number | null;
	readonly output: string;
	readonly standardOutput: string;
}

/**
 * Runs one n8n command, e.g. `['import:workflow', '--input=flow.json']`. A command that fails is returned as a result, and not thrown,
 * because some tests expect it.
 */
export async function runN8nCommand(userFolder: string, args: readonly string[]): Promise<CliResult> {
	const program = startProcess(nodeBinary, [n8nScriptPath(), ...args], {
		env: buildN8nEnvironment(userFolder, { N8N_RUNNERS_BROKER_PORT: String(await findFreePort()) }),
	});
	const code = await program.ended;
	return { code, output: program.output(), standardOutput: program.standardOutput() };
}

/** Reads the run data of `n8n execute --rawOutput`; n8n logs lines before it and sometimes after it. */
export function readExecutionOutput(result: CliResult): unknown {
	const start = result.standardOutput.indexOf('\n{');
	const text = result.standardOutput.slice(result.standardOutput.startsWith('{') ? 0 : start + 1);
	if (!text.startsWith('{')) throw new Error(`n8n printed no execution:\n${result.output.slice(-4000)}`);
	return JSON.parse(text.slice(0, text.lastIndexOf('\n}') + 2));
}
