import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { libraryAccount } from '../../demo/accounts';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { PollMemory, pollNode, testCredential } from '../engine/harness';

/** Five refusals in a row block an account: polling every minute must not log in each time. */

const minute = 60_000;
let sandbox: Sandbox;

beforeEach(async () => {
	sandbox = await startSandbox();
});

afterEach(async () => {
	await sandbox.close();
});

/** The clock for the client, which keeps the function that it found when it was loaded. */
const realNow = Date.now;
let ahead = 0;

beforeAll(() => {
	jest.spyOn(Date, 'now').mockImplementation(() => realNow() + ahead);
});

afterAll(() => {
	jest.restoreAllMocks();
});

function credential(changes: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	return { ...libraryAccount(sandbox), ...changes };
}

interface Poll {
	readonly at: number;
	readonly message: string;
	readonly description: string;
}

/** Polls each minute, by a clock that is moved on. @returns what was said, and when a login reached the server */
async function pollEachMinute(values: ICredentialDataDecryptedObject, minutes: number): Promise<{ polls: Poll[]; logins: number[] }> {
	const workflowId = randomUUID();
	const memory = new PollMemory();
	const polls: Poll[] = [];
	const logins: number[] = [];
	let before = 0;
	for (let at = 0; at < minutes; at++) {
		if (at > 0) ahead += minute;
		const { error } = await pollNode({
			node: new ReShareRequestStatusTrigger(),
			memory,
			workflowId,
			parameters: { events: ['shipped'] },
			credentials: { okapiApi: values },
		});
		const count = sandbox.log.countOf('POST', /^\/authn\//);
		for (; before < count; before++) logins.push(at);
		polls.push({ at, message: error?.message ?? '', description: (error as { description?: string } | undefined)?.description ?? '' });
	}
	return { polls, logins };
}

it.each([
	['a wrong password', { password: 'not-the-password' }],
	['a user that does not exist', { username: 'nobody-of-this-name' }],
])('%s: four attempts in a day, which lock no account, and the same words all the time', async (_name, changes) => {
	const { polls, logins } = await pollEachMinute(credential(changes), 24 * 60);
	expect(logins).toEqual([0, 15, 75, 315]);
	expect(await testCredential(new ReShareRequestStatusTrigger(), credential({}))).toMatchObject({ status: 'OK' });
	expect(new Set(polls.map(({ message }) => message)).size).toBe(1);
	expect(polls[0]?.message).toContain('refused this user name and password');
	expect(polls[1]?.description).toContain('No new attempt is made for 15 minutes');
	expect(polls[16]?.description).toContain('No new attempt is made for an hour');
	expect(polls.at(-1)?.description).toContain('No new attempt is made for a day');
	expect(JSON.stringify(polls)).not.toContain('not-the-password');
});

it.each(['resetAfter', 'cutBody'] as const)('a wrong password whose refusals get lost (%s) does not lock the account', async (kind) => {
	sandbox.faults.add({ kind, path: '^/authn/' });
	const { polls, logins } = await pollEachMinute(credential({ password: 'not-the-password' }), 60);
	expect(logins).toEqual([0, 1, 2, 17]);
	expect(polls[2]?.description).not.toContain('No new attempt');
	expect(polls[3]?.description).toContain(
		'3 logins got no answer, and each may count as a wrong password. No new attempt is made for 15 minutes',
	);
	sandbox.faults.clear();
	expect(await testCredential(new ReShareRequestStatusTrigger(), credential({}))).toMatchObject({ status: 'OK' });
});

it('a blocked user is tried as seldom', async () => {
	sandbox.behaviour.loginErrorCodes = 'old';
	const password = 'wrong-by-hand';
	for (let attempt = 0; attempt < 5; attempt++) await testCredential(new ReShareRequestStatusTrigger(), credential({ password }));
	sandbox.log.clear();
	const { polls, logins } = await pollEachMinute(credential({}), 60);
	expect(logins).toEqual([0, 15]);
	expect(polls.every(({ message }) => message.includes('is blocked'))).toBe(true);
});

it('a test by hand tries at once, and its success ends the waiting', async () => {
	sandbox.faults.add({
		kind: 'status',
		status: 422,
		body: '{"errors":[{"message":"Password does not match","code":"password.incorrect"}]}',
		contentType: 'application/json',
		path: '^/authn/',
		times: 1,
	});
	const first = await pollEachMinute(credential({}), 3);
	expect(first.logins).toEqual([0]);
	expect(first.polls.every(({ message }) => message.includes('refused this user name'))).toBe(true);
	expect(await testCredential(new ReShareRequestStatusTrigger(), credential({}))).toMatchObject({ status: 'OK' });
	const second = await pollEachMinute(credential({}), 3);
	expect(second.polls.map(({ message }) => message)).toEqual(['', '', '']);
});

it('fifty workflows that share a wrong password make one attempt', async () => {
	const node = new ReShareRequestStatusTrigger();
	const values = credential({ password: 'not-the-password' });
	const polls = await Promise.all(
		Array.from(
			{ length: 50 },
			async (_, index) =>
				await pollNode({ node, workflowId: `shared-${index}`, parameters: { events: ['shipped'] }, credentials: { okapiApi: values } }),
		),
	);
	expect(polls.every(({ error }) => error !== undefined)).toBe(true);
	expect(sandbox.log.countOf('POST', /^\/authn\//)).toBe(1);
});
