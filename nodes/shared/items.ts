import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from './errors';

/** An item on its way out: which output it takes, from 0. */
export interface RoutedItem {
	readonly output: number;
	readonly json: IDataObject;
}

/**
 * Runs `work` for every input item and sorts what it returns into the outputs, in the order of the input. An item that
 * fails stops the node only where On Error says so; otherwise it goes on with its message, to the error output or to the
 * first one, and all other items are unharmed.
 *
 * @param failedOutput the output that takes failed items where there is no error output
 */
export async function routeItems(
	context: IExecuteFunctions,
	outputCount: number,
	work: (itemIndex: number) => Promise<readonly RoutedItem[]>,
	failedOutput = 0,
): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = Array.from({ length: outputCount }, () => []);
	const inputs = context.getInputData();
	const results = await Promise.allSettled(inputs.map(async (_item, itemIndex) => await work(itemIndex)));
	results.forEach((result, itemIndex) => {
		if (result.status === 'rejected') {
			const error = toNodeError(context.getNode(), result.reason, itemIndex);
			if (!context.continueOnFail()) throw error;
			// n8n moves an item of just these fields to the error output, and puts the fields of the input item back in.
			const moved = context.getNode().onError === 'continueErrorOutput' ? { error: error.message, details: error.description ?? null } : undefined;
			const json = moved ?? { outcome: 'failed', error: error.message, description: error.description ?? null };
			outputs[failedOutput]?.push({ json, pairedItem: { item: itemIndex } });
			return;
		}
		for (const { output, json } of result.value) outputs[output]?.push({ json, pairedItem: { item: itemIndex } });
	});
	return outputs;
}
