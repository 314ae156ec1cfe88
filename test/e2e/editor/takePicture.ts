import { savePicture, pictureThemes } from '../../../scripts/pictures/pictureFiles';
import { windowSize } from '../support/openChromium';
import { takeScreenshotAtRest } from '../support/takeScreenshotAtRest';
import type { Editor } from './Editor';

/**
 * Takes `<name>.png` and `<name>-dark.png`.
 *
 * @param view.height the height of the window in pixels, for long forms
 * @param view.parametersOnly whether input and output of the node are left out
 */
export async function takePicture(
	editor: Editor,
	name: string,
	view: { readonly height?: number; readonly parametersOnly?: boolean } = {},
) {
	const { page } = editor;
	await page.setViewportSize({ ...windowSize, height: view.height ?? windowSize.height });
	const clip = view.parametersOnly === true ? { clip: await editor.parametersArea() } : {};
	for (const theme of pictureThemes) {
		await page.emulateMedia({ colorScheme: theme });
		await savePicture(name, theme, await takeScreenshotAtRest(page, clip));
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(windowSize);
}

/** Saves a picture of the page on which a test has failed. */
export async function pictureFailedTest(editor: Editor, test: string) {
	await savePicture(`failed ${test.replaceAll(/\W+/g, ' ').trim()}`, 'light', await editor.page.screenshot(), false);
}
