import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { checkoutFolder } from './runtime/paths';
import type { Credential, WorkflowFile, WorkflowNode } from './runtime/n8nTypes';

export interface TemplateCredentials {
	readonly sharedInventory: Credential;
	readonly myLibrary: Credential;
	readonly mail: Credential;
}

/** Reads a workflow file from templates/. */
export async function readTemplate(name: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(path.join(checkoutFolder, 'templates', `${name}.json`), 'utf8')) as WorkflowFile;
}

/** Chooses the credentials in a template, as the user does after importing it; templates carry none. */
export function withCredentials(template: WorkflowFile, credentials: TemplateCredentials): WorkflowFile {
	return { ...template, nodes: template.nodes.map((node) => ({ ...node, ...chosenCredential(node, credentials) })) };
}

function chosenCredential(node: WorkflowNode, { sharedInventory, myLibrary, mail }: TemplateCredentials): Partial<WorkflowNode> {
	const choose = (type: string, { id, name }: Credential) => ({ credentials: { [type]: { id, name } } });
	if (node.type === 'n8n-nodes-reshare.reShareSearch') return choose('okapiApi', sharedInventory);
	if (node.type.startsWith('n8n-nodes-reshare.')) return choose('okapiApi', myLibrary);
	if (node.type === 'n8n-nodes-base.emailSend') return choose('smtp', mail);
	return {};
}
