import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/n8nTypes';
import type { RequestRow } from '../../../sandbox';

export interface RecordedWorkflow extends WorkflowFile {
	readonly id: string;
	readonly staticData?: unknown;
}

/** What an earlier version of the package left behind in an n8n, and the consortium with which it worked. */
export interface VersionRecording {
	/** The workflow of the nodes Manual Trigger, Find Eligible Instance and Create. */
	readonly requesting: RecordedWorkflow;
	readonly items: { readonly find: Record<string, unknown>; readonly create: Record<string, unknown> };
	readonly reporting: RecordedWorkflow;
	readonly delivered: ReadonlyArray<Record<string, unknown>>;
	/** The audit ids of changes that happened after the trigger's last poll. */
	readonly pending: readonly string[];
	readonly rows: readonly RequestRow[];
}

const folder = path.join(__dirname, '..', 'fixtures');
const fileName = 'work.json';
/** Stands for the consortium's address, which differs each time and is also part of the trigger's state. */
const addressMark = 'http://okapi.practice.example.org';

export const listSavedVersions = () =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

export function saveVersionRecording(version: string, work: VersionRecording, okapiUrl: string) {
	const file = path.join(folder, version, fileName);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(work, null, '\t').replaceAll(okapiUrl, addressMark)}\n`);
	return file;
}

export function loadVersionRecording(version: string, okapiUrl: string) {
	return JSON.parse(readFileSync(path.join(folder, version, fileName), 'utf8').replaceAll(addressMark, okapiUrl)) as VersionRecording;
}
