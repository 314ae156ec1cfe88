import type { INodeType } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startServer, closeServers } from '../unit/transport/servers';
import { runNode } from './harness';

/** The credential in n8n's HTTP Request node, which signs its calls with one of these two helpers. */
const httpRequest: INodeType = {
	description: {
		displayName: 'HTTP Request',
		name: 'httpRequest',
		group: ['output'],
		version: 1,
		description: '',
		defaults: { name: 'HTTP Request' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'okapiApi', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Helper', name: 'helper', type: 'string', default: 'httpRequestWithAuthentication' },
		],
	},
	async execute() {
		const calls = this.getInputData().map(async (_, item) => {
			const url = this.getNodeParameter('url', item) as string;
			const body: unknown =
				this.getNodeParameter('helper', item) === 'requestWithAuthentication'
					? await this.helpers.requestWithAuthentication.call(this, 'okapiApi', { method: 'GET', uri: url, json: true, followRedirect: true, followAllRedirects: true })
					: await this.helpers.httpRequestWithAuthentication.call(this, 'okapiApi', { method: 'GET', url, json: true });
			return { json: { body: body as string }, pairedItem: { item } };
		});
		return [await Promise.all(calls)];
	},
};

let sandbox: Sandbox;
let okapiApi: Record<string, string>;

beforeEach(async () => {
	sandbox = await startSandbox();
	const { username, password } = sandbox.libraries.east;
	okapiApi = { url: `${sandbox.okapiUrl}/`, tenant: 'East', username, password };
});

afterEach(async () => {
	await sandbox.close();
	await closeServers();
});

const logins = () => sandbox.log.countOf('POST', /authn\/login/);
const list = () => `${sandbox.okapiUrl}/rs/patronrequests?perPage=1`;

describe.each(['httpRequestWithAuthentication', 'requestWithAuthentication'])('%s', (helper) => {
	const run = async (url = list(), count = 1, credential: Record<string, string> = okapiApi) =>
		await runNode({ node: httpRequest, parameters: { url, helper }, credentials: { okapiApi: credential }, items: Array.from({ length: count }, () => ({})) });

	it('logs in before the first call, signs it, and keeps the token', async () => {
		const result = await run();
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]?.[0]?.json.body).toEqual([]);
		const token = result.storedCredential('okapiApi')?.sessionToken;
		expect(token).toEqual(expect.stringMatching(/\S+/));
		expect((await run(list(), 1, { ...okapiApi, sessionToken: String(token) })).error).toBeUndefined();
		expect(logins()).toBe(1);
	});

	it('renews an expired token once for 50 calls at once', async () => {
		const { sessionToken } = (await run()).storedCredential('okapiApi') ?? {};
		sandbox.expireTokens();
		const result = await run(list(), 50, { ...okapiApi, sessionToken: String(sessionToken) });
		expect(result.error).toBeUndefined();
		expect(result.outputs[0]).toHaveLength(50);
		expect(logins()).toBe(2);
	});

	it('remembers a refused login, so that a loop cannot lock the account', async () => {
		const wrong = { ...okapiApi, password: 'wrong' };
		for (let attempt = 0; attempt < 6; attempt++) {
			const result = await run(list(), 3, wrong);
			expect(result.error?.message).toContain('refused this user name and password');
			expect(JSON.stringify(result.error)).not.toContain('"wrong"');
		}
		expect(logins()).toBe(1);
		expect((await run()).error).toBeUndefined();
	});

	it('gives the token to no other host', async () => {
		const elsewhere = await startServer((_seen, response) => response.end('{}'));
		const result = await run(`${elsewhere.url}/collect`);
		expect(result.error?.message).toContain(`The credential may only be used for ${new URL(sandbox.okapiUrl).host}`);
		expect(elsewhere.requests).toHaveLength(0);
	});

	it('does not carry the token along a redirect', async () => {
		const elsewhere = await startServer((_seen, response) => response.end('{}'));
		sandbox.faults.add({ kind: 'redirect', path: '^/rs', location: `${elsewhere.url}/collect` });
		await run();
		expect(elsewhere.requests).toHaveLength(0);
	});
});
