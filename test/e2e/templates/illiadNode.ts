import type { WorkflowNode } from '../../../n8n/n8nTypes';
import { illiadQueues } from '../../../notices/systems/illiadQueues';
import { withOpenForm } from './TemplateBench';

/** A library's settings in templates/illiad.json, and an open form. */
export function withIlliad(systemAddress: string, queues: Readonly<Record<string, string>> = {}): (node: WorkflowNode) => WorkflowNode {
	const rows = Object.entries(illiadQueues).map(([outcome, { queue }]) => ({ outcome, queue: queues[outcome] ?? queue }));
	return (node) =>
		node.name === 'Decide the Next Step'
			? { ...node, parameters: { ...node.parameters, systemAddress, ...(Object.keys(queues).length === 0 ? {} : { queues: { rows } }) } }
			: withOpenForm(node);
}

/** Only numbers start the workflow: its own trigger would tell of new requests at any time. */
export function deafToNews(change: (node: WorkflowNode) => WorkflowNode): (node: WorkflowNode) => WorkflowNode {
	return (node) => (node.name === 'Request Status Changed' ? { ...node, disabled: true } : change(node));
}
