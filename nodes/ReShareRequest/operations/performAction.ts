import type { Operation } from '../../shared/operation';
import { actionFields } from '../actionFields';
import { eachAction, unclearOutput } from '../eachAction';

export const performAction: Operation = {
	option: {
		name: 'Perform Action',
		value: 'performAction',
		action: 'Cancel, close or answer a request',
		description: 'Cancel or close a request, answer conditions, read or write messages',
	},
	outputs: ['Done', 'Not Possible', 'Unclear'],
	doubtOutput: unclearOutput,
	properties: actionFields,
	start: async (context) => await eachAction(context, async (requests, ...what) => await requests.perform(...what)),
};
