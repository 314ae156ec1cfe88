import { gzipSync } from 'node:zlib';
import { HttpClient, type HttpRequest, waitingTimes } from '../../../reshare/transport';
import * as builtIn from '../../../reshare/transport/builtInFetch';
import * as pooled from '../../../reshare/transport/pooledFetch';
import { ReShareError } from '../../../reshare/errors';
import { SleepInterceptor, waitForCondition } from '../SleepInterceptor';
import { closeServers, startCountingServer } from './testServers';

const failure = (promise: Promise<unknown>) =>
	promise.then(
		() => {
			throw new Error('It should have failed');
		},
		(error: unknown) => {
			if (error instanceof ReShareError) return error;
			throw error;
		},
	);

afterEach(closeServers);

/** Tests the real transports over real sockets, whose calls the server counts. */
describe.each([
	['pooled', pooled],
	['builtIn', builtIn],
])('the %s transport', (_name, { createFetch }) => {
	const client = () => new HttpClient({ fetch: createFetch() });

	describe.each(['GET', 'POST'] as const)('a %s call', (method) => {
		const call = (url: string, more: Partial<HttpRequest> = {}) => ({
			method,
			url,
			...(method === 'POST' ? { body: '{}' } : {}),
			...more,
		});

		it.each([
			['not marked safe to repeat is sent once when the server is busy', 503, '1', {}, 1],
			["safe to repeat returns the server's error after three attempts", 502, '0', { safeToRepeat: true }, 3],
			["safe to repeat is sent once if the server asks for an hour's pause", 429, '3600', { safeToRepeat: true }, 1],
		])(
			'the transport repeats a call to a failing server only if the call is marked safe to repeat: a call that is %s',
			async (_what, status, pause, more, attempts) => {
				const server = await startCountingServer((_seen, response) => response.writeHead(status, { 'retry-after': pause }).end('busy'));
				const answer = await client().send(call(server.url, more));
				expect([answer.status, answer.text, server.requests.length]).toEqual([status, 'busy', attempts]);
			},
		);

		it('a call that is safe to repeat waits as Retry-After asks and is sent again', async () => {
			const server = await startCountingServer((_seen, response) => {
				if (server.requests.length === 1) response.writeHead(503, { 'retry-after': '7' }).end('busy');
				else response.writeHead(200, { 'content-type': 'text/plain' }).end('fine');
			});
			const pauses = new SleepInterceptor(7000);
			const answer = client().send(call(server.url, { safeToRepeat: true }));
			await waitForCondition(() => pauses.count > 0);
			expect(server.requests).toHaveLength(1);
			await pauses.letGo();
			expect((await answer).text).toBe('fine');
			expect(server.requests).toHaveLength(2);
			pauses.restore();
		});

		it('a call that is not safe to repeat is sent once when the connection is lost after the server read it', async () => {
			const server = await startCountingServer((_seen, _response, request) => request.socket.destroy());
			expect(await failure(client().send(call(server.url)))).toMatchObject({ kind: 'network', mayHaveReached: true });
			expect(server.requests).toHaveLength(1);
		});

		it('a call that is safe to repeat succeeds after two lost connections', async () => {
			const server = await startCountingServer((_seen, response, request) => {
				if (server.requests.length < 3) request.socket.destroy();
				else response.end('third time lucky');
			});
			expect((await client().send(call(server.url, { safeToRepeat: true }))).text).toBe('third time lucky');
			expect(server.requests).toHaveLength(3);
		});

		it.each([
			[{}, 3],
			[{ repeatAfterTimeout: false }, 1],
		])('a call that is safe to repeat and gets no answer in time is sent, with the options %j, %i times', async (options, attempts) => {
			const server = await startCountingServer(() => undefined);
			const timers = new SleepInterceptor(7777);
			const patience = jest.replaceProperty(waitingTimes, 'firstByte', 7777);
			const http = new HttpClient({ fetch: createFetch(), ...options });
			const sent = failure(http.send(call(server.url, { safeToRepeat: true })));
			for (let attempt = 1; attempt <= attempts; attempt++) {
				await waitForCondition(() => server.requests.length === attempt);
				await timers.letGo();
			}
			expect((await sent).kind).toBe('timeout');
			expect(server.requests).toHaveLength(attempts);
			timers.restore();
			patience.restore();
		});

		it('the error of a call to a port where nobody listens says that the call surely did not reach the server', async () => {
			const server = await startCountingServer((_seen, response) => response.end());
			await server.close();
			expect(await failure(client().send(call(server.url)))).toMatchObject({
				kind: 'network',
				mayHaveReached: false,
				message: `127.0.0.1:${server.port} refused the connection`,
			});
		});
	});

	it('an HTTP call fails, without reading on, when a small compressed answer unpacks to more than 16 MB', async () => {
		const bomb = Buffer.concat(Array<Buffer>(16).fill(gzipSync(Buffer.alloc(8 * 1024 * 1024))));
		const server = await startCountingServer((_seen, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
		const before = process.memoryUsage().rss;
		const sent = client().send({ method: 'GET', url: server.url });
		await expect(sent).rejects.toMatchObject({ kind: 'tooLarge', message: `127.0.0.1:${server.port} sent an answer of more than 16 MB` });
		expect(process.memoryUsage().rss - before).toBeLessThan(96 * 1024 * 1024);
	});

	it('an HTTP call unpacks a gzip answer, and fails with a network error if the gzip data is damaged', async () => {
		const packed = gzipSync('Война и мир');
		const answers = [packed, Buffer.concat([packed.subarray(0, 12), Buffer.alloc(40, 1)])];
		const server = await startCountingServer((_seen, response) =>
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(answers.shift()),
		);
		expect((await client().send({ method: 'GET', url: server.url })).text).toBe('Война и мир');
		expect(server.requests[0]?.headers['accept-encoding']).toBe('gzip');
		await expect(client().send({ method: 'GET', url: server.url })).rejects.toMatchObject({ kind: 'network', mayHaveReached: true });
	});

	describe('stopping a call', () => {
		it('an HTTP call that is aborted under way ends with an error that says that the call may have reached the server', async () => {
			const server = await startCountingServer(() => undefined);
			const controller = new AbortController();
			const sent = failure(client().send({ method: 'POST', url: server.url, body: '{}', signal: controller.signal }));
			while (server.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
			controller.abort();
			expect(await sent).toMatchObject({ kind: 'cancelled', mayHaveReached: true });
		});

		describe('stopping a run', () => {
			const run = () => {
				const stop = new AbortController();
				return { stop: () => stop.abort(), http: new HttpClient({ fetch: createFetch(), signal: stop.signal }) };
			};

			it('stopping a run cancels an HTTP call under way that is marked safe to repeat', async () => {
				const { stop, http } = run();
				const server = await startCountingServer(() => stop());
				expect(await failure(http.send({ method: 'GET', url: server.url, safeToRepeat: true }))).toMatchObject({ kind: 'cancelled' });
				expect(server.requests).toHaveLength(1);
			});

			it('stopping a run lets an HTTP call under way that may change something finish', async () => {
				const { stop, http } = run();
				const server = await startCountingServer((_seen, response) => {
					stop();
					setImmediate(() => response.end('made'));
				});
				expect(await http.send({ method: 'POST', url: server.url, body: '{}' })).toMatchObject({ text: 'made' });
			});

			it.each([true, false])(
				'a run that was stopped starts no new HTTP call (safe to repeat: %s); the error says that nothing was sent',
				async (safeToRepeat) => {
					const { stop, http } = run();
					const server = await startCountingServer((_seen, response) => response.end());
					stop();
					expect(await failure(http.send({ method: 'GET', url: server.url, safeToRepeat }))).toMatchObject({
						kind: 'cancelled',
						mayHaveReached: false,
					});
					expect(server.requests).toEqual([]);
				},
			);
		});
	});
});
