import { inspect } from 'node:util';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { ReShareError } from '../../../reshare/errors';
import { HttpClient, retryAfterMs, waitingTimes, type Fetch } from '../../../reshare/transport';
import * as builtIn from '../../../reshare/transport/builtInFetch';
import * as pooled from '../../../reshare/transport/pooledFetch';
import { waitInVirtualTime } from '../../sandboxInVirtualTime';
import { waitForCondition } from '../SleepInterceptor';
import { closeServers, startCountingServer, startTcpServer } from './testServers';

/** Named as n8n's own error is. */
class SsrfBlockedIpError extends Error {}
const caller = { userAgent: 'n8n', refusalError: 'SsrfBlocked' };

afterEach(closeServers);
afterEach(() => jest.restoreAllMocks());

describe.each([
	['pooled', pooled],
	['builtIn', builtIn],
])('the %s transport', (_name, { createFetch }) => {
	const http = () => new HttpClient({ fetch: createFetch() });

	it.each([301, 302, 303, 307, 308])(
		'a redirect with status %i is not followed, so that the token does not leave the server',
		async (status) => {
			const elsewhere = await startCountingServer((_seen, response) => response.end('stolen'));
			const server = await startCountingServer((_seen, response) => response.writeHead(status, { location: `${elsewhere.url}/x` }).end());
			const sent = http().send({ method: 'GET', url: server.url, headers: { 'X-Okapi-Token': 'secret' }, safeToRepeat: true });
			await expect(sent).rejects.toMatchObject({ kind: 'redirect', status });
			expect(elsewhere.requests).toHaveLength(0);
			expect(server.requests).toHaveLength(1);
		},
	);

	describe('answers that are too large, slow or broken', () => {
		it.each([
			['lists', '[', ']'],
			['objects', '{"a":[', ']}'],
		])(
			'a JSON answer of more than 500,000 %s is refused, since each takes many times its length in memory',
			async (_name, opening, closing) => {
				const texts = [
					`[${`${opening}${closing},`.repeat(600_000)}1]`,
					opening.repeat(600_000) + closing.repeat(600_000),
					JSON.stringify(Array(100_000).fill({ title: '[{'.repeat(10) })),
				];
				const server = await startCountingServer((_seen, response) =>
					response.writeHead(200, { 'content-type': 'application/json' }).end(texts.shift()),
				);
				const send = () => http().send({ method: 'GET', url: server.url });
				await expect(send()).rejects.toMatchObject({
					kind: 'tooLarge',
					message: `127.0.0.1:${server.port} sent an answer of more than 500,000 lists and objects`,
				});
				await expect(send()).rejects.toMatchObject({ kind: 'tooLarge' });
				expect((await send()).status).toBe(200);
			},
		);

		it('an HTTP call whose answer body arrives in drips fails at the time limit of the call', async () => {
			const server = await startCountingServer((_seen, response) => {
				response.writeHead(200);
				const timer = setInterval(() => response.write('.'), 20);
				response.on('close', () => clearInterval(timer));
			});
			await expect(http().send({ method: 'GET', url: server.url, timeoutMs: 150 })).rejects.toMatchObject({
				kind: 'timeout',
				mayHaveReached: true,
			});
		});

		it('an HTTP call whose answer body stops arriving fails, and its connection is closed', async () => {
			jest.replaceProperty(waitingTimes, 'silenceWithin', 80);
			let closed = false;
			const server = await startCountingServer((_seen, response, request) => {
				request.socket.on('close', () => (closed = true));
				response.write('half');
			});
			const client = new HttpClient({ fetch: createFetch() });
			await expect(client.send({ method: 'GET', url: server.url })).rejects.toMatchObject({ kind: 'timeout', mayHaveReached: true });
			await waitForCondition(() => closed);
		});

		it('an HTTP call to a server that accepts it and never answers fails at the time limit of the call', async () => {
			const server = await startCountingServer(() => undefined);
			await expect(http().send({ method: 'POST', url: server.url, body: 'x', timeoutMs: 1000 })).rejects.toMatchObject({
				kind: 'timeout',
				mayHaveReached: true,
			});
			expect(server.requests).toHaveLength(1);
		});

		it('an HTTP call waits for the first byte until its own time limit if it has one, or else for the default time', async () => {
			const server = await startCountingServer((_seen, response) => void waitInVirtualTime(250).then(() => response.end('late')));
			jest.replaceProperty(waitingTimes, 'firstByte', 80);
			const client = new HttpClient({ fetch: createFetch() });
			await expect(client.send({ method: 'POST', url: server.url, body: 'x' })).rejects.toMatchObject({
				kind: 'timeout',
				mayHaveReached: true,
			});
			expect((await client.send({ method: 'POST', url: server.url, body: 'x', timeoutMs: 2000 })).text).toBe('late');
		});

		it('the body of an answer may take longer than the time limit of the first byte', async () => {
			const server = await startCountingServer((_seen, response) => {
				response.write('first ', () => void waitInVirtualTime(250).then(() => response.end('last')));
			});
			jest.replaceProperty(waitingTimes, 'firstByte', 80);
			const client = new HttpClient({ fetch: createFetch() });
			expect((await client.send({ method: 'GET', url: server.url })).text).toBe('first last');
		});

		it('an HTTP call whose answer body breaks off fails with a network error', async () => {
			const server = await startCountingServer((_seen, response) => {
				response.writeHead(200, { 'content-length': '100' });
				response.write('half', () => response.destroy());
			});
			await expect(http().send({ method: 'GET', url: server.url })).rejects.toMatchObject({ kind: 'network', mayHaveReached: true });
		});

		it('a call that is answered with something other than HTTP fails with a ReShareError', async () => {
			const server = await startTcpServer((socket) => socket.end('220 mail.example.org ESMTP\r\n'));
			await expect(http().send({ method: 'GET', url: server.url })).rejects.toBeInstanceOf(ReShareError);
		});
	});

	describe('connections', () => {
		it('100 HTTP calls in four parallel sequences use only four connections', async () => {
			const server = await startCountingServer((_seen, response) => void waitInVirtualTime(2).then(() => response.end('{}')));
			const client = http();
			const one = async () => {
				for (let call = 0; call < 25; call += 1) await client.send({ method: 'POST', url: server.url, body: 'x' });
			};
			await Promise.all([one(), one(), one(), one()]);
			expect(server.requests).toHaveLength(100);
			expect(server.connections).toBe(4);
		});

		it('50 HTTP calls at once use at most 16 connections', async () => {
			const server = await startCountingServer((_seen, response) => void waitInVirtualTime(20).then(() => response.end('ok')));
			const client = http();
			await Promise.all(Array.from({ length: 50 }, () => client.send({ method: 'GET', url: server.url })));
			expect(server.requests).toHaveLength(50);
			expect(server.connections).toBe(16);
		});
	});

	describe('the errors of the transport', () => {
		it('the error of an HTTP call whose connection was lost contains the host, and neither path, query nor token', async () => {
			const server = await startCountingServer((_seen, _response, request) => request.socket.destroy());
			const error = await http()
				.send({ method: 'GET', url: `${server.url}/RESHARE:EAST?req_id=patron-4711`, headers: { 'X-Okapi-Token': 'tok-secret' } })
				.catch((caught: unknown) => caught as ReShareError & { cause?: unknown });
			const everything = JSON.stringify([
				String(error),
				(error as ReShareError).description,
				String((error as ReShareError).cause),
				(error as Error).stack,
			]);
			expect(everything).toContain(`127.0.0.1:${server.port}`);
			expect(everything).not.toMatch(/patron-4711|tok-secret|RESHARE:EAST/);
		});

		/** Errors of undici and Node, with the address in the message, in the cause, or in one of several causes. */
		const address = 'http://resolver.example.org/RESHARE:EAST?req_id=patron-4711';
		const coded = (code: string) => Object.assign(new Error(`${code} ${address}`), { code });
		it.each([
			...[
				'ECONNRESET',
				'UND_ERR_SOCKET',
				'ECONNREFUSED',
				'ENOTFOUND',
				'UND_ERR_CONNECT_TIMEOUT',
				'UND_ERR_HEADERS_TIMEOUT',
				'CERT_HAS_EXPIRED',
			].flatMap((code) => [
				[code, coded(code)] as const,
				[`${code}, as a cause`, new TypeError(`fetch failed: ${address}`, { cause: coded(code) })] as const,
				[`${code}, as one of several`, new TypeError('fetch failed', { cause: new AggregateError([coded(code)], address) })] as const,
			]),
			['no code', new TypeError(`Failed to fetch ${address}`, { cause: new Error(address) })] as const,
		])('the error of a failed call holds no part of the address, whatever was thrown: %s', async (_name, thrown) => {
			const client = new HttpClient({ fetch: () => Promise.reject(thrown), repeatAfterTimeout: false });
			const error = await client.send({ method: 'POST', url: address, body: '' }).catch((caught: unknown) => caught);
			expect(error).toBeInstanceOf(ReShareError);
			expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/patron-4711|RESHARE:EAST/);
		});

		it('a host name that does not exist is named in the error', async () => {
			await expect(http().send({ method: 'GET', url: 'http://no-such-host.invalid/' })).rejects.toMatchObject({
				kind: 'network',
				mayHaveReached: false,
				message: 'There is no server with the name no-such-host.invalid',
			});
		});
	});

	describe('the check of allowed addresses', () => {
		it('an HTTP call to a URL that allowUrl refuses fails as blocked and is not sent', async () => {
			const server = await startCountingServer((_seen, response) => response.end());
			const client = new HttpClient({
				fetch: createFetch(),
				allowUrl: (url) => {
					if (url.endsWith('/forbidden')) throw new ReShareError('blocked', 'no');
				},
			});
			await client.send({ method: 'GET', url: `${server.url}/allowed` });
			await expect(client.send({ method: 'GET', url: `${server.url}/forbidden` })).rejects.toMatchObject({ kind: 'blocked' });
			expect(server.requests.map(({ url }) => url)).toEqual(['/allowed']);
		});

		it('an HTTP call whose host name cannot be resolved during the check of allowed addresses fails with a network error', async () => {
			const client = new HttpClient({
				fetch: createFetch(),
				allowUrl: () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND x'), { code: 'ENOTFOUND' })),
			});
			await expect(client.send({ method: 'GET', url: 'http://x.invalid/?secret=1' })).rejects.toMatchObject({
				kind: 'network',
				mayHaveReached: false,
			});
		});
	});
});

async function expectBlocked(client: HttpClient) {
	await expect(client.send({ method: 'GET', url: 'http://inside.example.org/?patron=4711' })).rejects.toMatchObject({
		kind: 'blocked',
		mayHaveReached: false,
		message: '⟦refusal⟧ inside.example.org',
	});
}

it('the pooled transport blocks a call whose host name resolves to a protected IP address when the connection is made', async () => {
	const server = await startCountingServer((_seen, response) => response.end('by lookup'));
	const asked: string[] = [];
	const lookup: LookupFunction = (hostname, options, done) => {
		asked.push(hostname);
		if (hostname !== 'okapi.example.org') done(new SsrfBlockedIpError('10.0.0.5'), '', 4);
		else if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
		else done(null, '127.0.0.1', 4);
	};
	const client = new HttpClient({ fetch: pooled.createFetch({ lookup }), caller });
	expect((await client.send({ method: 'GET', url: `http://okapi.example.org:${server.port}/` })).text).toBe('by lookup');
	await expectBlocked(client);
	expect(asked).toEqual(['okapi.example.org', 'inside.example.org']);
});

it('the built-in transport leaves blocking protected addresses to the given fetch, and refuses an answer of 17 MB', async () => {
	const bodies = [Readable.from([Buffer.from('by the caller')]), Readable.from(Array(17).fill(Buffer.alloc(1024 * 1024)))];
	const fetch: Fetch = async (url) => {
		if (url.includes('inside')) throw new SsrfBlockedIpError('10.0.0.5');
		return { status: 200, headers: new Headers(), body: bodies.shift() ?? null };
	};
	const client = new HttpClient({ fetch: builtIn.createProcessFetch({ fetch }), caller });
	expect((await client.send({ method: 'GET', url: 'http://okapi.example.org/' })).text).toBe('by the caller');
	await expect(client.send({ method: 'GET', url: 'http://okapi.example.org/' })).rejects.toMatchObject({ kind: 'tooLarge' });
	await expectBlocked(client);
});

describe('Retry-After', () => {
	const wait = (value: string) => retryAfterMs({ headers: new Headers({ 'retry-after': value, date: 'Thu, 01 Jan 2026 00:00:00 GMT' }) });

	it.each([
		['2', 2000],
		['0', 0],
		['Thu, 01 Jan 2026 00:00:05 GMT', 5000],
		['Thu, 01 Jan 2020 00:00:00 GMT', 0],
		['-5', 0],
		['1.5', 0],
		['0x10', 0],
		['1e3', 0],
		['soon', 0],
		['', 0],
	])('the Retry-After value %j means a pause of %i ms', (value, expected) => {
		expect(wait(value)).toBe(expected);
	});
});
