import { inventoryAccountOf } from '../../demo/practiceCredentials';
import { outputItemsOf } from '../../n8n/n8nTypes';
import type { RunningN8n } from '../../n8n/startN8n';
import type { Sandbox } from '../../sandbox';
import { recordLentBySeveral } from '../../sandbox/inventory/demoRecords';
import type { CredentialForm } from './editor/CredentialForm';
import type { Editor } from './editor/Editor';
import { EditorTestBed } from './editor/EditorTestBed';
import { pictureFailedTest, takePicture } from './editor/takePicture';
import { createSequentialTest } from './editor/createSequentialTest';

const createRequest = 'ReShare Create Request';
const request = 'ReShare Request';
const trigger = 'ReShare Request Status Trigger';
const nextPollWithinMs = 60_000;

describe('the editor, for a library that moves to CrossLink', () => {
	let bench: EditorTestBed;
	let sandbox: Sandbox;
	let n8n: RunningN8n;
	let editor: Editor;
	let form: CredentialForm;

	beforeAll(async () => {
		bench = await EditorTestBed.start({ crosslinkModel: '3.7.0' });
		({ sandbox, n8n, editor, form } = bench);
		await n8n.rest.createCredential('Shared Inventory', 'reShareInventoryApi', inventoryAccountOf(sandbox));
	});

	afterAll(() => bench?.stop());

	const step = createSequentialTest((name) => pictureFailedTest(editor, name));
	const made = () => sandbox.crosslink.requests.all('east_crosslink').filter(({ side }) => side === 'borrowing');

	step("n8n's credential form shows the fields for CrossLink, and says if the back end or the library symbol is wrong", async () => {
		const { tenant, username, password } = sandbox.crosslink.east;
		await form.createFromList('ReShare', 'ReShare Okapi API');
		await form.name("My Library's CrossLink");
		expect(await form.labels()).toEqual([
			'Back End',
			'Okapi URL',
			'Tenant',
			'Username',
			'Password',
			'OpenURL Base URL',
			'OpenURL Tenant ID',
			'Staff Interface URL',
			'Allowed HTTP Request Domains',
		]);
		await form.fill({ 'Okapi URL': sandbox.okapiUrl, Tenant: tenant, Username: username, Password: password });
		await form.save();
		await form.refused(/are kept by CrossLink, not by mod-rs\. Choose CrossLink under 'Back End'\./);
		await takePicture(editor, 'crosslink-other-kind');

		await form.choose('Back End', 'CrossLink');
		expect(await form.labels()).toEqual([
			'Back End',
			'Okapi URL',
			'Tenant',
			'Username',
			'Password',
			'Library Symbol',
			'Staff Interface URL',
			'Allowed HTTP Request Domains',
		]);
		await form.fill({ 'Library Symbol': 'ISIL:US-WEST' });
		await form.save();
		await form.refused(/the symbol is none of the tenant 'east_crosslink'.*The tenant has ISIL:US-EAST, ISIL:US-EASTLAW\./);
		await takePicture(editor, 'crosslink-symbol');

		await form.fill({ 'Library Symbol': 'ISIL:US-EAST', 'Staff Interface URL': 'https://east.consortium.example.org' });
		await form.save();
		await form.success().waitFor();
		await form.scrollUp();
		await takePicture(editor, 'crosslink-credential', { height: 1100 });
		await form.close();
	});

	step("ReShare Create Request over CrossLink creates a request for a pickup location from the Directory's list", async () => {
		await editor.openEmptyWorkflow();
		await editor.add({ words: 'request a book', node: createRequest, action: 'Request a book or a copy for a patron' });
		await editor.fill('Instance ID', recordLentBySeveral.instanceId);
		await editor.fill('Title', recordLentBySeveral.title);
		await editor.fill('Patron ID', 'P1001');
		await editor.fill('Reference', 'ILL-2026-0042');
		await editor.openList('Pickup Location');
		expect(await editor.listed()).toEqual([
			'Circulation Desk (DESKN)',
			'Circulation Desk (DESKS)',
			'Main Library (MAIN)',
			'Science Library (SCI)',
		]);
		await editor.chooseListed('Main Library');
		await editor.execute();
		await editor.openOutput('Created Branch (1 item)');
		await editor.showOutputAsSchema();
		await takePicture(editor, 'crosslink-created');
		expect(
			made().map(({ illRequest, requesterPickupLocationId, id }) => [
				(illRequest.patronInfo as { patronId?: string } | undefined)?.patronId,
				requesterPickupLocationId !== undefined,
				id.startsWith('ILL-2026-0042.'),
			]),
		).toEqual([['P1001', true, true]]);
		await editor.closeNode();
	});

	step('Get Timeline over CrossLink shows the history of a request that was chosen from the list', async () => {
		sandbox.crosslink.requests.advance(made()[0]?.id ?? '', 'SHIPPED');
		await editor.openEmptyWorkflow();
		await editor.add({ words: 'where is my book', node: request, action: "Show a request's history" });
		await editor.openList('Request');
		const [ours = ''] = await editor.listed();
		expect(ours).toMatch(/^ILL-2026-0042\.[0-9a-f]{8} - Braiding sweetgrass - Shipped$/);
		await editor.chooseListed('Braiding sweetgrass');
		await editor.execute();
		await editor.showOutputAsSchema();
		await editor
			.outputText(/expects to supply the item\./)
			.first()
			.waitFor();
		await takePicture(editor, 'crosslink-timeline');
		await editor.closeNode();
	});

	step('the trigger over CrossLink shows a test event, and starts a published workflow when a request is shipped', async () => {
		await editor.openEmptyWorkflow();
		await editor.add({ words: 'status', node: 'ReShare Request Status', action: 'When a request is shipped' });
		await editor.execute();
		await editor.showOutputAsSchema();
		await editor.outputText(recordLentBySeveral.title).first().waitFor();
		await takePicture(editor, 'crosslink-trigger');
		await editor.closeNode();

		const another = await sandbox.crosslink.requests.create({
			requesterSymbol: 'ISIL:US-EAST',
			patron: 'P1002',
			illRequest: {
				bibliographicInfo: { supplierUniqueRecordId: recordLentBySeveral.instanceId, title: recordLentBySeveral.title },
				serviceInfo: { serviceType: 'Loan' },
				patronInfo: { patronId: 'P1002' },
			} as never,
		});
		await editor.publish();
		await editor.page.getByRole('button', { name: 'Got it' }).click();
		sandbox.crosslink.requests.advance(another.id, 'SHIPPED');
		await editor.openExecutions();
		const id = await editor.automaticExecution(nextPollWithinMs);
		const execution = await n8n.rest.finishedExecution(id, 30_000);
		expect(outputItemsOf(execution, trigger).map(({ json }) => [json.requestId, json.event, json.isTest])).toEqual([
			[another.id, 'shipped', false],
		]);
	});
});
