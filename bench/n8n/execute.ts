import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { executionFrom, n8nCommand, type CliResult } from '../../n8n/commandLine';
import { linkPackage } from '../../n8n/packageInstall';
import type { Execution, Item, NodeRun } from '../../n8n/types';
import type { Access } from '../practice/commands';

/** The workflow files name the practice consortium's usual address; it is replaced by the measured one. */
const usualAddress = 'http://127.0.0.1:9130';

export interface Executed {
	/** Milliseconds of all runs of one node; 0 for a node that did not run. */
	nodeMs(name: string): number;
	/** Milliseconds from the first start of any of these nodes to the last end. */
	spanMs(names: readonly string[]): number;
	/** When a node began, in milliseconds since 1970. */
	start(name: string): number;
	/** Items of one output of a node. */
	items(name: string, output?: number): readonly Item[];
}

/** A real n8n, started again for every execution by its command line. */
export class N8nRunner {
	/** What n8n's database holds of each workflow. */
	readonly #imported = new Map<string, string>();

	private constructor(
		private readonly userFolder: string,
		private readonly address: string,
	) {}

	/** Prepares n8n's database with the package and its credentials. */
	static async prepare(userFolder: string, address: string, access: Access): Promise<N8nRunner> {
		await mkdir(userFolder, { recursive: true });
		await linkPackage(userFolder);
		const runner = new N8nRunner(userFolder, address);
		await runner.#import('credentials', credentials(address, access));
		return runner;
	}

	/** Runs a workflow of bench/workflows with these items as its work. */
	async execute(workflow: string, work: readonly unknown[], timeoutMs = 300_000): Promise<Executed> {
		const id = `bench-${workflow}`;
		const text = await readFile(path.join(__dirname, '..', 'workflows', `${workflow}.json`), 'utf8');
		const file = JSON.parse(text.replaceAll(usualAddress, this.address)) as { nodes: Array<{ name: string; parameters: Record<string, unknown> }> };
		const workNode = file.nodes.find(({ name }) => name === 'Work');
		if (workNode === undefined) throw new Error(`The workflow ${workflow} has no node 'Work'`);
		workNode.parameters.jsonOutput = JSON.stringify({ work });
		const wanted = JSON.stringify(file);
		if (this.#imported.get(id) !== wanted) await this.#import('workflow', [{ id, active: false, ...file }]);
		this.#imported.set(id, wanted);
		const result = await n8nCommand(this.userFolder, ['execute', `--id=${id}`, '--rawOutput'], { EXECUTIONS_TIMEOUT: String(timeoutMs / 1000) });
		return readExecution(workflow, result);
	}

	async #import(what: 'credentials' | 'workflow', content: unknown): Promise<void> {
		const file = path.join(this.userFolder, `${what}.json`);
		await writeFile(file, JSON.stringify(content));
		const result = await n8nCommand(this.userFolder, [`import:${what}`, `--input=${file}`]);
		if (result.code !== 0) throw new Error(`n8n could not import the ${what}:\n${result.output.slice(-2000)}`);
	}
}

type TimedRun = NodeRun & { readonly startTime?: number };

function readExecution(workflow: string, result: CliResult): Executed {
	if (result.code !== 0) throw new Error(`The workflow ${workflow} failed:\n${result.output.slice(-3000)}`);
	const execution = executionFrom(result) as Execution;
	const { error, runData } = execution.data.resultData;
	if (error) throw new Error(`The workflow ${workflow} failed: ${error.message ?? ''}`);
	const runs = (name: string): readonly TimedRun[] => runData[name] ?? [];
	return {
		nodeMs: (name) => runs(name).reduce((sum, { executionTime = 0 }) => sum + executionTime, 0),
		start: (name: string) => runs(name)[0]?.startTime ?? 0,
		spanMs: (names) => {
			const all = names.flatMap((name) => runs(name));
			return Math.max(...all.map(({ startTime = 0, executionTime = 0 }) => startTime + executionTime)) - Math.min(...all.map(({ startTime = 0 }) => startTime));
		},
		items: (name, output = 0) => runs(name).flatMap((run) => run.data?.main?.[output] ?? []),
	};
}

function credentials(address: string, { crossLink, inventory, library, vufindPath }: Access): unknown {
	return [
		{ id: 'benchSharedInventory', name: 'Shared Inventory', type: 'reShareInventoryApi', data: { url: address, ...inventory } },
		{ id: 'benchMyLibrary', name: "My Library's ReShare", type: 'okapiApi', data: { url: address, ...library, openUrlBaseUrl: `${address}/openurl` } },
		{ id: 'benchCrossLink', name: "My Library's CrossLink", type: 'okapiApi', data: { backEnd: 'crossLink', url: address, ...crossLink } },
		{ id: 'benchVufind', name: 'Shared Inventory (VuFind)', type: 'reShareInventoryApi', data: { searchedThrough: 'vufind', vufindUrl: `${address}${vufindPath}` } },
	];
}
