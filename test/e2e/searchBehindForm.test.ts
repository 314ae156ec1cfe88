import { inventoryAccountOf } from '../../demo/practiceCredentials';
import { EditorTestBed } from './editor/EditorTestBed';
import { pictureFailedTest } from './editor/takePicture';
import { createSequentialTest } from './editor/createSequentialTest';

const search = 'ReShare Search';
const form = 'Patron Asks';
const symbols = "Your Library's Symbols";
const ours = expect.stringMatching(/^US-EAST \(East Harbor University Library/);

/** Most people add Search behind a form. */
describe('a list of Search behind another node', () => {
	let bench: EditorTestBed;
	beforeAll(async () => {
		bench = await EditorTestBed.start();
		await bench.n8n.rest.createCredential('Shared Inventory', 'reShareInventoryApi', { ...inventoryAccountOf(bench.sandbox) });
		const { id } = await bench.n8n.rest.importWorkflow({
			name: 'Behind a form',
			nodes: [
				{
					id: 'e5a0f6a8-3a0f-4a8e-9d53-1b0e0a3f0001',
					name: form,
					type: 'n8n-nodes-base.formTrigger',
					typeVersion: 2.4,
					position: [0, 0],
					parameters: { formTitle: 'Ask', formFields: { values: [{ fieldName: 'isbn', fieldLabel: 'ISBN' }] } },
				},
			],
			connections: {},
			settings: { executionOrder: 'v1' },
		});
		await bench.editor.openWorkflow(id);
	});
	afterAll(() => bench?.stop());

	const step = createSequentialTest((name) => pictureFailedTest(bench.editor, name));
	const lists = '**/dynamic-node-parameters/options';

	step('ReShare Search behind a form lists the library symbols at once if n8n has put the only credential into the node', async () => {
		const { editor } = bench;
		await editor.add({ words: 'find a book', node: search, action: 'Find a book or journal to borrow', after: { node: form, output: '' } });
		expect(await editor.byTestId('node-credentials-slot').locator('input').inputValue()).toBe('Shared Inventory');
		expect(await editor.offered(symbols)).toContainEqual(ours);
		await editor.choose('US-EAST (');
		await editor.closeNode();
	});

	step(
		'the list of library symbols says to choose a credential and refresh the list if it loads before the credential is set',
		async () => {
			const { editor } = bench;
			await editor.page.route(lists, async (route) => {
				const { credentials: _late, ...asked } = route.request().postDataJSON() as Record<string, unknown>;
				await route.continue({ postData: asked });
			});
			await editor.node(search).dblclick();
			await editor.byTestId('node-credentials-slot').waitFor();
			expect(await editor.offered(symbols)).toContainEqual(
				expect.stringMatching(/^Choose a credential of the type ReShare Shared Inventory API first\s+If one is chosen: Refresh List/),
			);
			await editor.page.unroute(lists);
			await editor.page.keyboard.press('Escape');
		},
	);

	step('the list of library symbols shows the libraries after Refresh List', async () => {
		const { editor } = bench;
		await editor.field(symbols).hover();
		await editor
			.field(symbols)
			.locator('[data-test-id="action-toggle"], [data-test-id="parameter-options-container"] button')
			.first()
			.click();
		const read = editor.page.waitForResponse(lists);
		await editor.page.getByText('Refresh List', { exact: true }).click();
		await read;
		expect(await editor.offered(symbols)).toContainEqual(ours);
	});
});
