import { spawnSync } from 'node:child_process';
import { checkoutFolder } from '../n8n/paths';
import { deskPagePictures, editorPictures, pictureNames } from './pictures/pictureList';
import { takeCanvasPictures } from './pictures/takeCanvasPictures';
import { templateNames } from './templateDocs/templateFiles';

/**
 * Takes the pictures of the documentation in light and dark: all, or those named on the command line. The tests that visit the editor and
 * the pages take their pictures. It needs a build, n8n, Chromium, and the port 9130.
 */
async function main() {
	const named = process.argv.slice(2);
	const unknown = named.filter((name) => !pictureNames().includes(name));
	if (unknown.length > 0) throw new Error(`There is no picture ${unknown.join(', ')}. There are: ${pictureNames().join(', ')}`);
	const wanted = (name: string) => named.length === 0 || named.includes(name);
	const canvases = templateNames().filter(wanted);
	if (canvases.length > 0) await takeCanvasPictures(canvases);
	const walks = [
		...new Set(
			Object.entries(editorPictures)
				.filter(([name]) => wanted(name))
				.map(([, { takenIn }]) => takenIn),
		),
	];
	if (walks.length > 0) walk(named, walks);
	// The pictures of the desks are taken within a long test.
	if (Object.keys(deskPagePictures).some(wanted)) walk(named, ['templatesLending.test.ts'], ['--testNamePattern', 'pages of the desk']);
}

function walk(named: readonly string[], tests: readonly string[], only: readonly string[] = []) {
	const files = tests.map((test) => `test/e2e/${test}`);
	const env = { ...process.env, PICTURES: named.length === 0 ? 'all' : named.join(',') };
	// The tests run one at a time, because all use the same port.
	const { status } = spawnSync('npx', ['jest', '--config', 'jest.e2e.config.js', '--runInBand', ...files, ...only], {
		cwd: checkoutFolder,
		env,
		stdio: 'inherit',
	});
	if (status !== 0) process.exitCode = 1;
}

void main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
