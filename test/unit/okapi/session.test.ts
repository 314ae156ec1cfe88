import { SessionStore } from '../../../reshare/okapi';
import { closeServers } from '../transport/testServers';
import { connectTo, failureOf, listCall, startOkapi, stopTime } from './okapi-server';

const minute = 60_000;

afterEach(async () => {
	jest.restoreAllMocks();
	await closeServers();
});

describe('one login', () => {
	it('serves 50 calls that start together', async () => {
		const okapi = await startOkapi();
		okapi.loginDelayMs = 30;
		const client = connectTo(okapi);
		await Promise.all(Array.from({ length: 50 }, async () => await client.send(listCall)));
		expect(okapi.logins).toBe(1);
		expect(okapi.requests).toHaveLength(51);
	});

	it('serves 50 calls whose token has expired under way', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		await client.send(listCall);
		okapi.endTokens();
		okapi.loginDelayMs = 30;
		const answers = await Promise.all(Array.from({ length: 50 }, async () => await client.send(listCall)));
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
		expect(okapi.logins).toBe(2);
	});

	it('serves all clients of the same account, however its URL is written', async () => {
		const okapi = await startOkapi();
		const sessions = new SessionStore();
		await connectTo(okapi, sessions).send(listCall);
		await connectTo(okapi, sessions, { ...okapi.account, url: ` ${okapi.url}// `, tenant: 'EAST ' }).send(listCall);
		expect(okapi.logins).toBe(1);
		await connectTo(okapi, sessions, { ...okapi.account, username: 'bob' }).send(listCall);
		expect(okapi.logins).toBe(2);
	});

	it('is made again a minute before the token ends', async () => {
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
	])('makes one new login after %i "%s"', async (status, text) => {
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
	])('makes no new login where a module itself refuses with %i "%s"', async (status, text) => {
		const okapi = await startOkapi();
		okapi.callAnswer = (_seen, response) => response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
		expect((await failureOf(connectTo(okapi).send(listCall))).status).toBe(status);
		expect([okapi.logins, okapi.requests.filter(({ url }) => url.startsWith(listCall.path)).length]).toEqual([1, 1]);
	});

	it('that stays refused is reported after one new login', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		okapi.callAnswer = (_seen, response) =>
			response.writeHead(401, { 'content-type': 'text/plain' }).end('Invalid token: user with id 1 is not active');
		expect((await failureOf(client.send(listCall))).kind).toBe('unauthorized');
		expect(okapi.logins).toBe(2);
	});

	it('does not make a call that creates go out twice when the module has seen it', async () => {
		const okapi = await startOkapi();
		const client = connectTo(okapi);
		okapi.callAnswer = (_seen, response) => response.writeHead(503, { 'retry-after': '0' }).end('busy');
		await failureOf(client.send({ method: 'POST', path: '/rs/patronrequests', json: {}, what: 'the new request' }));
		expect(okapi.requests.filter(({ url }) => url === '/rs/patronrequests')).toHaveLength(1);
	});
});

describe('a missing permission', () => {
	it('makes no new login', async () => {
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

	it('is remembered for 15 minutes, then longer and longer, with the same words', async () => {
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

	it('is made once by 50 calls', async () => {
		const okapi = await startOkapi();
		refuse(okapi);
		okapi.loginDelayMs = 20;
		const client = connectTo(okapi);
		const errors = await Promise.all(Array.from({ length: 50 }, async () => await failureOf(client.send(listCall))));
		expect(new Set(errors.map(({ kind }) => kind))).toEqual(new Set(['loginRefused']));
		expect(okapi.requests).toHaveLength(1);
	});

	it('of a blocked user is remembered too', async () => {
		const okapi = await startOkapi();
		refuse(okapi, 'user.blocked');
		const client = connectTo(okapi);
		await failureOf(client.send(listCall));
		await failureOf(client.send(listCall));
		expect(okapi.logins).toBe(1);
	});

	it('does not stop a test by hand, which clears the memory when it succeeds', async () => {
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

	it('is remembered after a test by hand that fails', async () => {
		const okapi = await startOkapi();
		refuse(okapi);
		const client = connectTo(okapi);
		await failureOf(client.logInAfresh());
		expect((await failureOf(client.send(listCall))).kind).toBe('loginRefusedEarlier');
		expect(okapi.logins).toBe(1);
	});

	it('may be what a lost answer was: three in a row, for an account that has never logged in here', async () => {
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

	it('is not what a server that is down gives: the next call tries again', async () => {
		const okapi = await startOkapi();
		okapi.loginAnswer = (response) => response.writeHead(500).end();
		const client = connectTo(okapi);
		expect((await failureOf(client.send(listCall))).kind).toBe('server');
		okapi.loginAnswer = undefined;
		expect((await client.send(listCall)).status).toBe(200);
	});
});
