import { setTimeout as sleep } from 'node:timers/promises';
import { printLine } from '../../demo/printOnScreen';
import { outputItemsOf, type SavedWorkflow } from '../../n8n/n8nTypes';
import type { RunningN8n } from '../../n8n/startN8n';
import type { N8nCluster, Worker } from './N8nCluster';
import {
	waitUntilAllEnded,
	listExecutions,
	failuresOf,
	whyNotRequested,
	retryAll,
	describeStatusCounts,
	causeOfFailure,
	type ListedExecution,
} from './executions';
import type { Consortium } from './consortium';
import { findDraftBatchesToResend } from './findDraftBatchesToResend';
import type { QueueOptions } from './queueOptions';
import { waitUntilRequestsRest, countDeliveries, undeliveredTransitions } from './deliveries';
import { splitIntoBatches, sendBatches, waitUntil, makeDrafts, type LoadTestDraft } from './requestBatches';
import type { QueueRunOutcome, NotCreatedItem } from './judgeRun';
import { nameOfCreateNode, reportingWorkflow, requestingWorkflow } from './workflows';

const minute = 60_000;

export class QueueRun {
	private main: RunningN8n | undefined;
	private workers: Worker[] = [];
	private flows: { readonly requesting: SavedWorkflow; readonly reporting: SavedWorkflow } | undefined;
	/** The requests that were sent so far, and their batches, each of which is one execution. */
	private readonly sent: LoadTestDraft[] = [];
	private readonly batches: Array<readonly LoadTestDraft[]> = [];
	private readonly sentTwice: string[] = [];
	private retriedByHand = 0;
	private sentAgain = 0;

	constructor(
		private readonly options: QueueOptions,
		private readonly cluster: N8nCluster,
		private readonly consortium: Consortium,
		private readonly port: number,
	) {}

	private get n8n() {
		if (this.main === undefined) throw new Error('n8n is not running');
		return this.main;
	}

	private get workflows() {
		if (this.flows === undefined) throw new Error('The workflows are not there yet');
		return this.flows;
	}

	async start() {
		this.main = await this.cluster.startMain(this.port);
		const { rest } = this.main;
		await rest.signIn();
		const credentials = {
			sharedInventory: await rest.createCredential('Shared Inventory', 'reShareInventoryApi', this.consortium.sharedInventory),
			myLibrary: await rest.createCredential("My Library's ReShare", 'okapiApi', this.consortium.myLibrary),
		};
		this.flows = {
			requesting: await rest.importWorkflow(requestingWorkflow(credentials)),
			reporting: await rest.importWorkflow(reportingWorkflow(credentials)),
		};
		this.workers.push(await this.cluster.startWorker('worker1'));
		await rest.activate(this.workflows.reporting.id);
		await rest.activate(this.workflows.requesting.id);
		printLine('n8n runs with one worker; the status trigger polls every minute');
	}

	/** Sends a quarter of the requests with one worker, and a quarter with two. */
	async once() {
		await this.sendOnce();
		this.workers.push(await this.cluster.startWorker('worker2'));
		await this.sendOnce();
	}

	private async sendOnce() {
		const batches = splitIntoBatches(this.next(this.options.count / 4), this.options.batch);
		await this.send(batches);
		const executions = await waitUntilAllEnded(this.n8n.rest, this.workflows.requesting.id, this.batches.length, 15 * minute);
		const [broken] = failuresOf(executions);
		if (broken !== undefined)
			throw new Error(`Executions: ${describeStatusCounts(executions)}; ${await causeOfFailure(this.n8n.rest, broken.id)}`);
		const made = this.consortium.count();
		if (made !== this.sent.length)
			throw new Error(
				`${this.sent.length} requests were sent, and the consortium has ${made} requests; ${await whyNotRequested(this.n8n.rest, executions)}`,
			);
		printLine(`${made} requests, each by one execution`);
	}

	/** Sends a quarter of the requests, each in two executions at the same time. */
	async doubles() {
		const batches = splitIntoBatches(this.next(this.options.count / 4), this.options.batch);
		this.sentTwice.push(...batches.flat().map(({ reference }) => reference));
		await this.send(batches.flatMap((batch) => [batch, batch]));
		printLine(`${batches.length * 2} executions are queued; ${this.sentTwice.length} requests are in two of them at the same time`);
		const executions = await waitUntilAllEnded(this.n8n.rest, this.workflows.requesting.id, this.batches.length, 15 * minute);
		printLine(`Executions: ${describeStatusCounts(executions)}`);
		// On a busy machine, n8n gives up executions.
		if (failuresOf(executions).length > 0) await this.sendLostAgain(executions);
	}

	/**
	 * Sends the last quarter, again each request in two executions, while first a worker is killed and then the main process with its
	 * trigger. If mod-rs has accepted both of two equal requests and the process that should withdraw its own dies at that moment, nobody
	 * else may withdraw it.
	 */
	async kills() {
		const { requesting } = this.workflows;
		const batches = splitIntoBatches(this.next(this.options.count - this.sent.length), this.options.batch);
		const before = this.consortium.count();
		const amount = batches.flat().length;
		this.sentTwice.push(...batches.flat().map(({ reference }) => reference));
		await this.send(batches.flatMap((batch) => [batch, batch]));
		printLine(`${batches.length * 2} executions are queued; ${amount} requests are in two of them at the same time`);

		const made = (part: number) => this.consortium.count() - before >= amount * part;
		await waitUntil('a fifth of the requests', () => made(0.2), 5 * minute);
		await this.workers.shift()?.kill9();
		// n8n lists the executions of a killed worker as running until its lock expires.
		const running = (await listExecutions(this.n8n.rest, requesting.id)).filter(({ status }) => status === 'running');
		printLine(`Worker 1 was killed with -9 while ${running.length} executions ran`);

		await waitUntil('two fifths of the requests', () => made(0.4), 5 * minute);
		await this.n8n.kill9();
		printLine('The main process, which polls, was killed with -9');
		await sleep(2000);
		this.main = await this.cluster.startMain(this.port);
		await this.main.rest.signIn();
		this.workers.push(await this.cluster.startWorker('worker3'));
		printLine('The main process runs again, and a new worker beside worker 2');

		let executions = await waitUntilAllEnded(this.n8n.rest, requesting.id, this.batches.length, 15 * minute);
		printLine(`Executions: ${describeStatusCounts(executions)}`);
		const ended = new Map(executions.map((execution) => [execution.id, execution.status]));
		const broken = failuresOf(executions);
		this.retriedByHand = broken.length;
		printLine(
			`Of the ${running.length} executions that ran when the worker was killed, ${running.filter(({ id }) => ended.get(id) === 'success').length} succeeded without a retry by hand`,
		);
		if (broken.length > 0) {
			for (const { id } of broken.slice(0, 3)) printLine(`  ${await causeOfFailure(this.n8n.rest, id)}`);
			executions = await retryAll(this.n8n.rest, requesting.id, broken, 15 * minute);
			printLine(`After "Retry" on ${broken.length}: ${describeStatusCounts(executions)}`);
		}
		if (failuresOf(executions).length > 0) await this.sendLostAgain(executions);
	}

	private async sendLostAgain(executions: readonly ListedExecution[]) {
		const { rest, url } = this.n8n;
		const { requesting } = this.workflows;
		const lost = await findDraftBatchesToResend(rest, executions, this.batches);
		this.sentAgain += lost.length;
		await sendBatches(url, lost);
		const ended = await waitUntilAllEnded(rest, requesting.id, executions.length + lost.length, 15 * minute);
		printLine(`After ${lost.length} whose input n8n had lost were sent again: ${describeStatusCounts(ended)}`);
	}

	/** Waits for the suppliers, polls until every change has been reported, and collects the results. */
	async settle(): Promise<QueueRunOutcome> {
		const { rest } = this.n8n;
		const { requesting, reporting } = this.workflows;
		const ledger = await waitUntilRequestsRest(this.consortium, 10 * minute);
		printLine(`The consortium is at rest: ${ledger.requests.length} requests`);
		const deadline = Date.now() + 6 * minute;
		let reported = await countDeliveries(rest, reporting.id);
		while (undeliveredTransitions(ledger, reported).length > 0 && Date.now() < deadline) {
			const broken = failuresOf(await waitUntilAllEnded(rest, reporting.id, 0, 5 * minute));
			if (broken.length > 0) await retryAll(rest, reporting.id, broken, 5 * minute);
			await sleep(5000);
			reported = await countDeliveries(rest, reporting.id);
			printLine(`${undeliveredTransitions(ledger, reported).length} changes of status are not told yet`);
		}
		const unhappy: NotCreatedItem[] = [];
		let items = 0;
		for (const { id, status } of await listExecutions(rest, requesting.id)) {
			if (status !== 'success') continue;
			const execution = await rest.execution(id);
			items += outputItemsOf(execution, nameOfCreateNode).length;
			for (const output of [1, 2])
				unhappy.push(
					...outputItemsOf(execution, nameOfCreateNode, output).map(({ json }) => ({
						reference: String(json.reference),
						reason: String(json.reason),
					})),
				);
		}
		const { retriedByHand, sentAgain, sentTwice } = this;
		return {
			references: this.sent.map(({ reference }) => reference),
			sentTwice,
			createdItems: items,
			unhappy,
			retriedByHand,
			sentAgain,
			ledger,
			reported,
		};
	}

	async stop() {
		await Promise.all([...this.workers.map((worker) => worker.stop()), this.n8n.stop()]);
	}

	private next(amount: number): LoadTestDraft[] {
		const made = makeDrafts(this.sent.length, this.sent.length + Math.round(amount));
		this.sent.push(...made);
		return made;
	}

	private async send(batches: ReadonlyArray<readonly LoadTestDraft[]>) {
		this.batches.push(...batches);
		await sendBatches(this.n8n.url, batches);
	}
}
