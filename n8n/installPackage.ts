import { lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder } from './paths';
import { buildChildEnvironment, runProcess } from './childProcesses';

const packageName = 'n8n-nodes-reshare';

/** Where n8n looks for community packages below its user folder. */
export function installedPackageFolder(userFolder: string): string {
	return path.join(userFolder, '.n8n', 'nodes', 'node_modules', packageName);
}

/** Links the built checkout. Node types then have their real names, `n8n-nodes-reshare.reShareSearch`. */
export async function linkPackage(userFolder: string): Promise<void> {
	const target = installedPackageFolder(userFolder);
	await mkdir(path.dirname(target), { recursive: true });
	const present = await lstat(target).catch(() => undefined);
	if (present && !present.isSymbolicLink()) return;
	if (present) await rm(target);
	await symlink(checkoutFolder, target, 'dir');
}

/** Packs the built checkout as for publishing. @returns the path of the tarball */
export async function packPackage(intoFolder: string): Promise<string> {
	await mkdir(intoFolder, { recursive: true });
	const packed = await runProcess('npm', ['pack', '--silent', '--pack-destination', intoFolder], { cwd: checkoutFolder });
	const fileName = packed.standardOutput().trim().split('\n').at(-1) ?? '';
	return path.join(intoFolder, fileName);
}

/**
 * Installs the tarball as n8n's own installer does: it unpacks it, drops development, peer and optional dependencies, and installs the rest
 * without scripts.
 */
export async function installTarball(userFolder: string, tarball: string): Promise<void> {
	const target = installedPackageFolder(userFolder);
	await mkdir(target, { recursive: true });
	await runProcess('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	const manifestFile = path.join(target, 'package.json');
	const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Record<string, unknown>;
	for (const part of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[part];
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));
	const install = [
		'install',
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
	];
	await runProcess('npm', install, { cwd: target, env: buildChildEnvironment() });
}
