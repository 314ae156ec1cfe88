import type { BrowserContext, Page } from 'playwright-core';
import type { SavedWorkflow, WorkflowNode } from '../../../n8n/n8nTypes';
import { savePicture, pictureThemes } from '../../../scripts/pictures/pictureFiles';
import { phoneSize, findAxeViolations } from '../support/findAxeViolations';
import { openChromium } from '../support/openChromium';
import { takeScreenshotAtRest } from '../support/takeScreenshotAtRest';
import type { TemplateTestBed } from './TemplateTestBed';
import { deskAccount } from './deskAccount';
import { withDeskAccount } from './openDeskPage';

/** Lists links and controls that a thumb misses, and those in which a phone zooms because their text is below 16 pixels. */
const hardToTap = `[...document.querySelectorAll('a, button, select, input:not([type=hidden]):not([type=radio]), fieldset label')]
	.filter((element) => element.offsetParent !== null)
	.filter((element) => element.getBoundingClientRect().height < 44 || parseFloat(getComputedStyle(element).fontSize) < 16)
	.map((element) => element.outerHTML)`;

/** Tests the pages of templates/lending-desk.json, scan-desk.json and cancel-request.json in Chromium, at the width of a phone. */
export function testDeskPagesInBrowser(bench: TemplateTestBed) {
	let browser: BrowserContext;
	let page: Page;
	let workflows: SavedWorkflow[];
	const url = (name: string) => `${bench.url}/webhook/${name}`;

	beforeAll(async () => {
		browser = await openChromium();
		await browser.setHTTPCredentials({ username: deskAccount.user, password: deskAccount.password });
		page = await browser.newPage();
		await page.setViewportSize(phoneSize);
		const withAccount = await withDeskAccount(bench);
		workflows = [await bench.import('lending-desk', { node: withAccount }), await bench.import('scan-desk', { node: withAccount })];
		const open = (node: WorkflowNode) =>
			node.name === 'Staff Cancel' ? { ...node, parameters: { ...node.parameters, authentication: 'none' } } : node;
		workflows.push(await bench.import('cancel-request', { node: open }));
		for (const workflow of workflows) await bench.publish(workflow);
	});

	afterAll(async () => {
		await browser?.close();
		for (const { id } of workflows ?? []) await bench.rest.deactivate(id);
	});

	beforeEach(() => bench.sandbox.requests.clear());

	/** Checks that the page is accessible in light and dark, and no wider than the phone. */
	async function look(name: string) {
		for (const theme of pictureThemes) {
			await page.emulateMedia({ colorScheme: theme });
			expect([theme, await findAxeViolations(page)]).toEqual([theme, []]);
			expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phoneSize.width);
			expect(await page.evaluate<string[]>(hardToTap)).toEqual([]);
			await savePicture(name, theme, await takeScreenshotAtRest(page));
		}
		await page.emulateMedia({ colorScheme: 'light' });
	}

	it('the scan desk in a browser receives item after item with a scanner, since its field has the focus and Enter sends', async () => {
		const { requests } = bench.sandbox;
		const rows = ['LAKE-31', 'LAKE-32'].map((itemId, index) =>
			requests.add('east', {
				isRequester: true,
				hrid: `EAST-710${index}`,
				title: 'Braiding sweetgrass',
				refdata: { serviceType: 'loan' },
				state: 'REQ_SHIPPED',
				selectedItemBarcode: itemId,
				volumes: [
					{ id: itemId, name: itemId, itemId, status: 'Awaiting temporary item creation', temporaryItemBarcode: `EAST-710${index}` },
				],
			}),
		);
		await page.goto(url('scan-desk'));
		await look('scan-desk-page-empty');
		for (const code of ['LAKE-31', 'LAKE-32']) {
			await page.keyboard.type(code);
			await page.keyboard.press('Enter');
			await page
				.getByRole('status')
				.getByText(`Done: EAST-710${code === 'LAKE-31' ? 0 : 1}`)
				.waitFor();
		}
		expect(rows.map(({ id }) => requests.get(id).state)).toEqual(['REQ_CHECKED_IN', 'REQ_CHECKED_IN']);
		await look('scan-desk-page');
	});

	it.each(['http://evil.example/', 'data:text/html,'])(
		'the scan desk in a browser ignores a form that a page at %s makes the browser of signed-in staff send',
		async (site) => {
			const { requests } = bench.sandbox;
			const { id } = requests.add('east', {
				isRequester: true,
				hrid: 'EAST-7400',
				title: 'Braiding sweetgrass',
				refdata: { serviceType: 'loan' },
				state: 'REQ_SHIPPED',
				selectedItemBarcode: 'LAKE-74',
				volumes: [{ id: 'v', name: 'v', itemId: 'LAKE-74', status: 'Awaiting temporary item creation', temporaryItemBarcode: 'EAST-7400' }],
			});
			await page.goto(url('scan-desk'));
			const trap = `<form method="post" action="${url('scan-desk')}"><input name="task" value="receive"><input name="code" value="LAKE-74"><input name="item"></form><script>document.forms[0].submit()</script>`;
			await page.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body: trap }));
			// The browser leaves the forged page before that has loaded, which makes `goto` fail.
			await page.goto(site.startsWith('data:') ? `${site}${encodeURIComponent(trap)}` : site).catch(() => undefined);
			await page.getByRole('status').getByText('Not done: LAKE-74').waitFor();
			expect(requests.get(id).state).toBe('REQ_SHIPPED');
			// What staff then send from the page itself is accepted.
			await page.getByLabel('Barcode, or number').fill('LAKE-74');
			await page.keyboard.press('Enter');
			await page.getByRole('status').getByText('Done: EAST-7400').first().waitFor();
			expect(requests.get(id).state).toBe('REQ_CHECKED_IN');
		},
	);

	it('the scan desk in a browser ships an item with two scans: first the pull slip, then the item', async () => {
		const { requests } = bench.sandbox;
		const { id } = requests.add('east', {
			isRequester: false,
			hrid: 'WEST-7201',
			title: 'Wind and weather',
			refdata: { serviceType: 'loan' },
			state: 'RES_AWAIT_PICKING',
		});
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

	it('the lending desk in a browser answers a request by a click, and shows pull slips to print', async () => {
		const { requests } = bench.sandbox;
		const add = (hrid: string, title: string, author: string, state: string, values: Record<string, unknown> = {}) =>
			requests.add('east', {
				isRequester: false,
				hrid,
				title,
				author,
				refdata: { serviceType: 'loan' },
				localCallNumber: 'QC 981 .W5',
				state,
				...values,
			});
		const { id } = add('WEST-1007', 'Wind and weather', 'Ito, Kenji', 'RES_CANCEL_REQUEST_RECEIVED');
		add('WEST-1011', 'The name of the rose', 'Eco, Umberto', 'RES_NEW_AWAIT_PULL_SLIP', { localCallNumber: 'PQ 4865 .C6', volume: '2' });
		add('LAKE-0203', 'Braiding sweetgrass', 'Kimmerer, Robin Wall', 'RES_IDLE');
		add('LAKE-0198', 'A history of reading', 'Manguel, Alberto', 'RES_ITEM_RETURNED');
		await page.goto(url('lending-desk'));
		await look('lending-desk-page');
		await page.getByRole('button', { name: 'Agree to cancel, WEST-1007' }).click();
		await page.getByRole('status').getByText('Done').first().waitFor();
		expect(requests.get(id).state).toBe('RES_CANCELLED');
		await look('lending-desk-page-answered');
		await page.getByRole('link', { name: 'Print pull slips (1)' }).click();
		await page.getByText('WEST-1011', { exact: true }).waitFor();
		await look('lending-desk-slips');
	});

	it('a lent book goes through the lending desk and the scan desk in a browser: promised, slip printed, shipped by barcode, received back', async () => {
		const { requests } = bench.sandbox;
		const { id } = requests.add('east', {
			isRequester: false,
			hrid: 'WEST-8001',
			title: 'Braiding sweetgrass',
			refdata: { serviceType: 'loan' },
			state: 'RES_IDLE',
		});
		const scan = async (code: string, answer: string) => {
			await page.keyboard.type(code);
			await page.keyboard.press('Enter');
			await page.getByRole('status').getByText(answer).waitFor();
		};
		await page.goto(url('lending-desk'));
		await page.getByRole('button', { name: 'Will supply, WEST-8001' }).click();
		// As shipped, the template names no location, so that the page asks for one.
		await page.getByLabel('Lending location').selectOption('Remote Stacks');
		await look('lending-desk-page-place');
		await page.getByRole('status').getByRole('button', { name: 'Will supply, WEST-8001' }).click();
		await page.getByText('Remote Stacks').waitFor();
		await page.getByRole('button', { name: 'Mark as printed, WEST-8001' }).click();
		await page.getByText('Being pulled (1)').waitFor();
		await page.goto(url('scan-desk'));
		await page.getByLabel('Sent out to a borrower').check();
		await page.getByLabel('Barcode, or number').focus();
		await scan('WEST-8001', 'Now scan the item');
		await scan('EAST-ITEM-8', 'Done: WEST-8001');
		expect(requests.get(id).state).toBe('RES_ITEM_SHIPPED');
		requests.move(id, 'RES_ITEM_RETURNED');
		await page.getByLabel('Came back from a borrower').check();
		await page.getByLabel('Barcode, or number').focus();
		await scan('EAST-ITEM-8', 'Done: WEST-8001');
		expect(requests.get(id).state).toBe('RES_COMPLETE');
	});

	it('the cancellation page in a browser opens with the request number filled in, and cancels by its button', async () => {
		const { requests } = bench.sandbox;
		const { id } = requests.add('east', {
			isRequester: true,
			hrid: 'EAST-7300',
			title: 'Braiding sweetgrass',
			patronIdentifier: 'P1001',
			refdata: { serviceType: 'loan' },
			state: 'REQ_VALIDATED',
		});
		await page.goto(`${bench.url}/webhook/cancel-request?Request%20Number=EAST-7300&language=en`);
		expect(await page.getByLabel('Request number').inputValue()).toBe('EAST-7300');
		await look('cancel-request-page');
		await page.getByLabel('Library card number').fill('P1001');
		await page.getByRole('button', { name: 'Cancel the request' }).click();
		await page.getByRole('heading', { name: 'The request is canceled' }).waitFor();
		await look('cancel-request-page-done');
		expect(requests.get(id).state).toBe('REQ_CANCELLED');
	});
}
