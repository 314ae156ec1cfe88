import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readExecutionOutput, runN8nCommand } from '../../n8n/commandLine';
import { linkPackage } from '../../n8n/installPackage';
import type { Execution } from '../../n8n/n8nTypes';
import type { PracticeAccess } from '../practice/commands';
import { benchCredentials, changeNodes, readBenchWorkflow, readExecution, type ExecutionTimes } from './benchWorkflows';

/** Executes workflows of bench/workflows; the items are what the measured node works on. */
export interface Executor {
	execute(workflow: string, work: readonly unknown[]): Promise<ExecutionTimes>;
}

/** Starts a real n8n by its command line for every execution. */
export class N8nRunner implements Executor {
	readonly #imported = new Map<string, string>();

	private constructor(
		private readonly userFolder: string,
		private readonly address: string,
	) {}

	static async prepare(userFolder: string, address: string, access: PracticeAccess): Promise<N8nRunner> {
		await mkdir(userFolder, { recursive: true });
		await linkPackage(userFolder);
		const runner = new N8nRunner(userFolder, address);
		await runner.#import('credentials', benchCredentials(address, access));
		return runner;
	}

	async execute(workflow: string, work: readonly unknown[]): Promise<ExecutionTimes> {
		const id = `bench-${workflow.replace('+', '-')}`;
		const file = changeNodes(await readBenchWorkflow(workflow, this.address), ['Work'], (node) => ({
			...node,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ work }) },
		}));
		const wanted = JSON.stringify(file);
		if (this.#imported.get(id) !== wanted) await this.#import('workflow', [{ id, active: false, ...file }]);
		this.#imported.set(id, wanted);
		const result = await runN8nCommand(this.userFolder, ['execute', `--id=${id}`, '--rawOutput']);
		if (result.code !== 0) throw new Error(`The workflow ${workflow} failed:\n${result.output.slice(-3000)}`);
		return readExecution(workflow, readExecutionOutput(result) as Execution);
	}

	async #import(what: 'credentials' | 'workflow', content: unknown): Promise<void> {
		const file = path.join(this.userFolder, `${what}.json`);
		await writeFile(file, JSON.stringify(content));
		const result = await runN8nCommand(this.userFolder, [`import:${what}`, `--input=${file}`]);
		if (result.code !== 0) throw new Error(`n8n could not import the ${what}:\n${result.output.slice(-2000)}`);
	}
}
