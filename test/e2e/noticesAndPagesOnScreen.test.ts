import type { BrowserContext } from 'playwright-core';
import { languages, type Language } from '../../notices/messages/languages';
import { writeEveryNotice, writeEveryPage } from '../../scripts/notices/everyNotice';
import { openChromium, windowSize } from './support/openChromium';
import { phoneSize, findAxeViolations } from './support/findAxeViolations';

/** The last width is the one at which WCAG allows no sideways scrolling: that of the smallest phone, or of a laptop at 400 percent. */
const shownOn = [
	['light', windowSize],
	['dark', phoneSize],
	['light', { width: 320, height: 568 }],
] as const;

/** Shows every notice and every list as a mail program with HTML does, and every page as a browser does: see docs/accessibility.md. */
describe('what people read', () => {
	let browser: BrowserContext;

	beforeAll(async () => {
		browser = await openChromium();
	});

	afterAll(() => browser?.close());

	it.each(Object.keys(languages) as Language[])(
		'every notice, list and page in the language %s breaks no accessibility rule, and is no wider than a phone',
		async (language) => {
			const page = await browser.newPage();
			const found: string[] = [];
			for (const { name, html } of [...writeEveryNotice(language), ...writeEveryPage(language)]) {
				await page.setContent(html);
				for (const [colorScheme, size] of shownOn) {
					await page.emulateMedia({ colorScheme });
					await page.setViewportSize(size);
					const isTooWide = (await page.evaluate<number>('document.documentElement.scrollWidth')) > size.width;
					// axe-core finds the same in each language, because only the lengths of texts differ. It therefore checks English on
					// every screen and the other languages on one.
					const isChecked = language === 'en' || size === phoneSize;
					const broken = [...(isTooWide ? ['wider than the window'] : []), ...(isChecked ? await findAxeViolations(page) : [])];
					found.push(...broken.map((violation) => `${language} ${name}, ${colorScheme}, ${size.width}: ${violation}`));
				}
			}
			expect(found).toEqual([]);
			await page.close();
		},
	);
});
