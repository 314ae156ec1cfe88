import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, PageScreenshotOptions } from 'playwright-core';

const mostChecks = 40;
const betweenChecksMs = 250;

/** Hides what must not be in a picture: n8n's toasts, and the empty tooltips of its expression editor, which show as white patches. */
const withoutStrays = '.el-notification, #cm-tooltip-container > :empty { display: none !important; }';

/** Whether images, fonts, previews or results of expressions are still loading. */
const unfinished = `(() => {
	const inSight = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
	const waiting = [...document.querySelectorAll('[aria-busy="true"], .el-skeleton, .el-loading-mask, [class*="skeleton" i]')].filter(inSight).map((element) => element.className);
	const images = [...document.images].filter((image) => inSight(image) && !image.complete).map(({ src }) => src);
	const words = [...document.querySelectorAll('div, span')].filter((element) => element.childElementCount === 0 && /^\\[?Loading/.test(element.textContent) && inSight(element)).map(({ textContent }) => textContent);
	return [...waiting, ...images, ...words, ...(document.fonts.status === 'loaded' ? [] : ['fonts'])];
})()`;

/**
 * Waits until nothing is loading and two pictures in a row are the same.
 *
 * @throws Error if that does not happen
 */
export async function takeScreenshotAtRest(page: Page, options: PageScreenshotOptions = {}) {
	let last: Buffer | undefined;
	let missing: string[] = [];
	for (let check = 0; check < mostChecks; check++) {
		missing = await page.evaluate<string[]>(unfinished);
		const now = await page.screenshot({
			animations: 'disabled',
			caret: 'hide',
			...options,
			style: `${withoutStrays} ${options.style ?? ''}`,
		});
		if (missing.length === 0 && last?.equals(now) === true) return now;
		last = now;
		await sleep(betweenChecksMs);
	}
	throw new Error(`The page does not come to rest: ${missing.join(', ')}`);
}
