import type { BrowserContext, Page } from 'playwright-core';
import { startSandbox } from '../../sandbox/index';
import type { Sandbox } from '../../sandbox/index';
import { savePicture } from '../../scripts/pictures/pictureFiles';
import { findAxeViolations } from './support/findAxeViolations';
import { openChromium } from './support/openChromium';

/** Opens the practice consortium's page in Chromium, and tests what its buttons do and whether everybody can use it. */
describe('the page of the practice consortium', () => {
	let sandbox: Sandbox;
	let browser: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		sandbox = await startSandbox({ autoStaff: false });
		sandbox.requests.add('east', {
			isRequester: true,
			hrid: 'EAST-1001',
			state: 'REQ_VALIDATED',
			title: 'Braiding sweetgrass',
			patronIdentifier: 'P1001',
		});
		browser = await openChromium();
		page = await browser.newPage();
		page.setDefaultTimeout(10_000);
	});
	afterAll(async () => {
		await browser?.close();
		await sandbox.close();
	});
	beforeEach(async () => void (await page.goto(sandbox.controlUrl)));

	const said = (words: string) => page.locator('[role=status]').getByText(words).waitFor();

	it('the control page of the practice consortium moves a request to another status, and makes it a week older', async () => {
		const [row] = sandbox.requests.all('east');
		if (row === undefined) throw new Error('There is no request');
		const made = row.dateCreated;
		await page.getByLabel(`Status for ${row.hrid}`).selectOption('Cancelled');
		await page.getByRole('button', { name: `Take it there: ${row.hrid}` }).click();
		await said(`Done: Take it there: ${row.hrid}`);
		expect(row.state).toBe('REQ_CANCELLED');
		await page.getByRole('button', { name: `${row.hrid}: days older` }).click();
		await said(`Done: ${row.hrid}: days older`);
		expect(made - row.dateCreated).toBe(7 * 24 * 3_600_000);
	});

	it('the control page of the practice consortium moves the clock, sets its speed, and refuses a status that a request cannot take', async () => {
		await page.getByRole('button', { name: 'One day on' }).click();
		await said('Done: One day on');
		expect(sandbox.clock.offset).toBe(24 * 3_600_000);
		await page.getByLabel('A day takes').selectOption('an hour');
		await page.getByRole('button', { name: 'Set the speed' }).click();
		await said('Done: Set the speed');
		expect(sandbox.clock.speed).toBe(24);
		const [row] = sandbox.requests.all('east');
		await page.getByLabel(`Status for ${row?.hrid}`).selectOption('Document delivered');
		await page.getByRole('button', { name: `Take it there: ${row?.hrid}` }).click();
		await said('Not done: ');
	});

	it('the control page of the practice consortium switches a fault on and off, and changes a scenario, a behavior and a setting', async () => {
		await page.getByLabel('Fault', { exact: true }).selectOption('loginPage');
		await page.getByRole('button', { name: 'Switch on', exact: true }).click();
		await said('Done: Switch on');
		expect(sandbox.faults.list()).toMatchObject([{ kind: 'loginPage', path: '^/rs/', times: 1 }]);
		await page.getByRole('button', { name: 'Switch off loginPage, number 1' }).click();
		await said('Done: Switch off');
		expect(sandbox.faults.list()).toEqual([]);
		await page.getByLabel('Library', { exact: true }).selectOption('US-NORTH');
		await page.getByLabel('What it does', { exact: true }).selectOption('unfilled');
		await page.getByLabel('reason', { exact: true }).fill('OnLoan');
		await page.getByRole('button', { name: 'Have it so' }).click();
		await said('Done: Have it so');
		expect(sandbox.scenarios.of('US-NORTH', undefined)).toEqual({ kind: 'unfilled', reason: 'OnLoan' });
		await page.getByLabel('New value of hostLmsFails').fill('true');
		await page.getByRole('button', { name: 'Set hostLmsFails' }).click();
		await said('Done: Set hostLmsFails');
		expect(sandbox.behavior.hostLmsFails).toBe(true);
		await page.getByLabel('Tenant', { exact: true }).selectOption('west');
		await page.getByLabel('Setting', { exact: true }).selectOption('max_requests');
		await page.getByLabel('Value', { exact: true }).fill('2');
		await page.getByRole('button', { name: 'Change the setting' }).click();
		await said('Done: Change the setting');
		expect(sandbox.settings.get('west', 'max_requests')).toBe('2');
	});

	it.each(['light', 'dark'] as const)(
		'the control page has no accessibility violation and fits a laptop and a phone in the color scheme %s',
		async (colorScheme) => {
			await page.emulateMedia({ colorScheme });
			for (const width of [1400, 360]) {
				await page.setViewportSize({ width, height: 800 });
				await savePicture(`control-${width}`, colorScheme, await page.screenshot({ fullPage: true }));
				expect(await findAxeViolations(page)).toEqual([]);
				expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
			}
		},
	);
});
