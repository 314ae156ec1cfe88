import type { BrowserContext } from 'playwright-core';
import { startN8n, type RunningN8n } from '../../n8n/server';
import { startSandbox, type Sandbox } from '../../sandbox';
import { CredentialForm } from './editor/CredentialForm';
import { Editor } from './editor/Editor';
import { forDocs, keepLastSight, takePicture } from './editor/pictures';
import { stepByStep } from './editor/stepByStep';
import { openChromium } from './support/chromium';
import { newUserFolder, removeFolder } from './support/home';

describe('the editor, for a library that moves to CrossLink', () => {
	let userFolder: string;
	let sandbox: Sandbox;
	let n8n: RunningN8n;
	let browser: BrowserContext;
	let editor: Editor;
	let form: CredentialForm;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		sandbox = await startSandbox({ verdictDelayMs: 50, crosslinkModel: '3.7.0', ...(forDocs ? { port: 9130 } : {}) });
		n8n = await startN8n({ userFolder });
		await n8n.rest.signIn();
		browser = await openChromium();
		editor = new Editor(await browser.newPage(), n8n.url);
		form = new CredentialForm(editor);
		await editor.signIn();
	});

	afterAll(async () => {
		await browser?.close();
		await n8n?.stop();
		await sandbox?.close();
		await removeFolder(userFolder);
	});

	const step = stepByStep(async (name) => await keepLastSight(editor, name));

	step('the credential asks for what CrossLink needs, and says what is wrong', async () => {
		const { tenant, username, password } = sandbox.crosslink.east;
		await form.createFromList('ReShare', 'ReShare Okapi API');
		await form.name("My Library's CrossLink");
		expect(await form.labels()).toEqual(['Back End', 'Okapi URL', 'Tenant', 'Username', 'Password', 'OpenURL Base URL', 'OpenURL Tenant ID', 'Staff Interface URL', 'Allowed HTTP Request Domains']);
		await form.fill({ 'Okapi URL': sandbox.okapiUrl, Tenant: tenant, Username: username, Password: password });
		await form.save();
		await form.refused(/are kept by CrossLink, not by mod-rs\. Choose CrossLink under 'Back End'\./);
		await takePicture(editor, 'crosslink-other-kind');

		await form.choose('Back End', 'CrossLink');
		expect(await form.labels()).toEqual(['Back End', 'Okapi URL', 'Tenant', 'Username', 'Password', 'Library Symbol', 'Staff Interface URL', 'Allowed HTTP Request Domains']);
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
});
