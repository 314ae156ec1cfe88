import { request as httpRequest } from 'node:http';
import type { FaultRule, Sandbox } from '../../../sandbox/index';
import { startSandbox } from '../../../sandbox/index';
import { HeldTimers, until } from '../heldTimers';
import { asEast, call, wish } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
beforeEach(async () => {
	sandbox = await startSandbox();
	east = await asEast(sandbox);
	sandbox.log.clear();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const fault = (rule: FaultRule) => sandbox.faults.add(rule);
const create = (reference: string) =>
	east.post('/rs/patronrequests', wish({ requestIdentifiers: [{ identifierType: 'ILLIAD', identifier: reference }] }));

it('hit what matches: method, path, tenant, after some, so many times', async () => {
	fault({ kind: 'status', status: 503, method: 'GET', path: '^/rs/patronrequests$', tenant: 'east', skip: 1, times: 2 });
	const statuses = [];
	for (let index = 0; index < 5; index++) statuses.push((await east.list([])).status);
	expect(statuses).toEqual([200, 503, 503, 200, 200]);
	expect((await east.get('/rs/status')).status).toBe(200);
	expect(sandbox.faults.list()).toMatchObject([{ seen: 5, hits: 2 }]);
});

it.each<[string, FaultRule, Partial<{ status: number; text: string }>, Record<string, string>]>([
	['503 with Retry-After', { kind: 'status', status: 503, headers: { 'Retry-After': '2' } }, { status: 503 }, { 'retry-after': '2' }],
	['429', { kind: 'status', status: 429, body: 'slow down' }, { status: 429, text: 'slow down' }, {}],
	[
		'502 in HTML',
		{ kind: 'status', status: 502, body: '<html>Bad Gateway</html>', contentType: 'text/html' },
		{ status: 502, text: '<html>Bad Gateway</html>' },
		{ 'content-type': 'text/html' },
	],
	[
		'another host',
		{ kind: 'redirect', location: 'http://elsewhere.invalid/x' },
		{ status: 302 },
		{ location: 'http://elsewhere.invalid/x' },
	],
])('answers with the fault that was set: %s', async (_name, rule, answer, headers) => {
	fault(rule);
	const reply = await east.get('/rs/status');
	expect(reply).toMatchObject(answer);
	for (const [name, value] of Object.entries(headers)) expect(reply.headers.get(name)).toBe(value);
});

it('a login page comes with status 200', async () => {
	fault({ kind: 'loginPage' });
	const reply = await east.get('/rs/status');
	expect([reply.status, reply.headers.get('content-type'), reply.json]).toEqual([200, 'text/html; charset=utf-8', undefined]);
	expect(reply.text).toContain('password');
});

it('truncated JSON has a length that fits; a cut body does not', async () => {
	const whole = (await east.get('/rs/status?perPage=50')).text;
	fault({ kind: 'truncated', times: 1 });
	const reply = await east.get('/rs/status?perPage=50&sort=id');
	expect([reply.status, reply.json]).toEqual([200, undefined]);
	expect(reply.text.length).toBeLessThan(whole.length);
	fault({ kind: 'cutBody' });
	await expect(east.get('/rs/status')).rejects.toThrow();
});

it('delays, and bodies that trickle', async () => {
	const delays = new HeldTimers(83);
	fault({ kind: 'delay', ms: 83, times: 1 });
	const late = east.get('/rs/status');
	await until(() => delays.count === 1);
	expect(sandbox.log.matching('GET', /status/)).toMatchObject([{ status: undefined }]);
	await delays.letGo();
	expect((await late).status).toBe(200);
	delays.restore();

	const pauses = new HeldTimers(97);
	fault({ kind: 'slowBody', ms: 970, times: 1 });
	const slow = east.get('/rs/status?perPage=50');
	for (let piece = 0; piece < 10; piece++) await pauses.letGo();
	expect((await slow).json).toHaveLength(50);
	expect(pauses.count).toBe(10);
	pauses.restore();
});

describe('a create whose answer is lost', () => {
	it('before it was handled: no request', async () => {
		fault({ kind: 'resetBefore', method: 'POST', times: 1 });
		await expect(create('A')).rejects.toThrow();
		expect(sandbox.requests.withReference('A')).toHaveLength(0);
	});

	it('after it was handled: one request', async () => {
		fault({ kind: 'resetAfter', method: 'POST', times: 1 });
		await expect(create('A')).rejects.toThrow();
		expect(sandbox.requests.withReference('A')).toHaveLength(1);
		expect(sandbox.log.matching('POST', /patronrequests/)).toMatchObject([{ fault: 'resetAfter', status: undefined }]);
	});

	it.each(['timeout', 'timeoutAfter'] as const)('%s: no answer ever', async (kind) => {
		fault({ kind, method: 'POST', times: 1 });
		const patience = new AbortController();
		const answer = fetch(`${sandbox.okapiUrl}/rs/patronrequests`, {
			method: 'POST',
			headers: { 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': east.token, 'Content-Type': 'application/json' },
			body: JSON.stringify(wish()),
			signal: patience.signal,
		});
		await until(() => sandbox.faults.list().some(({ hits }) => hits === 1));
		if (kind === 'timeoutAfter') await until(() => sandbox.requests.count('east') === 1);
		await new Promise((resolve) => setTimeout(resolve, 50));
		patience.abort();
		await expect(answer).rejects.toThrow();
		expect(sandbox.requests.count('east')).toBe(kind === 'timeout' ? 0 : 1);
	});
});

describe('a slow commit', () => {
	it('keeps the caller waiting, and stamps the request with the time of its arrival', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(1_795_000_000_000);
		fault({ kind: 'slowCommit', ms: 3000, method: 'POST' });
		const arrival = sandbox.clock.now();
		const before = sandbox.clock.waiting;
		const pending = create('A');
		await until(() => sandbox.clock.waiting > before);
		expect(sandbox.requests.withReference('A')).toHaveLength(0);
		sandbox.clock.advance(2999);
		expect(sandbox.requests.withReference('A')).toHaveLength(0);
		sandbox.clock.advance(1);
		expect((await pending).status).toBe(201);
		expect(sandbox.requests.withReference('A')[0]?.dateCreated).toBe(arrival);
	});

	it.each(['reset', 'gatewayTimeout'] as const)('%s: the caller is told at once, the request appears later', async (answer) => {
		fault({ kind: 'slowCommit', ms: 60_000, method: 'POST', answer });
		if (answer === 'reset') await expect(create('A')).rejects.toThrow();
		else expect((await create('A')).status).toBe(504);
		expect(await east.titles('requestIdentifiers.identifier==A')).toEqual([]);
		sandbox.clock.advance(60_000);
		await until(async () => (await east.titles('requestIdentifiers.identifier==A')).length > 0);
		expect(await east.titles('requestIdentifiers.identifier==A')).toEqual(['Braiding sweetgrass']);
	});
});

it('tokens expire at the nth request', async () => {
	fault({ kind: 'expireTokens', path: '^/rs/', skip: 2, times: 1 });
	const statuses = [];
	for (let index = 0; index < 4; index++) statuses.push((await east.get('/rs/status')).status);
	expect(statuses).toEqual([200, 200, 401, 401]);
	expect((await (await asEast(sandbox)).get('/rs/status')).status).toBe(200);
});

it('concern the resolver as well, on its way in and on its way to Okapi', async () => {
	const url = `${sandbox.resolverUrl}/RESHARE:US-EAST?svc_id=json&req_id=P1001&rft_id=30000000-0000-4000-8000-000000000001&rft.title=T&rft.au=A&rft.date=2013&svc.pickupLocation=EAST-MAIN`;
	fault({ kind: 'resetAfter', path: '^/openurl/', times: 1 });
	await expect(call(url)).rejects.toThrow();
	expect(sandbox.requests.count('east')).toBe(1);
	fault({ kind: 'status', status: 502, method: 'POST', path: '^/rs/patronrequests$', times: 1 });
	expect((await call(url)).json).toMatchObject({ status: 502 });
	expect(sandbox.requests.count('east')).toBe(1);
});

it('of the inventory are delegated', async () => {
	sandbox.inventory.faults.fail({ kind: 'instances', answer: { status: 500, text: 'out of order' } });
	const { tenant, username, password } = sandbox.inventory;
	const login = await call(`${sandbox.okapiUrl}/authn/login`, {
		method: 'POST',
		headers: { 'X-Okapi-Tenant': tenant, 'Content-Type': 'application/json' },
		body: JSON.stringify({ username, password }),
	});
	const token = login.headers.get('x-okapi-token') ?? '';
	const reply = await call(`${sandbox.okapiUrl}/graphql`, {
		method: 'POST',
		headers: { 'X-Okapi-Tenant': tenant, 'X-Okapi-Token': token, 'Content-Type': 'application/json' },
		body: JSON.stringify({ query: '{ instance_storage_instances(limit: 1) { totalRecords } }' }),
	});
	expect([reply.status, JSON.stringify((reply.json as Json).errors)]).toEqual([200, expect.stringContaining('out of order')]);
});

it('refuse kinds that do not exist', () => {
	expect(() => sandbox.faults.add({ kind: 'earthquake' as never })).toThrow(
		/There is no fault of the kind earthquake; kinds: status, statusAfter, delay/,
	);
});

it('the log tells connections apart', async () => {
	await east.get('/rs/status');
	await new Promise<void>((resolve) => {
		httpRequest(`${sandbox.okapiUrl}/rs/status?perPage=1`, { agent: false, headers: { 'X-Okapi-Tenant': 'east' } }, (response) =>
			response.resume().on('end', resolve),
		).end();
	});
	const [first, second] = sandbox.log.entries;
	expect(first).toMatchObject({ method: 'GET', path: '/rs/status', query: '', tenant: 'east', status: 200 });
	expect(second).toMatchObject({ query: 'perPage=1', status: 400 });
	expect(second?.connection).not.toBe(first?.connection);
	expect(sandbox.log.countOf('GET', /^\/rs\/status$/)).toBe(2);
	sandbox.log.clear();
	expect(sandbox.log.entries).toEqual([]);
});
