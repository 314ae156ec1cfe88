import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder, n8nRuntimeFolder } from './paths';
import { removePreparedHome } from './preparedHome';
import { buildChildEnvironment, runProcess } from './childProcesses';

export type ProgressReporter = (line: string) => void;

const wantedFolder = path.join(checkoutFolder, 'n8n', 'pinned');
const progressEveryMs = 5000;

/**
 * Installs the n8n of n8n/pinned/package-lock.json unless exactly that one is installed already. The installation takes about four minutes.
 *
 * @throws Error with npm's own words
 */
export async function ensureN8n(report: ProgressReporter): Promise<void> {
	const folder = n8nRuntimeFolder();
	const lock = await readFile(path.join(wantedFolder, 'package-lock.json'));
	const wanted = createHash('sha256').update(lock).digest('hex');
	if ((await installedMarker(folder)) === wanted) return;

	await removePreparedHome();
	await mkdir(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) await copyFile(path.join(wantedFolder, file), path.join(folder, file));
	report('Installing n8n; this takes about four minutes, and only once.');
	const packages = countPackages(lock.toString('utf8'));
	await withProgress(
		(seconds) => report(`  ${seconds} s: n8n's ${packages} packages are being fetched and unpacked`),
		() => npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']),
	);
	await withProgress(
		(seconds) => report(`  ${seconds} s: preparing n8n's database driver`),
		() => buildDriver(folder),
	);
	await writeFile(markerFile(folder), wanted);
	report('n8n is installed.');
}

/**
 * Compiles n8n's database driver if it cannot be downloaded. If the headers of Node.js for that cannot be downloaded either, those of any
 * Node.js on this machine are used, because the driver needs only what is the same in all versions.
 */
async function buildDriver(folder: string): Promise<void> {
	// A driver that is compiled with -O1 is as quick as one with its usual -O3, which takes three times as long to compile.
	const compilerFlags = { CFLAGS: '-O1', CXXFLAGS: '-O1' };
	const build = async (env: Readonly<Record<string, string>> = {}) =>
		await npm(folder, ['rebuild', 'sqlite3', '--foreground-scripts', '--loglevel=error'], { ...compilerFlags, ...env });
	try {
		await build();
	} catch (error) {
		const prefix = findNodePrefixWithHeaders(process.env.PATH ?? '');
		if (prefix === undefined) {
			throw new Error(
				"n8n's database driver could neither be downloaded nor compiled, and this machine has no headers of Node.js (include/node/node_api.h) beside a Node.js on the PATH. " +
					`Install Node.js with its headers and a C++ compiler, or let this machine reach nodejs.org. npm says:\n${error instanceof Error ? error.message : String(error)}`,
			);
		}
		await build({ npm_config_nodedir: prefix });
	}
}

/** Finds where a Node.js on the PATH is installed with its headers, e.g. `/usr`. */
export function findNodePrefixWithHeaders(searchPath: string): string | undefined {
	return searchPath
		.split(path.delimiter)
		.map((folder) => path.dirname(folder))
		.find((prefix) => existsSync(path.join(prefix, 'include', 'node', 'node_api.h')));
}

function markerFile(folder: string): string {
	return path.join(folder, '.installed-lock');
}

async function installedMarker(folder: string): Promise<string | undefined> {
	try {
		return (await readFile(markerFile(folder), 'utf8')).trim();
	} catch {
		return undefined;
	}
}

async function npm(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
	await runProcess('npm', args, { cwd: folder, env: buildChildEnvironment(env) });
}

async function withProgress(tell: (seconds: number) => void, work: () => Promise<void>): Promise<void> {
	const started = Date.now();
	const timer = setInterval(() => tell(Math.round((Date.now() - started) / 1000)), progressEveryMs);
	try {
		await work();
	} finally {
		clearInterval(timer);
	}
}

function countPackages(lock: string): number {
	const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
	return Object.keys(packages).length - 1;
}
