import { setTimeout as sleep } from 'node:timers/promises';
import type { BackEndName } from '../../../demo/practiceBackEnds';
import { libraryProfile } from '../../../demo/practiceCredentials';
import { submitForm } from '../../../demo/submitForm';
import { members } from '../../../sandbox/consortium';
import type { MailServer, ReceivedMail } from '../../../sandbox/mail/MailServer';
import { startPracticeEnvironment, type PracticeEnvironment } from '../../../demo/startPracticeEnvironment';
import {
	hasRun,
	type SavedCredential,
	type Execution,
	type SavedWorkflow,
	type WorkflowFile,
	type WorkflowNode,
} from '../../../n8n/n8nTypes';
import { readTemplate, withCredentials } from '../../../demo/readTemplate';
import { proxyToCurrent } from '../../unit/sandboxForTests';
import { newUserFolder, removeFolder } from '../support/userFolder';
import { deskAccount } from './deskAccount';
import type { NodeTypeEntry } from './findTemplateRuleViolations';

/** What a user changes after importing. */
export interface TemplateChanges {
	readonly profile?: Readonly<Record<string, unknown>>;
	/** The credential of each type for nodes of n8n, and the types of nodes that get it. */
	readonly credentials?: Readonly<Record<string, { readonly credentialType: string; readonly credential: SavedCredential }>>;
	/** Changes a node in a way that the other settings do not cover. It is called once for each node of the template. */
	node?(node: WorkflowNode): WorkflowNode;
}

export function expectSuccess(execution: Execution | undefined) {
	expect(execution).toBeDefined();
	expect(execution?.data.resultData.error).toBeUndefined();
}

/** Returns the part of a letter's subject that comes before the title. */
export function subjectWithoutTitle(subject: string) {
	return subject.replace(/\s?: .*/s, '');
}

/** Lets anybody send the form of a Form Trigger, without signing in. */
export function withoutFormSignIn(node: WorkflowNode) {
	return node.type === 'n8n-nodes-base.formTrigger' ? { ...node, parameters: { ...node.parameters, authentication: 'none' } } : node;
}

/** Whether the node is a page on which the workflow waits for staff, who sign in there. */
const isStaffPage = ({ parameters }: WorkflowNode) => parameters.incomingAuthentication === 'basicAuth';

/**
 * Shortens a node's waits: the pauses between tries, and the time in which Create waits for the validation, for which the practice consortium
 * needs a tenth of a second.
 */
function withShortWaits(node: WorkflowNode) {
	if (node.retryOnFail === true) return { ...node, waitBetweenTries: 100 };
	if (node.type !== 'n8n-nodes-reshare.reShareCreateRequest') return node;
	return { ...node, parameters: { ...node.parameters, options: { ...(node.parameters.options as object | undefined), verdictWait: 3 } } };
}

/** Leaves n8n's own chat switched on, which the environment of the other tests switches off. */
const withChat = { N8N_DISABLED_MODULES: 'instance-ai,mcp,mcp-registry,insights,instance-reporting,quick-connect' };

/** Runs one practice consortium, one mail server and one n8n for all templates. */
export class TemplateTestBed {
	/** The ids of the imported workflows, by the name of their template. */
	private readonly imported = new Map<string, string[]>();
	/** Executions that were started by hand. n8n does not list them under any workflow. */
	private readonly byHand = new Map<string, Execution>();

	private constructor(
		readonly practice: PracticeEnvironment,
		private readonly userFolder: string,
		/** All mails, including those that a test has removed from the mailbox. */
		readonly everyMail: readonly ReceivedMail[],
	) {}

	/** Starts a test bed for the tests of a block, and stops it after them. No fault outlives its test. */
	static forAll(...options: Parameters<typeof TemplateTestBed.start>) {
		let bench: TemplateTestBed;
		beforeAll(async () => void (bench = await TemplateTestBed.start(...options)));
		afterEach(() => bench?.sandbox.faults.clear());
		afterAll(() => bench?.stop());
		return proxyToCurrent(() => bench);
	}

	/**
	 * @param backEnd the back end that stores the library's requests
	 * @param sharedIndex the index in which ReShare Search and ReShare itself look for records
	 */
	private static async start(backEnd: BackEndName = 'modRs', sharedIndex: 'folio' | 'reservoir' = 'folio') {
		const userFolder = await newUserFolder();
		const everyMail: ReceivedMail[] = [];
		const practice = await startPracticeEnvironment({
			n8n: { userFolder, env: withChat },
			sandbox: { validationDelayMs: 100, crosslinkModel: '3.7.0', sharedIndex },
			backEnd,
			onMail: (mail) => everyMail.push(mail),
		});
		return new TemplateTestBed(practice, userFolder, everyMail);
	}

	get sandbox() {
		return this.practice.sandbox;
	}

	get rest() {
		return this.practice.n8n.rest;
	}

	get url() {
		return this.practice.n8n.url;
	}

	async stop() {
		await this.practice.stop();
		await removeFolder(this.userFolder);
	}

	async nodeTypes() {
		const answer = await fetch(`${this.url}/types/nodes.json`, { headers: { cookie: this.cookie() } });
		return (await answer.json()) as NodeTypeEntry[];
	}

	private cookie() {
		const { name, value } = this.rest.sessionCookie();
		return `${name}=${value}`;
	}

	/** Imports a template, and chooses its credentials as its owner does. */
	async import(name: string, changes: TemplateChanges = {}) {
		const { credentials } = this.practice;
		const own =
			changes.profile === undefined
				? credentials.libraryProfile
				: await this.rest.createCredential('Another Profile', 'reShareLibraryProfileApi', {
						...libraryProfile,
						...changes.profile,
					});
		const template = withCredentials(await readTemplate(name), { ...credentials, libraryProfile: own });
		const signIn = template.nodes.some(isStaffPage)
			? await this.rest.createCredential('Staff', 'httpBasicAuth', { ...deskAccount })
			: undefined;
		const nodes = template.nodes.map((one) => {
			const node =
				signIn !== undefined && isStaffPage(one) ? { ...one, credentials: { httpBasicAuth: { id: signIn.id, name: signIn.name } } } : one;
			const other = changes.credentials?.[node.type];
			const complete =
				other === undefined
					? node
					: { ...node, credentials: { [other.credentialType]: { id: other.credential.id, name: other.credential.name } } };
			return withShortWaits(changes.node?.(complete) ?? complete);
		});
		const saved = await this.rest.importWorkflow({ ...template, nodes } satisfies WorkflowFile);
		this.imported.set(name, [...(this.imported.get(name) ?? []), saved.id]);
		return saved;
	}

	async allExecutions(name: string) {
		const { rest } = this;
		const ids = new Set<string>();
		for (const workflow of this.imported.get(name) ?? []) {
			for (const { id } of await rest.executions(workflow)) ids.add(id);
			for (const execution of this.byHand.values()) if (execution.workflowId === workflow) ids.add(execution.id);
		}
		return await Promise.all([...ids].map((id) => rest.execution(id)));
	}

	/** Runs a workflow by hand, from one of its triggers. */
	async run(workflow: SavedWorkflow, trigger: string, timeoutMs?: number) {
		return this.keep(await this.rest.runManually(workflow.id, trigger, timeoutMs));
	}

	keep(execution: Execution) {
		this.byHand.set(execution.id, execution);
		return execution;
	}

	/** Publishes a workflow. A polling trigger begins with the changes after that. */
	async publish(workflow: SavedWorkflow) {
		await this.rest.activate(workflow.id);
	}

	/**
	 * Runs `change`, and then lets the trigger poll.
	 *
	 * @returns the executions that this started
	 */
	async poll(workflow: SavedWorkflow, change: () => void = () => undefined) {
		return await this.executionsOf(workflow, async () => {
			change();
			await this.rest.deactivate(workflow.id);
			await this.rest.activate(workflow.id);
		});
	}

	async send(workflow: SavedWorkflow, values: Readonly<Record<string, string>>) {
		return await submitForm(this.url, workflow, values);
	}

	/**
	 * Fills in a form.
	 *
	 * @returns the execution that it starts, once that has ended or waits for a person
	 */
	async submit(workflow: SavedWorkflow, values: Readonly<Record<string, string>>) {
		const [execution] = await this.executionsOf(workflow, () => submitForm(this.url, workflow, values));
		if (execution === undefined) throw new Error(`The form of '${workflow.name}' started nothing`);
		return execution;
	}

	/**
	 * Presses the button of a form.
	 *
	 * @returns the page that follows, on one line; `sign in` if n8n asks for a name and a password
	 */
	async pressForm(path: string, values: readonly string[], authorization?: string) {
		const form = new FormData();
		values.forEach((value, index) => form.append(`field-${index}`, value));
		const pressed = await fetch(`${this.url}/form/${path}`, {
			method: 'POST',
			body: form,
			...(authorization === undefined ? {} : { headers: { authorization } }),
		});
		if (pressed.status === 401) return 'sign in';
		const { formWaitingUrl } = (await pressed.json()) as { formWaitingUrl: string };
		const status = new URL(formWaitingUrl);
		status.pathname += '/n8n-execution-status';
		for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(100)) {
			if ((await (await fetch(status)).text()).trim() !== 'form-waiting') continue;
			return (await (await fetch(formWaitingUrl)).text()).replaceAll(/\s+/g, ' ');
		}
		throw new Error('No page followed');
	}

	/** Imports and publishes a template, sends its form once, and unpublishes it. */
	async formOnce(name: string, changes: TemplateChanges, values: Readonly<Record<string, string>>) {
		const workflow = await this.import(name, changes);
		await this.publish(workflow);
		try {
			return await this.submit(workflow, values);
		} finally {
			await this.rest.deactivate(workflow.id);
		}
	}

	/** Lets n8n's own schedule start the template: in four seconds, or a minute later if publishing takes longer than that. */
	async byTheClock(name: string, changes: TemplateChanges = {}) {
		const second = new Date(Date.now() + 4000).getSeconds();
		const soon = (node: WorkflowNode) =>
			node.type === 'n8n-nodes-base.scheduleTrigger'
				? { ...node, parameters: { rule: { interval: [{ field: 'cronExpression', expression: `${second} * * * * *` }] } } }
				: node;
		const workflow = await this.import(name, { ...changes, node: (node) => soon(changes.node?.(node) ?? node) });
		try {
			const [execution] = await this.executionsOf(workflow, () => this.publish(workflow));
			if (execution === undefined) throw new Error(`'${name}' was started by nothing`);
			return execution;
		} finally {
			await this.rest.deactivate(workflow.id);
		}
	}

	/**
	 * Imports and publishes a template, makes a change, lets the template's trigger poll once, and unpublishes the template.
	 *
	 * @returns the execution that the change starts
	 */
	async changeOnce(name: string, changes: TemplateChanges, change: () => void) {
		const workflow = await this.import(name, changes);
		await this.publish(workflow);
		try {
			const [execution] = await this.poll(workflow, change);
			if (execution === undefined) throw new Error(`'${name}' was started by nothing`);
			return execution;
		} finally {
			await this.rest.deactivate(workflow.id);
		}
	}

	/** Changes the rows of a data table as staff can in the editor. */
	async changeRows(table: string, where: { readonly column: string; readonly is: string }, data: Readonly<Record<string, string>>) {
		const { rest } = this;
		const tables = await rest.call<{ data: ReadonlyArray<{ id: string; name: string; projectId: string }> }>(
			'GET',
			'/rest/data-tables-global',
		);
		const found = tables.data.find(({ name }) => name === table);
		if (found === undefined) throw new Error(`n8n has no data table '${table}'`);
		const filter = { type: 'and', filters: [{ columnName: where.column, condition: 'eq', value: where.is }] };
		await rest.call('PATCH', `/rest/projects/${found.projectId}/data-tables/${found.id}/rows`, { filter, data });
	}

	/** Runs `act` while no library lends, so that every request ends at once. */
	async whileNobodyLends<Result>(act: () => Promise<Result>) {
		const { directory } = this.sandbox;
		for (const { symbol } of members) directory.setLoanPolicy(symbol, 'not_lending');
		try {
			return await act();
		} finally {
			for (const { symbol, loanPolicy } of members) directory.setLoanPolicy(symbol, loanPolicy);
		}
	}

	async whileMailIs<Result>(refusal: MailServer['refusal'], act: () => Promise<Result>) {
		const { mail } = this.practice;
		mail.refusal = refusal;
		try {
			return await act();
		} finally {
			mail.refusal = () => undefined;
		}
	}

	/**
	 * Returns the executions that start during or shortly after `act`, when they have ended, because n8n lists them only then. If a form was
	 * handed over, its own execution is not returned, but the one that goes on with it.
	 */
	async executionsOf(workflow: SavedWorkflow, act: () => Promise<unknown>) {
		const { rest } = this;
		const before = new Set((await rest.executions(workflow.id)).map(({ id }) => id));
		await act();
		const deadline = Date.now() + 90_000;
		for (;;) {
			const started = (await rest.executions(workflow.id)).filter(({ id }) => !before.has(id));
			const ended = await Promise.all(started.map(({ id }) => rest.finishedExecution(id, 60_000)));
			const own = ended.filter((execution) => !hasRun(execution, 'Hand Over the Form'));
			if (own.length > 0) return own;
			if (Date.now() > deadline) throw new Error(`'${workflow.name}' started no execution`);
			await sleep(150);
		}
	}

	/** Waits for the execution of the workflow's Error Trigger. */
	async failureOf(workflowId: string) {
		const { rest } = this;
		for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(150)) {
			const failed = (await rest.executions(workflowId)).find(({ mode }) => mode === 'error');
			if (failed === undefined) continue;
			const { error, lastNodeExecuted } = (await rest.finishedExecution(failed.id, 60_000)).data.resultData;
			const last = (await rest.workflow(workflowId)).nodes.find(({ name }) => name === lastNodeExecuted);
			// Only a failure of the mail server may keep staff from getting the notice.
			if (error !== undefined && !/emailSend$/.test(last?.type ?? '') && !/ was not sent(?: to staff)?: /.test(String(error.message)))
				throw new Error(`What failed was told to nobody: ${lastNodeExecuted}: ${error.message}`);
			return;
		}
		throw new Error('n8n told nobody of the failure');
	}

	/** Returns the mails that arrive while `act` runs, and later until there are `expected` of them. */
	async mailsOf(act: () => Promise<unknown>, expected = 0) {
		const { mails } = this.practice.mail;
		const before = mails.length;
		await act();
		const deadline = Date.now() + 10_000;
		while (mails.length - before < expected && Date.now() < deadline) await sleep(100);
		return mails.slice(before);
	}
}
