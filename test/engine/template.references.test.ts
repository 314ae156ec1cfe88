import { readFileSync } from 'node:fs';
import path from 'node:path';
import { libraryAccount } from '../../demo/accounts';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import type { WorkflowFile } from '../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { lentBySeveral } from '../unit/requests/create/practice';
import { runNode } from './harness';
import { startName } from './harness/workflow';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** Evaluates the template's expression for these forms as n8n does. */
async function referencesOf(template: string, forms: ReadonlyArray<Readonly<Record<string, string>>>): Promise<unknown[]> {
	const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', `${template}.json`), 'utf8')) as WorkflowFile;
	const reference = String(nodes.find(({ type }) => type === 'n8n-nodes-reshare.reShareCreateRequest')?.parameters.reference)
		.replaceAll("$('Patron Asks').first()", `$('${startName}').item`)
		.replaceAll("$('Patron Asks')", `$('${startName}')`);
	const { outputs, error } = await runNode({
		node: new ReShareCreateRequest(),
		parameters: {
			operation: 'preview',
			instanceId: '={{ $json.instanceId }}',
			patronId: "={{ $json['Library Card Number'] }}",
			pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
			reference,
		},
		credentials: { okapiApi: libraryAccount(sandbox) },
		items: forms.map((form) => ({ instanceId: lentBySeveral.instanceId, ...form })),
	});
	expect(error).toBeUndefined();
	return outputs.flat().map(({ json }) => json.reference);
}

it.each([
	['guide-workflow', `FORM-${Date.parse('2026-11-25T01:03:04.056Z')}`],
	['find-or-review', `REVIEW-${Date.parse('2026-11-25T01:03:04.056Z')}`],
])(
	'the template %s gives each form one reference, another form another one, and leaves the card number out of it',
	async (template, start) => {
		const submittedAt = '2026-11-25T02:03:04.056+01:00';
		const [first, otherPatron, laterForm] = await referencesOf(template, [
			{ submittedAt, 'Library Card Number': 'P1001' },
			{ submittedAt, 'Library Card Number': 'P1002' },
			{ submittedAt: '2026-11-25T02:03:04.057+01:00', 'Library Card Number': 'P1001' },
		]);
		expect(first).toBe(`${start}-${lentBySeveral.instanceId.slice(0, 8)}`);
		expect(otherPatron).toBe(first);
		expect(laterForm).not.toBe(first);
	},
);
