import type { KeptWorkflow, SavedWork } from './saved';

/** What the owner of a workflow does before an earlier version's work runs with the present one. */
export interface OwnersStep {
	/** As CHANGELOG.md has it, in bold. */
	readonly name: string;
	take(work: SavedWork): SavedWork;
}

const newInventoryCredential = { id: 'chosenByOwner', name: 'Shared Inventory (new)' };

/** By the version that left the work behind. */
export const ownersSteps: Readonly<Record<string, readonly OwnersStep[]>> = {
	'v0.1.0': [
		{
			name: 'Choose the new credential for the shared inventory',
			take: (work) => ({ ...work, requesting: withInventoryCredential(work.requesting) }),
		},
	],
};

function withInventoryCredential(workflow: KeptWorkflow): KeptWorkflow {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-reshare.reShareSearch' ? { ...node, credentials: { reShareInventoryApi: newInventoryCredential } } : node,
		),
	};
}

export function credentialOf(workflow: KeptWorkflow, name: string, type: string): { id: string; name: string } {
	const credential = workflow.nodes.find((candidate) => candidate.name === name)?.credentials?.[type];
	if (credential === undefined) throw new Error(`The node ${name} has no credential of the type ${type}`);
	return credential;
}
