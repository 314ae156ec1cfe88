import nock from 'nock';
import { SessionStore } from '../../../reshare/okapi';
import { logIn } from '../../../reshare/okapi/login';
import { HttpClient, type Fetch } from '../../../reshare/transport';
import { failureOf } from './okapi-server';

const url = 'https://okapi.example.org';
const account = { url, tenant: 'east', username: 'ada', password: 'pass-word-4711' };
const endless = Number.POSITIVE_INFINITY;

/** The global fetch, which nock intercepts. */
const injected: Fetch = async (target, init) => await fetch(target, init);
const http = () => new HttpClient({ fetch: injected });
const attempt = async () => await logIn(http(), account);

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
afterEach(() => {
	expect(nock.isDone()).toBe(true);
	nock.cleanAll();
});

const okapi = () => nock(url);

describe('what a login sends', () => {
	it('a login sends the user name and password, and no earlier token', async () => {
		let headers: Record<string, unknown> = {};
		okapi()
			.post('/authn/login-with-expiry', { username: 'ada', password: 'pass-word-4711' })
			.reply(
				201,
				function () {
					headers = this.req.headers;
					return {};
				},
				{ 'set-cookie': 'folioAccessToken=t' },
			);
		await attempt();
		expect(headers).toMatchObject({ 'x-okapi-tenant': 'east', 'content-type': 'application/json' });
		expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['x-okapi-token']));
		expect(headers).not.toHaveProperty('authorization');
		expect(headers).not.toHaveProperty('cookie');
	});
});

describe('how a login reads the token', () => {
	it("a login reads the token and its lifetime from the access token's own cookie", async () => {
		okapi()
			.post('/authn/login-with-expiry')
			.reply(201, { accessTokenExpiration: '2026-01-01T02:00:00Z' }, {
				'set-cookie': [
					'folioRefreshToken=no; Max-Age=604800; Path=/authn',
					'folioAccessToken=yes; Max-Age=600; Expires=Thu, 01 Jan 2026 00:10:00 GMT; Path=/',
				],
			} as never);
		const token = await attempt();
		expect(token).toEqual({ value: 'yes', lifetimeMs: 600_000 });
	});

	it.each([
		[
			'first',
			'folioAccessToken=yes; Expires=Thu, 01 Jan 2026 00:10:00 GMT; Max-Age=600, folioRefreshToken=no; Expires=Thu, 08 Jan 2026 00:00:00 GMT; Max-Age=604800',
		],
		[
			'second',
			'folioRefreshToken=no; Expires=Thu, 08 Jan 2026 00:00:00 GMT; Max-Age=604800, folioAccessToken=yes; Expires=Thu, 01 Jan 2026 00:10:00 GMT; Max-Age=600',
		],
	])('a login reads the access token from two cookies joined with a comma, where it is the %s', async (_place, joined) => {
		okapi().post('/authn/login-with-expiry').reply(201, '', { 'set-cookie': joined });
		const token = await attempt();
		expect(token).toEqual({ value: 'yes', lifetimeMs: 600_000 });
	});

	it('a login reads an access token without its own age as unlimited, although a joined cookie has an age', async () => {
		okapi().post('/authn/login-with-expiry').reply(201, '', { 'set-cookie': 'folioAccessToken=yes, folioRefreshToken=no; Max-Age=604800' });
		expect(await attempt()).toEqual({ value: 'yes', lifetimeMs: endless });
	});

	it('a login reads the token from the header of the older login, if the newer login does not exist', async () => {
		okapi()
			.post('/authn/login-with-expiry')
			.reply(404, 'No suitable module found for path /authn/login-with-expiry for tenant east', { 'content-type': 'text/plain' });
		okapi().post('/authn/login', { username: 'ada', password: 'pass-word-4711' }).reply(201, account, { 'x-okapi-token': 'by-header' });
		expect(await attempt()).toEqual({ value: 'by-header', lifetimeMs: endless });
	});

	it("a login reads the token from the body of the older login's answer", async () => {
		okapi().post('/authn/login-with-expiry').reply(404, 'Not found', { 'content-type': 'text/plain' });
		okapi().post('/authn/login').reply(201, { okapiToken: 'by-body', refreshToken: 'no' });
		expect(await attempt()).toEqual({ value: 'by-body', lifetimeMs: endless });
	});

	it("a login measures the token's lifetime by the server's clock, which is an hour behind", async () => {
		okapi()
			.post('/authn/login-with-expiry')
			.reply(201, { accessTokenExpiration: '2025-12-31T23:10:00Z', okapiToken: 't' }, { date: 'Wed, 31 Dec 2025 23:00:00 GMT' });
		expect((await attempt()).lifetimeMs).toBe(600_000);
	});
});

describe('how a login explains a refusal', () => {
	const json = (code: string) =>
		JSON.stringify({ errors: [{ message: 'm', type: 'error', code, parameters: [{ key: 'username', value: 'ada' }] }], total_records: 1 });
	const keycloak = (cause: string) =>
		JSON.stringify({
			errors: [
				{
					message: 'Failed to obtain a token',
					type: 'ServiceException',
					code: 'service_error',
					parameters: [{ key: 'cause', value: cause }],
				},
			],
			total_records: 1,
		});
	const asJson = { 'content-type': 'application/json' };
	const asText = { 'content-type': 'text/plain' };

	it.each([
		['unknown tenant', 400, 'No such Tenant east', asText, 'unknownTenant', "knows no tenant 'east'"],
		['unknown tenant at Eureka', 400, json('tenant_not_enabled'), asJson, 'unknownTenant', "knows no tenant 'east'"],
		[
			'wrong password, newest',
			422,
			json('wrong.username.or.wrong.password.or.account.blocked'),
			asJson,
			'loginRefused',
			'refused this user name and password',
		],
		['wrong password', 422, json('password.incorrect'), asJson, 'loginRefused', 'refused this user name and password'],
		['wrong user', 422, json('username.incorrect'), asJson, 'loginRefused', 'refused this user name and password'],
		['no credentials', 400, 'No credentials match that login', asText, 'loginRefused', 'refused this user name and password'],
		['wrong at Eureka', 401, json('unauthorized_error'), asJson, 'loginRefused', 'refused this user name and password'],
		[
			'refused by Keycloak in another way',
			400,
			keycloak('400 Bad Request: "{"error":"invalid_grant"}"'),
			asJson,
			'loginRefused',
			'refused this user name and password',
		],
		[
			'deactivated in Keycloak',
			400,
			keycloak('400 Bad Request: "{"error":"invalid_grant","error_description":"Account disabled"}"'),
			asJson,
			'userBlocked',
			"The user 'ada' is blocked",
		],
		[
			'Keycloak is down, which is no wrong password',
			400,
			keycloak('I/O error on POST request for "http://10.0.0.5:8080/realms/east": Connection refused'),
			asJson,
			'server',
			'cannot check passwords at the moment',
		],
		['blocked now', 422, json('password.incorrect.block.user'), asJson, 'userBlocked', "The user 'ada' is blocked"],
		['blocked before', 422, json('user.blocked'), asJson, 'userBlocked', "The user 'ada' is blocked"],
		['a web page', 200, '<html>Sign in</html>', { 'content-type': 'text/html' }, 'notOkapi', 'does not answer like an Okapi'],
		['a web server', 405, '<html>Not Allowed</html>', { 'content-type': 'text/html' }, 'notOkapi', 'does not answer like an Okapi'],
		['a login without a token', 201, '{}', asJson, 'notOkapi', 'does not answer like an Okapi'],
		['a module that is down', 500, 'proxyClient failure: mod-login http://10.0.0.5:8081', asText, 'server', 'could not answer (500)'],
		['a server that is too busy', 429, 'slow down', { ...asText, 'retry-after': '90' }, 'rateLimited', 'asks for fewer calls'],
	] as const)('a refused login is explained by its cause: %s', async (_name, status, body, headers, kind, words) => {
		okapi().post('/authn/login-with-expiry').reply(status, body, headers);
		const error = await failureOf(attempt());
		expect(error.kind).toBe(kind);
		expect(error.message).toContain(words);
		expect(error.description).not.toBe('');
		expect(`${error.message}${error.description}${String(error.cause)}`).not.toMatch(/pass-word-4711|10\.0\.0\.5/);
	});

	it.each([
		[
			'neither login, but an Okapi',
			'No suitable module found for path and tenant',
			asText,
			'noModule',
			"offers no login for the tenant 'east'",
		],
		['neither login, but a gateway of Eureka', json('route_not_found_error'), asJson, 'noModule', "offers no login for the tenant 'east'"],
		[
			"neither login, or no such tenant, for Eureka's gateway Kong",
			'{"message":"no Route matched with those values","request_id":"a1b2"}',
			asJson,
			'noModule',
			"offers no login for the tenant 'east'",
		],
		[
			'a login module that is being restarted',
			'No running module instance found for mod-login-7.11.2',
			asText,
			'server',
			'that part of ReShare is not running',
		],
		['neither login, a web server', '<html>Not Found</html>', { 'content-type': 'text/html' }, 'notOkapi', 'does not answer like an Okapi'],
	] as const)('a login answered with 404 on both paths is explained by its cause: %s', async (_name, body, headers, kind, words) => {
		okapi().post('/authn/login-with-expiry').reply(404, body, headers);
		okapi().post('/authn/login').reply(404, body, headers);
		expect(await failureOf(attempt())).toMatchObject({ kind, message: expect.stringContaining(words) });
	});

	it.each([502, 503, 504, 429])(
		'a login through a gateway that answers %i is tried once, and not called a wrong address',
		async (status) => {
			okapi().post('/authn/login-with-expiry').reply(status, '<html>Service Unavailable</html>', { 'content-type': 'text/html' });
			expect((await failureOf(attempt())).kind).toBe(status === 429 ? 'rateLimited' : 'server');
		},
	);
});

describe('a login with a redirect', () => {
	it('a login does not follow a redirect', async () => {
		okapi().post('/authn/login-with-expiry').reply(302, '', { location: 'https://evil.example.org/' });
		expect((await failureOf(attempt())).kind).toBe('redirect');
	});
});

it('the session store gives equal accounts one session, and another password or tenant its own', () => {
	const store = new SessionStore();
	expect(store.get(account)).toBe(store.get({ ...account }));
	expect(store.get(account)).not.toBe(store.get({ ...account, password: 'other' }));
	expect(store.get(account)).not.toBe(store.get({ ...account, tenant: 'west' }));
});
