import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
	SavedCredential,
	Execution,
	ExecutionSummary,
	PublicationStatus,
	SavedWorkflow,
	CredentialTestResult,
	WorkflowFile,
} from './n8nTypes';

export const ownerAccount = { email: 'owner@example.org', firstName: 'Practice', lastName: 'Owner', password: 'Practice-2026' } as const;

/** The REST interface of n8n's editor, and the public API for executions with their data. */
export class N8nRest {
	/** n8n accepts the login cookie only together with this header. */
	private readonly browserId = randomUUID();
	private cookie = '';
	private apiKey = '';

	constructor(readonly url: string) {}

	/** Creates the owner of a new n8n, or signs in on one that has an owner; then makes an API key. */
	async signIn(): Promise<void> {
		const created = await this.send('POST', '/rest/owner/setup', ownerAccount);
		await created.body?.cancel();
		if (!created.ok) await this.call('POST', '/rest/login', { emailOrLdapLoginId: ownerAccount.email, password: ownerAccount.password });
		const scopes = await this.call<string[]>('GET', '/rest/api-keys/scopes');
		this.apiKey = await this.newApiKey(scopes);
	}

	/** Returns the cookie of a browser that is to be signed in as the owner. */
	sessionCookie(): { name: string; value: string } {
		const [name = '', ...value] = this.cookie.split('=');
		return { name, value: value.join('=') };
	}

	/** Makes a key for n8n's public API. */
	async newApiKey(scopes: readonly string[]): Promise<string> {
		return (
			await this.call<{ rawApiKey: string }>('POST', '/rest/api-keys', { label: `practice ${randomUUID()}`, scopes, expiresAt: null })
		).rawApiKey;
	}

	async createCredential(name: string, type: string, data: Record<string, unknown>): Promise<SavedCredential> {
		return await this.call<SavedCredential>('POST', '/rest/credentials', { name, type, data });
	}

	/** Tests a credential as its button Test does. */
	async testCredential(credential: {
		id?: string;
		name: string;
		type: string;
		data: Record<string, unknown>;
	}): Promise<CredentialTestResult> {
		return await this.call<CredentialTestResult>('POST', '/rest/credentials/test', { credentials: { id: '', ...credential } });
	}

	async importWorkflow(workflow: WorkflowFile): Promise<SavedWorkflow> {
		const { name, nodes, connections, settings } = workflow;
		return await this.call<SavedWorkflow>('POST', '/rest/workflows', { name, nodes, connections, settings: settings ?? {}, active: false });
	}

	async workflow(id: string): Promise<SavedWorkflow> {
		return await this.call<SavedWorkflow>('GET', `/rest/workflows/${id}`);
	}

	async updateWorkflow(id: string, change: Partial<WorkflowFile>): Promise<SavedWorkflow> {
		return await this.call<SavedWorkflow>('PATCH', `/rest/workflows/${id}?forceSave=true`, change);
	}

	/**
	 * Publishes the workflow and waits until its triggers run.
	 *
	 * @throws Error with n8n's words if a trigger could not be started
	 */
	async activate(id: string, timeoutMs = 60_000): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		const { status, triggers } = await this.#publication(id, ['not_published', 'in_progress'], timeoutMs);
		if (status !== 'published')
			throw new Error(`Not all triggers could be started: ${triggers.map(({ errorMessage }) => errorMessage).join('; ')}`);
	}

	/** Takes the workflow back and waits until n8n has removed its webhooks, so that another workflow can have their paths. */
	async deactivate(id: string, timeoutMs = 60_000): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
		await this.#publication(id, ['in_progress'], timeoutMs);
	}

	/** Waits until the publication of a workflow has none of these states any more. */
	async #publication(id: string, passing: ReadonlyArray<PublicationStatus['status']>, timeoutMs: number): Promise<PublicationStatus> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const publication = await this.call<PublicationStatus>('GET', `/rest/workflows/${id}/publication-status`);
			if (!passing.includes(publication.status)) return publication;
			await sleep(100);
		}
		throw new Error(`n8n neither published the workflow nor took it back within ${timeoutMs / 1000} s`);
	}

	async runManually(id: string, triggerName: string, timeoutMs = 60_000): Promise<Execution> {
		const started = await this.call<{ executionId: string }>('POST', `/rest/workflows/${id}/run`, {
			triggerToStartFrom: { name: triggerName },
		});
		return await this.finishedExecution(started.executionId, timeoutMs);
	}

	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const { data } = await this.publicCall<{ data: ExecutionSummary[] }>(`/executions?workflowId=${workflowId}&limit=250`);
		return data.sort((a, b) => Number(a.id) - Number(b.id));
	}

	async execution(id: string): Promise<Execution> {
		return await this.publicCall<Execution>(`/executions/${id}?includeData=true`);
	}

	/**
	 * Waits until an execution has ended.
	 *
	 * @throws Error if it does not end in time
	 */
	async finishedExecution(id: string, timeoutMs: number): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const execution = await this.execution(id).catch(() => undefined);
			if (execution && !['new', 'running'].includes(execution.status)) return execution;
			await sleep(150);
		}
		throw new Error(`Execution ${id} did not end within ${timeoutMs / 1000} s`);
	}

	/** Calls n8n's own interface, whose answers are wrapped in `data`. */
	async call<Result = unknown>(method: string, path: string, body?: unknown): Promise<Result> {
		const answer = await this.send(method, path, body);
		const text = await answer.text();
		if (!answer.ok) throw new Error(`n8n answered ${answer.status} to ${method} ${path}: ${text.slice(0, 1000)}`);
		return (JSON.parse(text) as { data: Result }).data;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		const answer = await fetch(`${this.url}${path}`, {
			method,
			headers: { 'content-type': 'application/json', 'browser-id': this.browserId, ...(this.cookie ? { cookie: this.cookie } : {}) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const login = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (login) this.cookie = login.split(';')[0] ?? '';
		return answer;
	}

	private async publicCall<Result>(path: string): Promise<Result> {
		const ask = async (): Promise<Response> => await fetch(`${this.url}/api/v1${path}`, { headers: { 'X-N8N-API-KEY': this.apiKey } });
		let answer = await ask();
		// The database of a busy n8n may be "not ready" for a moment.
		for (let attempt = 1; answer.status === 503 && attempt < 20; attempt++) {
			await answer.body?.cancel();
			await sleep(1000);
			answer = await ask();
		}
		const text = await answer.text();
		if (!answer.ok) throw new Error(`n8n answered ${answer.status} to GET ${path}: ${text.slice(0, 1000)}`);
		return JSON.parse(text) as Result;
	}
}
