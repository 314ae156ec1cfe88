import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { WorkflowFile } from '../../n8n/types';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'cancel-request.json'), 'utf8')) as WorkflowFile;

/** Whether the template's own condition lets whoever typed this cancel the request, on the page for patrons or for staff. */
async function mayCancel(patronIdentifier: string | undefined, typed: Readonly<Record<string, string>>, page = 'Patron Cancels'): Promise<boolean> {
	sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-1', title: 'Persuasion', ...(patronIdentifier === undefined ? {} : { patronIdentifier }), refdata: { serviceType: 'loan' }, state: 'REQ_REQUEST_SENT_TO_SUPPLIER' });
	const { tenant, username, password, openUrlTenant } = sandbox.libraries.east;
	const { outputs } = await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'get', side: 'borrowing', request: { __rl: true, mode: 'name', value: 'EAST-1' }, simplify: true },
		credentials: { okapiApi: { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant } },
	});
	const json = outputs[0]?.[0]?.json;
	expect(json?.hrid).toBe('EAST-1');
	const { conditions } = nodes.find(({ name }) => name === 'May Cancel')?.parameters.conditions as { conditions: ReadonlyArray<{ leftValue: string }> };
	const $ = (name: string) => ({ isExecuted: name === page, item: { json: typed } });
	return conditions.every(({ leftValue }) => (new Function('$', '$json', `return ${leftValue.slice('={{'.length, -'}}'.length)}`) as (...given: unknown[]) => unknown)($, json));
}

const card = (value: string) => ({ 'Library Card Number': value });

it('the patron of a request may cancel it, however the card is typed, and nobody else', async () => {
	expect(await mayCancel('P1001', card(' p1001 '))).toBe(true);
	sandbox.requests.clear();
	expect(await mayCancel('P1001', card('P1002'))).toBe(false);
});

// The browser alone asks for a card, and a space will do there.
it.each([
	['a space', card(' ')],
	['nothing', card('')],
	['a form without the field', {}],
])('a request without a patron is canceled by nobody who sends %s for a card, but by staff', async (_what, typed) => {
	expect(await mayCancel(undefined, typed)).toBe(false);
	sandbox.requests.clear();
	expect(await mayCancel(undefined, {}, 'Staff Cancel')).toBe(true);
});
