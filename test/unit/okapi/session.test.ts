import { SessionStore } from '../../../reshare/okapi';
import { closeServers } from '../transport/testServers';
import { connectTo, failureOf, listCall, startOkapi, stopTime } from './okapi-server';

const minute = 60_000;

afterEach(async () => {
	jest.restoreAllMocks();
	await closeServers();
});

describe('logging in to Okapi', () => {
	it('50 calls that start together share one login', async () => {
		const okapi = await startOkapi();
		okapi.loginDelayMs = 30;
		const client = connectTo(okapi);
		await Promise.all(Array.from({ length: 50 }, async () => await client.send(listCall)));
		expect(okapi.logins).toBe(1);
		expect(okapi.requests).toHaveLength(51);
	});

	it('50 calls whose token has expired meanwhile share one new login', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		await client.send(listCall);
		okapi.endTokens();
		okapi.loginDelayMs = 30;
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await client.send(listCall)));
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
		expect(okapi.logins).toBe(2);
	});

	it('all clients of the same account share one login, however its URL is written', async () => {
		const okapi = await startOkapi();
		const sessions = new SessionStore();
		await connectTo(okapi, sessions).send(listCall);
		await connectTo(okapi, sessions, { ...okapi.account, url: ` ${okapi.url}// `, tenant: 'EAST ' }).send(listCall);
		expect(okapi.logins).toBe(1);
		await connectTo(okapi, sessions, { ...okapi.account, username: 'bob' }).send(listCall);
		expect(okapi.logins).toBe(2);
	});

	it('a client logs in again one minute before its token ends', async () => {
		const okapi = await startOkapi();
		const clock = stopTime();
		const client = connectTo(okapi, new SessionStore());
		await client.send(listCall);
		clock.advance(600_000 - minute - 1);
		await client.send(listCall);
		expect(okapi.logins).toBe(1);
		clock.advance(2);
		await client.send(listCall);
		expect(okapi.logins).toBe(2);
	});
});

describe('a refused token', () => {
	it.each([
		[401, 'Invalid token'],
		[400, 'Token missing, access requires permission: rs.patronrequests.collection.get'],
		[403, 'Token missing, access requires permission: rs.patronrequests.collection.get'],
		[403, 'Invalid token'],
	])('a token refused with %i "%s" causes one new login, and the call is repeated', async (status, text) => {
		const okapi = await startOkapi();
		okapi.refusal = { status, text };
		const client = connectTo(okapi);
		await client.send(listCall);
		okapi.endTokens();
		expect((await client.send(listCall)).status).toBe(200);
		expect(okapi.logins).toBe(2);
	});

	it.each([
		[400, 'Invalid token'],
		[404, 'Token missing'],
		[403, 'The token missing here is that of the wish'],
	])('a call that the module itself refused with %i "%s" causes no new login', async (status, text) => {
		const okapi = await startOkapi();
		okapi.callAnswer = (_seen, response) => response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
		expect((await failureOf(connectTo(okapi).send(listCall))).status).toBe(status);
		expect([okapi.logins, okapi.requests.filter(({ url }) => url.startsWith(listCall.path)).length]).toEqual([1, 1]);
	});

	it('a token that is still refused after one new login is reported', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		okapi.callAnswer = (_seen, response) =>
			response.writeHead(401, { 'content-type': 'text/plain' }).end('Invalid token: user with id 1 is not active');
		expect((await failureOf(client.send(listCall))).kind).toBe('unauthorized');
		expect(okapi.logins).toBe(2);
	});

	it('a call that creates is not sent again after the module answered 503', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		okapi.callAnswer = (_seen, response) => response.writeHead(503, { 'retry-after': '0' }).end('busy');
		await failureOf(client.send({ method: 'POST', path: '/rs/patronrequests', json: {}, what: 'the new request' }));
		expect(okapi.requests.filter(({ url }) => url === '/rs/patronrequests')).toHaveLength(1);
	});
});

describe('a missing permission', () => {
	it('a call refused for a missing permission causes no new login', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		okapi.callAnswer = (_seen, response) =>
			response
				.writeHead(403, { 'content-type': 'text/plain' })
				.end("Access for user 'ada' (37787cd8) requires permission: rs.patronrequests.collection.get");
		expect(await failureOf(client.send(listCall))).toMatchObject({ kind: 'permission', permission: 'rs.patronrequests.collection.get' });
		expect(okapi.logins).toBe(1);
	});
});

describe('a refused login', () => {
	const refuse = (okapi: Awaited<ReturnType<typeof startOkapi>>, code = 'password.incorrect') => {
		okapi.loginAnswer = (response) =>
			response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ code }], total_records: 1 }));
	};

	it('a refused login is cached for 15 minutes, then longer and longer, with the same message', async () => {
		const okapi = await startOkapi();
		refuse(okapi);
		const clock = stopTime();
		const client = connectTo(okapi, new SessionStore());
		const first = await failureOf(client.send(listCall));
		clock.advance(15 * minute - 1);
		const second = await failureOf(client.send(listCall));
		expect(okapi.logins).toBe(1);
		expect([first.kind, second.kind]).toEqual(['loginRefused', 'loginRefusedEarlier']);
		expect(second.message).toBe(first.message);
		clock.advance(2);
		for (const pause of [60, 240, 1440, 1440]) {
			await failureOf(client.send(listCall));
			const { logins } = okapi;
			clock.advance(pause * minute - 1);
			await failureOf(client.send(listCall));
			expect(okapi.logins).toBe(logins);
			clock.advance(2);
		}
		expect(okapi.logins).toBe(5);
	});

	it('50 calls with a wrong password cause one login attempt', async () => {
		const okapi = await startOkapi();
		refuse(okapi);
		okapi.loginDelayMs = 20;
		const client = connectTo(okapi);
		const errors = await Promise.all(Array.from({ length: 50 }, async () => await failureOf(client.send(listCall))));
		expect(new Set(errors.map(({ kind }) => kind))).toEqual(new Set(['loginRefused']));
		expect(okapi.requests).toHaveLength(1);
	});

	it('the refused login of a blocked user is cached, too', async () => {
		const okapi = await startOkapi();
		refuse(okapi, 'user.blocked');
		const client = connectTo(okapi);
		await failureOf(client.send(listCall));
		await failureOf(client.send(listCall));
		expect(okapi.logins).toBe(1);
	});

	it('a login test by hand runs despite a cached refusal, and clears it if it succeeds', async () => {
		const okapi = await startOkapi();
		refuse(okapi);
		const client = connectTo(okapi);
		await failureOf(client.send(listCall));
		okapi.loginAnswer = undefined;
		expect((await failureOf(client.send(listCall))).kind).toBe('loginRefusedEarlier');
		await client.logInAfresh();
		expect((await client.send(listCall)).status).toBe(200);
		expect(okapi.logins).toBe(2);
	});

	it('a login test by hand that fails caches the refusal', async () => {
		const okapi = await startOkapi();
		refuse(okapi);
		const client = connectTo(okapi);
		await failureOf(client.logInAfresh());
		expect((await failureOf(client.send(listCall))).kind).toBe('loginRefusedEarlier');
		expect(okapi.logins).toBe(1);
	});

	it('three login attempts in a row without an answer stop further attempts for 15 minutes, if the account never logged in before', async () => {
		const okapi = await startOkapi();
		const clock = stopTime();
		okapi.loginAnswer = (response) => response.writeHead(504).end();
		const client = connectTo(okapi, new SessionStore());
		for (let call = 0; call < 6; call++) expect(await failureOf(client.send(listCall))).toMatchObject({ kind: 'server', status: 504 });
		expect(okapi.logins).toBe(3);
		expect((await failureOf(client.send(listCall))).description).toContain('No new attempt is made for 15 minutes');
		clock.advance(15 * minute);
		okapi.loginAnswer = undefined;
		await client.send(listCall);
		expect(okapi.logins).toBe(4);

		okapi.endTokens();
		okapi.loginAnswer = (response) => response.writeHead(504).end();
		for (let call = 0; call < 6; call++) expect((await failureOf(client.send(listCall))).kind).toBe('server');
		expect(okapi.logins).toBe(10);
	});

	it('a login that fails because the server is down is not cached: the next call tries again', async () => {
		const okapi = await startOkapi();
		okapi.loginAnswer = (response) => response.writeHead(500).end();
		const client = connectTo(okapi);
		expect((await failureOf(client.send(listCall))).kind).toBe('server');
		okapi.loginAnswer = undefined;
		expect((await client.send(listCall)).status).toBe(200);
	});
});
