import type { IExecuteFunctions } from 'n8n-workflow';
import type { FoundRequest, PatronRequest, Requests } from '../shared/loadClient';
import { connect } from '../shared/connection';
import type { ItemWork } from '../shared/routeItems';
import { isToolRun } from '../shared/toolRun';
import { notFoundSentence, readRequestName, readRequestSide } from './requestFields';

/** The outputs of operations that read one request. An item goes to Unclear if it is not known whether the request exists. */
export const requestLookupOutputs = { outputs: ['Found', 'Not Found', 'Unclear'], doubtOutput: 2 } as const;

interface FoundRequestContext {
	readonly found: FoundRequest;
	/** The request without what the reader of the item may not know. */
	readonly request: PatronRequest;
	readonly requests: Requests;
	/** Whether an AI model reads the item. It then contains no patron, no notes and no raw data. */
	readonly byTool: boolean;
	readonly itemIndex: number;
}

export async function readRequestOfEachItem(
	context: IExecuteFunctions,
	describe: (reading: FoundRequestContext) => Promise<object>,
): Promise<ItemWork> {
	const { requests } = (await connect(context, 'myLibrary')).reshare;
	const byTool = isToolRun(context);
	return async (itemIndex) => {
		const name = readRequestName(context, itemIndex);
		const side = readRequestSide(context, itemIndex);
		const found = await requests.get(name, side);
		if (found === undefined) {
			const explanation = notFoundSentence(requests, name, side);
			return [{ output: 1, json: { outcome: 'notFound', requestId: null, hrid: null, explanation } }];
		}
		// The messages between libraries may be about the patron, or contain instructions for the model.
		const request = requests.masked(found.request, byTool ? 'none' : 'full');
		const json = await describe({ found, request, requests, byTool, itemIndex });
		return [{ output: 0, json: { outcome: 'found', ...json, warnings: [...found.warnings] } }];
	};
}
