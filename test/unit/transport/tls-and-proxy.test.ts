import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { createPooledFetch, HttpClient } from '../../../reshare/transport';
import { certificate, closeServers, startProxy, startServer, startTlsServer } from './servers';

const proxyVariables = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const before = Object.fromEntries(proxyVariables.map((name) => [name, process.env[name]]));

function setProxy(values: Readonly<Record<string, string>>): void {
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

const http = () => new HttpClient({ fetch: createPooledFetch(), retryDelayMs: 5 });

describe('TLS', () => {
	it('refuses a certificate that nobody trusts, and says what to do', async () => {
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

		it('speaks HTTP/1.1 with a server that would rather speak HTTP/2', async () => {
			const server = await startTlsServer((_seen, response) => response.end('ok'));
			const client = http();
			for (let i = 0; i < 3; i++) await client.send({ method: 'GET', url: server.url });
			expect(server.requests.map(({ httpVersion }) => httpVersion)).toEqual(['1.1', '1.1', '1.1']);
			expect(server.connections).toBeLessThanOrEqual(2);
		});

		it('goes through a proxy in a tunnel, and speaks HTTP/1.1 there too', async () => {
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
	it('gets plain http as a request for the whole address, without a tunnel', async () => {
		const proxy = await startProxy();
		setProxy({ HTTP_PROXY: proxy.url });
		const answer = await http().send({ method: 'GET', url: 'http://okapi.example.org/rs/patronrequests?perPage=1', headers: { 'X-Okapi-Tenant': 'east' } });
		expect(answer.text).toBe('by proxy');
		expect(proxy.tunnels).toEqual([]);
		expect(proxy.requests.map(({ method, url, headers }) => [method, url, headers.host, headers['x-okapi-tenant']])).toEqual([
			['GET', 'http://okapi.example.org/rs/patronrequests?perPage=1', 'okapi.example.org', 'east'],
		]);
	});

	it('is left out for the hosts in NO_PROXY', async () => {
		const proxy = await startProxy();
		const server = await startServer((_seen, response) => response.end('direct'));
		setProxy({ HTTP_PROXY: proxy.url, NO_PROXY: `localhost,127.0.0.1:${server.port}` });
		expect((await http().send({ method: 'GET', url: server.url })).text).toBe('direct');
		expect(proxy.requests).toHaveLength(0);
	});

	it('that refuses is named as what refuses', async () => {
		const proxy = await startProxy(403);
		setProxy({ HTTPS_PROXY: proxy.url });
		await expect(http().send({ method: 'POST', url: 'https://okapi.example.org/authn/login', body: '{}' })).rejects.toMatchObject({
			kind: 'network',
			mayHaveReached: false,
			message: 'The proxy did not let the connection to okapi.example.org through (403)',
		});
	});
});
