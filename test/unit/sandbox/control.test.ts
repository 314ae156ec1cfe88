import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { resolve } from 'node:path';
import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { asEast, call, logIn, stateOf, wish } from './harness';
import type { Caller, Json } from './harness';

describe('the control interface', () => {
	let sandbox: Sandbox;
	let east: Caller;
	beforeEach(async () => {
		sandbox = await startSandbox({ verdictDelayMs: 1000 });
		east = await asEast(sandbox);
	});
	afterEach(() => sandbox.close());

	const control = (method: string, path: string, body?: unknown) =>
		call(sandbox.controlUrl + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
	const create = async () => String(((await east.post('/rs/patronrequests', wish())).json as Json).id);

	it('says what to type into a credential', async () => {
		const overview = (await control('GET', '')).json as { sharedInventory: Json; libraries: Json[] };
		expect(overview).toMatchObject({
			okapiUrl: sandbox.okapiUrl,
			resolverUrl: sandbox.resolverUrl,
			oldResolverUrl: sandbox.oldResolverUrl,
		});
		for (const access of [overview.sharedInventory, ...overview.libraries]) {
			const reply = await call(`${sandbox.okapiUrl}/authn/login`, {
				method: 'POST',
				headers: { 'X-Okapi-Tenant': String(access.tenant), 'Content-Type': 'application/json' },
				body: JSON.stringify({ username: access.username, password: access.password }),
			});
			expect(reply.status).toBe(201);
		}
	});

	it('moves the clock, and what falls due happens', async () => {
		const id = await create();
		const reply = await control('POST', '/clock', { advanceDays: 1, advanceMs: 3000 });
		expect(reply.json).toMatchObject({ speed: 1, offsetMs: 86_403_000 });
		expect(stateOf(await east.item(id))).toBe('REQ_EXPECTS_TO_SUPPLY');
		expect((await control('POST', '/clock', { speed: 100 })).json).toMatchObject({ speed: 100 });
		expect(await control('POST', '/clock', { speed: 0 })).toMatchObject({ status: 400, json: { message: 'speed must be greater than 0' } });
		expect((await control('POST', '/clock', { advanceDays: 'many' })).status).toBe(400);
	});

	it('takes a request to a state, shows it and deletes it', async () => {
		const id = await create();
		expect((await control('POST', `/requests/${id}/advance`, { to: 'REQ_SHIPPED' })).json).toMatchObject({
			id,
			state: 'REQ_SHIPPED',
			hrid: 'EAST-1001',
		});
		expect((await control('POST', `/requests/${id}/move`, { to: 'REQ_SOMETHING_NEW' })).json).toMatchObject({ state: 'REQ_SOMETHING_NEW' });
		expect(stateOf(await east.item(id))).toBe('REQ_SOMETHING_NEW');
		await control('POST', `/requests/${id}/move`, { to: 'REQ_SOMETHING_NEW', aheadMinutes: 90 });
		expect(Date.parse(String((await east.item(id)).lastUpdated)) - sandbox.clock.now()).toBeGreaterThan(89 * 60_000);
		expect((await control('GET', '/requests?tenant=east')).json).toMatchObject([{ id, state: 'REQ_SOMETHING_NEW' }]);
		expect((await control('GET', `/requests/${id}`)).json).toMatchObject({ audit: expect.any(Array) as unknown });
		expect((await control('DELETE', `/requests/${id}`)).status).toBe(204);
		expect(await control('POST', `/requests/${id}/advance`, { to: 'REQ_SHIPPED' })).toMatchObject({
			status: 400,
			json: { message: `There is no request ${id}` },
		});
	});

	it('makes a request older, with all that happened to it', async () => {
		const id = await create();
		await control('POST', `/requests/${id}/advance`, { to: 'REQ_SHIPPED' });
		const before = await east.item(id);
		expect((await control('POST', '/requests/EAST-1001/age', { days: 10 })).json).toMatchObject({ id });
		const after = await east.item(id);
		const times = (item: Json) =>
			[
				item.dateCreated,
				item.lastUpdated,
				item.dueDateRS,
				...['audit', 'notifications', 'rota'].flatMap((list) => (item[list] as Json[]).map(({ dateCreated }) => dateCreated)),
			].map((time) => Date.parse(String(time)));
		expect(times(after)).toEqual(times(before).map((time) => time - 10 * 86_400_000));
		expect(times(after).length).toBeGreaterThan(8);
		expect(await control('POST', `/requests/${id}/age`, {})).toMatchObject({
			status: 400,
			json: { message: 'days must be a number, 0 or more' },
		});
	});

	it('switches faults, fates, settings, behaviour and accounts', async () => {
		const { id } = (await control('POST', '/faults', { kind: 'status', status: 503, path: '^/rs/' })).json as { id: number };
		expect((await east.get('/rs/status')).status).toBe(503);
		expect((await control('GET', '/faults')).json).toMatchObject([{ id, kind: 'status', hits: 1 }]);
		await control('DELETE', `/faults/${id}`);
		expect((await east.get('/rs/status')).status).toBe(200);
		expect((await control('POST', '/faults', { kind: 'flood' })).status).toBe(400);

		expect((await control('POST', '/fates', { supplier: 'US-NORTH', fate: { kind: 'unfilled', reason: 'InUse' } })).status).toBe(204);
		expect(sandbox.fates.of('US-NORTH', 'x')).toEqual({ kind: 'unfilled', reason: 'InUse' });
		await control('DELETE', '/fates');
		expect(sandbox.fates.of('US-NORTH', 'x')).toEqual({ kind: 'fill' });
		expect((await control('POST', '/fates', { supplier: 'US-NORTH' })).status).toBe(400);

		await control('POST', '/settings', { tenant: 'east', key: 'max_requests', value: '3' });
		expect(sandbox.settings.get('east', 'max_requests')).toBe('3');
		expect((await control('POST', '/settings', { tenant: 'east', key: 'nosuch', value: '3' })).status).toBe(400);

		expect((await control('POST', '/behaviour', { loginEndpoints: 'legacyOnly' })).json).toMatchObject({
			loginEndpoints: 'legacyOnly',
			missingTokenStatus: 400,
		});
		expect((await control('POST', '/behaviour', { nosuch: 1 })).status).toBe(400);

		await control('POST', '/accounts/east/ill-east', { active: false });
		expect((await east.get('/rs/status')).status).toBe(401);
		await control('POST', '/accounts/east/ill-east', { active: true });
		expect((await east.get('/rs/status')).status).toBe(200);
		await control('POST', '/tokens/expire', { tenant: 'east' });
		expect((await east.get('/rs/status')).status).toBe(401);
	});

	it('switches faults of the inventory', async () => {
		const { tenant, username, password } = sandbox.inventory;
		const reader = await logIn(sandbox, tenant, username, password);
		const errors = async () =>
			((await reader.post('/graphql', { query: '{ instance_storage_instances(limit: 1) { totalRecords } }' })).json as Json).errors;
		expect((await control('POST', '/inventory-faults', { kind: 'instances', answer: { status: 500, text: 'out of order' } })).status).toBe(
			204,
		);
		expect(JSON.stringify(await errors())).toContain('out of order');
		await control('DELETE', '/inventory-faults');
		expect(await errors()).toBeUndefined();
		expect((await control('POST', '/inventory-faults', {})).status).toBe(400);
	});

	it('keeps the log, without its own calls', async () => {
		await control('DELETE', '/log');
		await east.get('/rs/status?perPage=1');
		expect((await control('GET', '/log')).json).toMatchObject([
			{ method: 'GET', path: '/rs/status', query: 'perPage=1', tenant: 'east', status: 200 },
		]);
	});

	it('refuses what it does not know', async () => {
		expect((await control('GET', '/nosuch')).status).toBe(404);
		expect((await control('POST', '/faults', [1])).status).toBe(400);
	});
});

describe('npm run sandbox', () => {
	const cli = resolve(__dirname, '../../../sandbox/cli.ts');
	const tsx = resolve(__dirname, '../../../node_modules/tsx/dist/cli.mjs');

	it('prints what to type, serves, and ends on SIGTERM', async () => {
		const child = spawn(process.execPath, [tsx, cli, '--port', '0', '--mail-port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
		const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
		while (!output.includes('Stop with')) await Promise.race([exited, new Promise((done) => setTimeout(done, 50))]);
		const url = /Okapi URL\s+(http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1] ?? '';
		expect(output).toContain('user ill-east, password east-borrows-books, OpenURL tenant RESHARE:US-EAST');
		expect(output).toMatch(/VuFind +http:\S+\/vufind\n +version 8 .*\n +version 7 .*\nReservoir +tenant reservoir, no user\n/u);
		expect((await call(`${url}/_control`)).json).toMatchObject({ vufind: { v10: `${url}/vufind` }, reservoir: { tenant: 'reservoir' } });
		await sendMail(Number(/Mail server .* port (\d+),/.exec(output)?.[1]));
		while (!output.includes('A book is on its way')) await Promise.race([exited, new Promise((done) => setTimeout(done, 50))]);
		expect(output).toContain('---- mail ----\nFrom: ill@example.edu\nTo: pat@example.edu\nSubject: News\n\nA book is on its way\n');
		child.kill('SIGTERM');
		expect(await exited).toBe(0);
	});

	/** Sends the next line of the SMTP conversation after each answer. */
	async function sendMail(port: number): Promise<void> {
		const lines = [
			'HELO test',
			'MAIL FROM:<ill@example.edu>',
			'RCPT TO:<pat@example.edu>',
			'DATA',
			'From: ill@example.edu\r\nSubject: News\r\n\r\nA book is on its way\r\n.',
			'QUIT',
		];
		const socket = connect(port, '127.0.0.1');
		socket.on('data', () => socket.write(`${lines.shift() ?? ''}\r\n`));
		await once(socket, 'close');
	}

	it('refuses a port that is none', async () => {
		const child = spawn(process.execPath, [tsx, cli, '--port', 'high'], { stdio: ['ignore', 'ignore', 'pipe'] });
		let problem = '';
		child.stderr.setEncoding('utf8').on('data', (text: string) => (problem += text));
		expect(await new Promise((done) => child.once('close', done))).toBe(1);
		expect(problem).toBe('--port must be a whole number from 0 to 65535\n');
	});
});
