import type { IExecuteFunctions } from 'n8n-workflow';
import type { PreviewResult } from '../../shared/loadClient';
import type { ItemWork } from '../../shared/routeItems';
import type { NodeOperation } from '../../shared/nodeOperations';
import { isToolRun } from '../../shared/toolRun';
import { optionsFieldOfCreate } from '../optionsFieldOfCreate';
import { addDraftToResult } from '../../shared/addDraftToResult';
import { startCreateRun } from '../startCreateRun';
import { requestDraftFields } from '../draftFields';

/** The outputs have the same order as Create's: people switch between the two, and n8n deletes the wires of outputs that a node loses. */
const outputs = ['Would Create', 'Needs Staff', 'Would Refuse'] as const;

/** Returns the output that Create would use, as far as that is known before sending. */
function outputOf({ outcome, reason }: PreviewResult): number {
	if (outcome === 'wouldBeSent') return 0;
	if (outcome === 'alreadyExists') return reason === null ? 0 : 1;
	return reason === 'twoRequests' || reason === 'otherLibrary' || reason === 'copyrightLimit' ? 1 : 2;
}

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { requests, read } = await startCreateRun(context);
	const byTool = isToolRun(context);
	return async (itemIndex) => {
		const { draft, asked, options } = await read(itemIndex);
		const result = await requests.preview(draft, options);
		// An AI model does not get the URL and the request, which contain the patron and the note.
		const shown = byTool ? { ...result, openUrl: null, request: null } : result;
		return [{ output: outputOf(result), json: addDraftToResult(context, itemIndex, asked, shown) }];
	};
}

export const previewOperation: NodeOperation = {
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview a request without sending it',
		description: 'Show what Create would send and what its checks say, without sending anything',
	},
	outputs,
	doubtOutput: 1,
	handsOn: true,
	properties: [...requestDraftFields, optionsFieldOfCreate],
	start,
};
