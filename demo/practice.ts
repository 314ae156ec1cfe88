import { startSandbox, type Sandbox, type SandboxOptions } from '../sandbox';
import { MailServer, type ReceivedMail } from '../sandbox/mail/MailServer';
import { startN8n, type N8nOptions, type RunningN8n } from '../n8n/server';
import type { TemplateCredentials } from './template';

export interface PracticeOptions {
	readonly n8n: N8nOptions;
	readonly sandbox?: SandboxOptions;
	readonly onMail?: (mail: ReceivedMail) => void;
}

/** The practice consortium, a mail server and an n8n with credentials for both. */
export interface Practice {
	readonly sandbox: Sandbox;
	readonly mail: MailServer;
	readonly n8n: RunningN8n;
	readonly credentials: TemplateCredentials;
	stop(): Promise<void>;
}

/** Starts everything that a template needs, as East Harbor University Library would set it up. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
	const sandbox = await startSandbox(options.sandbox);
	const mail = new MailServer(options.onMail);
	const mailPort = await mail.start();
	const n8n = await startN8n(options.n8n);
	await n8n.rest.signIn();
	return {
		sandbox,
		mail,
		n8n,
		credentials: await createCredentials(n8n, sandbox, mailPort, options.sandbox?.sharedIndex === 'reservoir' ? vufindAccess(sandbox) : inventoryAccount(sandbox)),
		stop: async () => {
			await n8n.stop();
			await mail.stop();
			await sandbox.close();
		},
	};
}

async function createCredentials(n8n: RunningN8n, sandbox: Sandbox, mailPort: number, sharedInventory: Record<string, unknown>): Promise<TemplateCredentials> {
	const mailAccount = { user: '', password: '', host: '127.0.0.1', port: mailPort, secure: false, disableStartTls: true, hostName: '' };
	return {
		sharedInventory: await n8n.rest.createCredential('Shared Inventory', 'reShareInventoryApi', sharedInventory),
		myLibrary: await n8n.rest.createCredential("My Library's ReShare", 'okapiApi', libraryAccount(sandbox)),
		mail: await n8n.rest.createCredential('Mail', 'smtp', mailAccount),
	};
}

/** What staff would type into the credential for the shared inventory. */
export function inventoryAccount(sandbox: Sandbox): Record<string, unknown> {
	const { tenant, username, password } = sandbox.inventory;
	return { url: sandbox.okapiUrl, tenant, username, password };
}

/** The same, where the consortium is searched through VuFind. */
export function vufindAccess(sandbox: Sandbox): Record<string, unknown> {
	return { searchedThrough: 'vufind', vufindUrl: sandbox.vufind.urls.v10, reservoirUrl: sandbox.okapiUrl, reservoirTenant: sandbox.reservoir.tenant };
}

/** What staff of the eastern library would type into the credential for their own ReShare. */
export function libraryAccount(sandbox: Sandbox): Record<string, unknown> {
	const { tenant, username, password, openUrlTenant } = sandbox.libraries.east;
	return { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant };
}
