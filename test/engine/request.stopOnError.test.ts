import type { OnError } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/**
 * If On Error is Stop Workflow, nobody learns what was done with the items after the one that fails, so that nothing may be done with them.
 */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

beforeEach(() => {
	sandbox.requests.clear();
	for (const number of [1, 2, 3, 4])
		sandbox.requests.add('east', {
			isRequester: true,
			hrid: `EAST-${number}`,
			title: 'Persuasion',
			state: 'REQ_SHIPPED',
			refdata: { serviceType: 'loan' },
		});
});

const states = () => sandbox.requests.all('east').map(({ state }) => state);

async function receive(names: string[], onError?: OnError) {
	return await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'performAction', requestAction: 'receive', request: { __rl: true, mode: 'name', value: '={{ $json.name }}' } },
		credentials: { okapiApi: libraryCredential(sandbox) },
		items: names.map((name) => ({ name })),
		...(onError === undefined ? {} : { onError }),
	});
}

it('an action that fails on one item stops the workflow, and nothing is done with the items after it', async () => {
	const { error } = await receive(['EAST-1', '', 'EAST-3', 'EAST-4']);
	expect(error?.message).toBe("'Request' is empty");
	expect(error?.context).toMatchObject({ itemIndex: 1 });
	expect(states()).toEqual(['REQ_CHECKED_IN', 'REQ_SHIPPED', 'REQ_SHIPPED', 'REQ_SHIPPED']);
});

it.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
	'an action that fails on one item is performed on the others if On Error is %s',
	async (onError) => {
		const { outputs, error } = await receive(['EAST-1', '', 'EAST-3', 'EAST-4'], onError);
		expect(error).toBeUndefined();
		expect(outputs[0]).toHaveLength(3);
		expect(states()).toEqual(['REQ_CHECKED_IN', 'REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_CHECKED_IN']);
	},
);
