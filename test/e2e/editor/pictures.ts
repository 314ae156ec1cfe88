import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder } from '../../../n8n/paths';
import { windowSize } from '../support/chromium';
import type { Editor } from './Editor';

/** Where every run leaves its pictures, for whoever looks into a failure; git-ignored. */
const scratchFolder = path.join(checkoutFolder, '.tmp', 'editor');
const docsFolder = path.join(checkoutFolder, 'docs', 'images');

/** Those that the documentation shows. */
const shownInDocs: readonly string[] = ['search-words', 'credential-library', 'credential-refused', 'find-eligible', 'pickup-locations', 'created', 'cancelled', 'trigger-choices', 'trigger', 'execution', 'crosslink-credential', 'crosslink-created', 'crosslink-timeline', 'crosslink-trigger'];

/** Readers of the documentation load all of them. */
const mostBytes = 150_000;

/** n8n's messages at the lower right edge go by themselves, sooner or later. */
const withoutMessages = '.el-notification { display: none; }';

/** Whether this run refreshes the documentation: npm run pictures. */
export const forDocs = process.env.PICTURES === 'docs';

/**
 * Takes a picture of the page in the light and in the dark theme, as `<name>.png` and `<name>-dark.png`.
 *
 * @param view.height of the window in pixels while the picture is taken, for forms that are longer than usual
 * @param view.parametersOnly leaves out what a node got and gave
 * @throws Error when the documentation is being refreshed and a picture is too large for it
 */
export async function takePicture(editor: Editor, name: string, view: { readonly height?: number; readonly parametersOnly?: boolean } = {}): Promise<void> {
	const { page } = editor;
	await mkdir(scratchFolder, { recursive: true });
	await page.setViewportSize({ ...windowSize, height: view.height ?? windowSize.height });
	const clip = view.parametersOnly === true ? await editor.parametersArea() : undefined;
	for (const theme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme: theme });
		const file = `${name}${theme === 'dark' ? '-dark' : ''}.png`;
		const target = path.join(scratchFolder, file);
		await page.screenshot({ path: target, animations: 'disabled', caret: 'hide', style: withoutMessages, ...(clip === undefined ? {} : { clip }) });
		if (forDocs && shownInDocs.includes(name)) await publish(target, file);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(windowSize);
}

async function publish(picture: string, file: string): Promise<void> {
	const { size } = await stat(picture);
	if (size > mostBytes) throw new Error(`${file} has ${size} bytes, and the documentation takes ${mostBytes} at most`);
	await copyFile(picture, path.join(docsFolder, file));
}

/** What the page looks like when a test has failed. */
export async function keepLastSight(editor: Editor, test: string): Promise<void> {
	await mkdir(scratchFolder, { recursive: true });
	await editor.page.screenshot({ path: path.join(scratchFolder, `failed ${test.replaceAll(/\W+/g, ' ').trim()}.png`) });
}
