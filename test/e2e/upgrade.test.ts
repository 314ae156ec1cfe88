import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inventoryAccountOf, libraryAccountOf } from '../../demo/practiceCredentials';
import { runN8nCommand } from '../../n8n/runN8nCommand';
import { startN8n, type RunningN8n } from '../../n8n/startN8n';
import { checkoutFolder } from '../../n8n/paths';
import { outputItemsOf, type WorkflowFile } from '../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { newUserFolder, removeFolder } from './support/userFolder';
import { loadVersionRecording, listSavedVersions, type RecordedWorkflow, type VersionRecording } from './support/versionRecording';

function credentialOf(workflow: RecordedWorkflow, name: string, type: string): { id: string; name: string } {
	const credential = workflow.nodes.find((candidate) => candidate.name === name)?.credentials?.[type];
	if (credential === undefined) throw new Error(`The node ${name} has no credential of the type ${type}`);
	return credential;
}

interface MigrationReport {
	readonly totalWorkflows: number;
	readonly report: { readonly workflowResults: ReadonlyArray<{ readonly ruleTitle: string }> };
}

/** Runs the workflows and the trigger state of an earlier version with the present one. */
describe.each(listSavedVersions())('what %s left behind', (version) => {
	let sandbox: Sandbox;
	let userFolder: string;
	let n8n: RunningN8n;
	let work: VersionRecording;

	beforeAll(async () => {
		sandbox = await startSandbox({ autoStaff: false });
		work = loadVersionRecording(version, sandbox.okapiUrl);
		for (const { tenant, ...row } of work.rows) sandbox.requests.add(tenant, row);
		userFolder = await newUserFolder();
		await put('credentials', [
			{ ...credentialOf(work.requesting, 'Find', 'reShareInventoryApi'), type: 'reShareInventoryApi', data: inventoryAccountOf(sandbox) },
			{ ...credentialOf(work.requesting, 'Create', 'okapiApi'), type: 'okapiApi', data: libraryAccountOf(sandbox) },
		]);
		await put(
			'workflow',
			[work.requesting, work.reporting].map((workflow) => ({ ...workflow, active: false })),
		);
		n8n = await startN8n({ userFolder });
		await n8n.rest.signIn();
	});

	afterAll(async () => {
		await n8n?.stop();
		await sandbox?.close();
		await removeFolder(userFolder);
	});

	async function put(what: 'credentials' | 'workflow', content: unknown) {
		const file = path.join(userFolder, `${what}.json`);
		await writeFile(file, JSON.stringify(content));
		const result = await runN8nCommand(userFolder, [`import:${what}`, `--input=${file}`]);
		if (result.code !== 0) throw new Error(result.output);
	}

	async function delivered() {
		const ids: string[] = [];
		for (const { id } of await n8n.rest.executions(work.reporting.id)) {
			ids.push(...outputItemsOf(await n8n.rest.finishedExecution(id, 60_000), 'Status').map(({ json }) => String(json.eventId)));
		}
		return ids;
	}

	/** Publishes the workflow, which makes its trigger poll. */
	async function poll() {
		await n8n.rest.activate(work.reporting.id);
		await sleep(3000);
		await n8n.rest.deactivate(work.reporting.id);
		return await delivered();
	}

	it(`the workflow saved by version ${version} contains a trigger cursor, changes already delivered, and changes still to be delivered`, () => {
		expect(JSON.stringify(work.reporting.staticData)).toContain('"v":');
		expect(work.delivered.length).toBeGreaterThan(0);
		expect(work.pending.length).toBeGreaterThan(0);
	});

	it(`the trigger goes on from the cursor of version ${version}, and reports each later change once and no earlier one`, async () => {
		expect((await poll()).sort()).toEqual([...work.pending].sort());
		const [row] = sandbox.requests.withReference('RECORDED-1');
		sandbox.requests.move(row?.id ?? '', 'REQ_SHIPPED');
		const newest = sandbox.requests.get(row?.id ?? '').audit.at(-1)?.id;
		expect((await poll()).sort()).toEqual([...work.pending, newest].sort());
	});

	it(`a workflow of version ${version} finds its request again after the upgrade, and outputs every field that its items had before`, async () => {
		const before = sandbox.requests.count('east');
		const run = await n8n.rest.runManually(work.requesting.id, 'Start');
		expect(run.status).toBe('success');
		expect(sandbox.requests.count('east')).toBe(before);
		const [find, create] = ['Find', 'Create'].map((name) => outputItemsOf(run, name)[0]?.json ?? {});
		expect(find).toMatchObject(work.items.find);
		expect(Object.keys(create ?? {})).toEqual(expect.arrayContaining(Object.keys(work.items.create)));
		const { requestId, hrid, reference, outcome } = work.items.create;
		expect(create).toMatchObject({ requestId, hrid, reference, outcome, alreadyExisted: true });
	});

	it(`n8n's Migration Report for n8n 3 flags no template, nor the workflows of version ${version}`, async () => {
		const templates = path.join(checkoutFolder, 'templates');
		const files = readdirSync(templates).filter((file) => file.endsWith('.json'));
		for (const file of files) await n8n.rest.importWorkflow(JSON.parse(readFileSync(path.join(templates, file), 'utf8')) as WorkflowFile);
		const { report, totalWorkflows } = await n8n.rest.call<MigrationReport>('POST', '/rest/breaking-changes/report/refresh?version=v3');
		expect(totalWorkflows).toBe(files.length + 2);
		expect(report.workflowResults.map(({ ruleTitle }) => ruleTitle)).toEqual([]);
	});
});
