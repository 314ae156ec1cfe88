import './harness/setup';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import type { INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type RequestRow, type Sandbox } from '../../sandbox';
import { buildWorkflow } from './harness/workflow';
import { libraryCredential } from './request/practice';

/** Somebody stops the execution during actions: n8n aborts the signal, and lets the node go on. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});

afterAll(async () => await sandbox.close());

const numbers = [1, 2, 3, 4, 5, 6];
const name = { __rl: true, mode: 'name', value: '={{ $json.name }}' };
const rule = { name: 'Loans', when: { serviceType: 'loan' }, then: 'cannotSupply', reason: 'policy' };

it.each<[string, 'east' | 'west', INodeParameters, object, (row: RequestRow) => boolean]>([
	['Perform Action', 'east', { operation: 'performAction', requestAction: 'receive', request: name }, { isRequester: true, state: 'REQ_SHIPPED' }, ({ state }) => state === 'REQ_CHECKED_IN'],
	['lending rules', 'west', { operation: 'applyRules', rulesMode: 'answer', request: name, rules: { values: [rule] } }, { isRequester: false, state: 'RES_IDLE' }, ({ state }) => state !== 'RES_IDLE'],
])('%s: nothing more is done with requests once the execution is stopped', async (_what, library, parameters, begun, isDone) => {
	for (const number of numbers) sandbox.requests.add(library, { ...begun, hrid: `EAST-${number}`, title: 'Persuasion', refdata: { serviceType: 'loan' } });
	const done = () => sandbox.requests.all(library).filter(isDone).length;
	const type = new ReShareRequest();
	const { workflow, node, additionalData } = buildWorkflow({ node: type, parameters, credentials: { okapiApi: libraryCredential(sandbox, library) } });
	const items = numbers.map((number) => ({ json: { name: `EAST-${number}` } }));
	const stop = new AbortController();
	const context = new ExecuteContext(workflow, node, additionalData, 'trigger', createRunExecutionData(), 0, items, { main: [items] }, { node, data: { main: [items] }, source: null }, [], stop.signal);
	const owned = await workflow.expression.acquireIsolate();
	try {
		let hasEnded = false;
		const ended = type.execute.call(context).catch(() => undefined).finally(() => (hasEnded = true));
		while (done() === 0 && !hasEnded) await nextTurn();
		stop.abort();
		await ended;
	} finally {
		if (owned) await workflow.expression.releaseIsolate();
	}
	// The action under way is finished.
	expect([1, 2]).toContain(done());
});
