import { setTimeout as sleep } from 'node:timers/promises';
import { startPractice, type Practice } from '../../../demo/practice';
import { startN8n, type RunningN8n } from '../../../n8n/server';
import type { Credential, PublicationStatus, WorkflowFile, WorkflowNode } from '../../../n8n/types';
import type { Sandbox } from '../../../sandbox';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { newUserFolder, removeFolder } from '../support/home';

export type Side = 'borrowing' | 'lending';

/** The address that a button calls, and what the node does. */
export interface Button {
	readonly path: string;
	readonly side: Side;
	readonly parameters: Record<string, unknown>;
}

export interface Following {
	readonly mailTo: string;
	readonly side: Side;
	readonly events: readonly string[];
}

/** A killed n8n blocks its workflows and polls for a minute or two; the test does not wait that long. */
const env = { N8N_WORKFLOW_PUBLICATION_OUTBOX_LEASE_SECONDS: '10', N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000' };
const longestWaitMs = 90_000;

/** Two libraries' desks in one n8n: a button for each action, and a mail for each change. */
export class DeskBench {
	#n8n: RunningN8n;
	readonly #followers: string[] = [];

	private constructor(
		private readonly practice: Practice,
		private readonly userFolder: string,
	) {
		this.#n8n = practice.n8n;
	}

	static async start(): Promise<DeskBench> {
		const userFolder = await newUserFolder();
		return new DeskBench(
			await startPractice({ n8n: { userFolder, env }, sandbox: { verdictDelayMs: 5, autoStaff: false, crosslinkModel: '3.7.0' } }),
			userFolder,
		);
	}

	async stop(): Promise<void> {
		await this.#n8n.stop();
		await this.practice.mail.stop();
		await this.sandbox.close();
		await removeFolder(this.userFolder);
	}

	get sandbox(): Sandbox {
		return this.practice.sandbox;
	}

	async credential(name: string, data: Record<string, unknown>): Promise<Credential> {
		const { id, type } = await this.#n8n.rest.createCredential(name, 'okapiApi', data);
		return { id, name, type };
	}

	/** A button answers with the item that comes of its action. */
	async desk(name: string, credential: Credential, buttons: readonly Button[]): Promise<void> {
		const nodes = buttons.flatMap(({ path, side, parameters }, row): WorkflowNode[] => [
			{
				...node(`Button ${path}`, 'n8n-nodes-base.webhook', 2, [0, row * 200], {
					httpMethod: 'POST',
					path,
					responseMode: 'lastNode',
					options: {},
				}),
				webhookId: path,
			},
			{
				...node(`Do ${path}`, 'n8n-nodes-reshare.reShareRequest', 1, [220, row * 200], {
					operation: 'performAction',
					side,
					request: { __rl: true, mode: 'name', value: '={{ $json.body.scanned }}' },
					...parameters,
				}),
				credentials: { okapiApi: { id: credential.id, name: credential.name } },
			},
			node(`Answer ${path}`, 'n8n-nodes-base.noOp', 1, [440, row * 200], {}),
		]);
		const connections = Object.fromEntries(
			buttons.flatMap(({ path }) => {
				const to = [{ node: `Answer ${path}`, type: 'main', index: 0 }];
				return [
					[`Button ${path}`, { main: [[{ node: `Do ${path}`, type: 'main', index: 0 }]] }],
					// Any output is the answer: done, not possible, unclear.
					[`Do ${path}`, { main: [to, to, to] }],
				];
			}),
		);
		await this.#publish({ name, nodes, connections, settings: { executionOrder: 'v1' } });
	}

	/** Mails each change, with the event and the request's number as subject. */
	async follow(name: string, credential: Credential, { mailTo, side, events }: Following): Promise<void> {
		const smtp = this.practice.credentials.mail;
		const trigger = {
			pollTimes: { item: [{ mode: 'everyHour', minute: 59 }] },
			requestsFollowed: side,
			[side === 'lending' ? 'lendingEvents' : 'events']: [...events],
		};
		const mail = {
			fromEmail: 'desk@example.org',
			toEmail: mailTo,
			subject: '={{ $json.event }} {{ $json.hrid }}',
			emailFormat: 'text',
			text: '={{ $json.explanation }}',
			options: { appendAttribution: false },
		};
		const nodes: WorkflowNode[] = [
			{
				...node('Changes', 'n8n-nodes-reshare.reShareRequestStatusTrigger', 1, [0, 0], trigger),
				credentials: { okapiApi: { id: credential.id, name: credential.name } },
			},
			{ ...node('Mail', 'n8n-nodes-base.emailSend', 2.1, [220, 0], mail), credentials: { smtp: { id: smtp.id, name: smtp.name } } },
		];
		this.#followers.push(
			await this.#publish({
				name,
				nodes,
				connections: { Changes: { main: [[{ node: 'Mail', type: 'main', index: 0 }]] } },
				settings: { executionOrder: 'v1' },
			}),
		);
	}

	async #publish(workflow: WorkflowFile): Promise<string> {
		const { id } = await this.#n8n.rest.importWorkflow(workflow);
		await this.#n8n.rest.activate(id);
		return id;
	}

	/** Presses a button as soon as n8n listens. */
	async press(path: string, scanned: string): Promise<Record<string, unknown>> {
		const deadline = Date.now() + longestWaitMs;
		for (;;) {
			const answer = await fetch(`${this.#n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ scanned }),
			});
			const text = await answer.text();
			if (answer.ok) return JSON.parse(text) as Record<string, unknown>;
			// n8n answers 404 until it has published its workflows again.
			if (answer.status !== 404 || Date.now() > deadline)
				throw new Error(`n8n answered ${answer.status} to ${path}: ${text.slice(0, 300)}`);
			await sleep(200);
		}
	}

	async poll(): Promise<void> {
		for (const id of this.#followers) {
			await this.#n8n.rest.deactivate(id);
			await this.#n8n.rest.activate(id);
		}
	}

	async restart(how: 'stop' | 'kill9'): Promise<void> {
		await (how === 'stop' ? this.#n8n.stop() : this.#n8n.kill9());
		this.#n8n = await startN8n({ userFolder: this.userFolder, env });
		await this.#n8n.rest.signIn();
		const deadline = Date.now() + longestWaitMs;
		for (const id of this.#followers) {
			while ((await this.#n8n.rest.call<PublicationStatus>('GET', `/rest/workflows/${id}/publication-status`)).status !== 'published') {
				if (Date.now() > deadline) throw new Error('n8n did not publish its workflows again');
				await sleep(200);
			}
		}
	}

	/** The subjects of all mails to an address by arrival, a while after `expected` are there. */
	async mails(mailTo: string, expected: number): Promise<string[]> {
		const received = (): ReceivedMail[] => this.practice.mail.mails.filter(({ to }) => to.includes(mailTo));
		const deadline = Date.now() + longestWaitMs;
		while (received().length < expected && Date.now() < deadline) await sleep(100);
		await sleep(500);
		return received().map(({ subject }) => subject);
	}
}

function node(
	name: string,
	type: string,
	typeVersion: number,
	position: readonly [number, number],
	parameters: Record<string, unknown>,
): WorkflowNode {
	return { id: name.toLowerCase().replaceAll(' ', '-'), name, type, typeVersion, position, parameters };
}
