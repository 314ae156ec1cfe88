import type { Page } from 'playwright-core';
import { readTemplate, withCredentials, type TemplateCredentials } from '../../demo/readTemplate';
import { createTemporaryFolder } from '../../n8n/childProcesses';
import type { N8nRest } from '../../n8n/N8nRest';
import { startN8n } from '../../n8n/startN8n';
import type { SavedCredential, WorkflowFile, WorkflowNode } from '../../n8n/n8nTypes';
import { Editor } from '../../test/e2e/editor/Editor';
import { openChromium } from '../../test/e2e/support/openChromium';
import { takeScreenshotAtRest } from '../../test/e2e/support/takeScreenshotAtRest';
import { savePicture, pictureThemes } from './pictureFiles';

/** With this zoom the names of nodes are 13 pixels high, and the smallest words can still be read. */
const zoom = 0.8;
/** The limit is long because the machine may be busy. */
const pageWithinMs = 300_000;
/** The room around the workflow, in pixels. */
const margin = 16;
/** Hides the buttons that n8n lays over the canvas, and the menu beside it. */
const withoutButtons =
	'#side-menu, [class*="nodeButtonsWrapper"], [class*="executionButtons"], [data-test-id="canvas-controls"], [data-test-id="canvas-minimap"], [data-test-id="canvas-background"], [data-test-id="execute-workflow-button"], [data-test-id="canvas-node-toolbar"], [data-test-id^="radio-button-"], .vue-flow__panel, .node-buttons-wrapper { visibility: hidden !important; }';

/** Takes pictures of imported templates on n8n's canvas, for docs/templates. It needs a build, n8n and Chromium. */
export async function takeCanvasPictures(names: readonly string[]): Promise<void> {
	const n8n = await startN8n({ userFolder: createTemporaryFolder('reshare-pictures-') });
	const browser = await openChromium();
	try {
		await n8n.rest.signIn();
		const editor = new Editor(await browser.newPage(), n8n.url, n8n.rest);
		editor.page.setDefaultTimeout(pageWithinMs);
		await editor.signIn();
		const credentials = await createCredentials(n8n.rest);
		for (const name of names) await takeCanvas(editor, n8n.rest, name, credentials);
	} finally {
		await browser.close();
		await n8n.stop();
	}
}

/** Credentials for all nodes: those of the templates' own choice, and those for nodes of n8n by their type. */
type AllCredentials = TemplateCredentials & Readonly<Record<string, SavedCredential>>;

/** Creates a credential of each type without content. The pictures show nodes as they look once credentials are selected. */
async function createCredentials(rest: N8nRest) {
	const types = {
		sharedInventory: 'reShareInventoryApi',
		myLibrary: 'okapiApi',
		libraryProfile: 'reShareLibraryProfileApi',
		mail: 'smtp',
		httpBasicAuth: 'httpBasicAuth',
		httpHeaderAuth: 'httpHeaderAuth',
		openAiApi: 'openAiApi',
	};
	const created: Record<string, SavedCredential> = {};
	for (const [name, type] of Object.entries(types)) created[name] = await rest.createCredential(name, type, {});
	return created as AllCredentials;
}

/** Returns which type of credential a node of n8n asks for. */
function typeAskedFor({ type, parameters }: WorkflowNode) {
	if (type.endsWith('.lmChatOpenAi')) return 'openAiApi';
	const authentication = String(parameters.authentication ?? parameters.incomingAuthentication);
	const byAuthentication: Readonly<Record<string, string>> = { basicAuth: 'httpBasicAuth', headerAuth: 'httpHeaderAuth' };
	return byAuthentication[authentication] ?? String(parameters.genericAuthType);
}

function withAllCredentials(template: WorkflowFile, all: AllCredentials) {
	const nodes = withCredentials(template, all).nodes.map((node) => {
		const type = typeAskedFor(node);
		const credential = all[type];
		if (credential === undefined) return node;
		return { ...node, credentials: { ...node.credentials, [type]: { id: credential.id, name: credential.name } } };
	});
	return { ...template, nodes };
}

async function takeCanvas(editor: Editor, rest: N8nRest, name: string, credentials: AllCredentials) {
	const template = withAllCredentials(await readTemplate(name), credentials);
	await editor.openWorkflow((await rest.importWorkflow(template)).id);
	await allDrawn(editor, template);
	await zoomTo(editor.page);
	const clip = await editor.page.evaluate<{ x: number; y: number; width: number; height: number }>(surroundings);
	for (const theme of pictureThemes) {
		await editor.page.emulateMedia({ colorScheme: theme });
		await savePicture(name, theme, await takeScreenshotAtRest(editor.page, { clip, style: withoutButtons }), true);
	}
	await editor.page.emulateMedia({ colorScheme: 'light' });
	console.log(`${name}: ${Math.round(clip.width)} x ${Math.round(clip.height)}`);
}

/** Waits until all nodes, notes and connections are drawn; n8n draws the notes first. */
async function allDrawn(editor: Editor, { nodes, connections }: WorkflowFile) {
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote').length;
	for (const { name, type } of nodes) if (type !== 'n8n-nodes-base.stickyNote') await editor.node(name).waitFor();
	const wires = Object.values(connections as Record<string, Record<string, ReadonlyArray<readonly unknown[] | null>>>)
		.flatMap((kinds) => Object.values(kinds).flat(2))
		.filter((wire) => wire !== null && wire !== undefined).length;
	await editor.page.waitForFunction(
		`document.querySelectorAll('[data-test-id="sticky"]').length === ${notes} && document.querySelectorAll('.vue-flow__edge').length === ${wires}`,
	);
}

/** Resizes the window until n8n, which fits the whole workflow into it, has the wanted zoom. */
async function zoomTo(page: Page) {
	for (let tries = 0; tries < 15; tries++) {
		await page.keyboard.press('1');
		const before = await page.evaluate<number>(restingZoom);
		if (Math.abs(before - zoom) < 0.01) return;
		const { width, height } = page.viewportSize() ?? { width: 1400, height: 820 };
		await page.setViewportSize({ width: Math.ceil((width * zoom) / before), height: Math.ceil((height * zoom) / before) });
	}
	throw new Error('n8n does not come to the wanted zoom');
}

/** n8n animates its zoom. This code returns the zoom once it has not changed for a third of a second. */
const restingZoom = `(async () => {
	const pane = document.querySelector('.vue-flow__transformationpane');
	let [last, since] = ['', performance.now()];
	while (performance.now() - since < 350) {
		if (pane.style.transform !== last) [last, since] = [pane.style.transform, performance.now()];
		await new Promise(requestAnimationFrame);
	}
	return Number(/scale\\(([\\d.]+)\\)/.exec(last)[1]);
})()`;

/** The box of the workflow on the page, with its connections and the names below nodes. */
const surroundings = `(() => {
	const boxes = [...document.querySelectorAll('.vue-flow__node, .vue-flow__edge path, [data-test-id="canvas-handle-plus"], .vue-flow__node [class*="description"], .vue-flow__node [class*="abel_"]')].map((element) => element.getBoundingClientRect()).filter(({ width, height }) => width + height > 0);
	const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
	const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
	return { x: left - ${margin}, y: top - ${margin}, width: right - left + ${2 * margin}, height: bottom - top + ${2 * margin} };
})()`;
