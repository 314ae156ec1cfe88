import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPracticeEnvironment, type PracticeEnvironment } from '../../../demo/startPracticeEnvironment';
import { outputItemsOf, type WorkflowFile, type WorkflowNode } from '../../../n8n/n8nTypes';
import { createTemporaryFolder } from '../../../n8n/childProcesses';
import { recordLentBySeveral } from '../../../sandbox/inventory/demoRecords';
import manifest from '../../../package.json';
import { saveVersionRecording, type RecordedWorkflow } from './versionRecording';

/**
 * Records what this version leaves behind in an n8n: `npm run build`, then `npm run record:version`. The e2e test of upgrades runs the
 * recorded work with every later version.
 */

/** The version that a new node has, where it is not 1. */
const newestVersions: Readonly<Record<string, number>> = { 'n8n-nodes-reshare.reShareSearch': 1.1 };

const node = (
	name: string,
	type: string,
	x: number,
	parameters: Record<string, unknown>,
	credentials?: WorkflowNode['credentials'],
): WorkflowNode => ({
	id: `recorded-${name.toLowerCase()}`,
	name,
	type,
	typeVersion: newestVersions[type] ?? 1,
	position: [x, 0],
	parameters,
	...(credentials === undefined ? {} : { credentials }),
});

function workflows(practice: PracticeEnvironment): { requesting: WorkflowFile; reporting: WorkflowFile } {
	const { sharedInventory, myLibrary } = practice.credentials;
	const using = (type: string, { id, name }: { id: string; name: string }) => ({ [type]: { id, name } });
	const search = { operation: 'findEligibleInstance', ownSymbols: ['US-EAST'], serviceType: 'loan', isbn: recordLentBySeveral.isbn };
	const create = {
		operation: 'create',
		serviceType: 'loan',
		instanceId: '={{ $json.instanceId }}',
		patronId: 'P1001',
		pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
		reference: 'RECORDED-1',
		title: '={{ $json.title }}',
	};
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		requesting: {
			name: 'Recorded requesting',
			nodes: [
				node('Start', 'n8n-nodes-base.manualTrigger', 0, {}),
				node('Find', 'n8n-nodes-reshare.reShareSearch', 200, search, using('reShareInventoryApi', sharedInventory)),
				node('Create', 'n8n-nodes-reshare.reShareCreateRequest', 400, create, using('okapiApi', myLibrary)),
			],
			connections: { Start: to('Find'), Find: to('Create') },
			settings: { executionOrder: 'v1' },
		},
		reporting: {
			name: 'Recorded reporting',
			// The trigger must report changes of any age, because they will be years old when a later version runs this work.
			nodes: [
				node(
					'Status',
					'n8n-nodes-reshare.reShareRequestStatusTrigger',
					0,
					{ events: ['anyStatusChange'], options: { ignoreOlderThanDays: 0 } },
					using('okapiApi', myLibrary),
				),
				node('Done', 'n8n-nodes-base.noOp', 200, {}),
			],
			connections: { Status: to('Done') },
			settings: { executionOrder: 'v1' },
		},
	};
}

async function record() {
	const userFolder = createTemporaryFolder('reshare-record-');
	const practice = await startPracticeEnvironment({ n8n: { userFolder }, sandbox: { validationDelayMs: 50, autoStaff: false } });
	const { n8n, sandbox } = practice;
	const flows = workflows(practice);
	const reporting = await n8n.rest.importWorkflow(flows.reporting);
	const requesting = await n8n.rest.importWorkflow(flows.requesting);
	await n8n.rest.activate(reporting.id);
	const run = await n8n.rest.runManually(requesting.id, 'Start');
	const other = await sandbox.requests.create('east', { patronIdentifier: 'P1002', title: 'Another book', requestIdentifiers: [] });
	await sleep(2000);
	// Publishing a workflow again makes its trigger poll at once.
	await n8n.rest.deactivate(reporting.id);
	await n8n.rest.activate(reporting.id);
	await sleep(5000);
	const delivered = [];
	for (const { id } of await n8n.rest.executions(reporting.id))
		delivered.push(...outputItemsOf(await n8n.rest.finishedExecution(id, 30_000), 'Status').map(({ json }) => json));
	await n8n.stop();

	const known = new Set(sandbox.requests.all().flatMap(({ audit }) => audit.map(({ id }) => id)));
	const [first] = sandbox.requests.withReference('RECORDED-1');
	if (first === undefined) throw new Error('The request was not created');
	sandbox.requests.move(first.id, 'REQ_EXPECTS_TO_SUPPLY');
	sandbox.requests.move(other.id, 'REQ_CANCELLED');
	const pending = sandbox.requests.all('east').flatMap(({ audit }) => audit.flatMap(({ id }) => (known.has(id) ? [] : [id])));
	const json = (name: string) => outputItemsOf(run, name)[0]?.json ?? {};
	const kept = (file: WorkflowFile, id: string): RecordedWorkflow => ({ ...file, id, ...staticData(userFolder, id) });
	const saved = {
		requesting: kept(flows.requesting, requesting.id),
		items: { find: json('Find'), create: json('Create') },
		reporting: kept(flows.reporting, reporting.id),
		delivered,
		pending,
		rows: sandbox.requests.all(),
	};
	const file = saveVersionRecording(`v${manifest.version}`, saved, sandbox.okapiUrl);
	await practice.mail.stop();
	await sandbox.close();
	return `${file}: ${delivered.length} changes delivered, ${pending.length} pending`;
}

/** Reads the static data of a workflow from n8n's database. */
function staticData(userFolder: string, workflowId: string): { staticData?: unknown } {
	const database = new DatabaseSync(path.join(userFolder, '.n8n', 'database.sqlite'), { readOnly: true });
	try {
		const row = database.prepare('SELECT staticData FROM workflow_entity WHERE id = ?').get(workflowId);
		return typeof row?.staticData === 'string' ? { staticData: JSON.parse(row.staticData) as unknown } : {};
	} finally {
		database.close();
	}
}

record().then(
	(line) => {
		process.stdout.write(`${line}\n`);
		process.exit(0);
	},
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
