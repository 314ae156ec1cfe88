import { readFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { checkoutFolder, n8nRuntimeFolder } from '../n8n/paths';
import { formatMegabytes } from './figures';

/** Each result names its machine and versions, because figures of different machines cannot be compared. */
export async function describeMachine(): Promise<string> {
	const [first] = cpus();
	const own = await versionIn(checkoutFolder);
	const n8n = await versionIn(path.join(n8nRuntimeFolder(), 'node_modules', 'n8n'));
	return `${new Date().toISOString().slice(0, 16)}Z, ${cpus().length} x ${first?.model ?? 'unknown processor'}, ${formatMegabytes(totalmem())}, Node.js ${process.version}, n8n ${n8n}, n8n-nodes-reshare ${own}`;
}

async function versionIn(folder: string): Promise<string> {
	return (JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
