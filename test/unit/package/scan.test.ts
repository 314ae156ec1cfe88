import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '../../../n8n/paths';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'reshare-scan-'));

interface Reports {
	readonly source: { readonly passed: boolean; readonly details?: string };
	readonly packed: { readonly passed: boolean; readonly details?: string };
	readonly newest: readonly string[];
	readonly files: number;
}

async function scan(): Promise<Reports> {
	// Some rules take every file for one of their own tests where NODE_ENV is `test`.
	const { NODE_ENV: _, ...env } = process.env;
	const { stdout } = await run(process.execPath, [path.join(__dirname, 'scan.mjs'), checkoutFolder, folder], { env });
	return JSON.parse(stdout) as Reports;
}

beforeAll(async () => {
	const env = { ...process.env, TRANSPORT: 'hosted', BUILD_FOLDER: path.join(folder, 'dist') };
	await run('npx', ['gulp', 'build'], { cwd: checkoutFolder, env });
	copyFileSync(path.join(checkoutFolder, 'package.json'), path.join(folder, 'package.json'));
});

afterAll(() => rmSync(folder, { recursive: true }));

it("n8n's scanner finds nothing in the source and in the packed form of the usual build, nor do the newest rules", async () => {
	const { files, ...reports } = await scan();
	expect(reports).toEqual({ source: { passed: true }, packed: { passed: true }, newest: [] });
	expect(files).toBeGreaterThan(10);
});

it('the scan sees what is forbidden', async () => {
	writeFileSync(path.join(folder, 'dist', 'forbidden.js'), "require('undici-types'); setTimeout(() => process.exit(), 1);\n");
	const { packed, newest } = await scan();
	expect(packed.details).toMatch(/restricted global 'process'/);
	expect(newest.join('\n')).toMatch(/restricted global 'setTimeout'/);
});
