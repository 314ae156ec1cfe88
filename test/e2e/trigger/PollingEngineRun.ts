import { setTimeout as sleep } from 'node:timers/promises';
import { startPracticeEnvironment, type PracticeEnvironment } from '../../../demo/startPracticeEnvironment';
import { startN8n, type RunningN8n } from '../../../n8n/startN8n';
import type { WorkflowFile, WorkflowNode } from '../../../n8n/n8nTypes';
import { crossLink, modRs, type StoredTestRequest, type Stage, type TestRequestPlan } from '../../engine/backEnds';

/** n8n's three ways of polling, and the environment that chooses them. */
export const engines = {
	'in-memory': {},
	scheduler: { N8N_SCHEDULER_ENABLED: 'true', N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true' },
	'durable cursors': {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	},
} as const;
export type EngineName = keyof typeof engines;

export const backEnds = { modRs, crossLink: crossLink('3.7.0') } as const;
export type BackEndName = keyof typeof backEnds;

function environment(engine: EngineName): Record<string, string> {
	// After a kill, n8n's usual leases block its workflows and polls for a minute or two. Shorter leases spare the tests that wait.
	return {
		...engines[engine],
		EXECUTIONS_DATA_PRUNE: 'false',
		N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10',
		N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
		N8N_SCHEDULER_LEASE_DURATION: '10',
		N8N_SCHEDULER_REAPER_INTERVAL: '2',
		N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
		N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '2',
	};
}

/** Polls are a minute apart, and on a busy machine n8n starts slowly. */
const longestWaitMs = 180_000;

export interface DeliveryCounts {
	readonly changes: number;
	readonly delivered: number;
	readonly repeated: number;
	readonly lost: number;
}

/** Runs the trigger in a real n8n, with requests that change only when the test says so. */
export class PollingEngineRun {
	readonly #deliveries = new Map<string, string[]>();
	#workflowId = '';
	/** The result of the last publishing: `published`, or the error as text. */
	#publishing = 'not published';
	#n8n: RunningN8n;
	readonly #earlierWorkflows: string[] = [];

	private constructor(
		readonly engine: EngineName,
		readonly backEnd: (typeof backEnds)[BackEndName],
		private readonly practice: PracticeEnvironment,
		private readonly userFolder: string,
	) {
		this.#n8n = practice.n8n;
	}

	static async start(engine: EngineName, backEnd: BackEndName, userFolder: string) {
		const env = environment(engine);
		const practice = await startPracticeEnvironment({
			n8n: { userFolder, env },
			backEnd,
			sandbox: { autoStaff: false, crosslinkModel: '3.7.0' },
		});
		return new PollingEngineRun(engine, backEnds[backEnd], practice, userFolder);
	}

	get sandbox() {
		return this.practice.sandbox;
	}

	async stop() {
		await this.#n8n.stop();
		await this.practice.mail.stop();
		await this.sandbox.close();
	}

	/** Publishes a workflow, whose trigger begins with the changes after that. */
	async newWorkflow(parameters: Record<string, unknown> = {}) {
		if (this.#workflowId !== '') {
			await this.#n8n.rest.deactivate(this.#workflowId);
			this.#earlierWorkflows.push(this.#workflowId);
		}
		const { id } = await this.#n8n.rest.importWorkflow(workflow(this.practice, parameters));
		this.#workflowId = id;
		await this.#settled(() => this.#n8n.rest.activate(id));
	}

	request(wanted: TestRequestPlan = {}): StoredTestRequest {
		return this.backEnd.add(this.sandbox, wanted);
	}

	/**
	 * Moves a request to a stage.
	 *
	 * @returns the id of the event
	 */
	move({ id }: StoredTestRequest, to: Stage, at?: number) {
		return this.backEnd.move(this.sandbox, id, to, at);
	}

	/** Publishes the workflow again, which makes n8n poll, and waits until the poll has ended. */
	async poll() {
		await this.deactivate();
		await this.activate();
	}

	async deactivate() {
		await this.#n8n.rest.deactivate(this.#workflowId);
	}

	async activate() {
		await this.#settled(() => this.#n8n.rest.activate(this.#workflowId));
	}

	/** Publishes the workflow again, without waiting for the poll that this causes. */
	async publishAnew() {
		await this.deactivate();
		this.#publishing = await this.#n8n.rest.activate(this.#workflowId, 3000).then(() => 'published', String);
	}

	async change(edit: (trigger: WorkflowNode) => WorkflowNode) {
		const { nodes, connections } = (await this.#n8n.rest.workflow(this.#workflowId)) as unknown as WorkflowFile;
		const trigger = nodes.find(({ type }) => type.startsWith('n8n-nodes-reshare.'));
		if (trigger === undefined) throw new Error('The workflow has no trigger');
		const edited = edit(trigger);
		const { [trigger.name]: wire, ...others } = connections;
		await this.#n8n.rest.updateWorkflow(this.#workflowId, {
			nodes: nodes.map((node) => (node === trigger ? edited : node)),
			connections: { ...others, [edited.name]: wire },
		});
	}

	async restart(how: 'stop' | 'kill9') {
		await (how === 'stop' ? this.#n8n.stop() : this.#n8n.kill9());
		await this.#settled(() => this.#boot());
	}

	/**
	 * Starts n8n, and kills it `delayMs` after it has read the changed request. The in-memory engine polls when n8n starts. The scheduler
	 * does not; with it, the workflow is published again.
	 */
	async bootAndKill(delayMs: number) {
		await this.#n8n.kill9();
		this.#publishing = 'not published again';
		let pid = 0;
		const read = this.#nextRead();
		const booted = this.#boot((started) => {
			pid = started;
		}).then(async () => {
			if (this.engine !== 'in-memory') await this.publishAnew();
		});
		await Promise.race([read, booted.then(() => read)]);
		await sleep(delayMs);
		process.kill(pid, 'SIGKILL');
		await booted.catch(() => undefined);
	}

	/** Kills n8n `delayMs` after its next scheduled poll has read the changed request, and starts it again. */
	async killAtScheduledPoll(delayMs: number) {
		await this.#nextRead();
		await sleep(delayMs);
		await this.#n8n.kill9();
		await this.#boot();
	}

	/** Waits until n8n reads a single request. */
	async #nextRead() {
		const before = this.#calls(this.backEnd.reads);
		const since = this.sandbox.log.entries.length;
		const deadline = Date.now() + longestWaitMs;
		while (this.#calls(this.backEnd.reads) === before) {
			if (Date.now() > deadline) {
				const calls = this.sandbox.log.entries.slice(since).map(({ method, path, status }) => `${method} ${path} ${status}`);
				throw new Error(
					`n8n did not read the changed request. The workflow: ${this.#publishing}. Its calls: ${calls.join(', ') || 'none'}`,
				);
			}
			await sleep(1);
		}
	}

	async scheduledPoll() {
		const before = this.#calls(this.backEnd.lists);
		const deadline = Date.now() + longestWaitMs;
		while (this.#calls(this.backEnd.lists) === before) {
			if (Date.now() > deadline) throw new Error('n8n did not poll at the appointed time');
			await sleep(50);
		}
		await this.#quiet();
	}

	#calls(path: RegExp) {
		return this.sandbox.log.countOf('GET', path);
	}

	async #boot(onProcess?: (pid: number) => void) {
		this.#n8n = await startN8n({
			userFolder: this.userFolder,
			env: environment(this.engine),
			...(onProcess === undefined ? {} : { onProcess }),
		});
		await this.#n8n.rest.signIn();
	}

	async #settled(begin: () => Promise<void>) {
		const before = this.#calls(this.backEnd.lists);
		await begin();
		const deadline = Date.now() + 15_000;
		while (this.#calls(this.backEnd.lists) === before && Date.now() < deadline) await sleep(50);
		await this.#quiet();
	}

	/** Waits until no call is under way, and none has come for a while. */
	async #quiet() {
		const { log } = this.sandbox;
		const deadline = Date.now() + 15_000;
		let quiet = 0;
		let calls = log.entries.length;
		while (quiet < 4 && Date.now() < deadline) {
			await sleep(100);
			const open = log.entries.some(({ status, fault }) => status === undefined && fault === undefined);
			quiet = !open && log.entries.length === calls ? quiet + 1 : 0;
			calls = log.entries.length;
		}
	}

	async account(expected: readonly string[]): Promise<DeliveryCounts> {
		await this.#collect();
		const times = expected.map((eventId) => [...this.#deliveries.values()].filter((ids) => ids.includes(eventId)).length);
		return {
			changes: expected.length,
			delivered: times.filter((count) => count > 0).length,
			repeated: times.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
			lost: times.filter((count) => count === 0).length,
		};
	}

	async #collect() {
		const { rest } = this.#n8n;
		for (const workflowId of [...this.#earlierWorkflows, this.#workflowId]) {
			for (const { id } of await rest.executions(workflowId)) {
				if (this.#deliveries.has(id)) continue;
				// An execution that crashed has its items as input, and not in a node that has ended.
				const text = JSON.stringify((await rest.execution(id)).data ?? {});
				this.#deliveries.set(id, [...new Set([...text.matchAll(/"eventId":"([^"]+)"/g)].map((match) => match[1] ?? ''))]);
			}
		}
	}
}

function workflow(practice: PracticeEnvironment, parameters: Record<string, unknown>): WorkflowFile {
	const { id, name } = practice.credentials.myLibrary;
	return {
		name: 'Follow requests',
		nodes: [
			{
				id: '0a4ff2c7-0f0a-4b6f-9f0e-0d5d5d1f0a01',
				name: 'Changes',
				type: 'n8n-nodes-reshare.reShareRequestStatusTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					pollTimes: { item: [{ mode: 'everyHour', minute: 59 }] },
					events: ['anyStatusChange'],
					requestsFollowed: 'borrowing',
					...parameters,
				},
				credentials: { okapiApi: { id, name } },
			},
			{
				id: '0a4ff2c7-0f0a-4b6f-9f0e-0d5d5d1f0a02',
				name: 'Done',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { Changes: { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
