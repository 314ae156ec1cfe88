import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export async function newUserFolder() {
	return await mkdtemp(path.join(tmpdir(), 'reshare-n8n-'));
}

export async function removeFolder(folder: string) {
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
