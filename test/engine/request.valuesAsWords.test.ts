import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type NewRequestRow, type Sandbox } from '../../sandbox';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/** Tests numbers and switches that come as words, from a spreadsheet, a form or a model. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

beforeEach(() => {
	sandbox.requests.clear();
	for (const number of [1, 2, 3])
		sandbox.requests.add('east', {
			isRequester: true,
			hrid: `EAST-${number}`,
			title: 'Persuasion',
			state: 'REQ_SHIPPED',
			patronIdentifier: 'P-100',
			refdata: { serviceType: 'loan' },
		});
});

async function told(parameters: INodeParameters, choice: unknown): Promise<IDataObject[]> {
	const { outputs, error } = await runNode({
		node: new ReShareRequest(),
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox) },
		items: [{ choice } as IDataObject],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	return outputs.flat().map(({ json }) => json);
}

it.each(['all', 0, -1, 1.5])('Get Many refuses %j as a limit, and does not return an empty list', async (choice) => {
	expect(await told({ operation: 'getMany', limit: '={{ $json.choice }}' }, choice)).toMatchObject([
		{ outcome: 'failed', reason: 'badInput', error: "'Limit' is not a whole number above zero" },
	]);
});

it.each([
	[null, 3],
	['', 3],
	['2', 2],
	[2, 2],
])('Get Many given %j as a limit returns %i of 3 requests', async (choice, count) => {
	expect(await told({ operation: 'getMany', limit: '={{ $json.choice }}' }, choice)).toHaveLength(count);
});

describe.each<[string, NewRequestRow]>([
	['needsAttention', { state: 'REQ_INVALID_PATRON', needsAttention: true }],
	['notShippedYet', { state: 'REQ_EXPECTS_TO_SUPPLY' }],
	['overdue', { state: 'REQ_OVERDUE' }],
	['unread', { state: 'REQ_SHIPPED' }],
])('the filter %s', (filter, fitting) => {
	const filtered: INodeParameters = { operation: 'getMany', filters: { [filter]: '={{ $json.choice }}' } };
	beforeEach(() => {
		const { id: rowId } = sandbox.requests.add('east', {
			isRequester: true,
			hrid: 'FITS',
			title: 'Persuasion',
			refdata: { serviceType: 'loan' },
			...fitting,
		});
		const at = sandbox.clock.now();
		if (filter === 'unread')
			sandbox.requests.get(rowId).notifications.push({
				id: 'unread',
				at,
				updatedAt: at,
				seen: false,
				isSender: false,
				attachedAction: 'Notification',
				messageContent: 'It comes with a map.',
				sender: 'ISIL:US-LAKE',
				receiver: 'RESHARE:US-EAST',
			});
	});

	it.each([true, 'true', 'TRUE', 'yes'])(`the filter ${filter} set to %j returns only requests that fit`, async (choice) => {
		expect((await told(filtered, choice)).map(({ hrid }) => hrid)).toEqual(['FITS']);
	});

	it.each([false, 'false', 'no', '', null])(`the filter ${filter} set to %j returns every request`, async (choice) => {
		expect(await told(filtered, choice)).toHaveLength(4);
	});

	it(`the filter ${filter} set to a value that is neither yes nor no is refused`, async () => {
		for (const choice of ['perhaps', [], [true], { overdue: true }])
			expect(await told(filtered, choice)).toMatchObject([
				{ outcome: 'failed', reason: 'badInput', error: expect.stringMatching(/^'[A-Z][\w ]+' is neither yes nor no$/) as string },
			]);
	});
});

it.each<INodeParameters>([
	{ operation: 'get', request: { __rl: true, mode: 'name', value: 'EAST-1' } },
	{ operation: 'getMany', limit: 1 },
])('Simplify set by the text true gives the simplified request for %j', async (parameters) => {
	const [item] = await told({ ...parameters, simplify: '={{ $json.choice }}' }, 'true');
	expect(item).toHaveProperty('requestId');
	expect(item).not.toHaveProperty('patronIdentifier');
});

it.each(['TRUE', 'yes'])('Get Timeline includes raw entries if an expression says %s', async (choice) => {
	const timeline = {
		operation: 'getTimeline',
		request: { __rl: true, mode: 'name', value: 'EAST-1' },
		includeRawEntries: '={{ $json.choice }}',
	};
	expect((await told(timeline, choice))[0]).toHaveProperty('rawAudit');
	expect((await told(timeline, 'no'))[0]).not.toHaveProperty('rawAudit');
	expect(await told(timeline, 'perhaps')).toMatchObject([{ error: "'Include Raw Entries' is neither yes nor no" }]);
});

it('Return All set by the text true returns all requests', async () => {
	expect(await told({ operation: 'getMany', returnAll: '={{ $json.choice }}', limit: 1 }, 'true')).toHaveLength(3);
});
