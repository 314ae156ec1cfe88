import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTemporaryFolder } from '../../n8n/childProcesses';
import { runN8nCommand } from '../../n8n/runN8nCommand';
import { linkPackage } from '../../n8n/installPackage';
import { startN8n, type RunningN8n } from '../../n8n/startN8n';
import type { SavedWorkflow } from '../../n8n/n8nTypes';
import type { PracticeAccess } from '../practice/practiceProcess';
import { buildBenchCredentials, changeNodes, readBenchWorkflow, readMeasuredExecution, type MeasuredExecution } from './benchWorkflows';

/** The first runs of a workflow load code and warm up, and are not counted. */
export const warmUpCount = 2;

/** Keeps one real n8n running, as a library does, and starts workflows of bench/workflows by a webhook. */
export class N8nServer {
	readonly #published = new Map<string, SavedWorkflow>();

	private constructor(
		readonly n8n: RunningN8n,
		private readonly address: string,
	) {}

	static async start(address: string, access: PracticeAccess): Promise<N8nServer> {
		const userFolder = createTemporaryFolder('reshare-bench-');
		const file = path.join(userFolder, 'credentials.json');
		await linkPackage(userFolder);
		await writeFile(file, JSON.stringify(buildBenchCredentials(address, access)));
		const { code, output } = await runN8nCommand(userFolder, ['import:credentials', `--input=${file}`]);
		if (code !== 0) throw new Error(`n8n could not import the credentials:\n${output.slice(-2000)}`);
		const n8n = await startN8n({ userFolder });
		await n8n.rest.signIn();
		return new N8nServer(n8n, address);
	}

	/** @param work the items on which the measured node works */
	async execute(workflow: string, work: readonly unknown[]): Promise<MeasuredExecution> {
		const { rest, url } = this.n8n;
		const { id } = this.#published.get(workflow) ?? (await this.#publish(workflow));
		const answer = await fetch(`${url}/webhook/${pathOf(workflow)}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ work }),
		});
		await answer.body?.cancel();
		const last = (await rest.executions(id)).at(-1);
		if (last === undefined) throw new Error(`The workflow ${workflow} was not started (${answer.status})`);
		return readMeasuredExecution(workflow, await rest.finishedExecution(last.id, 60_000));
	}

	async stop(): Promise<void> {
		// No execution is under way by now, so that n8n may be killed.
		await this.n8n.kill9();
	}

	async #publish(workflow: string): Promise<SavedWorkflow> {
		const file = await readBenchWorkflow(workflow, this.address);
		const started = changeNodes(file, ['Start'], (node) => ({
			...node,
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: node.id,
			parameters: { httpMethod: 'POST', path: pathOf(workflow), responseMode: 'lastNode', responseData: 'noData', options: {} },
		}));
		const saved = await this.n8n.rest.importWorkflow(
			changeNodes(started, ['Work'], (node) => ({
				...node,
				parameters: { mode: 'raw', jsonOutput: "={{ JSON.stringify({ work: $('Start').first().json.body.work }) }}" },
			})),
		);
		await this.n8n.rest.activate(saved.id);
		this.#published.set(workflow, saved);
		return saved;
	}
}

function pathOf(workflow: string) {
	return `bench-${workflow.replace('+', '-')}`;
}
