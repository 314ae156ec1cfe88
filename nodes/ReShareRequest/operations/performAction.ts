import type { Operation } from '../../shared/operation';
import { actionFields } from '../actionFields';
import { eachAction, unclearOutput } from '../eachAction';
import { letModelActField, refuseModelsAct } from '../aiModel';

export const performActionOperation: Operation = {
	option: {
		name: 'Perform Action',
		value: 'performAction',
		action: 'Receive, ship, respond, cancel or close a request',
		description: 'Do what borrowing or lending staff do: respond, receive, ship, return, cancel, close, write to the other library',
	},
	outputs: ['Done', 'Not Possible', 'Unclear'],
	doubtOutput: unclearOutput,
	ends: [0],
	properties: [...actionFields, letModelActField],
	start: async (context) => {
		const work = await eachAction(context, async (requests, ...what) => await requests.perform(...what));
		return async (itemIndex) => {
			refuseModelsAct(context, itemIndex);
			return await work(itemIndex);
		};
	},
};
