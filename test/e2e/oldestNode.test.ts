import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder } from '../../n8n/paths';
import { buildChildEnvironment, runProcess } from '../../n8n/childProcesses';
import { newUserFolder, removeFolder } from './support/userFolder';

/** Runs the packed package in the oldest n8n, with the oldest Node.js that package.json names. */
describe('the lowest version of Node.js', () => {
	let folder: string;

	beforeAll(async () => {
		folder = await newUserFolder();
	});

	afterAll(() => removeFolder(folder));

	it('the packed package passes its tests for n8n 2.0 on the lowest Node.js version that package.json names', async () => {
		const { engines } = JSON.parse(await readFile(path.join(checkoutFolder, 'package.json'), 'utf8')) as { engines: { node: string } };
		const lowest = `${engines.node.replace('>=', '')}.0`;
		await runProcess('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, `node@${lowest}`], { cwd: folder });
		const node = path.join(folder, 'node_modules', 'node', 'bin', 'node');
		expect((await runProcess(node, ['--version'])).standardOutput().trim()).toBe(`v${lowest}`);
		const jest = path.join(checkoutFolder, 'node_modules', 'jest', 'bin', 'jest.js');
		const tested = await runProcess(node, [jest, '--config', 'jest.e2e.config.js', 'test/e2e/oldestN8n.test.ts'], {
			cwd: checkoutFolder,
			env: buildChildEnvironment(),
		});
		expect(tested.output()).toMatch(/Tests: +\d+ passed, \d+ total/);
	});
});
