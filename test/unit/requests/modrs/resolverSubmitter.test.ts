import type { ServerResponse } from 'node:http';
import { ReShareError } from '../../../../reshare/errors';
import type { ResolverAccess } from '../../../../reshare/requests/modrs/resolver/ResolverMonitor';
import { createResolverSubmitter } from '../../../../reshare/requests/modrs/submitters';
import { HttpClient, createFetch, waitingTimes } from '../../../../reshare/transport';
import '../../../sandboxInVirtualTime';
import { closeServers, startCountingServer } from '../../transport/testServers';

const http = new HttpClient({ fetch: createFetch() });
afterEach(closeServers);

type Answer = (response: ServerResponse) => void;

async function serve(answer: Answer) {
	const { url, requests } = await startCountingServer((_seen, response) => answer(response));
	return { base: url, seen: () => requests.map((seen) => `${seen.method} ${seen.url.split('?')[0]}`) };
}

async function loan(baseUrl: string, by: ResolverAccess['http'] = http) {
	return await createResolverSubmitter({ http: by, baseUrl, openUrlTenant: 'RESHARE:US-EAST' }, undefined).build(
		{ serviceType: 'loan', instanceId: 'i1', patronId: 'patron-77', pickupLocation: 'MAIN' },
		'R-1',
	);
}

function within(timeoutMs: number) {
	Object.assign(waitingTimes, { action: timeoutMs, firstByte: timeoutMs });
}
beforeEach(() => within(5000));

const send = async (base: string) => await (await loan(base)).send();
const ask = async (base: string) => await (await loan(base)).ask?.();

const created = JSON.stringify({ status: 201, message: JSON.stringify({ id: 'a-b' }), contextObject: {}, reshareRequest: {} });

describe('a loan sent to the resolver', () => {
	it("a loan is sent to the resolver with one GET, whose path is the library's name without any encoding", async () => {
		const { base, seen } = await serve((response) => response.setHeader('content-type', 'application/json; charset=utf-8').end(created));
		expect(await send(base)).toMatchObject({ kind: 'created', row: { id: 'a-b' } });
		expect(seen()).toEqual(['GET /RESHARE:US-EAST']);
	});

	it.each<[string, Answer]>([
		['cut before the answer', (response) => void response.socket?.destroy()],
		[
			'cut within the answer',
			(response) => void response.writeHead(200, { 'content-length': '1000' }).write('{', () => response.socket?.destroy()),
		],
		['answered 503 with Retry-After', (response) => void response.writeHead(503, { 'retry-after': '0' }).end()],
		[
			'answered with a page of a web server in front',
			(response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<html></html>'),
		],
	])('sending a loan has the result unclear and is not repeated if the GET to the resolver is %s', async (_name, answer) => {
		const { base, seen } = await serve(answer);
		const outcome = await send(base);
		expect(outcome.kind).toBe('unclear');
		expect(JSON.stringify(outcome)).not.toContain('patron-77');
		expect(seen()).toHaveLength(1);
	});

	it('sending a loan has the result unclear and is not repeated if the resolver does not answer in time', async () => {
		const { base, seen } = await serve(() => {});
		within(200);
		expect(await send(base)).toMatchObject({ kind: 'unclear', mayStillRun: true });
		expect(seen()).toHaveLength(1);
	});

	it('sending a loan has a result that says it was surely not created if the resolver refused the connection', async () => {
		const error = new ReShareError('network', 'resolver.example.org refused the connection');
		const nobody = await loan('https://resolver.example.org', { send: () => Promise.reject(error) });
		expect(await nobody.send()).toEqual({ kind: 'notReached', error, waitMs: 0 });
	});

	it('a redirect of the resolver is an error, and the loan is not sent to the new address', async () => {
		const { base, seen } = await serve((response) => void response.writeHead(302, { location: 'https://login.example.org/' }).end());
		await expect(send(base)).rejects.toMatchObject({ kind: 'redirect' });
		expect(seen()).toHaveLength(1);
	});

	it('a loan that the resolver answers with 429 is not sent again, and counts as refused for as long as Retry-After says', async () => {
		const { base, seen } = await serve((response) => void response.writeHead(429, { 'retry-after': '45' }).end());
		expect(await send(base)).toMatchObject({ kind: 'refused', mayPass: true, waitMs: 45_000 });
		expect(seen()).toHaveLength(1);
	});
});

describe('a preview asked of the resolver', () => {
	const shown = JSON.stringify({ isRequester: true, requestingInstitutionSymbol: 'RESHARE:US-EAST' });

	it.each<[string, Answer]>([
		['429', (response) => void response.writeHead(429, { 'retry-after': '0' }).end()],
		['503', (response) => void response.writeHead(503).end()],
		['a lost connection', (response) => void response.socket?.destroy()],
	])('a preview by the resolver, which only reads, is repeated after %s', async (_name, fault) => {
		let faults = 2;
		const { base, seen } = await serve((response) => {
			if (faults-- > 0) fault(response);
			else response.setHeader('content-type', 'application/json').end(shown);
		});
		expect(await ask(base)).toMatchObject({ request: { isRequester: true } });
		expect(seen()).toHaveLength(3);
	});

	it('a preview by the resolver says that the connection was lost if every attempt loses it', async () => {
		const { base } = await serve((response) => void response.socket?.destroy());
		expect(await ask(base)).toEqual({ why: expect.stringMatching(/^The connection to .* was lost$/) });
	});

	it('a preview that the resolver answers with status 500 says that the resolver could not answer, and is not repeated', async () => {
		const { base, seen } = await serve((response) => void response.writeHead(500).end('Internal Server Error'));
		expect(await ask(base)).toEqual({ why: 'the resolver could not answer (status 500)' });
		expect(seen()).toHaveLength(1);
	});

	it.each([
		['the patron has too many requests', 'patronAtLimit', 'text/html', '<title>Request limit reached</title>'],
		['the resolver does not know the library', 'resolverRefused', 'text/plain', "unsupported service 'x'"],
	])('a preview says that sending would be refused if %s', async (_name, reason, type, text) => {
		const { base } = await serve((response) => void response.setHeader('content-type', type).end(text));
		expect(await ask(base)).toMatchObject({ reason });
		expect(await send(base)).toMatchObject({ kind: 'refused', reason });
	});

	it('a preview that the resolver answers with the page "Request sent" says that the resolver does not offer previews', async () => {
		const { base } = await serve((response) => void response.setHeader('content-type', 'text/html').end('<title>Request sent</title>'));
		expect(await ask(base)).toEqual({ why: 'it does not offer previews' });
	});
});
