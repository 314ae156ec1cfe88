import './harness/setup';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { buildWorkflow } from './harness/workflow';
import { libraryCredential } from './request/practice';

/** Somebody stops the execution while Perform Action works: n8n aborts the signal, and lets the node go on by itself. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});

afterAll(async () => await sandbox.close());

const numbers = [1, 2, 3, 4, 5, 6];
const received = () => sandbox.requests.all('east').filter(({ state }) => state === 'REQ_CHECKED_IN').length;

it('does nothing more with requests once the execution is stopped', async () => {
	for (const number of numbers) sandbox.requests.add('east', { isRequester: true, hrid: `EAST-${number}`, title: 'Persuasion', state: 'REQ_SHIPPED', refdata: { serviceType: 'loan' } });
	const type = new ReShareRequest();
	const { workflow, node, additionalData } = buildWorkflow({
		node: type,
		parameters: { operation: 'performAction', requestAction: 'receive', request: { __rl: true, mode: 'name', value: '={{ $json.name }}' } },
		credentials: { okapiApi: libraryCredential(sandbox) },
	});
	const items = numbers.map((number) => ({ json: { name: `EAST-${number}` } }));
	const stop = new AbortController();
	const context = new ExecuteContext(workflow, node, additionalData, 'trigger', createRunExecutionData(), 0, items, { main: [items] }, { node, data: { main: [items] }, source: null }, [], stop.signal);
	const owned = await workflow.expression.acquireIsolate();
	try {
		const ended = type.execute.call(context).catch(() => undefined);
		while (received() === 0) await nextTurn();
		stop.abort();
		await ended;
	} finally {
		if (owned) await workflow.expression.releaseIsolate();
	}
	// The one under way is finished.
	expect(received()).toBeLessThanOrEqual(2);
});
