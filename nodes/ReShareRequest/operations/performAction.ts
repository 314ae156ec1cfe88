import type { NodeOperation } from '../../shared/nodeOperations';
import { actionFields } from '../actionFields';
import { actOnEachItem, unclearActionOutput } from '../actOnEachItem';
import { letModelActField, checkAiModelMayAct } from '../letModelAct';

export const performActionOperation: NodeOperation = {
	option: {
		name: 'Perform Action',
		value: 'performAction',
		action: 'Receive, ship, respond, cancel or close a request',
		description: 'Do what borrowing or lending staff do: respond, receive, ship, return, cancel, close, write to the other library',
	},
	outputs: ['Done', 'Not Possible', 'Unclear'],
	doubtOutput: unclearActionOutput,
	ends: [0],
	properties: [...actionFields, letModelActField],
	start: async (context) => {
		const work = await actOnEachItem(context, async (requests, ...what) => await requests.perform(...what));
		return async (itemIndex) => {
			checkAiModelMayAct(context, itemIndex);
			return await work(itemIndex);
		};
	},
};
