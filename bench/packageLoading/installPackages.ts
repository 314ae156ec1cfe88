import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildChildEnvironment, runProcess } from '../../n8n/childProcesses';
import { checkoutFolder } from '../../n8n/paths';
import { devDependencies } from '../../package.json';

/** Well-known community packages, to compare with. */
const others = {
	'n8n-nodes-evolution-api': '1.0.4',
	'n8n-nodes-mcp': '0.1.37',
	'@devlikeapro/n8n-nodes-chatwoot': '1.0.2',
	'@mendable/n8n-nodes-firecrawl': '2.1.2',
	'n8n-nodes-deepseek': '1.0.6',
	'n8n-nodes-minio': '0.1.4',
};

export interface InstalledPackage {
	readonly name: string;
	readonly folder: string;
}

/** Returns this package, and the others from the registry, which are in one folder, as in n8n. The folder is git-ignored. */
export async function installPackages(): Promise<InstalledPackage[]> {
	const home = path.join(checkoutFolder, '.tmp', 'bench-packages');
	await mkdir(home, { recursive: true });
	const manifest = { private: true, dependencies: { ...others, 'n8n-workflow': devDependencies['n8n-workflow'] } };
	await writeFile(path.join(home, 'package.json'), JSON.stringify(manifest));
	// n8n installs community packages like this: without scripts and without peers, since n8n itself provides n8n-workflow.
	await runProcess('npm', ['install', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: home,
		env: buildChildEnvironment(),
	});
	const installed = Object.keys(others).map((name) => ({ name, folder: path.join(home, 'node_modules', name) }));
	return [{ name: 'n8n-nodes-reshare', folder: checkoutFolder }, ...installed];
}
