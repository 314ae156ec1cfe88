import type { PreviewResult } from '../../shared/loadClient';
import type { NodeOperation } from '../../shared/nodeOperations';
import { optionsFieldOfCreate } from '../optionsFieldOfCreate';
import { createOnEachItem } from '../createOnEachItem';
import { requestDraftFields } from '../draftFields';

/** Returns the output that Create would use, as far as that is known before sending. */
function outputOf({ outcome, reason }: PreviewResult): number {
	if (outcome === 'wouldBeSent') return 0;
	if (outcome === 'alreadyExists') return reason === null ? 0 : 1;
	return reason === 'twoRequests' || reason === 'otherLibrary' || reason === 'copyrightLimit' ? 1 : 2;
}

export const previewOperation: NodeOperation = {
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview a request without sending it',
		description: 'Show what Create would send and what its checks say, without sending anything',
	},
	// The outputs have the same order as Create's: people switch between the two, and n8n deletes the wires of outputs that a node loses.
	outputs: ['Would Create', 'Needs Staff', 'Would Refuse'],
	doubtOutput: 1,
	handsOn: true,
	properties: [...requestDraftFields, optionsFieldOfCreate],
	start: async (context) =>
		await createOnEachItem(context, async (requests, draft, options, byTool) => {
			const result = await requests.preview(draft, options);
			// An AI model does not get the URL and the request, which contain the patron and the note.
			return { output: outputOf(result), result: byTool ? { ...result, openUrl: null, request: null } : result };
		}),
};
