import type { BrowserContext } from 'playwright-core';
import { languages, type Language } from '../../notices/messages/languages';
import { writeEveryNotice, everyPage } from '../../scripts/notices/everyNotice';
import { openChromium } from './support/chromium';
import { violations, violationsEverywhere } from './support/axe';

/** The width at which WCAG allows no sideways scrolling: that of the smallest phone, or of a laptop at 400 percent. */
const narrowest = { width: 320, height: 568 };

/** Shows every notice and every list as a mail program with HTML does, and every page as a browser does: see docs/accessibility.md. */
describe('what people read', () => {
	let browser: BrowserContext;

	beforeAll(async () => {
		browser = await openChromium();
	});

	afterAll(async () => await browser?.close());

	it.each(Object.keys(languages) as Language[])('in %s keeps all rules of accessibility, and fits a phone', async (language) => {
		const page = await browser.newPage();
		const found: string[] = [];
		for (const { name, html } of [...writeEveryNotice(language), ...everyPage(language)]) {
			await page.setContent(html);
			found.push(...(await violationsEverywhere(page, `notice ${language} ${name}`)));
			await page.setViewportSize(narrowest);
			for (const violation of await violations(page)) found.push(`${language} ${name}, ${narrowest.width}: ${violation}`);
			const width = await page.evaluate<number>('document.documentElement.scrollWidth');
			if (width > narrowest.width) found.push(`${name}: ${width} wide on the narrowest phone`);
		}
		expect(found).toEqual([]);
		await page.close();
	});
});
