import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ReShareError } from '../../../../../reshare/errors';
import { buildOpenUrl } from '../../../../../reshare/requests/modrs/resolver/buildOpenUrl';
import { ResolverClient } from '../../../../../reshare/requests/modrs/resolver/ResolverClient';
import type { ResolverOutcome } from '../../../../../reshare/requests/modrs/resolver/outcome';
import { HttpClient, createPooledFetch, times } from '../../../../../reshare/transport';

const http = new HttpClient({ fetch: createPooledFetch() });
const servers: Server[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

async function serve(answer: RequestListener): Promise<{ base: string; seen: () => string[] }> {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url?.split('?')[0]}`);
		answer(request, response);
	});
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen: () => seen };
}

const request = { serviceType: 'loan', instanceId: 'i1', patronId: 'patron-77', pickupLocation: 'MAIN', reference: 'R-1' } as const;

function send(base: string, purpose: 'create' | 'preview' = 'create', timeoutMs = 5000): Promise<ResolverOutcome> {
	Object.assign(times, { action: timeoutMs, firstByte: timeoutMs });
	return new ResolverClient(http).send(buildOpenUrl(base, 'RESHARE:US-EAST', request, purpose));
}

const created = JSON.stringify({ status: 201, message: JSON.stringify({ id: 'a-b' }), contextObject: {}, reshareRequest: {} });

describe('sending an OpenURL', () => {
	it('makes one GET request to the name as it is', async () => {
		const { base, seen } = await serve((_request, response) => response.setHeader('content-type', 'application/json; charset=utf-8').end(created));
		expect(await send(base)).toMatchObject({ kind: 'created', id: 'a-b' });
		expect(seen()).toEqual(['GET /RESHARE:US-EAST']);
	});

	it.each<[string, RequestListener]>([
		['cut before the answer', (incoming) => void incoming.socket.destroy()],
		['cut within the answer', (incoming, response) => void response.writeHead(200, { 'content-length': '1000' }).write('{', () => incoming.socket.destroy())],
		['answered 503 with a wish to be asked again', (_request, response) => void response.writeHead(503, { 'retry-after': '0' }).end()],
		['answered with a page of a web server in front', (_request, response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('<html></html>')],
	])('is unclear and is not repeated when the connection is %s', async (_name, answer) => {
		const { base, seen } = await serve(answer);
		const outcome = await send(base);
		expect(outcome.kind).toBe('unclear');
		expect(JSON.stringify(outcome)).not.toContain('patron-77');
		expect(seen()).toHaveLength(1);
	});

	it('is unclear after a time-out', async () => {
		const { base, seen } = await serve(() => {});
		expect(await send(base, 'create', 200)).toMatchObject({ kind: 'unclear' });
		expect(seen()).toHaveLength(1);
	});

	it('throws when nobody was there to make a request', async () => {
		const refused = new ReShareError('network', 'resolver.example.org refused the connection');
		const client = new ResolverClient({ send: () => Promise.reject(refused) });
		await expect(client.send(buildOpenUrl('https://resolver.example.org', 'west', request))).rejects.toBe(refused);
	});

	it('throws on a redirect, which made nothing', async () => {
		const { base, seen } = await serve((_request, response) => void response.writeHead(302, { location: 'https://login.example.org/' }).end());
		await expect(send(base)).rejects.toMatchObject({ kind: 'redirect' });
		expect(seen()).toHaveLength(1);
	});

	it('tells how long a resolver that asks for fewer calls wants to be left alone, and does not ask again', async () => {
		const { base, seen } = await serve((_request, response) => void response.writeHead(429, { 'retry-after': '45' }).end());
		expect(await send(base)).toMatchObject({ kind: 'refused', retryAfterMs: 45_000 });
		expect(seen()).toHaveLength(1);
	});
});

describe('asking for a preview', () => {
	const shown = JSON.stringify({ isRequester: true, requestingInstitutionSymbol: 'RESHARE:US-EAST' });

	it.each<[string, RequestListener]>([
		['429', (_request, response) => void response.writeHead(429, { 'retry-after': '0' }).end()],
		['503', (_request, response) => void response.writeHead(503).end()],
		['a lost connection', (incoming) => void incoming.socket.destroy()],
	])('is repeated after %s, as it only reads', async (_name, fault) => {
		let faults = 2;
		const { base, seen } = await serve((incoming, response) => {
			if (faults-- > 0) fault(incoming, response);
			else response.setHeader('content-type', 'application/json').end(shown);
		});
		expect(await send(base, 'preview')).toMatchObject({ kind: 'preview' });
		expect(seen()).toHaveLength(3);
	});

	it('throws when it stays lost, since nothing can have been made', async () => {
		const { base } = await serve((incoming) => void incoming.socket.destroy());
		await expect(send(base, 'preview')).rejects.toBeInstanceOf(ReShareError);
	});

	it('calls a failing resolver a failing one, not one that refused', async () => {
		const { base, seen } = await serve((_request, response) => void response.writeHead(500).end('Internal Server Error'));
		expect(await send(base, 'preview')).toMatchObject({ kind: 'failed', reason: 'the resolver could not answer (status 500)' });
		expect(seen()).toHaveLength(1);
	});
});
