import type { INodeType } from 'n8n-workflow';
import { practiceApiKey } from '../../sandbox/vufind/createVufind';
import { startCountingServer, closeServers } from '../unit/transport/testServers';
import { runNode } from './harness';
import { sandboxForEach } from '../unit/sandboxForTests';

/** n8n's HTTP Request node signs its calls with one of these two helpers. */
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
		credentials: [{ name: 'okapiApi' }, { name: 'reShareInventoryApi' }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Query', name: 'query', type: 'string', default: '' },
			{ displayName: 'Helper', name: 'helper', type: 'string', default: 'httpRequestWithAuthentication' },
			{ displayName: 'Credential Type', name: 'nodeCredentialType', type: 'string', default: '' },
			{ displayName: 'Call Options', name: 'callOptions', type: 'json', default: '{}' },
		],
	},
	async execute() {
		const calls = this.getInputData().map(async (_, item) => {
			const url = this.getNodeParameter('url', item) as string;
			const type = this.getNodeParameter('nodeCredentialType', item) as string;
			const query = this.getNodeParameter('query', item) as string;
			const options = JSON.parse(this.getNodeParameter('callOptions', item) as string) as object;
			const call = {
				...(query === '' ? ({ method: 'GET', json: true } as const) : ({ method: 'POST', body: { query }, json: true } as const)),
				...options,
			};
			const body: unknown =
				this.getNodeParameter('helper', item) === 'requestWithAuthentication'
					? await this.helpers.requestWithAuthentication.call(this, type, {
							...call,
							uri: url,
							followRedirect: true,
							followAllRedirects: true,
						})
					: await this.helpers.httpRequestWithAuthentication.call(this, type, { ...call, url });
			return { json: { body: body as string }, pairedItem: { item } };
		});
		return [await Promise.all(calls)];
	},
};

const sandbox = sandboxForEach();

afterEach(async () => {
	await closeServers();
});

const logins = () => sandbox.log.countOf('POST', /authn\/login/);
const helpers = ['httpRequestWithAuthentication', 'requestWithAuthentication'];

/**
 * Options that would make the signed call unsafe, in each form in which versions of the HTTP Request node and n8n's two helpers write them.
 */
const unsafeOptions: ReadonlyArray<readonly [string, (port: number) => object]> = [
	['a proxy', (port) => ({ proxy: `http://127.0.0.1:${port}` })],
	['a proxy in parts', (port) => ({ proxy: { host: '127.0.0.1', port, protocol: 'http' } })],
	['no check of certificates', () => ({ rejectUnauthorized: false })],
	['no check of certificates, as the newer helper does', () => ({ skipSslCertificateValidation: true })],
	['no check of certificates, by an agent', () => ({ agentOptions: { rejectUnauthorized: false } })],
];

interface Access {
	readonly type: string;
	/** Returns the account as staff may type it, with an extra slash and capital letters. */
	account(): Record<string, string>;
	readonly path: string;
	/** The query that is sent over GraphQL. */
	readonly query: string;
	readonly answer: unknown;
}

const accesses: readonly Access[] = [
	{
		type: 'okapiApi',
		account: () => ({
			url: `${sandbox.okapiUrl}/`,
			tenant: 'East',
			username: sandbox.libraries.east.username,
			password: sandbox.libraries.east.password,
		}),
		path: '/rs/patronrequests?perPage=1',
		query: '',
		answer: [],
	},
	{
		type: 'reShareInventoryApi',
		account: () => ({
			url: `${sandbox.okapiUrl}/`,
			tenant: 'Shared',
			username: sandbox.inventory.username,
			password: sandbox.inventory.password,
		}),
		path: '/graphql',
		query: '{ ill_policies(limit: 0) { totalRecords } }',
		answer: { data: { ill_policies: { totalRecords: expect.any(Number) } } },
	},
];

describe.each(accesses.flatMap((access) => helpers.map((helper) => ({ ...access, helper }))))(
	"the credential $type with n8n's helper $helper",
	({ type, account, path, query, answer, helper }) => {
		const list = () => `${sandbox.okapiUrl}${path}`;
		const run = (url = list(), count = 1, credential: Record<string, string> = account(), options = '{}') =>
			runNode({
				node: httpRequest,
				parameters: { url, query, helper, nodeCredentialType: type, callOptions: options },
				credentials: { [type]: credential },
				items: Array.from({ length: count }, () => ({})),
			});

		it('an HTTP Request with the credential logs in before its first call, signs it, and keeps the token', async () => {
			const result = await run();
			expect(result.error).toBeUndefined();
			expect(result.json[0]?.[0]?.body).toEqual(answer);
			const token = result.storedCredential(type)?.sessionToken;
			expect(token).toEqual(expect.stringMatching(/\S+/));
			expect((await run(list(), 1, { ...account(), sessionToken: String(token) })).error).toBeUndefined();
			expect(logins()).toBe(1);
		});

		it('50 HTTP Requests at once renew an expired token once', async () => {
			const { sessionToken } = (await run()).storedCredential(type) ?? {};
			sandbox.expireTokens();
			const result = await run(list(), 50, { ...account(), sessionToken: String(sessionToken) });
			expect(result.error).toBeUndefined();
			expect(result.outputs[0]).toHaveLength(50);
			expect(logins()).toBe(2);
		});

		it.each([
			['east', 'west'],
			['ill-east', 'no-list'],
		])(
			'an HTTP Request makes no call with the token of an account that the credential had before: first %s, now %s',
			async (_before, now) => {
				if (type !== 'okapiApi') return;
				const { sessionToken } = (await run()).storedCredential(type) ?? {};
				const { username, password } = now === 'west' ? sandbox.libraries.west : { username: 'no-list', password: 'may-not-list' };
				// n8n keeps the token when somebody changes other fields. Its editor shows and sends the token as dots.
				const changed = { ...account(), tenant: now === 'west' ? 'west' : 'east', username, password, sessionToken: String(sessionToken) };
				const result = await run(list(), 1, changed);
				expect(logins()).toBe(2);
				if (now === 'west') expect(result.json[0]?.[0]?.body).toEqual([]);
				else expect(result.error?.httpCode).toBe('403');
			},
		);

		it('a refused login is cached, so that a loop of HTTP Requests cannot lock the account', async () => {
			const wrong = { ...account(), password: 'wrong' };
			for (let attempt = 0; attempt < 6; attempt++) {
				const result = await run(list(), 3, wrong);
				expect(result.error?.message).toContain('refused this user name and password');
				expect(JSON.stringify(result.error)).not.toContain('"wrong"');
			}
			expect(logins()).toBe(1);
			expect((await run()).error).toBeUndefined();
		});

		it('an HTTP Request to another host is refused and carries no token', async () => {
			const elsewhere = await startCountingServer((_seen, response) => response.end('{}'));
			const result = await run(`${elsewhere.url}/collect`);
			expect(result.error?.message).toContain(`The credential may only be used for ${new URL(sandbox.okapiUrl).host}`);
			expect(elsewhere.requests).toHaveLength(0);
		});

		it.each([301, 302, 307, 308])(
			'a redirect (%s) in answer to a login is not followed, since the login holds the password',
			async (status) => {
				const elsewhere = await startCountingServer((_seen, response) => response.writeHead(201, { 'x-okapi-token': 'stolen' }).end('{}'));
				sandbox.faults.add({ kind: 'redirect', path: '^/authn', location: `${elsewhere.url}/authn/login`, status });
				const result = await run();
				expect(result.error?.message).toContain(`answered with a redirect (${status})`);
				expect(elsewhere.requests).toEqual([]);
				expect(elsewhere.connections).toBe(0);
			},
		);

		it.each(unsafeOptions)('an HTTP Request that sets %s is refused before the credential signs it', async (_name, options) => {
			const proxy = await startCountingServer((_seen, response) => response.end('{}'));
			const { error } = await run(list(), 1, account(), JSON.stringify(options(Number(new URL(proxy.url).port))));
			expect(error?.message).toMatch(/^The credential may not be used (through a proxy of the node's own|without checking certificates)/);
			expect([proxy.requests.length, sandbox.log.countOf('GET', /^\/rs\//) + sandbox.log.countOf('POST', /graphql/)]).toEqual([0, 0]);
		});

		it('an HTTP Request that is redirected does not carry the token along', async () => {
			const elsewhere = await startCountingServer((_seen, response) => response.end('{}'));
			sandbox.faults.add({ kind: 'redirect', path: '^/(rs|graphql)', location: `${elsewhere.url}/collect` });
			await run();
			expect(elsewhere.requests).toHaveLength(0);
		});
	},
);

it.each(helpers)('an HTTP Request gives the API key of VuFind to VuFind alone, with the helper %s', async (helper) => {
	const reservoir = await startCountingServer((_seen, response) => response.setHeader('content-type', 'application/json').end('{}'));
	sandbox.behavior.vufindApi = 'keys';
	const credential = {
		searchedThrough: 'vufind',
		vufindUrl: sandbox.vufind.urls.v10,
		vufindKey: practiceApiKey,
		reservoirUrl: reservoir.url,
	};
	const run = (url: string, options: object = {}) =>
		runNode({
			node: httpRequest,
			parameters: { url, query: '', helper, nodeCredentialType: 'reShareInventoryApi', callOptions: JSON.stringify(options) },
			credentials: { reShareInventoryApi: credential },
			items: [{}],
		});
	const { error, outputs } = await run(`${sandbox.vufind.urls.v10}/api/v1/search?limit=0`);
	expect([error, outputs[0]?.[0]?.json.body]).toEqual([undefined, expect.objectContaining({ status: 'OK' })]);
	expect((await run(`${reservoir.url}/reservoir/records`)).error).toBeUndefined();
	expect(reservoir.requests.map(({ headers }) => headers['x-api-key'])).toEqual([undefined]);

	const elsewhere = await startCountingServer((_seen, response) => response.setHeader('content-type', 'application/json').end('{}'));
	const redirecting = await startCountingServer((_seen, response) =>
		response.writeHead(302, { location: `${elsewhere.url}/collect` }).end(),
	);
	credential.vufindUrl = redirecting.url;
	await run(`${redirecting.url}/api/v1/search`);
	const { length } = redirecting.requests;
	expect(new Set(redirecting.requests.map(({ headers }) => headers['x-api-key']))).toEqual(new Set([practiceApiKey]));
	for (const [, options] of unsafeOptions)
		expect((await run(`${redirecting.url}/api/v1/search`, options(Number(new URL(elsewhere.url).port)))).error?.message).toContain(
			'may not be used',
		);
	expect([redirecting.requests.length, elsewhere.requests.length]).toEqual([length, 0]);
});
