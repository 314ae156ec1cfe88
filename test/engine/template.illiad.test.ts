import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../n8n/types';
import { startSandbox, type Sandbox } from '../../sandbox';
import { TriggerBench } from './trigger/bench';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'illiad.json'), 'utf8')) as WorkflowFile;
const parametersOf = (wanted: string) => nodes.find(({ name }) => name === wanted)?.parameters ?? {};

/** The note for ILLiad that the template's own program makes of a change. */
function noteOf(change: IDataObject): IDataObject {
	const known: Record<string, IDataObject> = { 'From ILLiad': change, 'Library Settings': { queueRequested: 'Request Sent', queueReview: 'ReShare Review' } };
	const $ = (name: string) => ({ item: { json: known[name] }, first: () => ({ json: known[name] }) });
	return (new Function('$', '$json', '$prevNode', String(parametersOf('Say What Happened').jsCode)) as (...given: unknown[]) => { json: IDataObject })($, change, { name: 'No Library Lends' }).json;
}

it('the note of a message says that there is one, not only the status, and moves nothing', async () => {
	const bench = new TriggerBench(sandbox, { parameters: parametersOf('Request Status Changed') as INodeParameters });
	const { id, hrid } = bench.request({ state: 'REQ_REQUEST_SENT_TO_SUPPLIER', patronReference: 'ILLiad-204518', requestIdentifiers: [{ id: 'i', identifierType: 'ILLIAD', identifier: 'ILLiad-204518' }] });
	await bench.activate();
	sandbox.requests.get(id).notifications.push({ id: `message-${id}`, at: sandbox.clock.now(), updatedAt: sandbox.clock.now(), seen: false, isSender: false, attachedAction: 'Notification', messageContent: 'Ines Moreau needs it for a thesis', sender: 'ISIL:US-LAKE', receiver: 'RESHARE:US-EAST' });
	sandbox.requests.note(id, 'Incoming message');
	const [change = {}] = await bench.poll();
	expect(change.event).toBe('unreadMessage');
	const { note, route, transactionNumber } = noteOf(change);
	expect([transactionNumber, route]).toEqual(['204518', '']);
	expect(note).toMatch(new RegExp(`^ReShare: ${String(hrid)} has a message in ReShare that nobody has read\\.`));
	expect(note).not.toMatch(/Moreau|needs staff in ReShare: Request sent/);
});
