import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { n8nRuntimeFolder } from './paths';

/** The folder within a user folder in which n8n has its settings and its database. */
const dataFolder = '.n8n';

function preparedFolder(): string {
	return path.join(n8nRuntimeFolder(), 'prepared-home');
}

export function isHomePrepared(): boolean {
	return existsSync(preparedFolder());
}

/**
 * Saves the home of a stopped n8n, whose database is migrated and has an owner. Each new n8n begins with a copy, because creating the
 * tables takes longer than the rest of n8n's start.
 */
export async function saveAsPreparedHome(userFolder: string): Promise<void> {
	const unfinished = `${preparedFolder()}.${process.pid}`;
	await cp(path.join(userFolder, dataFolder), unfinished, { recursive: true });
	await removePreparedHome();
	await rename(unfinished, preparedFolder());
}

/** Removes the prepared home, because another version of n8n needs another database. */
export async function removePreparedHome(): Promise<void> {
	await rm(preparedFolder(), { recursive: true, force: true });
}

/** Copies the prepared home into a new one; a home that exists stays as it is. */
export async function copyPreparedHome(userFolder: string): Promise<void> {
	if (!isHomePrepared() || existsSync(path.join(userFolder, dataFolder))) return;
	await mkdir(userFolder, { recursive: true });
	await cp(preparedFolder(), path.join(userFolder, dataFolder), { recursive: true });
}
