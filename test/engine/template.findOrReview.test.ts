import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import type { WorkflowFile } from '../../n8n/types';
import { startSandbox, type Sandbox } from '../../sandbox';
import { popularBook } from '../unit/requests/create/practice';
import { runNode } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'find-or-review.json'), 'utf8')) as WorkflowFile;
const fieldsOf = (node: string) => Object.fromEntries((nodes.find(({ name }) => name === node)?.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: string }> }).assignments.map(({ name, value }) => [name, value]));

/** What comes of a wish, by the output that it leaves Create Request by. */
async function create(patronId: string, reference: string): Promise<{ output: number; json: IDataObject }> {
	const { tenant, username, password, openUrlTenant } = sandbox.libraries.east;
	const { outputs } = await runNode({
		node: new ReShareCreateRequest(),
		parameters: { operation: 'create', serviceType: 'loan', instanceId: popularBook.instanceId, patronId, title: popularBook.title, reference, pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' } },
		credentials: { okapiApi: { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant } },
	});
	const output = outputs.findIndex((items) => items.length > 0);
	return { output, json: outputs[output]?.[0]?.json ?? {} };
}

/** The email that a node of the template makes of it, in English. */
function mailOf(node: string, json: IDataObject): { subject: string; words: string } {
	const say = Object.fromEntries((fieldsOf('What to Say').en ?? '').split('\n').filter((line) => line.includes(': ')).map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
	const known: Record<string, IDataObject> = { 'Pick the Words': { say }, 'Patron Asks': { Title: popularBook.title, 'Library Card Number': 'P1001' }, 'Library Settings': {} };
	const $ = (name: string) => ({ isExecuted: name in known, first: () => ({ json: known[name] }) });
	const fill = (text = '') => text.slice(1).replace(/\{\{([\s\S]*?)\}\}/g, (_all, expression: string) => String((new Function('$', '$json', `return ${expression.trim()}`) as (...given: unknown[]) => unknown)($, json)));
	const { subject, words } = fieldsOf(node);
	return { subject: fill(subject), words: fill(words) };
}

it.each([
	['waits for staff in ReShare', 1, async () => await create('P9009', 'REVIEW-1')],
	['the patron has asked for before', 2, async () => {
		await create('P1001', 'REVIEW-1');
		return await create('P1001', 'REVIEW-2');
	}],
])('nobody is told to get another way what is open: a request that %s', async (_what, expected, act) => {
	const { output, json } = await act();
	expect([output, json.requestId]).toEqual([expected, expect.any(String)]);
	expect(mailOf('Words: Ticket', json)).toMatchObject({ subject: `Please look at a request: ${popularBook.title}`, words: expect.stringContaining(String(json.explanation)) });
	const patron = mailOf('Words: Another Way', json);
	expect(patron).toEqual({ subject: `We are looking into it: ${popularBook.title}`, words: `Thank you for asking for "${popularBook.title}".\n\nOur staff are looking into it and will write to you.` });
});

it('what is not open is got another way', async () => {
	const { output, json } = await create('P9001', 'REVIEW-1');
	expect(output).toBe(2);
	expect(mailOf('Words: Ticket', json).subject).toBe(`To be got another way: ${popularBook.title}`);
	expect(mailOf('Words: Another Way', json).subject).toBe(`We are trying another way: ${popularBook.title}`);
});
