import { inventoryAccountOf, libraryAccountOf } from '../../demo/practiceCredentials';
import { outputItemsOf } from '../../n8n/n8nTypes';
import type { RunningN8n } from '../../n8n/startN8n';
import { readTemplate } from '../../demo/readTemplate';
import type { Sandbox } from '../../sandbox';
import { threeEqualRecords, recordLentByNobody, recordLentBySeveral } from '../../sandbox/inventory/demoRecords';
import type { CredentialForm } from './editor/CredentialForm';
import type { Editor } from './editor/Editor';
import { EditorTestBed } from './editor/EditorTestBed';
import { pictureFailedTest, takePicture } from './editor/takePicture';
import { createSequentialTest } from './editor/createSequentialTest';

const search = 'ReShare Search';
const createRequest = 'ReShare Create Request';
const request = 'ReShare Request';
const notice = 'ReShare Notice';
const trigger = 'ReShare Request Status Trigger';
/** The node panel leaves "Trigger" out. */
const triggerInPanel = 'ReShare Request Status';

/** How long n8n may take until its next poll on a slow machine. */
const nextPollWithinMs = 60_000;

describe('the editor, as a librarian uses it', () => {
	let bench: EditorTestBed;
	let sandbox: Sandbox;
	let n8n: RunningN8n;
	let editor: Editor;
	let form: CredentialForm;

	beforeAll(async () => {
		bench = await EditorTestBed.start();
		({ sandbox, n8n, editor, form } = bench);
	});

	afterAll(() => bench?.stop());

	describe('search words', () => {
		beforeAll(async () => {
			await editor.openEmptyWorkflow();
			await editor.openNodePanel();
		});

		it.each([
			['interlibrary loan', [search, createRequest, request, triggerInPanel]],
			['borrow', [search, createRequest, request, triggerInPanel]],
			['find a book', [search]],
			['request a book', [createRequest]],
			['cancel', [request, triggerInPanel]],
			['overdue', [triggerInPanel]],
			['patron notice', [notice, triggerInPanel]],
			['OpenURL', [search, createRequest, request, triggerInPanel]],
		])('n8n\'s node panel finds the right nodes for the search words "%s"', async (words, wanted) => {
			expect(await editor.search(words, wanted[0] ?? '')).toEqual(expect.arrayContaining(wanted));
		});

		it('n8n\'s node panel shows ReShare Search for the words "interlibrary loan", and a picture for the docs is taken', async () => {
			await editor.search('interlibrary loan', search);
			await takePicture(editor, 'search-words');
		});
	});

	const step = createSequentialTest((name) => pictureFailedTest(editor, name));

	describe('the credentials', () => {
		step("n8n's credential form says whether the password, the tenant, the host or the kind of tenant is wrong", async () => {
			const { 'Okapi URL': url, Tenant: tenant, Username: username, Password: password } = typed(inventoryAccountOf(sandbox));
			const { username: ownUser, password: ownPassword, tenant: ownTenant } = sandbox.libraries.east;
			await form.createFromList('ReShare', 'ReShare Shared Inventory API');
			await form.name('Shared Inventory');

			await form.fill({ 'Okapi URL': url, Tenant: tenant, Username: username, Password: 'not-the-password' });
			await form.save();
			await form.refused(/refused this user name and password\. Check 'Username' and 'Password'/);
			await takePicture(editor, 'credential-refused');

			await form.fill({ Tenant: 'sharred', Password: password });
			await form.save();
			await form.refused(/knows no tenant 'sharred'\. Check 'Tenant' in the credential/);
			await takePicture(editor, 'credential-tenant');

			await form.fill({ 'Okapi URL': 'https://okapi.consortium.invalid', Tenant: tenant });
			await form.save();
			await form.refused(/There is no server with the name okapi\.consortium\.invalid\./);
			await takePicture(editor, 'credential-host');

			await form.fill({ 'Okapi URL': url, Tenant: ownTenant, Username: ownUser, Password: ownPassword });
			await form.save();
			await form.refused(/the tenant 'east' keeps a library's requests, not the shared inventory\. Check 'Tenant'/);
			await takePicture(editor, 'credential-kind');
		});

		step("n8n's credential form reports success once the shared inventory is reached", async () => {
			await form.fill(typed(inventoryAccountOf(sandbox)));
			await form.save();
			await form.success().waitFor();
			await takePicture(editor, 'credential-works');
			await form.close();
		});
	});

	describe('from an empty canvas to a request', () => {
		step('ReShare Search finds a book in the editor, and shows its three outputs by name', async () => {
			await editor.openEmptyWorkflow();
			await editor.add({ words: 'find a book', node: search, action: 'Find a book or journal to borrow' });
			expect(await editor.offered("Your Library's Symbols")).toContainEqual(
				expect.stringMatching(/^US-EAST \(East Harbor University Library/),
			);
			await editor.choose('US-EAST (');

			await editor.fill('ISBN', recordLentByNobody.isbn);
			await editor.execute();
			expect(await editor.outputTabs()).toEqual([
				expect.stringMatching(/^Eligible/),
				expect.stringMatching(/^Needs Review/),
				expect.stringMatching(/^Not Available.*1 item/),
			]);

			await editor.fill('ISBN', threeEqualRecords[0]?.isbn ?? '');
			await editor.execute();
			await editor.openOutput('Needs Review Branch (1 item)');
			await editor.showOutputAsSchema();
			await takePicture(editor, 'find-needs-review');

			await editor.fill('ISBN', recordLentBySeveral.isbn);
			await editor.execute();
			await editor.openOutput('Eligible Branch (1 item)');
			await editor.outputText(recordLentBySeveral.title).first().waitFor();
			await takePicture(editor, 'find-eligible');
			await editor.closeNode();
			expect(await editor.outputsOnCanvas(search)).toEqual(['Eligible', 'Needs Review', 'Not Available']);
		});

		step('n8n does not give ReShare Create Request the credential of another type, and the node asks for its own', async () => {
			await editor.add({
				words: 'patron request',
				node: createRequest,
				action: 'Request a book or a copy for a patron',
				after: { node: search, output: 'Eligible' },
			});
			// Both fields take their values from the node before, without being filled in.
			await editor.field('Instance ID').getByText("$json.instanceId ?? ''").first().waitFor();
			await editor.fill('Patron ID', 'P1001');
			await editor.openList('Pickup Location');
			await editor.page.getByText('Add your credential').waitFor();
			await editor.page.keyboard.press('Escape');
			expect(await editor.byTestId('node-credentials-slot').innerText()).toContain('Connect to ReShare Okapi');
			await editor.execute();
			await editor.page.getByText('The node has no credential of the type ReShare Okapi API').first().waitFor();
			await takePicture(editor, 'no-credential');
		});

		step("ReShare Create Request lists the pickup locations once it has the library's credential", async () => {
			await form.createFirstFromNode('ReShare Okapi');
			await form.name("My Library's ReShare");
			await form.fill(typed(libraryAccountOf(sandbox)));
			await form.scrollUp();
			await takePicture(editor, 'credential-library', { height: 1300 });
			await form.save();
			// A form that was opened from a node closes by itself when the test of the credential succeeds.
			await form.form().waitFor({ state: 'hidden' });

			await editor.openList('Pickup Location');
			expect(await editor.listed()).toEqual([
				'Circulation Desk (EAST-DESK-N)',
				'Circulation Desk (EAST-DESK-S)',
				'Main Library (EAST-MAIN)',
				'Science Library (EAST-SCI)',
			]);
			await takePicture(editor, 'pickup-locations', { parametersOnly: true });
			await editor.chooseListed('EAST-MAIN');
		});

		step('ReShare Create Request creates a request in the editor, and shows its three outputs by name', async () => {
			await editor.fill('Patron ID', 'P9001');
			await editor.execute();
			expect(await editor.outputTabs()).toEqual([
				expect.stringMatching(/^Created/),
				expect.stringMatching(/^Needs Staff/),
				expect.stringMatching(/^Not Created.*1 item/),
			]);
			expect(sandbox.requests.count('east')).toBe(0);

			await editor.fill('Patron ID', 'P1001');
			await editor.execute();
			await editor.openOutput('Created Branch (1 item)');
			await editor.showOutputAsSchema();
			await takePicture(editor, 'created');
			expect(
				sandbox.requests
					.all('east')
					.map(({ patronIdentifier, pickupLocationSlug, systemInstanceIdentifier }) => [
						patronIdentifier,
						pickupLocationSlug,
						systemInstanceIdentifier,
					]),
			).toEqual([['P1001', 'EAST-MAIN', recordLentBySeveral.instanceId]]);
			await editor.closeNode();
			expect(await editor.outputsOnCanvas(createRequest)).toEqual(['Created', 'Needs Staff', 'Not Created']);
			await takePicture(editor, 'canvas');
		});

		step('ReShare Request lists the reasons for canceling, and cancels a request for a reason typed as an expression', async () => {
			await editor.add({
				words: 'cancel',
				node: request,
				action: 'Receive, ship, respond, cancel or close a request',
				after: { node: createRequest, output: 'Created' },
			});
			await editor.openList('Request');
			const [ours = ''] = await editor.listed();
			expect(ours).toMatch(/^EAST-\d+ - Braiding sweetgrass - /);
			await editor.chooseListed('Braiding sweetgrass');

			expect(await editor.offered('Reason Name or ID')).toEqual(['No Reason', 'Available locally', 'Invalid user', 'Patron requested']);
			await takePicture(editor, 'cancel-reasons');
			await editor.choose('Patron requested');

			await editor.typeExpression('Reason Name or ID', 'available_locally');
			await editor.execute();
			expect(await editor.outputTabs()).toEqual([
				expect.stringMatching(/^Done.*1 item/),
				expect.stringMatching(/^Not Possible/),
				expect.stringMatching(/^Unclear/),
			]);
			await takePicture(editor, 'cancelled');
			expect(sandbox.requests.all('east').map(({ refdata }) => refdata.cancellationReason)).toEqual(['available_locally']);
			await editor.closeNode();
		});
	});

	describe('the trigger', () => {
		step('the trigger shows its events as sentences, and a sample event when it is tested in the editor', async () => {
			await editor.openEmptyWorkflow();
			await editor.openNodePanel();
			await editor.search('status', triggerInPanel);
			expect(await editor.choicesOf(triggerInPanel)).toEqual(
				expect.arrayContaining(['When a request changes its status', 'When a request is shipped', 'When a loan becomes overdue']),
			);
			await takePicture(editor, 'trigger-choices');

			await editor.openEmptyWorkflow();
			await editor.add({ words: 'status', node: triggerInPanel, action: 'When a request is shipped' });
			await editor.page.getByText('When will this node trigger my flow?').click();
			await editor.page.getByText("publish it. From then on the changes chosen in 'Trigger On' start it.").waitFor();
			await editor.execute();
			await editor.showOutputAsSchema();
			await editor.outputText('Sample title: this library has no such change yet').waitFor();
			await takePicture(editor, 'trigger');
			await editor.closeNode();
		});

		step('the trigger starts a published workflow when a request is shipped', async () => {
			const shipped = await sandbox.requests.create('east', {
				requestingInstitutionSymbol: 'RESHARE:US-EAST',
				title: recordLentBySeveral.title,
				patronIdentifier: 'P1002',
				pickupLocationSlug: 'EAST-MAIN',
				systemInstanceIdentifier: recordLentBySeveral.instanceId,
			});
			await editor.publish();
			await editor.page.getByText("From now on the changes chosen in 'Trigger On' start this workflow.").waitFor();
			await takePicture(editor, 'published');
			await editor.page.getByRole('button', { name: 'Got it' }).click();

			sandbox.requests.advance(shipped.id, 'REQ_SHIPPED');
			await editor.openExecutions();
			const id = await editor.automaticExecution(nextPollWithinMs);
			await editor.openExecution(id);
			await takePicture(editor, 'execution');
			const execution = await n8n.rest.finishedExecution(id, 30_000);
			expect(outputItemsOf(execution, trigger).map(({ json }) => [json.hrid, json.event, json.isTest])).toEqual([
				[shipped.hrid, 'shipped', false],
			]);
		});
	});

	it("n8n's editor draws the guide's workflow with every node and its named outputs", async () => {
		const template = await readTemplate('guide-workflow');
		const { id } = await n8n.rest.importWorkflow(template);
		await editor.openWorkflow(id);
		for (const { name, type } of template.nodes) {
			if (type !== 'n8n-nodes-base.stickyNote') await editor.node(name).waitFor();
		}
		expect((await editor.outputsOnCanvas('Find Eligible Instance')).slice(0, 3)).toEqual(['Eligible', 'Needs Review', 'Not Available']);
		expect((await editor.outputsOnCanvas('Create Request')).slice(0, 3)).toEqual(['Created', 'Needs Staff', 'Not Created']);
		expect(await editor.page.locator('text=/unrecognized|install this node/i').count()).toBe(0);
	});
});

/** Returns the labels of the credential's form, each with what staff type into its field. */
function typed(
	account: Readonly<Record<string, unknown>>,
): Record<'Okapi URL' | 'Tenant' | 'Username' | 'Password', string> & Record<string, string> {
	const text = (name: string) => String(account[name] ?? '');
	const login = { 'Okapi URL': text('url'), Tenant: text('tenant'), Username: text('username'), Password: text('password') };
	return 'openUrlTenant' in account
		? { ...login, 'OpenURL Base URL': text('openUrlBaseUrl'), 'OpenURL Tenant ID': text('openUrlTenant') }
		: login;
}
