import { libraryAccountOf } from '../../demo/practiceCredentials';
import { startN8n, type RunningN8n } from '../../n8n/startN8n';
import { hasRun, outputItemsOf, type Execution, type WorkflowNode } from '../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { closeServers, startCountingServer } from '../unit/transport/testServers';
import { newUserFolder, removeFolder } from './support/userFolder';
import { startProxy, type Proxy } from './support/startProxy';

const internalName = 'okapi.practice.example.org';

let sandbox: Sandbox;
let n8n: RunningN8n | undefined;
let userFolder: string;

beforeAll(async () => {
	sandbox = await startSandbox();
});

beforeEach(() => {
	sandbox.log.clear();
	sandbox.faults.clear();
});

afterAll(async () => {
	await closeServers();
	await sandbox.close();
});

async function start(env: Readonly<Record<string, string>>) {
	userFolder = await newUserFolder();
	n8n = await startN8n({ userFolder, env });
	await n8n.rest.signIn();
}

async function stop() {
	await n8n?.stop();
	await removeFolder(userFolder);
}

/** Returns the eastern library's credential with another host. */
function account(host: string, more: Readonly<Record<string, unknown>> = {}) {
	const plain = libraryAccountOf(sandbox);
	const elsewhere = (url: unknown) => String(url).replace(/127\.0\.0\.1(:\d+)/, host === internalName ? host : `${host}$1`);
	return { ...plain, url: elsewhere(plain.url), openUrlBaseUrl: elsewhere(plain.openUrlBaseUrl), ...more };
}

const ours = { type: 'n8n-nodes-reshare.reShareRequest', typeVersion: 1, parameters: { operation: 'getMany' } };
const httpRequest = (url: string) => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: { url, authentication: 'predefinedCredentialType', nodeCredentialType: 'okapiApi', options: {} },
});

async function run(data: Record<string, unknown>, node: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'> = ours) {
	if (n8n === undefined) throw new Error('n8n is not running');
	const { id, name } = await n8n.rest.createCredential('Library', 'okapiApi', data);
	const saved = await n8n.rest.importWorkflow({
		name: 'Egress',
		nodes: [
			{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'call', name: 'Call', position: [200, 0], credentials: { okapiApi: { id, name } }, ...node },
		],
		connections: { Start: { main: [[{ node: 'Call', type: 'main', index: 0 }]] } },
	});
	return await n8n.rest.runManually(saved.id, 'Start');
}

const messageOf = (execution: Execution) => execution.data.resultData.error?.message ?? '';
const port = () => new URL(sandbox.okapiUrl).port;

describe('an n8n that protects internal addresses', () => {
	beforeAll(() => start({ N8N_SSRF_PROTECTION_ENABLED: 'true', N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost' }));
	afterAll(stop);

	it('a node stops before anything is sent, and names the host, if n8n does not allow connections to that host', async () => {
		const execution = await run(account('127.0.0.1'));
		expect(execution.status).toBe('error');
		expect(messageOf(execution)).toBe(`n8n does not allow connections to 127.0.0.1:${port()}`);
		expect(execution.data.resultData.error?.description).toContain('N8N_SSRF_ALLOWED_HOSTNAMES');
		expect(sandbox.log.entries).toEqual([]);
	});

	it('the credential test sends nothing to a host that n8n does not allow, and says so in the same sentence as the node', async () => {
		expect(await n8n?.rest.testCredential({ name: 'Library', type: 'okapiApi', data: account('127.0.0.1') })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(`n8n does not allow connections to 127.0.0.1:${port()}`),
		});
		expect(sandbox.log.entries).toEqual([]);
	});

	it('a node reaches a host that n8n explicitly allows', async () => {
		const execution = await run(account('localhost'));
		expect(messageOf(execution)).toBe('');
		expect(hasRun(execution, 'Call')).toBe(true);
		expect(sandbox.log.countOf('GET', /^\/rs\/patronrequests/)).toBeGreaterThan(0);
	});

	it("the credential signs the calls of n8n's HTTP Request node to an allowed host", async () => {
		const execution = await run(account('localhost'), httpRequest(`${sandbox.okapiUrl.replace('127.0.0.1', 'localhost')}/rs/statistics`));
		expect(messageOf(execution)).toBe('');
		expect(sandbox.log.countOf('GET', /statistics/)).toBe(1);
	});

	it("a credential's list of allowed domains restricts n8n's HTTP Request node, and not the ReShare nodes", async () => {
		const restricted = account('localhost', { allowedHttpRequestDomains: 'domains', allowedDomains: 'api.example.org' });
		expect(messageOf(await run(restricted))).toBe('');
		sandbox.log.clear();
		const execution = await run(restricted, httpRequest(`${sandbox.okapiUrl.replace('127.0.0.1', 'localhost')}/rs/statistics`));
		expect(execution.status).toBe('error');
		expect(sandbox.log.countOf('GET', /statistics/)).toBe(0);
	});

	it('a node follows no redirect, so that the server to which the redirect leads gets neither the call nor the token', async () => {
		const elsewhere = await startCountingServer((_seen, response) => response.end('[]'));
		sandbox.faults.add({ kind: 'redirect', path: '^/rs/patronrequests', location: `${elsewhere.url}/collect` });
		const execution = await run(account('localhost'));
		expect(execution.status).toBe('error');
		expect(messageOf(execution)).toContain('answered with a redirect (302)');
		expect(elsewhere.connections).toBe(0);
		expect(elsewhere.requests).toEqual([]);
	});
});

describe('an n8n behind a proxy', () => {
	let proxy: Proxy;

	beforeAll(async () => {
		proxy = await startProxy(port());
		await start({ HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url, NO_PROXY: '127.0.0.1', NODE_USE_ENV_PROXY: '1' });
	});
	afterAll(async () => {
		await stop();
		await proxy.stop();
	});

	it('a node behind a proxy reaches a host that only the proxy can resolve', async () => {
		const before = proxy.requests().length;
		const execution = await run(account(internalName));
		expect(messageOf(execution)).toBe('');
		// Node.js's own fetch opens a tunnel for plain http as well; the pooled build asks the proxy for each address.
		expect(proxy.requests().slice(before)).toContainEqual(expect.stringMatching(new RegExp(`^(?:CONNECT|GET http://).*${internalName}`)));
		expect(sandbox.log.countOf('GET', /^\/rs\/patronrequests/)).toBeGreaterThan(0);
	});

	it('a node behind a proxy bypasses it for a host in NO_PROXY', async () => {
		const before = proxy.requests().length;
		const execution = await run(account('127.0.0.1'));
		expect(messageOf(execution)).toBe('');
		expect(outputItemsOf(execution, 'Call')).toEqual([]);
		expect(sandbox.log.countOf('GET', /^\/rs\/patronrequests/)).toBeGreaterThan(0);
		expect(proxy.requests().slice(before)).toEqual([]);
	});
});
