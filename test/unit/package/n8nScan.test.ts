import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions } from 'esbuild';
import { checkoutFolder } from '../../../n8n/paths';

const { clientBundle } = createRequire(__filename)(path.join(checkoutFolder, 'gulpfile.js')) as {
	clientBundle: (transport: string) => BuildOptions & { metafile: true };
};
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
	const { stdout } = await run(process.execPath, [path.join(__dirname, 'scan.mjs'), ...folders], { env });
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

it('the pooled and the usual build differ only in the transport of the client, so that they share workflows and states', async () => {
	const inputsOf = async (transport: string) => {
		const { metafile } = await build({ ...clientBundle(transport), write: false, logLevel: 'silent' });
		return Object.keys(metafile.inputs).filter((file) => !/node_modules\/undici\/|^(parts|nothing):|^<define/.test(file));
	};
	const [builtIn, pooled] = [await inputsOf('builtIn'), await inputsOf('pooled')];
	expect(builtIn.filter((file) => !pooled.includes(file))).toEqual(['reshare/transport/builtInFetch.ts']);
	expect(pooled.filter((file) => !builtIn.includes(file)).sort()).toEqual([
		'reshare/systemClock.ts',
		'reshare/transport/createProxyDispatcher.ts',
		'reshare/transport/pooledFetch.ts',
	]);
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
