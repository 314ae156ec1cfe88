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

describe('staff-ticket-zammad, where Zammad does not take a ticket', () => {
	const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'staff-ticket-zammad.json'), 'utf8')) as WorkflowFile;
	const { assignments } = nodes.find(({ name }) => name === 'Words: No Ticket')?.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: string }> };
	const waiting = ['EAST-1', 'EAST-2', 'EAST-3'].map((hrid) => ({ json: { subject: `${hrid}: Conditions received`, todo: `Look at ${hrid}.`, facts: `Request: ${hrid}\nSince: today\n\nhttps://reshare.example.edu/${hrid}`, staffLink: `https://reshare.example.edu/${hrid}` } }));

	/** The emails for what Zammad did not take. n8n's node does not say of a failed item which one it was, unless it is the only one. */
	function mailsFor(taken: readonly number[]): Array<Record<string, string>> {
		const made = taken.map((item) => ({ json: { id: item }, pairedItem: { item } }));
		const unpaired = () => {
			throw new Error('Paired item data is unavailable');
		};
		const $ = (name: string) => ({ isExecuted: false, first: () => ({ json: { staffEmail: 'ill-staff@library.example.edu' } }), all: () => (name === 'Open Ticket' ? made : waiting), get item() { return unpaired(); } });
		return Array.from({ length: waiting.length - taken.length }, (_, index) =>
			Object.fromEntries(assignments.map(({ name, value }) => [name, value.replace(/^=/, '').replace(/\{\{([\s\S]*?)\}\}/g, (_all, expression: string) => String((new Function('$', '$itemIndex', `return ${expression.trim()}`) as (...given: unknown[]) => unknown)($, index)))])),
		);
	}

	it.each([[[], ['EAST-1', 'EAST-2', 'EAST-3']], [[1], ['EAST-1', 'EAST-3']], [[0, 1], ['EAST-3']]])('each of several gets an email, with %j taken', (taken, left) => {
		expect(mailsFor(taken)).toMatchObject(left.map((hrid) => ({ subject: `${hrid}: Conditions received`, words: `No ticket could be opened, so this comes by email.\n\nLook at ${hrid}.\n\nRequest: ${hrid}\nSince: today`, link: `https://reshare.example.edu/${hrid}` })));
	});
});
