import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPracticeEnvironment, type PracticeEnvironment } from '../../demo/startPracticeEnvironment';
import { installedPackageFolder } from '../../n8n/installPackage';
import { startN8n, type RunningN8n } from '../../n8n/startN8n';
import { outputItemsOf, type SavedWorkflow } from '../../n8n/n8nTypes';
import { newUserFolder, removeFolder } from './support/userFolder';

const dayMs = 86_400_000;

/**
 * A workflow stays published in an n8n that no longer loads unverified packages, and then in one that does again. No change may be lost.
 */
describe('n8n without the package for a day', () => {
	let userFolder: string;
	let practice: PracticeEnvironment;
	let n8n: RunningN8n;
	let following: SavedWorkflow;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		practice = await startPracticeEnvironment({ n8n: { userFolder }, sandbox: { autoStaff: false } });
		({ n8n } = practice);
		const { id, name } = practice.credentials.myLibrary;
		following = await n8n.rest.importWorkflow({
			name: 'Following',
			nodes: [
				{
					id: 'trigger',
					name: 'Status',
					type: 'n8n-nodes-reshare.reShareRequestStatusTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: { events: ['anyStatusChange'], options: {} },
					credentials: { okapiApi: { id, name } },
				},
				{ id: 'done', name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
			],
			connections: { Status: { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
			settings: { executionOrder: 'v1' },
		});
	});

	afterAll(async () => {
		await n8n?.stop();
		await practice?.stop();
		await removeFolder(userFolder);
	});

	async function restart(linkPackage?: false) {
		await n8n.stop();
		if (linkPackage === false) await rm(installedPackageFolder(userFolder), { recursive: true });
		n8n = await startN8n({ userFolder, ...(linkPackage === undefined ? {} : { linkPackage }) });
		await n8n.rest.signIn();
	}

	async function reportedChanges() {
		const found: string[] = [];
		for (const { id } of await n8n.rest.executions(following.id))
			found.push(
				...outputItemsOf(await n8n.rest.finishedExecution(id, 60_000), 'Status').map(
					({ json }) => `${String(json.requestId)} ${String(json.event)}`,
				),
			);
		return found;
	}

	it('n8n logs that it cannot load a workflow whose package is removed, and reports each status change once if it is back', async () => {
		const { requests, clock } = practice.sandbox;
		const rows = ['one', 'two', 'three'].map((title) => requests.add('east', { isRequester: true, title, patronIdentifier: 'P-100' }));
		await n8n.rest.activate(following.id);
		requests.move(rows[0]?.id ?? '', 'REQ_EXPECTS_TO_SUPPLY');
		await n8n.rest.deactivate(following.id);
		await n8n.rest.activate(following.id);
		for (const deadline = Date.now() + 60_000; (await reportedChanges()).length === 0 && Date.now() < deadline;) await sleep(100);
		await restart(false);
		for (
			const deadline = Date.now() + 60_000;
			!n8n.log().includes('Published version holds node types this instance cannot load') && Date.now() < deadline;
		)
			await sleep(100);
		expect(n8n.log()).toContain('Published version holds node types this instance cannot load');
		expect((await n8n.rest.workflow(following.id)).active).toBe(true);
		clock.advance(dayMs);
		requests.move(rows[0]?.id ?? '', 'REQ_SHIPPED');
		requests.move(rows[1]?.id ?? '', 'REQ_EXPECTS_TO_SUPPLY');
		requests.move(rows[1]?.id ?? '', 'REQ_SHIPPED');
		requests.move(rows[2]?.id ?? '', 'REQ_CANCELLED');
		const before = await reportedChanges();
		await restart();
		// Publishing again makes the trigger poll at once.
		await n8n.rest.deactivate(following.id);
		await n8n.rest.activate(following.id);
		await sleep(3000);
		const [first, second, third] = rows.map(({ id }) => id);
		expect(before).toEqual([`${String(first)} expectsToSupply`]);
		expect((await reportedChanges()).sort()).toEqual(
			[
				`${String(first)} expectsToSupply`,
				`${String(first)} shipped`,
				`${String(second)} expectsToSupply`,
				`${String(second)} shipped`,
				`${String(third)} cancelled`,
			].sort(),
		);
	});
});
