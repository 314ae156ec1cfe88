import type { BrowserContext } from 'playwright-core';
import { startN8n, type RunningN8n } from '../../../n8n/startN8n';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { isRetakingDocsPictures } from '../../../scripts/pictures/pictureFiles';
import { openChromium } from '../support/openChromium';
import { newUserFolder, removeFolder } from '../support/userFolder';
import { CredentialForm } from './CredentialForm';
import { Editor } from './Editor';

/** Starts a practice consortium, an n8n without any credential, and a browser in which the owner of n8n is signed in. */
export class EditorTestBed {
	private constructor(
		readonly sandbox: Sandbox,
		readonly n8n: RunningN8n,
		readonly editor: Editor,
		readonly form: CredentialForm,
		private readonly browser: BrowserContext,
		private readonly userFolder: string,
	) {}

	static async start(options: SandboxOptions = {}) {
		const userFolder = await newUserFolder();
		// The pictures must show the address that docs/practice-consortium.md names.
		const sandbox = await startSandbox({ validationDelayMs: 50, ...(isRetakingDocsPictures ? { port: 9130 } : {}), ...options });
		const n8n = await startN8n({ userFolder });
		await n8n.rest.signIn();
		const browser = await openChromium();
		const editor = new Editor(await browser.newPage(), n8n.url, n8n.rest);
		await editor.signIn();
		return new EditorTestBed(sandbox, n8n, editor, new CredentialForm(editor), browser, userFolder);
	}

	async stop() {
		await this.browser.close();
		await this.n8n.stop();
		await this.sandbox.close();
		await removeFolder(this.userFolder);
	}
}
