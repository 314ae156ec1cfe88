import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { checkoutFolder } from '../../../n8n/paths';
import type { SavedWorkflow, WorkflowNode } from '../../../n8n/types';
import { audience } from '../../../scripts/templateDocs/audience';
import { violations } from '../support/axe';
import { openChromium } from '../support/chromium';
import type { TemplateBench } from './bench';
import { deskAccount, deskSignIn } from './deskPage';

const phone = { width: 390, height: 844 } as const;
const themes = ['light', 'dark'] as const;
/** With PICTURES=docs those that the documentation shows go there; all others where git ignores them. */
const shown = Object.values(audience).flatMap((about) => (about.shown ?? []).map(({ file }) => file));
const folderOf = (name: string) => (process.env.PICTURES === 'docs' && shown.includes(name) ? path.join(checkoutFolder, 'docs', 'templates', 'images') : path.join(checkoutFolder, '.tmp', 'editor'));

/** The page of templates/scan-desk.json in Chromium, on a phone's width. */
export function testDeskPages(bench: () => TemplateBench): void {
	let browser: BrowserContext;
	let page: Page;
	let workflows: SavedWorkflow[];
	const url = (name: string) => `${bench().practice.n8n.url}/webhook/${name}`;

	beforeAll(async () => {
		await mkdir(folderOf(''), { recursive: true });
		browser = await openChromium();
		await browser.setHTTPCredentials({ username: deskSignIn.user, password: deskSignIn.password });
		page = await browser.newPage();
		await page.setViewportSize(phone);
		const account = await deskAccount(bench());
		const withAccount = (node: WorkflowNode) => (node.name === 'Desk Page' ? { ...node, credentials: account } : node);
		workflows = [await bench().import('scan-desk', { node: withAccount })];
		for (const workflow of workflows) await bench().publish(workflow);
	});

	afterAll(async () => {
		await browser?.close();
		for (const { id } of workflows ?? []) await bench().practice.n8n.rest.deactivate(id);
	});

	beforeEach(() => bench().practice.sandbox.requests.clear());

	/** Sound for everybody, in both themes, and no wider than the phone. */
	async function look(name: string): Promise<void> {
		for (const theme of themes) {
			await page.emulateMedia({ colorScheme: theme });
			expect([theme, await violations(page)]).toEqual([theme, []]);
			expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
			await page.screenshot({ path: path.join(folderOf(name), `${name}${theme === 'dark' ? '-dark' : ''}.png`), animations: 'disabled', caret: 'hide' });
		}
		await page.emulateMedia({ colorScheme: 'light' });
	}

	it('receives item after item with a scanner: the cursor is there, Enter sends, the page tells', async () => {
		const { requests } = bench().practice.sandbox;
		const rows = ['LAKE-31', 'LAKE-32'].map((itemId, index) =>
			requests.add('east', { isRequester: true, hrid: `EAST-710${index}`, title: 'Braiding sweetgrass', refdata: { serviceType: 'loan' }, state: 'REQ_SHIPPED', selectedItemBarcode: itemId, volumes: [{ id: itemId, name: itemId, itemId, status: 'Awaiting temporary item creation', temporaryItemBarcode: `EAST-710${index}` }] }));
		await page.goto(url('scan-desk'));
		await look('scan-desk-page-empty');
		for (const code of ['LAKE-31', 'LAKE-32']) {
			await page.keyboard.type(code);
			await page.keyboard.press('Enter');
			await page.getByRole('status').getByText(`Done: EAST-710${code === 'LAKE-31' ? 0 : 1}`).waitFor();
		}
		expect(rows.map(({ id }) => requests.get(id).state)).toEqual(['REQ_CHECKED_IN', 'REQ_CHECKED_IN']);
		await look('scan-desk-page');
	});

	it('sends out with two scans: the slip, then the item', async () => {
		const { requests } = bench().practice.sandbox;
		const { id } = requests.add('east', { isRequester: false, hrid: 'WEST-7201', title: 'Wind and weather', refdata: { serviceType: 'loan' }, state: 'RES_AWAIT_PICKING' });
		await page.goto(url('scan-desk'));
		await page.getByLabel('Sent out to a borrower').check();
		await page.getByLabel('Barcode, or number').focus();
		await page.keyboard.type('WEST-7201');
		await page.keyboard.press('Enter');
		await page.getByRole('status').getByText('Now scan the item').waitFor();
		await look('scan-desk-page-next');
		await page.keyboard.type('EAST-ITEM-7');
		await page.keyboard.press('Enter');
		await page.getByRole('status').getByText('Done: WEST-7201').waitFor();
		expect(requests.get(id).state).toBe('RES_ITEM_SHIPPED');
	});
}
