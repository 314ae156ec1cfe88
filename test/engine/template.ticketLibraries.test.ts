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

/** Both libraries of a request stand in it on both sides; a ticket names the one that staff have to do with. */
describe.each([
	['staff-ticket', 'Words of the Ticket', 'words'],
	['staff-ticket-zammad', 'What to Do', 'facts'],
])('%s, %s', (template, node, field) => {
	const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', `${template}.json`), 'utf8')) as WorkflowFile;
	const parametersOf = (wanted: string) => nodes.find(({ name }) => name === wanted)?.parameters ?? {};

	it.each([
		['Staff Must Act', true, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', ['Lending library: US-LAKE']],
		['Lending Desk Must Act', false, 'RES_AWAIT_PICKING', 'RES_CANCEL_REQUEST_RECEIVED', ['Borrowing library: US-LAKE']],
	] as const)('%s: names the other library', async (trigger, isRequester, from, to, expected) => {
		const bench = new TriggerBench(sandbox, { parameters: parametersOf(trigger) as INodeParameters });
		const [own, other] = ['ISIL:US-EAST', 'ISIL:US-LAKE'];
		const { id } = bench.request({ isRequester, state: from, requestingInstitutionSymbol: isRequester ? own : other, supplyingInstitutionSymbol: isRequester ? other : own });
		await bench.activate();
		sandbox.requests.move(id, to);
		const items = await bench.poll();
		expect(items).toHaveLength(1);
		const json: IDataObject = items[0] ?? {};
		const $ = (name: string) => ({ isExecuted: name === trigger, item: { json } });
		const { assignments } = parametersOf(node).assignments as { assignments: ReadonlyArray<{ name: string; value: string }> };
		const words = (assignments.find(({ name }) => name === field)?.value ?? '').slice(1).replace(/\{\{([\s\S]*?)\}\}/g, (_all, expression: string) => String((new Function('$', '$json', `return ${expression.trim()}`) as (...given: unknown[]) => unknown)($, json)));
		expect(words.match(/^(?:Lending|Borrowing) library: .*$/gm)).toEqual(expected);
	});
});
