import { readFileSync } from 'node:fs';
import type { Result as AxeResult } from 'axe-core';
import type { Page } from 'playwright-core';
import { savePicture, pictureThemes } from '../../../scripts/pictures/pictureFiles';
import { windowSize } from './openChromium';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Lists the rules of axe-core that the page breaks, one line each.
 *
 * @param tags the tags of the rules to check; by default all
 */
export async function findAxeViolations(page: Page, tags?: readonly string[]) {
	await page.evaluate(`if (globalThis.axe === undefined) {${axe}}`);
	const options = { resultTypes: ['violations'], ...(tags === undefined ? {} : { runOnly: tags }) };
	const found = await page.evaluate<AxeResult[]>(`axe.run(document, ${JSON.stringify(options)}).then((results) => results.violations)`);
	return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

export const phoneSize = { width: 390, height: 844 } as const;

/**
 * Checks the page on a phone and a laptop, in light and dark, and whether it is wider than the window. The pictures of the phone go into
 * .tmp/editor.
 */
export async function findViolationsInEveryView(page: Page, name: string, tags?: readonly string[]) {
	const found: string[] = [];
	for (const theme of pictureThemes) {
		await page.emulateMedia({ colorScheme: theme });
		for (const size of [windowSize, phoneSize]) {
			await page.setViewportSize(size);
			const tooWide = (await page.evaluate<number>('document.documentElement.scrollWidth')) > size.width ? ['wider than the window'] : [];
			found.push(
				...[...tooWide, ...(await findAxeViolations(page, tags))].map((violation) => `${name}, ${theme}, ${size.width}: ${violation}`),
			);
		}
		await savePicture(`phone ${name}`, theme, await page.screenshot({ fullPage: true }), false);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(windowSize);
	return found;
}
