import type { Editor } from './Editor';
import { findField, openDropDown } from './fieldLocators';

/** n8n's form for a credential. */
export class CredentialForm {
	constructor(private readonly editor: Editor) {}

	/** Creates a credential on the page Credentials, by searching for the service. */
	async createFromList(words: string, type: string) {
		const { editor } = this;
		await editor.page.goto(`${editor.url}/home/credentials`);
		await editor.byTestId('add-resource-buttons').getByRole('button', { name: 'Create credential' }).click();
		await editor.byTestId('new-credential-type-select').locator('input').fill(words);
		await editor.byTestId('new-credential-type-select-option').filter({ hasText: type, visible: true }).click();
		await editor.byTestId('new-credential-type-button').click();
		await this.form().waitFor();
	}

	/** Creates a credential from the open node, which has none to choose from yet. */
	async createFirstFromNode(service: string) {
		await this.editor.byTestId('node-credentials-slot').getByText(`Connect to ${service}`).click();
		await this.form().waitFor();
	}

	async name(name: string) {
		const { page } = this.editor;
		await this.editor.byTestId('credential-name').click();
		await page.keyboard.press('Control+A');
		await page.keyboard.type(name);
		await page.keyboard.press('Enter');
	}

	async fill(values: Readonly<Record<string, string>>) {
		for (const [label, value] of Object.entries(values)) await this.field(label).locator('input').last().fill(value);
	}

	async choose(label: string, entry: string) {
		await openDropDown(this.field(label));
		await this.editor.page.locator('.el-select-dropdown__item').filter({ visible: true, hasText: entry }).first().click();
	}

	/** Labels of the visible fields. */
	async labels() {
		const labels = await this.form().locator('[data-test-id="credential-connection-parameter"] label').allInnerTexts();
		return labels.map((label) => (label.split('\n')[0] ?? '').replace('*', '').trim());
	}

	/**
	 * Saves the credential, which makes n8n test it.
	 *
	 * @returns the result of the test, which the form shows only if the credential is refused
	 */
	async save() {
		const tested = this.editor.page.waitForResponse((answer) => answer.url().endsWith('/rest/credentials/test'));
		// Until n8n has noticed a change, the word Saved stands in the place of the button, and a click on it is lost.
		await this.editor.byTestId('credential-save-button').getByRole('button', { name: 'Save', exact: true }).click();
		const { data } = (await (await tested).json()) as { data: { message: string } };
		return data.message;
	}

	async refused(reason: RegExp) {
		await this.form().getByText('Couldn’t connect with these settings').waitFor();
		const sentence = this.form().getByText(reason);
		// The reason is folded up at first.
		const more = this.form().getByText('More details').filter({ visible: true });
		await more.or(sentence).first().waitFor();
		if (await more.isVisible()) await more.click();
		await sentence.waitFor();
	}

	success() {
		return this.form().getByText('Connection tested successfully');
	}

	form() {
		return this.editor.byTestId('editCredential-modal');
	}

	async scrollUp() {
		await this.form().getByText('Need help filling out these fields?').scrollIntoViewIfNeeded();
	}

	async close() {
		await this.form().locator('.el-dialog__headerbtn').click();
		await this.form().waitFor({ state: 'hidden' });
	}

	private field(label: string) {
		return findField(this.form().locator('[data-test-id="credential-connection-parameter"]'), label);
	}
}
