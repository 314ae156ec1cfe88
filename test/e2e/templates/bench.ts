import { setTimeout as sleep } from 'node:timers/promises';
import { startPractice, type Practice } from '../../../demo/practice';
import type { ReceivedMail } from '../../../demo/mail/MailServer';
import type { Credential, Execution, SavedWorkflow, WorkflowFile, WorkflowNode } from '../../../demo/runtime/n8nTypes';
import { readTemplate, withCredentials } from '../../../demo/template';
import { newUserFolder, removeFolder } from '../support/home';
import { isSettings, type KnownType } from './rules';

/** What a user changes after importing: values in the settings node, and credentials of other services. */
export interface Changes {
	readonly settings?: Readonly<Record<string, unknown>>;
	/** By credential type, for nodes of the types given. */
	readonly credentials?: Readonly<Record<string, { readonly credentialType: string; readonly credential: Credential }>>;
	/** Anything else, node by node. */
	node?(node: WorkflowNode): WorkflowNode;
}

/** One practice consortium, mail server and n8n for all templates. */
export class TemplateBench {
	private constructor(
		readonly practice: Practice,
		private readonly userFolder: string,
	) {}

	static async start(): Promise<TemplateBench> {
		const userFolder = await newUserFolder();
		const practice = await startPractice({ n8n: { userFolder }, sandbox: { verdictDelayMs: 100 } });
		return new TemplateBench(practice, userFolder);
	}

	async stop(): Promise<void> {
		await this.practice.stop();
		await removeFolder(this.userFolder);
	}

	/** All node types that this n8n knows, with their versions and names. */
	async nodeTypes(): Promise<KnownType[]> {
		const answer = await fetch(`${this.practice.n8n.url}/types/nodes.json`, { headers: { cookie: this.cookie() } });
		return (await answer.json()) as KnownType[];
	}

	private cookie(): string {
		const { name, value } = this.practice.n8n.rest.sessionCookie();
		return `${name}=${value}`;
	}

	/** Imports a template and chooses credentials, as its user does. */
	async import(name: string, changes: Changes = {}): Promise<SavedWorkflow> {
		const template = withCredentials(await readTemplate(name), this.practice.credentials);
		const nodes = template.nodes.map((node) => {
			const set = isSettings(node) ? withSettings(node, changes.settings ?? {}) : node;
			const other = changes.credentials?.[node.type];
			const complete = other === undefined ? set : { ...set, credentials: { [other.credentialType]: { id: other.credential.id, name: other.credential.name } } };
			return changes.node?.(complete) ?? complete;
		});
		return await this.practice.n8n.rest.importWorkflow({ ...template, nodes } satisfies WorkflowFile);
	}

	/** Runs the workflow by hand from one of its triggers. */
	async run(workflow: SavedWorkflow, trigger: string): Promise<Execution> {
		return await this.practice.n8n.rest.runManually(workflow.id, trigger);
	}

	/** Publishes, so that a polling trigger takes the present as its starting point and forms and webhooks listen. */
	async publish(workflow: SavedWorkflow): Promise<void> {
		await this.practice.n8n.rest.activate(workflow.id);
	}

	/** Makes the polling trigger look now, and returns the executions that it started. */
	async poll(workflow: SavedWorkflow): Promise<Execution[]> {
		return await this.executionsOf(workflow, async () => {
			await this.practice.n8n.rest.deactivate(workflow.id);
			await this.practice.n8n.rest.activate(workflow.id);
		});
	}

	/** The executions that start while and shortly after `act`, each at its end. n8n lists them when they have ended. */
	async executionsOf(workflow: SavedWorkflow, act: () => Promise<unknown>, expected = 1): Promise<Execution[]> {
		const { rest } = this.practice.n8n;
		const before = new Set((await rest.executions(workflow.id)).map(({ id }) => id));
		await act();
		const deadline = Date.now() + 90_000;
		for (;;) {
			const started = (await rest.executions(workflow.id)).filter(({ id }) => !before.has(id));
			if (started.length >= expected) return await Promise.all(started.map(async ({ id }) => await rest.finishedExecution(id, 60_000)));
			if (Date.now() > deadline) throw new Error(`'${workflow.name}' started ${started.length} of ${expected} executions`);
			await sleep(150);
		}
	}

	/** The mails that arrive while `act` runs, and until `expected` are there. */
	async mailsOf(act: () => Promise<unknown>, expected = 0): Promise<ReceivedMail[]> {
		const { mails } = this.practice.mail;
		const before = mails.length;
		await act();
		const deadline = Date.now() + 10_000;
		while (mails.length - before < expected && Date.now() < deadline) await sleep(100);
		return mails.slice(before);
	}
}

function withSettings(node: WorkflowNode, values: Readonly<Record<string, unknown>>): WorkflowNode {
	const { assignments } = node.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: unknown }> };
	const unknown = Object.keys(values).filter((name) => !assignments.some((assignment) => assignment.name === name));
	if (unknown.length > 0) throw new Error(`'${node.name}' has no ${unknown.join(', ')}`);
	const changed = assignments.map((assignment) => ({ ...assignment, value: values[assignment.name] ?? assignment.value }));
	return { ...node, parameters: { ...node.parameters, assignments: { assignments: changed } } };
}
