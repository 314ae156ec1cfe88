import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { checkoutFolder } from '../../n8n/paths';

const run = promisify(execFile);
const folder = mkdtempSync(path.join(tmpdir(), 'reshare-scan-'));

interface Reports {
	readonly source?: { readonly passed: boolean; readonly details?: string };
	readonly packed: { readonly passed: boolean; readonly details?: string };
	readonly newest: readonly string[];
	readonly files: number;
}

async function scan(...folders: readonly string[]) {
	// Some rules take every file for one of their own tests where NODE_ENV is `test`.
	const { NODE_ENV: _, ...env } = process.env;
	const { stdout } = await run(process.execPath, [path.join(__dirname, 'support', 'scan.mjs'), ...folders], { env });
	return JSON.parse(stdout) as Reports;
}

beforeAll(async () => {
	const env = { ...process.env, TRANSPORT: 'builtIn', BUILD_FOLDER: path.join(folder, 'dist') };
	await run('npx', ['gulp', 'build'], { cwd: checkoutFolder, env });
	copyFileSync(path.join(checkoutFolder, 'package.json'), path.join(folder, 'package.json'));
});

afterAll(() => rmSync(folder, { recursive: true }));

it("n8n's package scanner and the newest lint rules find nothing in the source and in the usual build", async () => {
	const { files, ...reports } = await scan(folder, checkoutFolder);
	expect(reports).toEqual({ source: { passed: true }, packed: { passed: true }, newest: [] });
	expect(files).toBeGreaterThan(10);
});

it('the package scan reports a restricted global and a forbidden import', async () => {
	const other = path.join(folder, 'other');
	mkdirSync(other);
	copyFileSync(path.join(checkoutFolder, 'package.json'), path.join(other, 'package.json'));
	writeFileSync(path.join(other, 'forbidden.js'), "require('undici-types'); setTimeout(() => process.exit(), 1);\n");
	const { packed, newest } = await scan(other);
	expect(packed.details).toMatch(/restricted global 'process'/);
	expect(newest.join('\n')).toMatch(/restricted global 'setTimeout'/);
});
