import { setTimeout as sleep } from 'node:timers/promises';
import { submitForm } from '../../demo/submitForm';
import { practiceBackEnds } from '../../demo/practiceBackEnds';
import { startPractice, type PracticeSetup } from '../../demo/startPractice';
import { printLine } from '../../demo/printOnScreen';
import { createTemporaryFolder } from '../../n8n/childProcesses';
import { outputItemsOf, type ExecutionItem, type SavedWorkflow } from '../../n8n/n8nTypes';
import { findFreePort } from '../../n8n/freePort';
import { allEnded, executionsOf, failed, retryAll, tally } from '../queue/executions';
import { send, wishes, type Wish } from '../queue/requestRounds';
import { triggerNode } from '../queue/workflows';
import { tokenLifeMs } from './options';
import { formOf, soakRecords } from './bookRecords';
import type { Outcome } from './judgeSoak';
import { watchFrom, type Sample } from './watchProcess';
import { playFaultsInTurn } from './faultsInTurn';
import { workflows } from './workflows';

const second = 1000;
const minute = 60 * second;

/** A day takes a few seconds. */
const waits = {
	answer: 2 * second,
	ship: 5 * second,
	transit: 6 * second,
	patron: 9 * second,
	loanPeriod: 15 * second,
	late: 5 * second,
	returnDesk: 4 * second,
	returnTransit: 5 * second,
};
/** Longer than each of them. */
const quietMs = 20 * second;

const formEveryMs = 12 * second;
const batchEveryMs = 30 * second;
const wishesPerBatch = 10;

type Flows = Readonly<Record<keyof Awaited<ReturnType<typeof workflows>>, SavedWorkflow>>;

export class SoakRun {
	private forms = 0;
	private readonly refusedForms: number[] = [];
	private readonly wishes: Wish[] = [];
	private beganAt = 0;
	private endedAt = 0;
	private faultyCalls = 0;
	private retried = 0;
	private sentAgain = 0;

	private constructor(
		private readonly practice: PracticeSetup,
		private readonly flows: Flows,
		private readonly samples: () => Sample[],
	) {}

	static async start(): Promise<SoakRun> {
		const userFolder = createTemporaryFolder('soak-n8n-');
		const port = await findFreePort();
		const watch = watchFrom(userFolder, port);
		const practice = await startPractice({
			// n8n's newer engine for expressions keeps 10 MB for each form that ends with a page, which would hide any memory leak of ours.
			n8n: { userFolder, preload: watch.preload, env: { EXECUTIONS_DATA_PRUNE: 'false', N8N_EXPRESSION_ENGINE: 'legacy' } },
			sandbox: { port, waits, tokenLifetimeMs: tokenLifeMs, inventory: { records: soakRecords } },
		});
		// Eight patrons have hundreds of requests each, so that the limit must be high.
		practice.sandbox.settings.set('east', 'max_requests', '100000');
		const { rest } = practice.n8n;
		const crossLink = await rest.createCredential("My Library's CrossLink", 'okapiApi', {
			...practiceBackEnds.crossLink.account(practice.sandbox),
		});
		const saved: Array<readonly [string, SavedWorkflow]> = [];
		for (const [name, file] of Object.entries(await workflows(practice.credentials, crossLink))) {
			const workflow = await rest.importWorkflow(file);
			await rest.activate(workflow.id);
			saved.push([name, workflow]);
		}
		return new SoakRun(practice, Object.fromEntries(saved) as unknown as Flows, watch.samples);
	}

	async soak(minutes: number): Promise<void> {
		this.beganAt = Date.now();
		this.endedAt = this.beganAt + minutes * minute;
		const report = setInterval(() => this.tell(), 5 * minute);
		const [hits] = await Promise.all([
			playFaultsInTurn(this.practice.sandbox, this.endedAt),
			this.every(formEveryMs, async () => await this.sendForm()),
			this.every(batchEveryMs, async () => await this.sendBatch(wishesPerBatch)),
		]);
		clearInterval(report);
		this.faultyCalls = hits;
		this.tell();
	}

	private tell(): void {
		const last = this.samples().at(-1);
		printLine(
			`${this.forms} forms and ${this.wishes.length} wishes in batches; n8n holds ${((last?.heapBytes ?? 0) / 1e6).toFixed(1)} MB in its heap and ${last?.connections ?? 0} connections`,
		);
	}

	private async every(ms: number, work: () => Promise<void>): Promise<void> {
		for (let turn = 0; this.beganAt + turn * ms < this.endedAt; turn++) {
			await sleep(Math.max(0, this.beganAt + turn * ms - Date.now()));
			await work();
		}
	}

	private async sendForm(): Promise<void> {
		const number = this.forms++;
		try {
			const answer = await submitForm(this.practice.n8n.url, this.flows.form, formOf(number));
			await answer.body?.cancel();
		} catch (error) {
			// On a busy machine n8n refuses a form, and the patron sends it again later.
			printLine(`n8n did not take form ${number}: ${error instanceof Error ? error.message.slice(0, 120) : String(error)}`);
			this.refusedForms.push(number);
		}
	}

	private async sendBatch(amount: number): Promise<void> {
		const batch = wishes(this.wishes.length, this.wishes.length + amount);
		this.wishes.push(...batch);
		try {
			await send(this.practice.n8n.url, [batch]);
		} catch (error) {
			printLine(
				`n8n did not take a batch, which is sent again at the end: ${error instanceof Error ? error.message.slice(0, 120) : String(error)}`,
			);
		}
	}

	/**
	 * Does what staff do after bad hours: it presses "Retry" on what failed, and sends again what was not requested. Then it waits until
	 * everything is reported.
	 */
	async settle(): Promise<Outcome> {
		const { rest, url } = this.practice.n8n;
		const { changes, shipments, crossLinkChanges, form, batch } = this.flows;
		for (const { id } of [form, batch]) {
			const executions = await allEnded(rest, id, 0, 10 * minute);
			const broken = failed(executions);
			printLine(`Executions: ${tally(executions)}`);
			this.retried += broken.length;
			if (broken.length > 0) await retryAll(rest, id, broken, 5 * minute);
		}
		const requested = new Set((await this.items(batch.id, 'Create', [0])).map(({ json }) => json.reference));
		const open = this.wishes.filter(({ reference }) => !requested.has(reference));
		this.sentAgain = open.length;
		if (open.length > 0) {
			const before = (await executionsOf(rest, batch.id)).length;
			await send(url, [open]);
			await allEnded(rest, batch.id, before + 1, 10 * minute);
		}
		await this.rest();
		const delivered = await Promise.all(
			[changes, shipments, crossLinkChanges].map(async ({ id }) => await this.items(id, triggerNode, [0])),
		);
		const [changed = [], shipped = [], changedOverCrossLink = []] = delivered;
		const { sandbox, mail } = this.practice;
		return {
			forms: this.forms,
			refusedForms: this.refusedForms,
			patronsTold: mail.mails.flatMap(({ to }) => to).filter((address) => address.startsWith('form-')),
			formItems: await this.items(form.id, 'Create Request', [0, 1, 2, 3]),
			wishes: this.wishes.map(({ reference }) => reference),
			batchItems: await this.items(batch.id, 'Create', [0, 1, 2]),
			retried: this.retried,
			sentAgain: this.sentAgain,
			faultyCalls: this.faultyCalls,
			changed,
			shipped,
			changedOverCrossLink,
			modRsRequests: sandbox.requests.all('east').filter(({ isRequester }) => isRequester === true),
			crossLinkRequests: sandbox.crosslink.requests.all().filter(({ side }) => side === 'borrowing'),
			log: sandbox.log.entries,
			samples: this.samples().filter(({ at }) => at >= this.beganAt && at <= this.endedAt),
		};
	}

	/** Waits until nothing changes any more, and then for three further polls. */
	private async rest(): Promise<void> {
		const { sandbox } = this.practice;
		const states = () =>
			JSON.stringify([...sandbox.requests.all('east'), ...sandbox.crosslink.requests.all()].map(({ id, state }) => [id, state]));
		const deadline = Date.now() + 5 * minute;
		for (let before = ''; before !== states();) {
			if (Date.now() > deadline) throw new Error('The consortium does not come to rest');
			before = states();
			await sleep(quietMs);
		}
		printLine('The consortium is at rest');
		await sleep(35 * second);
	}

	/** Reads the items of executions that ran to their end. */
	private async items(workflowId: string, node: string, outputs: readonly number[]): Promise<ExecutionItem[]> {
		const { rest } = this.practice.n8n;
		const found: ExecutionItem[] = [];
		for (const { id, status } of await executionsOf(rest, workflowId)) {
			if (status !== 'success') continue;
			const execution = await rest.execution(id);
			for (const output of outputs) found.push(...outputItemsOf(execution, node, output));
		}
		return found;
	}

	async stop(): Promise<void> {
		await this.practice.stop();
	}
}
