import type { Sandbox } from '../../sandbox';
import { threeEqualRecords, recordLentByNobody, recordLentBySeveral } from '../../sandbox/inventory/demoRecords';
import type { CredentialForm } from './editor/CredentialForm';
import type { Editor } from './editor/Editor';
import { EditorTestBed } from './editor/EditorTestBed';
import { pictureFailedTest, takePicture } from './editor/takePicture';
import { createSequentialTest } from './editor/createSequentialTest';

const search = 'ReShare Search';

describe('the editor, for a library whose consortium is searched through VuFind', () => {
	let bench: EditorTestBed;
	let sandbox: Sandbox;
	let editor: Editor;
	let form: CredentialForm;

	beforeAll(async () => {
		bench = await EditorTestBed.start({ sharedIndex: 'reservoir' });
		({ sandbox, editor, form } = bench);
	});

	afterAll(() => bench?.stop());

	const step = createSequentialTest((name) => pictureFailedTest(editor, name));

	step("n8n's credential form says which field to change if the address of VuFind was entered as Okapi URL", async () => {
		await form.createFromList('ReShare', 'ReShare Shared Inventory API');
		await form.name('Shared Inventory');
		expect(await form.labels()).toEqual([
			'Searched Through',
			'Okapi URL',
			'Tenant',
			'Username',
			'Password',
			"Your Library's Symbols",
			'Allowed HTTP Request Domains',
		]);
		await form.fill({ 'Okapi URL': sandbox.vufind.urls.v10, Tenant: 'shared', Username: 'librarian', Password: 'of-no-use-here' });
		await form.save();
		await form.refused(
			/'Okapi URL' is the address of VuFind\. Choose VuFind under 'Searched Through', and enter this address as 'VuFind URL'\. No account is needed then\./,
		);
		await takePicture(editor, 'vufind-other-kind');
	});

	step(
		"n8n's credential form for VuFind asks for no account, and says if VuFind's address or the Reservoir's tenant is wrong",
		async () => {
			await form.choose('Searched Through', 'VuFind');
			expect(await form.labels()).toEqual([
				'Searched Through',
				'VuFind URL',
				'VuFind API Key',
				'Reservoir Okapi URL',
				'Reservoir Tenant',
				"Your Library's Symbols",
				'Allowed HTTP Request Domains',
			]);

			await form.fill({ 'VuFind URL': `${sandbox.vufind.urls.v10}/Record/${recordLentBySeveral.clusterId}` });
			await form.save();
			await form.refused(
				/'VuFind URL' is the address of a page\. Enter the address of VuFind itself, probably http:\/\/127\.0\.0\.1:\d+\/vufind\./,
			);

			await form.fill({ 'VuFind URL': sandbox.vufind.urls.catalog });
			await form.save();
			await form.refused(/is a catalog of its own, not ReShare's\./);

			await form.fill({ 'VuFind URL': sandbox.okapiUrl });
			await form.save();
			await form.refused(/is an Okapi, not VuFind\. Choose GraphQL under 'Searched Through'/);

			sandbox.behavior.vufindApi = 'closed';
			await form.fill({ 'VuFind URL': sandbox.vufind.urls.v10 });
			await form.save();
			await form.refused(/is not open\. Ask whoever runs this VuFind to open its search API for n8n/);
			await takePicture(editor, 'vufind-closed');
			sandbox.behavior.vufindApi = 'open';

			await form.fill({ 'Reservoir Okapi URL': sandbox.okapiUrl, 'Reservoir Tenant': 'another' });
			await form.save();
			await form.refused(/VuFind answers, but the Reservoir was not reached: .* has no Reservoir for this tenant\./);
		},
	);

	step("n8n's credential form for VuFind says how many records and libraries it found, without any login", async () => {
		await form.fill({ 'Reservoir Tenant': sandbox.reservoir.tenant });
		expect(await form.save()).toMatch(/^Connected: \d+ records in VuFind, \d+ libraries in the first 2\d\. The Reservoir answers$/);
		await form.success().waitFor();
		await form.scrollUp();
		await takePicture(editor, 'vufind-credential', { height: 900 });
		await form.close();
		expect(sandbox.tokensIssued).toBe(0);
	});

	step('ReShare Search over VuFind finds a book in the editor, and shows who lends it', async () => {
		await editor.openEmptyWorkflow();
		await editor.add({ words: 'find a book', node: search, action: 'Find a book or journal to borrow' });
		expect(await editor.offered("Your Library's Symbols")).toContainEqual(
			expect.stringMatching(/^US-EAST \(East Harbor University Library/),
		);
		await editor.choose('US-EAST (');

		await editor.fill('ISBN', recordLentByNobody.isbn);
		await editor.execute();
		await editor.openOutput('Not Available Branch (1 item)');

		await editor.fill('ISBN', threeEqualRecords[0]?.isbn ?? '');
		await editor.execute();
		await editor.openOutput('Needs Review Branch (1 item)');

		await editor.fill('ISBN', recordLentBySeveral.isbn);
		await editor.execute();
		await editor.openOutput('Eligible Branch (1 item)');
		await editor.showOutputAsSchema();
		for (const symbol of ['US-NORTH', 'US-RIVER', 'US-SOUTH', 'US-WEST']) await editor.outputText(symbol).first().waitFor();
		await takePicture(editor, 'vufind-eligible');
		await editor.closeNode();
	});

	step('Get Instance over VuFind shows a record with its copies, given the ID of its page in VuFind', async () => {
		await editor.openEmptyWorkflow();
		await editor.add({ words: 'find a book', node: search, action: 'Get a title and who holds it' });
		await editor.fill('Instance ID', recordLentBySeveral.clusterId);
		await editor.execute();
		await editor.showOutputAsSchema();
		await editor.outputText(recordLentBySeveral.title).first().waitFor();
		for (const text of ['US-NORTH', 'UNLOANABLE', /^LOANABLE$/]) await editor.findOutput(text);
		await takePicture(editor, 'vufind-instance');
		await editor.closeNode();
	});

	step('Search Instances over VuFind lists the records whose titles have the typed word', async () => {
		await editor.openEmptyWorkflow();
		await editor.add({ words: 'find a book', node: search, action: 'List titles of the shared inventory' });
		await editor.fill('Title', 'sapiens');
		await editor.execute();
		await editor.showOutputAsTable();
		await editor
			.outputText(threeEqualRecords[0]?.title ?? '')
			.first()
			.waitFor();
		await takePicture(editor, 'vufind-list');
		await editor.closeNode();
	});
});
