/** @jest-environment node */
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createFetch, HttpClient } from '../../../reshare/transport';
import { certificate, closeServers, startProxy, startCountingServer, startTcpServer, startTlsServer } from './testServers';

const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const before = Object.fromEntries(proxyVariables.map((name) => [name, process.env[name]]));

function setProxy(values: Readonly<Record<string, string>>) {
	for (const name of proxyVariables) delete process.env[name];
	Object.assign(process.env, values);
}

beforeEach(() => setProxy({}));

afterEach(async () => {
	for (const name of proxyVariables) {
		if (before[name] === undefined) delete process.env[name];
		else process.env[name] = before[name];
	}
	await closeServers();
});

const http = () => new HttpClient({ fetch: createFetch() });

describe('TLS', () => {
	it('a TLS server with an untrusted certificate is refused before anything is sent', async () => {
		const server = await startTlsServer((_seen, response) => response.end());
		await expect(http().send({ method: 'GET', url: server.url, safeToRepeat: true })).rejects.toMatchObject({
			kind: 'certificate',
			mayHaveReached: false,
			message: `The certificate of 127.0.0.1:${server.port} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)`,
		});
		expect(server.requests).toHaveLength(0);
	});

	describe('with a trusted certificate', () => {
		const trusted = getCACertificates('default');
		beforeAll(() => setDefaultCACertificates([...trusted, certificate]));
		afterAll(() => setDefaultCACertificates(trusted));

		it('the transport uses HTTP/1.1 with a server that prefers HTTP/2', async () => {
			const server = await startTlsServer((_seen, response) => response.end('ok'));
			const client = http();
			for (let i = 0; i < 3; i++) await client.send({ method: 'GET', url: server.url });
			expect(server.requests.map(({ httpVersion }) => httpVersion)).toEqual(['1.1', '1.1', '1.1']);
			expect(server.connections).toBeLessThanOrEqual(2);
		});

		it("an HTTPS call goes through a proxy's tunnel with HTTP/1.1", async () => {
			const server = await startTlsServer((_seen, response) => response.end('inside'));
			const proxy = await startProxy();
			setProxy({ HTTPS_PROXY: proxy.url });
			const answer = await http().send({ method: 'GET', url: `${server.url}/path` });
			expect(answer.text).toBe('inside');
			expect(proxy.tunnels).toEqual([`127.0.0.1:${server.port}`]);
			expect(proxy.requests).toHaveLength(0);
			expect(server.requests.map(({ httpVersion, url }) => [httpVersion, url])).toEqual([['1.1', '/path']]);
		});
	});
});

describe('a proxy', () => {
	it('a plain HTTP call is sent to the proxy with its whole address, without a tunnel', async () => {
		const proxy = await startProxy();
		setProxy({ HTTP_PROXY: proxy.url });
		const answer = await http().send({
			method: 'GET',
			url: 'http://okapi.example.org/rs/patronrequests?perPage=1',
			headers: { 'X-Okapi-Tenant': 'east' },
		});
		expect(answer.text).toBe('by proxy');
		expect(proxy.tunnels).toEqual([]);
		expect(proxy.requests.map(({ method, url, headers }) => [method, url, headers.host, headers['x-okapi-tenant']])).toEqual([
			['GET', 'http://okapi.example.org/rs/patronrequests?perPage=1', 'okapi.example.org', 'east'],
		]);
	});

	it('a call to a host in NO_PROXY bypasses the proxy', async () => {
		const proxy = await startProxy();
		const server = await startCountingServer((_seen, response) => response.end('direct'));
		setProxy({ HTTP_PROXY: proxy.url, NO_PROXY: `localhost,127.0.0.1:${server.port}` });
		expect((await http().send({ method: 'GET', url: server.url })).text).toBe('direct');
		expect(proxy.requests).toHaveLength(0);
	});

	it('a proxy that refuses the tunnel is named in the error', async () => {
		const proxy = await startProxy(403);
		setProxy({ HTTPS_PROXY: proxy.url });
		await expect(http().send({ method: 'POST', url: 'https://okapi.example.org/authn/login', body: '{}' })).rejects.toMatchObject({
			kind: 'network',
			mayHaveReached: false,
			message: 'The proxy did not let the connection to okapi.example.org through (403)',
		});
	});

	it('a proxy that asks for a login is named in the error of a plain HTTP call, too', async () => {
		const proxy = await startProxy(407);
		setProxy({ HTTP_PROXY: proxy.url });
		await expect(http().send({ method: 'POST', url: 'http://okapi.example.org/authn/login', body: '{}' })).rejects.toMatchObject({
			kind: 'network',
			mayHaveReached: false,
			message: 'The proxy did not let the connection to okapi.example.org through (407)',
		});
	});

	it.each([
		['is down', 'http://127.0.0.1:1'],
		['does not exist', 'http://no-such-proxy.invalid:3128'],
	])('a proxy that %s is named in the error, not the server', async (_what, proxy) => {
		setProxy({ HTTP_PROXY: proxy, HTTPS_PROXY: proxy });
		for (const url of ['http://okapi.example.org/', 'https://okapi.example.org/']) {
			await expect(http().send({ method: 'POST', url, body: '{}' })).rejects.toMatchObject({
				kind: 'network',
				mayHaveReached: false,
				message: expect.stringMatching(
					/^The proxy on the way to okapi\.example\.org was not reached \((ECONNREFUSED|ENOTFOUND|EAI_AGAIN)\)$/,
				),
				description: expect.stringContaining('HTTPS_PROXY'),
			});
		}
	});

	it('a proxy address without http:// is accepted', async () => {
		const proxy = await startProxy();
		setProxy({ HTTP_PROXY: `127.0.0.1:${proxy.port}` });
		expect((await http().send({ method: 'GET', url: 'http://okapi.example.org/' })).text).toBe('by proxy');
		const refusing = await startProxy(403);
		setProxy({ https_proxy: `localhost:${refusing.port}` });
		await expect(http().send({ method: 'GET', url: 'https://okapi.example.org/' })).rejects.toMatchObject({
			message: expect.stringMatching(/^The proxy .* \(403\)$/),
		});
		expect(refusing.tunnels).toEqual(['okapi.example.org:443']);
	});

	it.each(['http://bob:pass#word-4711@proxy.example.org:3128', 'http://bob:pass%word-4711@proxy.example.org', 'ftp://proxy.example.org'])(
		'an unusable proxy address is refused by the name of its variable, without its password (%s)',
		(value) => {
			setProxy({ HTTPS_PROXY: value });
			let error: unknown;
			try {
				createFetch();
			} catch (thrown) {
				error = thrown;
			}
			expect(error).toMatchObject({
				name: 'ReShareError',
				kind: 'blocked',
				description: expect.stringContaining('HTTPS_PROXY'),
			});
			expect(inspect(error, { showHidden: true, depth: 8 })).not.toContain('4711');
		},
	);

	it.each([
		['ends the connection without an answer', (socket: Socket) => socket.once('data', () => socket.end())],
		['says nothing', () => undefined],
	])('a proxy that %s when a tunnel is requested is given up in time, and asked only once', async (_what, onConnection) => {
		const proxy = await startTcpServer(onConnection);
		setProxy({ HTTPS_PROXY: proxy.url });
		await expect(http().send({ method: 'GET', url: 'https://okapi.example.org/', timeoutMs: 400 })).rejects.toMatchObject({
			name: 'ReShareError',
		});
		const { connections } = proxy;
		await sleep(200);
		expect([connections, proxy.connections]).toEqual([1, 1]);
	});
});
