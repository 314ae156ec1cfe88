import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startN8n } from '../n8n/server';
import { owner } from '../n8n/rest';
import { temporaryFolder } from '../n8n/processes';
import { readTemplate } from '../demo/template';
import { openChromium } from '../test/e2e/support/chromium';

const checkout = path.join(__dirname, '..');
const folder = path.join(checkout, 'docs', 'templates', 'images');

/**
 * Takes a picture of templates on n8n's canvas, in the light and the dark theme, for docs/templates/: of those named on the command line, or of all. Needs a
 * build, n8n and Chromium.
 */
async function main(): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const n8n = await startN8n({ userFolder: temporaryFolder('reshare-pictures-') });
	const browser = await openChromium();
	try {
		await n8n.rest.signIn();
		const page = await browser.newPage();
		await page.setViewportSize({ width: 1600, height: 900 });
		await page.goto(`${n8n.url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
		await page.locator('input[name="password"]').fill(owner.password);
		await page.locator('[data-test-id="form-submit-button"]').click();
		await page.waitForURL((address) => !address.pathname.includes('signin'));
		const { positionals } = parseArgs({ allowPositionals: true });
		const names = positionals.length > 0 ? positionals : readdirSync(path.join(checkout, 'templates')).map((file) => path.basename(file, '.json'));
		for (const name of names) {
			const { id } = await n8n.rest.importWorkflow(await readTemplate(name));
			await page.goto(`${n8n.url}/workflow/${id}`);
			await page.locator('[data-test-id="canvas-node"]').first().waitFor();
			await page.keyboard.press('1');
			await page.waitForTimeout(1500);
			for (const [theme, ending] of [['light', ''], ['dark', '-dark']] as const) {
				await page.emulateMedia({ colorScheme: theme });
				await page.locator('.vue-flow').first().screenshot({ path: path.join(folder, `${name}${ending}.png`) });
			}
			await page.emulateMedia({ colorScheme: 'light' });
			console.log(name);
		}
	} finally {
		await browser.close();
		await n8n.stop();
	}
}

void main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
