import { performAction } from '../../reshare/requests/act/performAction';
import { createRequest } from '../../reshare/requests/create/createRequest';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../virtualSandbox';
import { depsFor, loan, optionsWith, lentBySeveral } from '../unit/requests/create/practice';

/** If something fails before anything is sent, it is certain that nothing was made or done. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => await sandbox.close());

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
});

const book: RequestDraft = loan({
	instanceId: lentBySeveral.instanceId,
	title: lentBySeveral.title,
	author: lentBySeveral.author,
	isbn: lentBySeveral.isbn,
	reference: 'FORM-7',
});

/** Lets the token expire before the call, and refuses every new login. */
function voidToken(path: string, login: 'status' | 'resetBefore'): void {
	sandbox.faults.add({ kind: 'expireTokens', method: 'POST', path, times: 1 });
	sandbox.faults.add({ kind: login, path: '^/authn/', ...(login === 'status' ? { status: 503, body: '' } : {}) });
}

it.each(['status', 'resetBefore'] as const)(
	'a request that is not sent because no login is possible is not reported as one that may exist: the fault of the login is %s',
	async (login) => {
		const deps = depsFor(sandbox);
		await deps.requests.pickupLocations();
		voidToken('^/rs/patronrequests$', login);
		await expect(createRequest(deps, book, optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }))).rejects.toMatchObject({
			kind: login === 'status' ? 'server' : 'network',
			mayHaveReached: false,
		});
		expect(sandbox.requests.count('east')).toBe(0);
	},
);

it.each(['status', 'resetBefore'] as const)(
	'an action that is not sent because no login is possible is not reported as one that may be done: the fault of the login is %s',
	async (login) => {
		const { requests } = depsFor(sandbox);
		const { id } = sandbox.requests.add('east', {
			isRequester: true,
			state: 'REQ_VALIDATED',
			title: 'Persuasion',
			patronIdentifier: 'P-17',
		});
		const row = await requests.get(id);
		if (row === undefined) throw new Error('There is no such request');
		voidToken('/performAction$', login);
		await expect(performAction(requests, row, { kind: 'cancel' })).rejects.toMatchObject({
			kind: login === 'status' ? 'server' : 'network',
		});
		expect(sandbox.requests.get(id).state).toBe('REQ_VALIDATED');
	},
);
