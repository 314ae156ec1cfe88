import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { WorkflowFile } from '../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'due-date-letters.json'), 'utf8')) as WorkflowFile;
const parametersOf = (node: string) => nodes.find(({ name }) => name === node)?.parameters as IDataObject;

async function letters(): Promise<unknown[]> {
	const { tenant, username, password, openUrlTenant } = sandbox.libraries.east;
	const read = await runNode({
		node: new ReShareRequest(),
		parameters: parametersOf('Get Loans Due or Overdue') as never,
		credentials: { okapiApi: { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant } },
	});
	expect(read.error).toBeUndefined();
	const items = read.outputs.flat().map(({ json }) => json);
	expect(items.every(({ outcome }) => outcome === 'found')).toBe(true);
	if (items.length === 0) return [];
	const written = await runNode({
		node: new ReShareNotice(),
		parameters: parametersOf('Write Notices') as never,
		items: items as never,
		credentials: {
			reShareLibraryProfileApi: {
				libraryName: 'East',
				fromEmail: 'ill@library.example.edu',
				staffEmail: 'staff@library.example.edu',
				language: 'en',
			},
		},
	});
	expect(written.error).toBeUndefined();
	return written.outputs.flat().map(({ json }) => json.notice);
}

function lent(state: string, daysLeft: number): void {
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'LENT-1',
		title: 'Persuasion',
		patronIdentifier: 'P-100',
		patronEmail: 'reader@example.edu',
		refdata: { serviceType: 'loan' },
		state,
		dueDateRS: DateTime.now().plus({ days: daysLeft }).toISODate(),
	});
}

it.each([
	['is still on its way to the library', 'REQ_SHIPPED'],
	['has just come, and is not ready yet', 'REQ_BORROWING_LIBRARY_RECEIVED'],
	['was lent as a file, which nobody can bring back', 'REQ_LOANED_DIGITALLY'],
	['is still on its way to the library, in the SLNP model', 'SLNP_REQ_SHIPPED'],
])('due date letters ask nobody to bring back an item that %s', async (_what, state) => {
	lent(state, 2);
	expect(await letters()).toEqual([]);
	sandbox.requests.clear();
	lent(state, -20);
	expect(await letters()).toEqual([]);
});
