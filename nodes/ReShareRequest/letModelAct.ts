import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { isToolRun } from '../shared/toolRun';
import { buildSwitchField } from '../shared/fieldBuilders';

export const letModelActField = buildSwitchField(
	'Let an AI Model Perform This Action',
	'letModelAct',
	'Whether an AI model that has this node as a tool may perform the action. It can then change a request of your library and tell the other library so, for example if a message it reads tells it to. The action itself is always the one chosen here. Only for use as a tool.',
);

/** The labels of the fields that only the builder of the workflow fills in, never an AI model. */
const labelsOfBuildersFields = {
	operation: 'Operation',
	requestAction: 'Action',
	closeAs: 'Close As',
	letModelAct: letModelActField.displayName,
};

/**
 * Refuses an action that an AI model chose.
 *
 * @throws NodeOperationError if the node is a tool, and the builder of the workflow has not chosen the action and allowed it
 */
export function checkAiModelMayAct(context: IExecuteFunctions, itemIndex: number): void {
	if (!isToolRun(context)) return;
	const node = context.getNode();
	const chosen = Object.entries(labelsOfBuildersFields).find(([name]) => String(node.parameters[name]).startsWith('='));
	if (chosen !== undefined)
		throw new NodeOperationError(node, `'${chosen[1]}' may not come from an AI model`, {
			itemIndex,
			description: 'Choose it in the node.',
		});
	if (context.getNodeParameter('letModelAct', itemIndex, false) === true) return;
	throw new NodeOperationError(node, 'An AI model may not perform actions with this node', {
		itemIndex,
		description: `Switch on '${letModelActField.displayName}' after reading what it risks, or use Preview Action.`,
	});
}
