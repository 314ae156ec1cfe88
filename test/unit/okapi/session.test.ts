import { SessionStore } from '../../../reshare/okapi';
import { closeServers } from '../transport/testServers';
import { connectTo, failureOf, requestListCall, startOkapi, stopClock } from './okapiServer';

const minute = 60_000;
let okapi: Awaited<ReturnType<typeof startOkapi>>;
let client: ReturnType<typeof connectTo>;

beforeEach(async () => {
	okapi = await startOkapi();
	client = connectTo(okapi);
});

const failure = () => failureOf(client.send(requestListCall));

/** Makes the server answer every call in plain text. */
function answerCalls(status: number, text: string) {
	okapi.callAnswer = (_seen, response) => response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
}

afterEach(async () => {
	jest.restoreAllMocks();
	await closeServers();
});

describe('logging in to Okapi', () => {
	it('50 Okapi calls that start together share one login', async () => {
		okapi.loginDelayMs = 30;
		await Promise.all(Array.from({ length: 50 }, () => client.send(requestListCall)));
		expect(okapi.logins).toBe(1);
		expect(okapi.requests).toHaveLength(51);
	});

	it('50 Okapi calls whose token has expired meanwhile share one new login', async () => {
		await client.send(requestListCall);
		okapi.endTokens();
		okapi.loginDelayMs = 30;
		const answers = await Promise.all(Array.from({ length: 50 }, () => client.send(requestListCall)));
		expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 200));
		expect(okapi.logins).toBe(2);
	});

	it('all clients of the same account share one login, however its URL is written', async () => {
		const sessions = new SessionStore();
		await connectTo(okapi, sessions).send(requestListCall);
		await connectTo(okapi, sessions, { ...okapi.account, url: ` ${okapi.url}// `, tenant: 'EAST ' }).send(requestListCall);
		expect(okapi.logins).toBe(1);
		await connectTo(okapi, sessions, { ...okapi.account, username: 'bob' }).send(requestListCall);
		expect(okapi.logins).toBe(2);
	});

	it('a client logs in again one minute before its token ends', async () => {
		const clock = stopClock();
		await client.send(requestListCall);
		clock.advance(600_000 - minute - 1);
		await client.send(requestListCall);
		expect(okapi.logins).toBe(1);
		clock.advance(2);
		await client.send(requestListCall);
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
		okapi.refusal = { status, text };
		await client.send(requestListCall);
		okapi.endTokens();
		expect((await client.send(requestListCall)).status).toBe(200);
		expect(okapi.logins).toBe(2);
	});

	it.each([
		[400, 'Invalid token'],
		[404, 'Token missing'],
		[403, 'The token missing here is that of the wish'],
	])('a call that the module itself refused with %i "%s" causes no new login', async (status, text) => {
		answerCalls(status, text);
		expect((await failure()).status).toBe(status);
		expect([okapi.logins, okapi.requests.filter(({ url }) => url.startsWith(requestListCall.path)).length]).toEqual([1, 1]);
	});

	it('an Okapi call whose token is still refused after one new login fails as unauthorized', async () => {
		answerCalls(401, 'Invalid token: user with id 1 is not active');
		expect((await failure()).kind).toBe('unauthorized');
		expect(okapi.logins).toBe(2);
	});

	it('an Okapi call that creates a record is not sent again after the module answered 503', async () => {
		okapi.callAnswer = (_seen, response) => response.writeHead(503, { 'retry-after': '0' }).end('busy');
		await failureOf(client.send({ method: 'POST', path: '/rs/patronrequests', json: {}, what: 'the new request' }));
		expect(okapi.requests.filter(({ url }) => url === '/rs/patronrequests')).toHaveLength(1);
	});
});

it('a call refused for a missing permission causes no new login', async () => {
	answerCalls(403, "Access for user 'ada' (37787cd8) requires permission: rs.patronrequests.collection.get");
	expect(await failure()).toMatchObject({ kind: 'permission', permission: 'rs.patronrequests.collection.get' });
	expect(okapi.logins).toBe(1);
});

describe('a refused login', () => {
	const refuse = (code = 'password.incorrect') => {
		okapi.loginAnswer = (response) =>
			response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify({ errors: [{ code }], total_records: 1 }));
	};

	it('after a refused login, calls fail with its message and no new login for 15 minutes, and longer after each new refusal', async () => {
		refuse();
		const clock = stopClock();
		const first = await failure();
		clock.advance(15 * minute - 1);
		const second = await failure();
		expect(okapi.logins).toBe(1);
		expect([first.kind, second.kind]).toEqual(['loginRefused', 'loginRefusedEarlier']);
		expect(second.message).toBe(first.message);
		clock.advance(2);
		for (const pause of [60, 240, 1440, 1440]) {
			await failure();
			const { logins } = okapi;
			clock.advance(pause * minute - 1);
			await failure();
			expect(okapi.logins).toBe(logins);
			clock.advance(2);
		}
		expect(okapi.logins).toBe(5);
	});

	it.each([
		['password.incorrect', 'loginRefused'],
		['user.blocked', 'userBlocked'],
	])('50 calls whose login is refused with %s cause one login attempt, and later calls none', async (code, kind) => {
		refuse(code);
		okapi.loginDelayMs = 20;
		const errors = await Promise.all(Array.from({ length: 50 }, () => failure()));
		expect(new Set(errors.map((error) => error.kind))).toEqual(new Set([kind]));
		await failure();
		expect(okapi.requests).toHaveLength(1);
	});

	it('a connection test that a person starts logs in despite a cached refused login, and clears that if the login succeeds', async () => {
		refuse();
		await failure();
		okapi.loginAnswer = undefined;
		expect((await failure()).kind).toBe('loginRefusedEarlier');
		await client.logInAfresh();
		expect((await client.send(requestListCall)).status).toBe(200);
		expect(okapi.logins).toBe(2);
	});

	it('a refused login in a connection test that a person starts is cached: the next call fails without a login', async () => {
		refuse();
		await failureOf(client.logInAfresh());
		expect((await failure()).kind).toBe('loginRefusedEarlier');
		expect(okapi.logins).toBe(1);
	});

	it('three login attempts in a row without an answer stop further attempts for 15 minutes, if the account never logged in before', async () => {
		const clock = stopClock();
		okapi.loginAnswer = (response) => response.writeHead(504).end();
		for (let call = 0; call < 6; call++) expect(await failure()).toMatchObject({ kind: 'server', status: 504 });
		expect(okapi.logins).toBe(3);
		expect((await failure()).description).toContain('No new attempt is made for 15 minutes');
		clock.advance(15 * minute);
		okapi.loginAnswer = undefined;
		await client.send(requestListCall);
		expect(okapi.logins).toBe(4);

		okapi.endTokens();
		okapi.loginAnswer = (response) => response.writeHead(504).end();
		for (let call = 0; call < 6; call++) expect((await failure()).kind).toBe('server');
		expect(okapi.logins).toBe(10);
	});

	it('a login that fails because the server is down is not cached: the next call tries again', async () => {
		okapi.loginAnswer = (response) => response.writeHead(500).end();
		expect((await failure()).kind).toBe('server');
		okapi.loginAnswer = undefined;
		expect((await client.send(requestListCall)).status).toBe(200);
	});
});
