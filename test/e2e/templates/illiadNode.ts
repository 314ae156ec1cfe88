import type { WorkflowNode } from '../../../n8n/types';
import { illiadQueues } from '../../../notices/systems/kinds';
import { withOpenForm } from './bench';

/** What a library enters into the node of templates/illiad.json that says what comes next, and an open form. */
export function withIlliad(systemAddress: string, queues: Readonly<Record<string, string>> = {}): (node: WorkflowNode) => WorkflowNode {
	const rows = Object.entries(illiadQueues).map(([outcome, { queue }]) => ({ outcome, queue: queues[outcome] ?? queue }));
	return (node) => (node.name === 'What Comes Next' ? { ...node, parameters: { ...node.parameters, systemAddress, ...(Object.keys(queues).length === 0 ? {} : { queues: { rows } }) } } : withOpenForm(node));
}

/** Numbers alone start the workflow: its own trigger would tell of the requests that they make whenever it happens to look. */
export function deafToNews(change: (node: WorkflowNode) => WorkflowNode): (node: WorkflowNode) => WorkflowNode {
	return (node) => (node.name === 'Request Status Changed' ? { ...node, disabled: true } : change(node));
}
