import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { libraryAccount } from '../../demo/accounts';
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

/** What Create Request says of a wish, with the output that it leaves by. */
async function create(patronId: string, reference: string): Promise<{ output: number; json: IDataObject }> {
	const { outputs } = await runNode({
		node: new ReShareCreateRequest(),
		parameters: { operation: 'create', serviceType: 'loan', instanceId: popularBook.instanceId, patronId, title: popularBook.title, reference, pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' } },
		credentials: { okapiApi: libraryAccount(sandbox) },
	});
	const output = outputs.findIndex((items) => items.length > 0);
	return { output, json: outputs[output]?.[0]?.json ?? {} };
}

/** The email to staff that a node of a template makes of it. */
function mailOf(template: string, node: string, json: IDataObject): { subject: string; words: string } {
	const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', `${template}.json`), 'utf8')) as WorkflowFile;
	const { assignments } = nodes.find(({ name }) => name === node)?.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: string }> };
	const form = { Title: popularBook.title, 'Article or Chapter Title': 'Skywoman falling', 'Journal or Book Title': popularBook.title, 'Library Card Number': 'P1001' };
	const $ = () => ({ item: { json: form }, first: () => ({ json: form }) });
	const fill = (wanted: string) =>
		(assignments.find(({ name }) => name === wanted)?.value ?? '').slice(1).replace(/\{\{([\s\S]*?)\}\}/g, (_all, expression: string) => String((new Function('$', '$json', `return ${expression.trim()}`) as (...given: unknown[]) => unknown)($, json)));
	return { subject: fill('subject'), words: fill('words') };
}

it('nobody is told that no request is open where the patron has asked for the same before, as by sending the form twice', async () => {
	await create('P1001', 'FORM-1');
	const { output, json } = await create('P1001', 'FORM-2');
	expect([output, json.reason, json.requestId]).toEqual([2, 'duplicate', expect.any(String)]);
	expect(mailOf('guide-workflow', 'Words: Not Created', json)).toMatchObject({ subject: `Please look at a request: ${popularBook.title}`, words: expect.stringContaining(String(json.hrid)) });
});

it('what is surely not open is still said not to be', async () => {
	const { json } = await create('P9001', 'FORM-1');
	expect(mailOf('guide-workflow', 'Words: Not Created', json).subject).toBe(`No request is open: ${popularBook.title}`);
});

it.each([
	['guide-workflow', 'Words: Look at Request'],
	['request-from-form', 'Words: Please Look'],
])('%s: a request that has no number yet is named by its id', async (template, node) => {
	const { output, json } = await create('P9009', 'FORM-1');
	expect([output, json.requestId]).toEqual([1, expect.any(String)]);
	expect(mailOf(template, node, { ...json, hrid: null }).words).toContain(`Request: ${String(json.requestId)}`);
	expect(mailOf(template, node, json).words).toContain(`Request: ${String(json.hrid)}`);
	expect(mailOf(template, node, { ...json, hrid: null, requestId: null }).words).toContain('Request: none');
});
