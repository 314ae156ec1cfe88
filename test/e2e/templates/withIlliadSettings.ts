import type { WorkflowNode } from '../../../n8n/n8nTypes';
import { illiadOutcomes } from '../../../notices/otherSystems/illiadOutcomes';
import { withoutFormSignIn } from './TemplateTestBed';

/** Sets a library's settings in templates/illiad.json, and opens its form to everybody. */
export function withIlliadSettings(
	systemAddress: string,
	queues: Readonly<Record<string, string>> = {},
): (node: WorkflowNode) => WorkflowNode {
	const rows = Object.entries(illiadOutcomes).map(([outcome, { queue }]) => ({ outcome, queue: queues[outcome] ?? queue }));
	return (node) =>
		node.name === 'Decide the Next Step'
			? { ...node, parameters: { ...node.parameters, systemAddress, ...(Object.keys(queues).length === 0 ? {} : { queues: { rows } }) } }
			: withoutFormSignIn(node);
}

/** Lets only numbers start the workflow, because its own trigger would report new requests at any time. */
export function withoutStatusTrigger(change: (node: WorkflowNode) => WorkflowNode): (node: WorkflowNode) => WorkflowNode {
	return (node) => (node.name === 'Request Status Changed' ? { ...node, disabled: true } : change(node));
}
