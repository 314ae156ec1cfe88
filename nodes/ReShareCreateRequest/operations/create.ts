import type { CreateResult } from '../../shared/loadClient';
import type { NodeOperation } from '../../shared/nodeOperations';
import { optionsFieldOfCreate } from '../optionsFieldOfCreate';
import { createOnEachItem } from '../createOnEachItem';
import { requestDraftFields } from '../draftFields';

const outputOf: Readonly<Record<CreateResult['outcome'], number>> = { created: 0, needsStaff: 1, notCreated: 2 };

export const createOperation: NodeOperation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Request a book or a copy for a patron',
		description: 'Make exactly one interlibrary loan request, or tell why there is none',
	},
	outputs: ['Created', 'Needs Staff', 'Not Created'],
	doubtOutput: outputOf.needsStaff,
	handsOn: true,
	properties: [...requestDraftFields, optionsFieldOfCreate],
	start: async (context) =>
		await createOnEachItem(context, async (requests, draft, options, byTool) => {
			const { patronEmail, ...result } = await requests.create(draft, options);
			// If the request existed before, its address replaces the one in the draft. An AI model does not get any address.
			const address = patronEmail === undefined || byTool ? {} : { patronEmail };
			return { output: outputOf[result.outcome], result: { ...result, ...address } };
		}),
};
