import type { NodeOperation } from '../../shared/nodeOperations';
import { actionFields } from '../actionFields';
import { actOnEachItem, unclearActionOutput } from '../actOnEachItem';

export const previewActionOperation: NodeOperation = {
	option: {
		name: 'Preview Action',
		value: 'previewAction',
		action: 'Check whether an action is possible',
		description: 'Tell whether the request allows the action now, without doing anything',
	},
	// The outputs have the same order as Perform Action's: people switch between the two, and n8n deletes the wires of outputs that a node
	// loses.
	outputs: ['Would Be Done', 'Not Possible', 'Unclear'],
	doubtOutput: unclearActionOutput,
	properties: actionFields,
	start: async (context) => await actOnEachItem(context, async (requests, ...what) => await requests.previewAction(...what)),
};
