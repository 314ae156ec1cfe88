import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { asEast, call, logIn } from './harness';
import type { Json } from './harness';

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const json = { 'Content-Type': 'application/json' };

function login(path: string, username: string, password: string, headers: Record<string, string> = {}) {
	return call(sandbox.okapiUrl + path, {
		method: 'POST',
		headers: { ...json, 'X-Okapi-Tenant': 'east', ...headers },
		body: JSON.stringify({ username, password }),
	});
}
const good = ['ill-east', 'east-borrows-books'] as const;
const code = (text: unknown) => ((text as { errors: Json[] }).errors[0] as Json).code;

describe('logging in', () => {
	it('with expiry: cookies, no token in header or body', async () => {
		const reply = await login('/authn/login-with-expiry', ...good);
		expect(reply.status).toBe(201);
		expect(Object.keys(reply.json as Json)).toEqual(['accessTokenExpiration', 'refreshTokenExpiration']);
		expect(reply.headers.get('x-okapi-token')).toBeNull();
		const [access, refresh] = reply.headers.getSetCookie();
		expect(access).toMatch(
			/^folioAccessToken=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=600; Expires=\w{3}, .* GMT; Path=\/; Secure; HTTPOnly; SameSite=Lax$/,
		);
		expect(refresh).toMatch(/^folioRefreshToken=(?:[\w-]*\.){4}[\w-]+; Max-Age=604800; .*Path=\/authn;/);
	});

	it('the old way: the same token in header and body', async () => {
		const reply = await login('/authn/login', ...good);
		expect(reply.status).toBe(201);
		expect((reply.json as Json).okapiToken).toBe(reply.headers.get('x-okapi-token'));
	});

	it('takes the user name in any case of letters', async () => {
		expect((await login('/authn/login', 'ILL-East', good[1])).status).toBe(201);
	});

	it('answers 404 in text for the login that a site does not have', async () => {
		sandbox.behaviour.loginEndpoints = 'legacyOnly';
		const missing = await login('/authn/login-with-expiry', ...good);
		expect([missing.status, missing.headers.get('content-type'), missing.text]).toEqual([
			404,
			'text/plain',
			'No suitable module found for path /authn/login-with-expiry for tenant east',
		]);
		expect((await login('/authn/login', ...good)).status).toBe(201);
		sandbox.behaviour.loginEndpoints = 'expiryOnly';
		expect(await login('/authn/login', ...good)).toMatchObject({ status: 404, text: 'Not found' });
		expect((await login('/authn/login-with-expiry', ...good)).status).toBe(201);
	});

	it('repeats the password in the body where the module is old', async () => {
		sandbox.behaviour.legacyTokenIn = 'headerOnly';
		const reply = await login('/authn/login', ...good);
		expect(reply.json).toEqual({ username: good[0], password: good[1] });
		expect(reply.headers.get('x-okapi-token')).toBeTruthy();
	});

	it('locks the account at the fifth refusal, also for the right password', async () => {
		sandbox.behaviour.loginErrorCodes = 'old';
		const codes = [];
		for (let attempt = 0; attempt < 5; attempt++) codes.push(code((await login('/authn/login', good[0], 'wrong')).json));
		expect(codes).toEqual([
			'password.incorrect',
			'password.incorrect',
			'password.incorrect.warn.user',
			'password.incorrect',
			'password.incorrect.block.user',
		]);
		expect(code((await login('/authn/login', ...good)).json)).toBe('user.blocked');
		expect(code((await login('/authn/login', 'nobody', 'x')).json)).toBe('username.incorrect');
		sandbox.accounts.setActive('east', good[0], true);
		expect((await login('/authn/login', ...good)).status).toBe(201);
	});

	it('has one code for every refusal since 7.13.1', async () => {
		for (const [user, password] of [
			[good[0], 'wrong'],
			['nobody', 'x'],
		] as const) {
			const reply = await login('/authn/login-with-expiry', user, password);
			expect([reply.status, code(reply.json)]).toEqual([422, 'wrong.username.or.wrong.password.or.account.blocked']);
		}
	});

	it('forgets refusals at a login, and not with time', async () => {
		for (let attempt = 0; attempt < 4; attempt++) await login('/authn/login', good[0], 'wrong');
		expect((await login('/authn/login', ...good)).status).toBe(201);
		for (let attempt = 0; attempt < 5; attempt++) {
			await login('/authn/login', good[0], 'wrong');
			sandbox.clock.advance(24 * 3_600_000);
		}
		expect((await login('/authn/login', ...good)).status).toBe(422);
	});

	it('says what is missing in a login', async () => {
		const sent = async (body: object) =>
			await call(`${sandbox.okapiUrl}/authn/login`, {
				method: 'POST',
				headers: { 'X-Okapi-Tenant': 'east', 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			});
		expect(await sent({ password: 'x' })).toMatchObject({ status: 400, text: 'You must provide a username or userId' });
		expect(await sent({ username: 'x' })).toMatchObject({ status: 400, text: 'You must provide a password' });
		expect((await login('/authn/login', '', '')).status).toBe(422);
		expect((await login('/authn/login', ...good, { 'Content-Type': 'text/plain' })).status).toBe(400);
	});

	it('fails a login that carries a stale token', async () => {
		expect(await login('/authn/login', ...good, { 'X-Okapi-Token': 'a.b.c' })).toMatchObject({ status: 401, text: 'Invalid token' });
	});
});

describe('the gateway', () => {
	const list = (headers: Record<string, string>) => call(`${sandbox.okapiUrl}/rs/patronrequests`, { headers });

	it('knows its tenants, in lower case', async () => {
		expect(await list({ 'X-Okapi-Tenant': 'nowhere' })).toMatchObject({ status: 400, text: 'No such Tenant nowhere' });
		expect(await list({ 'X-Okapi-Tenant': 'EAST' })).toMatchObject({ status: 400, text: 'No such Tenant EAST' });
		expect((await list({})).status).toBe(404);
	});

	it('names the permission when the token is missing, with the status of its age', async () => {
		const missing = 'Token missing, access requires permission: rs.patronrequests.collection.get';
		expect(await list({ 'X-Okapi-Tenant': 'east' })).toMatchObject({ status: 400, text: missing });
		sandbox.behaviour.missingTokenStatus = 403;
		expect(await list({ 'X-Okapi-Tenant': 'east' })).toMatchObject({ status: 403, text: missing });
	});

	it('answers 400 where the permissions cannot be read, before any module is called', async () => {
		const { token } = await asEast(sandbox);
		sandbox.behaviour.permissionsFail = true;
		expect(await list({ 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': token })).toMatchObject({
			status: 400,
			text: expect.stringMatching(/^Unable to retrieve permissions for user with id '/) as unknown,
		});
	});

	it('refuses bad, expired and foreign tokens in text', async () => {
		const { token } = await asEast(sandbox);
		expect(await list({ 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': `${token}x` })).toMatchObject({ status: 401, text: 'Invalid token' });
		expect(await list({ 'X-Okapi-Tenant': 'west', 'X-Okapi-Token': token })).toMatchObject({ status: 403, text: 'Invalid token' });
		expect((await list({ 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': token })).status).toBe(200);
		sandbox.expireTokens('east');
		const after = await list({ 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': token });
		expect([after.status, after.headers.get('content-type')]).toEqual([401, 'text/plain']);
	});

	it('lets access tokens expire on its own clock', async () => {
		const reply = await login('/authn/login-with-expiry', ...good);
		const token = /^folioAccessToken=([^;]+)/.exec(reply.headers.getSetCookie()[0] ?? '')?.[1] ?? '';
		const headers = { 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': token };
		expect((await list(headers)).status).toBe(200);
		sandbox.clock.advance(599_000);
		expect((await list(headers)).status).toBe(200);
		sandbox.clock.advance(2000);
		expect((await list(headers)).status).toBe(401);
	});

	it('takes the token from a cookie or Authorization, but not two different ones', async () => {
		const { token } = await asEast(sandbox);
		const other = (await asEast(sandbox)).token;
		expect((await list({ 'X-Okapi-Tenant': 'east', Authorization: `Bearer ${token}` })).status).toBe(200);
		expect((await list({ 'X-Okapi-Tenant': 'east', Cookie: `folioAccessToken=${token}` })).status).toBe(200);
		const both = await list({ 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': token, Cookie: `folioAccessToken=${other}` });
		expect(both).toMatchObject({ status: 400, text: 'Different tokens in Authentication and X-Okapi-Token. Use only one of them' });
	});

	it.each([
		['no-list', 'may-not-list', 'GET', '/rs/patronrequests', 'rs.patronrequests.collection.get'],
		['no-item', 'may-not-open', 'GET', '/rs/patronrequests/x', 'rs.patronrequests.item.get'],
		['no-create', 'may-not-create', 'POST', '/rs/patronrequests', 'rs.patronrequests.item.post'],
		['no-action', 'may-not-act', 'POST', '/rs/patronrequests/x/performAction', 'rs.patronrequests.item.performaction'],
		['no-directory', 'may-not-look-up', 'GET', '/directory/entry', 'directory.entry.collection.get'],
		['no-settings', 'may-not-see-settings', 'GET', '/rs/settings/appSettings', 'rs.settings.get'],
	])('names the permission that %s lacks', async (user, password, method, path, permission) => {
		const caller = await logIn(sandbox, 'east', user, password);
		const reply = await caller.request(method, path, method === 'POST' ? {} : undefined);
		expect(reply.status).toBe(403);
		expect(reply.text).toBe(`Access for user '${user}' (${sandbox.accounts.get('east', user)?.id}) requires permission: ${permission}`);
		expect(reply.headers.get('content-type')).toBe('text/plain');
	});

	it('reads permissions afresh, and refuses a deactivated user', async () => {
		const caller = await asEast(sandbox);
		const account = sandbox.accounts.get('east', good[0]);
		if (account === undefined) throw new Error('no account');
		sandbox.accounts.set({ ...account, permissions: [] });
		expect((await caller.get('/rs/status')).status).toBe(403);
		sandbox.accounts.setActive('east', good[0], false);
		expect(await caller.get('/rs/status')).toMatchObject({ status: 401, text: expect.stringContaining('is not active') as string });
	});

	it('says that there is no module in both wordings', async () => {
		const caller = await asEast(sandbox);
		expect(await caller.get('/inventory/items')).toMatchObject({
			status: 404,
			text: 'No suitable module found for path /inventory/items for tenant east',
		});
		sandbox.behaviour.noModuleWording = 'new';
		expect(await caller.get('/inventory/items')).toMatchObject({ status: 404, text: 'No suitable module found for path and tenant' });
		sandbox.behaviour.gateway = 'eureka';
		expect(await caller.get('/inventory/items')).toMatchObject({ status: 404, json: { message: 'no Route matched with those values' } });
	});

	it('has GraphQL in the shared tenant only, mod-rs in the libraries only', async () => {
		const reader = await logIn(sandbox, 'shared', sandbox.inventory.username, sandbox.inventory.password);
		const query = { query: '{ instance_storage_instances(limit: 0) { totalRecords } }' };
		const found = (await reader.post('/graphql', query)).json as { data: { instance_storage_instances: { totalRecords: number } } };
		expect(found.data.instance_storage_instances.totalRecords).toBeGreaterThan(20);
		expect((await reader.get('/rs/patronrequests')).status).toBe(404);
		expect((await (await asEast(sandbox)).post('/graphql', query)).status).toBe(404);
	});

	it.each(['/rs/patronrequests/%zz', '/rs/patronrequests/50%', '/vufind/Record/%zz', '/_control/requests/%'])(
		'refuses the broken escape of %s',
		async (path) => {
			const caller = await asEast(sandbox);
			expect((await caller.get(path)).status).toBe(400);
		},
	);

	it('takes what is no UTF-8 for an id that nothing has', async () => {
		expect((await (await asEast(sandbox)).get('/rs/patronrequests/%ff')).status).toBe(404);
	});

	it('takes request lines of 8 kB and no more', async () => {
		const caller = await asEast(sandbox);
		expect((await caller.get(`/rs/patronrequests?term=${'x'.repeat(8000)}`)).status).toBe(200);
		expect((await caller.get(`/rs/patronrequests?term=${'x'.repeat(8200)}`)).status).toBe(414);
	});

	it('keeps connections open, sends Content-Length and the date of its own clock', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(1_795_000_000_000);
		sandbox.clock.advance(400 * 86_400_000);
		const caller = await asEast(sandbox);
		const connections = () => new Set(sandbox.log.entries.map(({ connection }) => connection)).size;
		const before = connections();
		for (let index = 0; index < 5; index++) await caller.get('/rs/status');
		expect(connections()).toBeLessThanOrEqual(before + 1);
		const reply = await caller.get('/rs/status');
		expect(Number(reply.headers.get('content-length'))).toBe(Buffer.byteLength(reply.text));
		expect(Date.parse(reply.headers.get('date') ?? '')).toBe(1_795_000_000_000 + 400 * 86_400_000);
	});
});
