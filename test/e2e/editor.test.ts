import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { startN8n, type RunningN8n } from '../../demo/runtime/n8nServer';
import { owner } from '../../demo/runtime/n8nRest';
import { checkoutFolder } from '../../demo/runtime/paths';
import { readTemplate } from '../../demo/template';
import { openChromium } from './support/chromium';
import { newUserFolder, removeFolder } from './support/home';

/** Pictures for whoever looks into a failure; git-ignored. */
const pictures = path.join(checkoutFolder, '.tmp', 'editor');

describe('the editor in a browser', () => {
	let userFolder: string;
	let n8n: RunningN8n;
	let browser: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		await mkdir(pictures, { recursive: true });
		userFolder = await newUserFolder();
		n8n = await startN8n({ userFolder });
		await n8n.rest.signIn();
		browser = await openChromium();
		page = await browser.newPage();
		await signInBrowser(page, n8n.url);
	});

	afterAll(async () => {
		await browser?.close();
		await n8n?.stop();
		await removeFolder(userFolder);
	});

	afterEach(async () => {
		const name = expect.getState().currentTestName?.replaceAll(/\W+/g, '-');
		await page.screenshot({ path: path.join(pictures, `${name}.png`) });
	});

	it.each([
		['interlibrary loan', ['ReShare Search', 'ReShare Create Request', 'ReShare Request Status']],
		['OpenURL', ['ReShare Create Request']],
	])('finds the nodes when staff search for %s', async (words, wanted) => {
		await page.goto(`${n8n.url}/workflow/new`);
		await page.locator('[data-test-id="canvas-plus-button"], [data-test-id="node-creator-plus-button"]').first().waitFor();
		await page.keyboard.press('n');
		const search = page.locator('[data-test-id="node-creator-search-bar"]');
		await search.waitFor();
		await search.fill(words);
		const ours = page.locator('[data-test-id="node-creator-item-name"]', { hasText: 'ReShare' });
		await ours.first().waitFor();
		expect((await ours.allTextContents()).map((name) => name.trim())).toEqual(expect.arrayContaining(wanted));
	});

	it("draws the guide's workflow with its named outputs", async () => {
		const template = await readTemplate('guide-workflow');
		const { id } = await n8n.rest.importWorkflow(template);
		await page.goto(`${n8n.url}/workflow/${id}`);
		for (const { name, type } of template.nodes) {
			if (type !== 'n8n-nodes-base.stickyNote') await page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).waitFor();
		}
		const text = await page.locator('[data-test-id="canvas-wrapper"]').innerText();
		for (const output of ['Eligible', 'Needs Review', 'Not Available', 'Created', 'Needs Staff', 'Not Created']) expect(text).toContain(output);
		expect(await page.locator('text=/unrecognized|install this node/i').count()).toBe(0);
		await page.keyboard.press('1');
		await page.waitForTimeout(1000);
	});
});

async function signInBrowser(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
	await page.locator('input[name="password"]').fill(owner.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL((address) => !address.pathname.includes('signin'));
}
