import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder } from '../n8n/paths';
import type { SavedCredential, WorkflowFile, WorkflowNode } from '../n8n/n8nTypes';

export interface TemplateCredentials {
	readonly sharedInventory: SavedCredential;
	readonly myLibrary: SavedCredential;
	readonly libraryProfile: SavedCredential;
	readonly mail: SavedCredential;
}

export async function readTemplate(name: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(path.join(checkoutFolder, 'templates', `${name}.json`), 'utf8')) as WorkflowFile;
}

/** Sets credentials as the user chooses them after importing a template, which has none. */
export function withCredentials(template: WorkflowFile, credentials: TemplateCredentials): WorkflowFile {
	return { ...template, nodes: template.nodes.map((node) => ({ ...node, ...chosenCredential(node, credentials) })) };
}

function chosenCredential(
	{ type, parameters }: WorkflowNode,
	{ sharedInventory, myLibrary, libraryProfile, mail }: TemplateCredentials,
): Partial<WorkflowNode> {
	const choose = (chosen: Readonly<Record<string, SavedCredential>>) => ({
		credentials: Object.fromEntries(
			Object.entries(chosen).map(([name, credential]) => [name, { id: credential.id, name: credential.name }]),
		),
	});
	if (type.startsWith('n8n-nodes-reshare.reShareSearch')) return choose({ reShareInventoryApi: sharedInventory });
	if (type === 'n8n-nodes-reshare.reShareNotice') return choose({ reShareLibraryProfileApi: libraryProfile });
	// For copies, the profile says which copyright rules apply.
	const counts = type === 'n8n-nodes-reshare.reShareCreateRequest' && parameters.serviceType === 'copy';
	if (type.startsWith('n8n-nodes-reshare.'))
		return choose({ okapiApi: myLibrary, ...(counts ? { reShareLibraryProfileApi: libraryProfile } : {}) });
	if (type === 'n8n-nodes-base.emailSend') return choose({ smtp: mail });
	return {};
}

export function withParameters(template: WorkflowFile, type: string, changes: Readonly<Record<string, unknown>>): WorkflowFile {
	return {
		...template,
		nodes: template.nodes.map((node) => (node.type === type ? { ...node, parameters: { ...node.parameters, ...changes } } : node)),
	};
}
