import nock from 'nock';
import { SessionStore } from '../../../reshare/okapi';
import { logIn } from '../../../reshare/okapi/login';
import { HttpClient, type Fetch } from '../../../reshare/transport';
import cases from '../../fixtures/cases/okapiErrors.json';
import { failureOf } from './okapiServer';

const url = 'https://okapi.example.org';
const account = { url, tenant: 'east', username: 'ada', password: 'pass-word-4711' };
const endless = Number.POSITIVE_INFINITY;

/** The global fetch, which nock intercepts. */
const injected: Fetch = (target, init) => fetch(target, init);
const http = () => new HttpClient({ fetch: injected });
const attempt = () => logIn(http(), account);

beforeAll(() => nock.disableNetConnect());
afterAll(() => nock.enableNetConnect());
afterEach(() => {
	expect(nock.isDone()).toBe(true);
	nock.cleanAll();
});

const okapi = () => nock(url);

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

describe('how a login reads the token', () => {
	it('a login reads the token and its lifetime from the cookie of the access token, not from that of the refresh token', async () => {
		okapi()
			.post('/authn/login-with-expiry')
			.reply(201, { accessTokenExpiration: '2026-01-01T02:00:00Z' }, {
				'set-cookie': [
					'folioRefreshToken=no; Max-Age=604800; Path=/authn',
					'folioAccessToken=yes; Max-Age=600; Expires=Thu, 01 Jan 2026 00:10:00 GMT; Path=/',
				],
			} as never);
		expect(await attempt()).toEqual({ value: 'yes', lifetimeMs: 600_000 });
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
		expect(await attempt()).toEqual({ value: 'yes', lifetimeMs: 600_000 });
	});

	it('a login takes an access token cookie without Max-Age as unlimited, although the cookie joined to it has a Max-Age', async () => {
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
	it.each(cases.logins as unknown as Array<[string, number, string, Record<string, string>, string, string]>)(
		'the error of a failed login names the cause: %s',
		async (_name, status, body, headers, kind, words) => {
			okapi().post('/authn/login-with-expiry').reply(status, body, headers);
			const error = await failureOf(attempt());
			expect(error.kind).toBe(kind);
			expect(error.message).toContain(words);
			expect(error.description).not.toBe('');
			expect(`${error.message}${error.description}${String(error.cause)}`).not.toMatch(/pass-word-4711|10\.0\.0\.5/);
		},
	);

	it.each(cases.loginsNotFound as unknown as Array<[string, string, Record<string, string>, string, string]>)(
		'the error of a login answered with 404 on both login paths names the cause: %s',
		async (_name, body, headers, kind, words) => {
			okapi().post('/authn/login-with-expiry').reply(404, body, headers);
			okapi().post('/authn/login').reply(404, body, headers);
			expect(await failureOf(attempt())).toMatchObject({ kind, message: expect.stringContaining(words) });
		},
	);

	it.each([502, 503, 504, 429])(
		'a login through a gateway that answers %i is tried once, and not called a wrong address',
		async (status) => {
			okapi().post('/authn/login-with-expiry').reply(status, '<html>Service Unavailable</html>', { 'content-type': 'text/html' });
			expect((await failureOf(attempt())).kind).toBe(status === 429 ? 'rateLimited' : 'server');
		},
	);
});

it('a login does not follow a redirect', async () => {
	okapi().post('/authn/login-with-expiry').reply(302, '', { location: 'https://evil.example.org/' });
	expect((await failureOf(attempt())).kind).toBe('redirect');
});

it('the session store returns the same session for equal accounts, and another one for another password or tenant', () => {
	const store = new SessionStore();
	expect(store.get(account)).toBe(store.get({ ...account }));
	expect(store.get(account)).not.toBe(store.get({ ...account, password: 'other' }));
	expect(store.get(account)).not.toBe(store.get({ ...account, tenant: 'west' }));
});
