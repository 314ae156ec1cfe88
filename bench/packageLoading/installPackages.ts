import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder } from '../../n8n/paths';
import { buildChildEnvironment, runProcess } from '../../n8n/childProcesses';

/** Well-known community packages, to compare with. */
const others = [
	'n8n-nodes-evolution-api@1.0.4',
	'n8n-nodes-mcp@0.1.37',
	'@devlikeapro/n8n-nodes-chatwoot@1.0.2',
	'@mendable/n8n-nodes-firecrawl@2.1.2',
	'n8n-nodes-deepseek@1.0.6',
	'n8n-nodes-minio@0.1.4',
];

export interface InstalledPackage {
	readonly name: string;
	readonly folder: string;
}

/** The folder is git-ignored, and the packages are installed into it only once. */
const home = path.join(checkoutFolder, '.tmp', 'bench-packages');

/** Returns this package, and the others from the registry, each in a folder of its own. */
export async function installPackages(): Promise<InstalledPackage[]> {
	const installed: InstalledPackage[] = [{ name: 'n8n-nodes-reshare', folder: checkoutFolder }];
	for (const wanted of others) installed.push(await install(wanted));
	return installed;
}

async function install(wanted: string): Promise<InstalledPackage> {
	const name = wanted.slice(0, wanted.lastIndexOf('@'));
	const place = path.join(home, wanted.replaceAll(/[^a-z0-9.]+/g, '-'));
	const folder = path.join(place, 'node_modules', name);
	if (!existsSync(path.join(folder, 'package.json'))) {
		await mkdir(place, { recursive: true });
		await writeFile(path.join(place, 'package.json'), '{"private": true}');
		// n8n installs community packages like this: without scripts and without peers, since n8n itself provides n8n-workflow.
		await runProcess('npm', ['install', wanted, '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], {
			cwd: place,
			env: buildChildEnvironment(),
		});
	}
	const provided = path.join(place, 'node_modules', 'n8n-workflow');
	if (!existsSync(provided)) await symlink(path.join(checkoutFolder, 'node_modules', 'n8n-workflow'), provided, 'dir');
	return { name, folder };
}
