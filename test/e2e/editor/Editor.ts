import type { Locator, Page } from 'playwright-core';
import { ownerAccount, type N8nRest } from '../../../n8n/N8nRest';
import { patternOfBeginning, patternOfWholeText, findField, openDropDown } from './fieldLocators';

export interface NodeChoice {
	/** The words that are typed into the search of the node panel. */
	readonly words: string;
	readonly node: string;
	/** An entry of the list that the panel shows for the node. */
	readonly action: string;
	/** The output that leads to the node; without it, the node starts an empty workflow. */
	readonly after?: { readonly node: string; readonly output: string };
}

/**
 * Uses n8n's editor as a person does, by what can be read and clicked. Every step waits until it sees what it needs, and never for a fixed
 * time.
 */
export class Editor {
	constructor(
		readonly page: Page,
		readonly url: string,
		private readonly rest: N8nRest,
	) {}

	async signIn() {
		// Some time after a workflow was published, n8n covers the executions with its list of advice.
		const closeAdvice = this.byTestId('suggested-actions-close');
		await this.page.addLocatorHandler(closeAdvice, () => closeAdvice.click());
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(ownerAccount.email);
		await this.page.locator('input[name="password"]').fill(ownerAccount.password);
		await this.byTestId('form-submit-button').click();
		await this.page.waitForURL((address) => !address.pathname.includes('signin'));
	}

	async openWorkflow(id: string) {
		await this.page.goto(`${this.url}/workflow/${id}`);
	}

	async openEmptyWorkflow() {
		await this.openWorkflow('new');
		await this.byTestId('canvas-plus-button').waitFor();
	}

	async openNodePanel() {
		await this.byTestId('canvas-plus-button').click();
		await this.byTestId('node-creator-search-bar').waitFor();
	}

	/**
	 * Searches the open panel until it shows the node.
	 *
	 * @returns the names of all nodes that it shows
	 */
	async search(words: string, node: string) {
		const search = this.byTestId('node-creator-search-bar');
		await search.fill('');
		await this.panelEntry(node).waitFor({ state: 'hidden' });
		await search.fill(words);
		await this.panelEntry(node).waitFor();
		return (await this.byTestId('node-creator-item-name').allInnerTexts()).map((name) => name.trim());
	}

	/** Returns the actions or triggers that the panel lists for the node. */
	async choicesOf(node: string) {
		await this.panelEntry(node).click();
		await this.page.getByText('Node details', { exact: true }).waitFor();
		await this.byTestId('node-creator-item-name').first().waitFor();
		return (await this.byTestId('node-creator-item-name').allInnerTexts()).map((name) => name.trim());
	}

	async add({ words, node, action, after }: NodeChoice) {
		if (after) await this.outputHandle(after.node, after.output).locator('[data-test-id="canvas-handle-plus"]').click();
		else await this.openNodePanel();
		await this.search(words, node);
		await this.choicesOf(node);
		await this.panelEntry(action).click();
		await this.nodeTitle().waitFor();
		await this.byTestId('node-credentials-slot').waitFor();
	}

	async closeNode() {
		await this.byTestId('ndv-close-button').click();
		await this.nodeTitle().waitFor({ state: 'hidden' });
	}

	node(name: string) {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Returns the dot at the right edge of the node from which wires are drawn. */
	outputHandle(node: string, output: string) {
		return this.page.locator(`[data-test-id="canvas-node-output-handle"][data-node-name="${node}"]`, {
			hasText: patternOfBeginning(output),
		});
	}

	async outputsOnCanvas(node: string) {
		const handles = this.page.locator(`[data-test-id="canvas-node-output-handle"][data-node-name="${node}"]`);
		return (await handles.allInnerTexts()).map((text) => text.split('\n')[0] ?? '');
	}

	field(label: string) {
		return findField(this.byTestId('node-parameters').locator('[data-test-id="parameter-item"]'), label);
	}

	/** Fills in a field. An expression that it begins with is replaced as well. */
	async fill(label: string, value: string) {
		await this.makeFixed(label);
		await this.field(label).locator('input, textarea').first().fill(value);
	}

	/** Makes a field fixed, as the switch above the field does. */
	private async makeFixed(label: string) {
		if ((await this.field(label).locator('[contenteditable="true"]').count()) === 0) return;
		// The hint of the field above may cover the switch.
		await this.field(label).locator('[data-test-id="radio-button-fixed"]').dispatchEvent('click');
	}

	async offered(label: string) {
		await openDropDown(this.field(label));
		await this.dropDown().first().waitFor();
		return (await this.dropDown().allInnerTexts()).map((text) => text.trim());
	}

	/** Chooses in an open drop-down list, and closes it if several may be chosen. */
	async choose(entry: string) {
		await this.dropDown().filter({ hasText: entry }).first().click();
		await this.page.keyboard.press('Escape');
		await this.dropDown().first().waitFor({ state: 'hidden' });
	}

	/** Opens the searchable list of a field such as Pickup Location. */
	async openList(label: string) {
		await this.makeFixed(label);
		const mode = this.field(label).locator('[data-test-id="rlc-mode-selector"]');
		if ((await mode.locator('input').inputValue()) !== 'From List') {
			await mode.click();
			await this.dropDown().filter({ hasText: 'From List' }).first().click();
		}
		await this.field(label).locator('[data-test-id="rlc-input"]').click();
	}

	async listed() {
		await this.byTestId('rlc-item').first().waitFor();
		return (await this.byTestId('rlc-item').allInnerTexts()).map((text) => text.trim());
	}

	async chooseListed(entry: string) {
		await this.byTestId('rlc-item').filter({ hasText: entry }).click();
		await this.byTestId('rlc-item').first().waitFor({ state: 'hidden' });
	}

	/** The fields of the open node, between its input and its output. */
	async parametersArea() {
		const [got, gave] = await Promise.all(['ndv-input-panel', 'output-panel'].map((id) => this.byTestId(id).first().boundingBox()));
		if (got === null || got === undefined || gave === null || gave === undefined) throw new Error('No node with input and output is open');
		const x = got.x + got.width;
		return { x, y: got.y, width: gave.x - x, height: got.height };
	}

	async execute() {
		const answered = this.page.waitForResponse((answer) => /\/rest\/workflows\/[^/]+\/run$/.test(answer.url()));
		await this.byTestId('node-execute-button').first().click();
		await answered;
		await this.page
			.getByRole('button', { name: /^(Execute step|Fetch Test Event)$/ })
			.first()
			.waitFor();
	}

	async typeExpression(label: string, text: string) {
		await this.field(label).hover();
		await this.field(label).locator('[data-test-id="radio-button-expression"]').click();
		await this.field(label).locator('[contenteditable="true"]').click();
		await this.page.keyboard.press('Control+A');
		await this.page.keyboard.type(text);
		await this.byTestId('tab-params').click();
		// When the field loses focus, it shows the result of the expression below.
		await this.field(label).getByText(text).nth(1).waitFor();
	}

	async publish() {
		await this.byTestId('workflow-open-publish-modal-button').click();
		await this.byTestId('workflow-publish-button').click();
		await this.page.getByText('Workflow published', { exact: true }).waitFor();
	}

	async openExecutions() {
		await this.byTestId('radio-button-executions').click();
		await this.byTestId('current-executions-list').waitFor();
	}

	/**
	 * Publishes the workflow again, at which n8n polls at once, and waits until the list shows an execution that nobody started by hand.
	 * The list refreshes itself.
	 *
	 * @returns the id of the execution
	 */
	async automaticExecution(withinMs: number) {
		const [, workflow = ''] = /\/workflow\/(\w+)/.exec(this.page.url()) ?? [];
		await this.rest.deactivate(workflow);
		await this.rest.activate(workflow);
		const entry = this.byTestId('current-executions-list').locator('[data-test-id^="execution-details-"]', {
			hasNot: this.page.locator('[data-icon="flask-conical"]'),
		});
		await entry.first().waitFor({ timeout: withinMs });
		const testId = await entry.first().getAttribute('data-test-id');
		return testId?.replace('execution-details-', '') ?? '';
	}

	async openExecution(id: string) {
		await this.byTestId(`execution-details-${id}`).click();
		await this.byTestId(`execution-preview-details-${id}`).getByText('Succeeded').first().waitFor();
	}

	/** Finds a tab of the output, such as "Created Branch (1 item)". */
	outputTab(name: string) {
		return this.byTestId('output-panel').locator('[data-test-id^="tab-"]', { hasText: name });
	}

	async outputTabs() {
		await this.byTestId('output-panel').locator('[data-test-id="branches"]').waitFor();
		return (await this.byTestId('output-panel').locator('[data-test-id="branches"] [data-test-id^="tab-"]').allInnerTexts()).map((text) =>
			text.trim(),
		);
	}

	async showOutputAsSchema() {
		await this.byTestId('output-panel').locator('[data-test-id="radio-button-schema"]').click();
	}

	async showOutputAsTable() {
		await this.byTestId('output-panel').locator('[data-test-id="radio-button-table"]').click();
	}

	async openOutput(name: string) {
		await this.outputTab(name).click();
		await this.byTestId('output-panel').getByText('No output data in this branch').waitFor({ state: 'hidden' });
	}

	outputText(text: string | RegExp) {
		return this.byTestId('output-panel').getByText(text);
	}

	/** Scrolls to the text, which may be below the visible part of the output. */
	async findOutput(text: string | RegExp) {
		const wanted = this.outputText(text).first();
		await this.scrollTo('output-panel', wanted);
		await wanted.waitFor();
	}

	byTestId(id: string) {
		return this.page.locator(`[data-test-id="${id}"]`);
	}

	/** n8n draws only the visible fields of a panel. */
	private async scrollTo(panel: string, wanted: Locator) {
		await this.byTestId(panel).hover();
		await this.page.mouse.wheel(0, -10_000);
		const isDrawn = () =>
			wanted.waitFor({ timeout: 1000 }).then(
				() => true,
				() => false,
			);
		for (let scrolls = 0; scrolls < 10 && !(await isDrawn()); scrolls++) await this.page.mouse.wheel(0, 400);
	}

	private panelEntry(name: string) {
		return this.byTestId('node-creator-item-name')
			.filter({ hasText: patternOfWholeText(name) })
			.first();
	}

	private nodeTitle() {
		return this.byTestId('ndv-close-button');
	}

	private dropDown() {
		return this.page.locator('.el-select-dropdown__item').filter({ visible: true });
	}
}
