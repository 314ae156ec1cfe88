import { setTimeout as sleep } from 'node:timers/promises';
import { submitForm } from '../../demo/submitForm';
import { practiceBackEnds } from '../../demo/practiceBackEnds';
import { startPracticeEnvironment, type PracticeEnvironment } from '../../demo/startPracticeEnvironment';
import { printLine } from '../../demo/printOnScreen';
import { createTemporaryFolder } from '../../n8n/childProcesses';
import type { SavedWorkflow } from '../../n8n/n8nTypes';
import { findFreePort } from '../../n8n/freePort';
import { sendBatches, waitUntil, makeDrafts } from '../queue/requestBatches';
import { patronFormOf, soakRecords } from './bookRecords';
import { tokenLifeMs, type SoakOutcome } from './judgeSoak';
import { writeMemoryWatch, type MemorySample } from './memorySamples';
import { playFaultsInTurn } from './playFaultsInTurn';
import { createSoakWorkflows } from './workflows';

const second = 1000;
const minute = 60 * second;

/** The waiting times of the consortium, in which days are shortened to seconds. */
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

const formEveryMs = 12 * second;
const batchEveryMs = 30 * second;
const requestsPerBatch = 10;

/**
 * Measures n8n's memory, connections and logins. Whether anything is lost or doubled under faults is judged by the simulation, and in queue
 * mode by test/queue.
 */
export class SoakRun {
	private forms = 0;
	private sent = 0;
	private beganAt = 0;
	private endedAt = 0;
	private faultyCalls = 0;

	private constructor(
		private readonly practice: PracticeEnvironment,
		private readonly form: SavedWorkflow,
		private readonly samples: () => MemorySample[],
	) {}

	static async start() {
		const userFolder = createTemporaryFolder('soak-n8n-');
		const port = await findFreePort();
		const watch = writeMemoryWatch(userFolder, port);
		const practice = await startPracticeEnvironment({
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
		const saved = await createSoakWorkflows(practice.credentials, crossLink);
		const published = await Promise.all(
			saved.map(async (file) => {
				const workflow = await rest.importWorkflow(file);
				await rest.activate(workflow.id);
				return workflow;
			}),
		);
		const form = published.find(({ nodes }) => nodes.some(({ type }) => type === 'n8n-nodes-base.formTrigger'));
		if (form === undefined) throw new Error('No workflow has a form');
		return new SoakRun(practice, form, watch.samples);
	}

	async soak(minutes: number) {
		this.beganAt = Date.now();
		this.endedAt = this.beganAt + minutes * minute;
		const report = setInterval(() => this.tell(), 5 * minute);
		const [hits] = await Promise.all([
			playFaultsInTurn(this.practice.sandbox, this.endedAt),
			this.every(formEveryMs, () => this.sendForm()),
			this.every(batchEveryMs, () => this.sendBatch(requestsPerBatch)),
		]);
		clearInterval(report);
		this.faultyCalls = hits;
		this.tell();
	}

	private tell() {
		const last = this.samples().at(-1);
		printLine(
			`${this.forms} forms and ${this.sent} requests in batches; n8n holds ${((last?.heapBytes ?? 0) / 1e6).toFixed(1)} MB in its heap and ${last?.connections ?? 0} connections`,
		);
	}

	private async every(ms: number, work: () => Promise<void>) {
		for (let round = 0; this.beganAt + round * ms < this.endedAt; round++) {
			await sleep(Math.max(0, this.beganAt + round * ms - Date.now()));
			await work();
		}
	}

	private async sendForm() {
		const number = this.forms++;
		try {
			const answer = await submitForm(this.practice.n8n.url, this.form, patronFormOf(number));
			await answer.body?.cancel();
		} catch (error) {
			tellRefusal(`form ${number}`, error);
		}
	}

	private async sendBatch(amount: number) {
		const batch = makeDrafts(this.sent, this.sent + amount);
		this.sent += amount;
		await sendBatches(this.practice.n8n.url, [batch]).catch((error: unknown) => tellRefusal('a batch', error));
	}

	/** Sends one more form after all faults, whose patron must be told, and collects the measurements. */
	async settle(): Promise<SoakOutcome> {
		const last = this.forms;
		await this.sendForm();
		await waitUntil(
			'the patron of the last form is told',
			() => this.practice.mail.mails.some(({ to }) => to.includes(`form-${last}@example.edu`)),
			5 * minute,
		);
		return {
			forms: this.forms,
			requests: this.sent,
			faultyCalls: this.faultyCalls,
			log: this.practice.sandbox.log.entries,
			samples: this.samples().filter(({ at }) => at >= this.beganAt && at <= this.endedAt),
		};
	}

	async stop() {
		await this.practice.stop();
	}
}

/** Says that n8n took nothing, as it does on a busy machine. */
function tellRefusal(what: string, error: unknown) {
	printLine(`n8n did not take ${what}: ${error instanceof Error ? error.message.slice(0, 120) : String(error)}`);
}
