import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../n8n/types';
import { startSandbox, type Sandbox } from '../../sandbox';
import { TriggerBench } from './trigger/bench';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());

/** The pages of both templates promise that no patron is named in a ticket; who writes to another library may name one. */
describe.each(['staff-ticket', 'staff-ticket-zammad'])('%s', (template) => {
	const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', `${template}.json`), 'utf8')) as WorkflowFile;

	it.each([
		['Staff Must Act', true, 'REQ_EXPECTS_TO_SUPPLY'],
		['Lending Desk Must Act', false, 'RES_AWAIT_PICKING'],
	])('%s tells of a message, and not what somebody wrote in it', async (trigger, isRequester, state) => {
		const bench = new TriggerBench(sandbox, { parameters: nodes.find(({ name }) => name === trigger)?.parameters as INodeParameters });
		const { id } = bench.request({ isRequester, state });
		await bench.activate();
		const row = sandbox.requests.get(id);
		row.notifications.push({ id: `message-${id}`, at: sandbox.clock.now(), updatedAt: sandbox.clock.now(), seen: false, isSender: false, attachedAction: 'Notification', messageContent: 'Ines Moreau, card P-4711, needs it for a thesis', sender: 'ISIL:US-LAKE', receiver: 'RESHARE:US-EAST' });
		sandbox.requests.note(id, 'Incoming message');
		const items = await bench.poll();
		expect(items).toMatchObject([{ event: 'unreadMessage' }]);
		expect(JSON.stringify(items)).not.toMatch(/Moreau|4711/);
	});
});
