import { outputItems, type Execution } from '../../../n8n/types';
import type { TemplateBench } from './bench';
import { addStory } from './history';

/** templates/wait-for-status.json: every way in which the waiting can end. */
export function testWaitForStatus(bench: () => TemplateBench): void {
	const everySecond = { minutesBetweenLooks: 0.02, sendAllMailTo: '' };
	const request = (hrid: string) => addStory(bench().practice.sandbox, { hrid, title: 'A book to wait for', madeDaysAgo: 2, states: [['REQ_EXPECTS_TO_SUPPLY', 1]] });
	const wait = async (name: string, settings: Record<string, unknown> = {}): Promise<Execution> => {
		const workflow = await bench().import('wait-for-status', { settings: { ...everySecond, request: name, ...settings } });
		return await bench().run(workflow, 'Try It by Hand');
	};
	const answer = (execution: Execution, node: string) => outputItems(execution, node).map(({ json }) => json);

	it('answers when the request has come there meanwhile', async () => {
		const id = request('WAIT-1');
		setTimeout(() => bench().practice.sandbox.requests.move(id, 'REQ_SHIPPED'), 2500);
		const execution = await wait('WAIT-1');
		expect(execution.data.resultData.error).toBeUndefined();
		expect(answer(execution, 'Answer: Reached')).toEqual([expect.objectContaining({ outcome: 'reached', hrid: 'WAIT-1', explanation: 'Request WAIT-1 has the status "Shipped".' })]);
		expect(execution.data.resultData.runData['Wait Until Next Look']?.length).toBeGreaterThan(0);
	});

	it('goes on waiting when one look fails', async () => {
		const id = request('WAIT-2');
		bench().practice.sandbox.faults.add({ kind: 'status', status: 500, path: '^/rs/patronrequests', times: 1 });
		setTimeout(() => bench().practice.sandbox.requests.move(id, 'REQ_SHIPPED'), 2500);
		const execution = await wait('WAIT-2');
		bench().practice.sandbox.faults.clear();
		expect(outputItems(execution, 'Read Request', 3)).toHaveLength(1);
		expect(answer(execution, 'Answer: Reached')).toHaveLength(1);
	});

	it('answers when the request has ended another way', async () => {
		const id = request('WAIT-3');
		bench().practice.sandbox.requests.move(id, 'REQ_CANCELLED');
		expect(answer(await wait('WAIT-3'), 'Answer: Ended Otherwise')).toEqual([expect.objectContaining({ outcome: 'endedOtherwise', explanation: 'Request WAIT-3 has ended as "Cancelled".' })]);
	});

	it('says that there is no such request', async () => {
		expect(answer(await wait('WAIT-NONE'), 'Answer: Not Found')).toEqual([expect.objectContaining({ outcome: 'notFound', request: 'WAIT-NONE' })]);
	});

	it('tells staff when the deadline has passed', async () => {
		request('WAIT-4');
		let execution: Execution | undefined;
		const mails = await bench().mailsOf(async () => {
			execution = await wait('WAIT-4', { daysToDeadline: 0 });
		}, 1);
		expect(mails).toEqual([expect.objectContaining({ to: ['ill-staff@library.example.edu'], subject: 'Still waiting: request WAIT-4', text: expect.stringContaining('request WAIT-4 has the status "Expects to supply"') })]);
		expect(execution && answer(execution, 'Answer: Staff Told')).toEqual([expect.objectContaining({ outcome: 'deadlinePassed' })]);
	});

	it('says so when staff could not be told', async () => {
		request('WAIT-5');
		const execution = await wait('WAIT-5', { daysToDeadline: 0, staffEmail: 'no address' });
		expect(answer(execution, 'Answer: Staff Not Told')).toEqual([expect.objectContaining({ outcome: 'deadlinePassed', mailNotSent: expect.stringMatching(/./) })]);
	});

	it('answers the workflow that calls it', async () => {
		const id = request('WAIT-6');
		bench().practice.sandbox.requests.move(id, 'REQ_SHIPPED');
		const { rest } = bench().practice.n8n;
		const waiting = await bench().import('wait-for-status', { settings: everySecond });
		await bench().publish(waiting);
		const caller = await rest.importWorkflow({
			name: 'Caller',
			nodes: [
				{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
				{
					id: '2',
					name: 'Wait for It',
					type: 'n8n-nodes-base.executeWorkflow',
					typeVersion: 1.2,
					position: [200, 0],
					parameters: { workflowId: { __rl: true, mode: 'id', value: waiting.id }, workflowInputs: { mappingMode: 'defineBelow', value: { request: 'WAIT-6' }, schema: [{ id: 'request', displayName: 'request', type: 'string', required: false }] }, mode: 'each', options: {} },
				},
			],
			connections: { Start: { main: [[{ node: 'Wait for It', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
		const execution = await rest.runManually(caller.id, 'Start');
		expect(outputItems(execution, 'Wait for It').map(({ json }) => json)).toEqual([expect.objectContaining({ outcome: 'reached', hrid: 'WAIT-6' })]);
	});
}
