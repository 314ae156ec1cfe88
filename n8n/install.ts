import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder, n8nRuntimeFolder } from './paths';
import { childEnvironment, run } from './processes';

export type Report = (line: string) => void;

const wantedFolder = path.join(checkoutFolder, 'n8n', 'pinned');
const progressEveryMs = 5000;

/**
 * Installs the n8n that n8n/pinned/package-lock.json names, once; later calls return at once. Takes about four minutes,
 * most of it spent on the network and the disk.
 *
 * @returns the folder that holds n8n's node_modules
 * @throws Error with npm's own words when the installation fails
 */
export async function ensureN8n(report: Report): Promise<string> {
	const folder = n8nRuntimeFolder();
	const lock = await readFile(path.join(wantedFolder, 'package-lock.json'));
	const wanted = createHash('sha256').update(lock).digest('hex');
	if ((await installedMarker(folder)) === wanted) return folder;

	await mkdir(folder, { recursive: true });
	for (const file of ['package.json', 'package-lock.json']) await copyFile(path.join(wantedFolder, file), path.join(folder, file));
	report('Installing n8n; this takes about four minutes, and only once.');
	const packages = countPackages(lock.toString('utf8'));
	await withProgress(
		(seconds) => report(`  ${seconds} s: n8n's ${packages} packages are being fetched and unpacked`),
		() => npm(folder, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']),
	);
	// n8n's database driver is the only one of its libraries that must be compiled here.
	await withProgress(
		(seconds) => report(`  ${seconds} s: preparing n8n's database driver`),
		() => npm(folder, ['rebuild', 'sqlite3', '--foreground-scripts', '--loglevel=error']),
	);
	await writeFile(markerFile(folder), wanted);
	report('n8n is installed.');
	return folder;
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

async function npm(folder: string, args: readonly string[]): Promise<void> {
	await run('npm', args, { cwd: folder, env: childEnvironment() });
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
