import { outputItemsOf, type Execution, type WorkflowNode } from '../../../n8n/n8nTypes';
import type { TemplateTestBed } from './TemplateTestBed';
import { addPastRequest } from './addPastRequest';

/** Makes a workflow that calls the imported template as a sub-workflow. */
const callerOf = (id: string, request: string, giveUpOn: string) => ({
	name: 'Caller',
	nodes: [
		{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0] as [number, number], parameters: {} },
		{
			id: '2',
			name: 'Wait for It',
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			position: [200, 0] as [number, number],
			parameters: {
				workflowId: { __rl: true, mode: 'id', value: id },
				workflowInputs: {
					mappingMode: 'defineBelow',
					value: { request, giveUpOn },
					schema: ['request', 'giveUpOn'].map((name) => ({ id: name, displayName: name, type: 'string', required: false })),
				},
				mode: 'each',
				options: {},
			},
		},
	],
	connections: { Start: { main: [[{ node: 'Wait for It', type: 'main', index: 0 }]] } },
	settings: { executionOrder: 'v1' },
});

const everySecond = (node: WorkflowNode) => (node.name === 'Wait an Hour' ? { ...node, parameters: { amount: 1, unit: 'seconds' } } : node);

/**
 * Imports the template wait-for-status, and runs a workflow that calls it for a request.
 *
 * @returns what the template returns
 */
export async function runWaitForStatus(bench: TemplateTestBed, request: string, giveUpOn = '2099-12-31') {
	const { rest } = bench;
	const part = await bench.import('wait-for-status', { node: everySecond });
	await bench.publish(part);
	const caller = await rest.importWorkflow(callerOf(part.id, request, giveUpOn));
	const execution: Execution = await rest.runManually(caller.id, 'Start');
	expect(execution.data.resultData.error).toBeUndefined();
	return outputItemsOf(execution, 'Wait for It').map(({ json }) => json);
}

/** Tests templates/wait-for-status.json with every way in which the wait can end. */
export function testWaitForStatus(bench: TemplateTestBed) {
	const request = (hrid: string) =>
		addPastRequest(bench.sandbox, { hrid, title: 'A book to wait for', madeDaysAgo: 2, states: [['REQ_EXPECTS_TO_SUPPLY', 1]] });
	const wait = (name: string, giveUpOn?: string) => runWaitForStatus(bench, name, giveUpOn);

	it('wait-for-status returns a request once it has been shipped', async () => {
		const id = request('WAIT-1');
		setTimeout(() => bench.sandbox.requests.move(id, 'REQ_SHIPPED'), 2500);
		expect(await wait('WAIT-1')).toEqual([expect.objectContaining({ outcome: 'found', hrid: 'WAIT-1', phase: 'onLoan', isOpen: true })]);
	});

	it('wait-for-status goes on waiting after a failed lookup', async () => {
		const id = request('WAIT-2');
		bench.sandbox.faults.answer(403, { path: '^/rs/patronrequests', times: 1 });
		setTimeout(() => bench.sandbox.requests.move(id, 'REQ_SHIPPED'), 2500);
		const answer = await wait('WAIT-2');
		bench.sandbox.faults.clear();
		expect(answer).toEqual([expect.objectContaining({ hrid: 'WAIT-2', phase: 'onLoan' })]);
	});

	it('wait-for-status returns the outcome notFound for a request that does not exist', async () => {
		expect(await wait('WAIT-NONE')).toEqual([expect.objectContaining({ outcome: 'notFound' })]);
	});

	it('wait-for-status gives up on the given day, and returns the request as it is then', async () => {
		request('WAIT-4');
		expect(await wait('WAIT-4', '2026-01-31')).toEqual([expect.objectContaining({ hrid: 'WAIT-4', phase: 'asking', isOpen: true })]);
	});
}
