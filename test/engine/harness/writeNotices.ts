import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { libraryProfile } from '../../../demo/practiceCredentials';
import type { WorkflowFile } from '../../../n8n/n8nTypes';
import { ReShareNotice } from '../../../nodes/ReShareNotice/ReShareNotice.node';
import { runNode } from './runNode';

export interface NoticesByAudience {
	readonly patron: readonly IDataObject[];
	readonly staff: readonly IDataObject[];
}

export function parametersIn(template: string, name: string) {
	const { nodes } = JSON.parse(
		readFileSync(path.join(__dirname, '..', '..', '..', 'templates', `${template}.json`), 'utf8'),
	) as WorkflowFile;
	return (nodes.find((node) => node.name === name)?.parameters ?? {}) as INodeParameters;
}

/** Returns what a template's node Write Notices makes of an item. Some of its parameters may be replaced. */
export async function noticesOf(
	template: string,
	item: IDataObject,
	profile: Partial<Record<keyof typeof libraryProfile, string>> = {},
	parameters: INodeParameters = {},
): Promise<NoticesByAudience> {
	const node = new ReShareNotice();
	const defaults = Object.fromEntries(
		node.description.properties
			.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes('writeNotices') !== false)
			.map(({ name, default: value }) => [name, value as IDataObject]),
	);
	const { outputs, error } = await runNode({
		node,
		items: [item],
		parameters: { ...defaults, ...parametersIn(template, 'Write Notices'), ...parameters } as INodeParameters,
		credentials: { reShareLibraryProfileApi: { ...libraryProfile, ...profile } },
	});
	if (error !== undefined) throw error;
	const [patron = [], staff = []] = outputs.map((items) => items.map(({ json }) => json));
	return { patron, staff };
}
