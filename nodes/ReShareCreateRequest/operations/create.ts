import type { IExecuteFunctions } from 'n8n-workflow';
import type { CreateResult } from '../../shared/loadClient';
import type { ItemWork } from '../../shared/routeItems';
import type { NodeOperation } from '../../shared/nodeOperations';
import { isToolRun } from '../../shared/toolRun';
import { optionsFieldOfCreate } from '../optionsFieldOfCreate';
import { addDraftToResult } from '../../shared/addDraftToResult';
import { startCreateRun } from '../startCreateRun';
import { requestDraftFields } from '../draftFields';

const outputOf: Readonly<Record<CreateResult['outcome'], number>> = { created: 0, needsStaff: 1, notCreated: 2 };

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { requests, read } = await startCreateRun(context);
	const byTool = isToolRun(context);
	return async (itemIndex) => {
		const { draft, asked, options } = await read(itemIndex);
		const { patronEmail, ...result } = await requests.create(draft, options);
		// If the request existed before, its address replaces the one in the draft. An AI model does not get any address.
		const address = patronEmail === undefined || byTool ? {} : { patronEmail };
		return [{ output: outputOf[result.outcome], json: addDraftToResult(context, itemIndex, asked, { ...result, ...address }) }];
	};
}

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
	start,
};
