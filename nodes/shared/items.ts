import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { carrying } from './carrying';
import { failureReason, toNodeError, type FailureReason, type NodeFailure } from './errors';
import { inReadingOrder } from './readingOrder';
import { isToolRun } from './toolRun';

/** An item on its way out: which output it takes, from 0. */
export interface RoutedItem {
	readonly output: number;
	readonly json: IDataObject;
}

/** Makes of one input item what goes out for it. */
export type ItemWork = (itemIndex: number) => Promise<readonly RoutedItem[]>;

export interface Routes {
	/** Names of the outputs in order. */
	readonly outputs: readonly string[];
	/** Place of the output for doubt, which takes failed items where On Error is Continue. 0 only where there is no other. */
	readonly doubtOutput: number;
	/** Whether items go on with what was asked for, those that failed, too. */
	readonly handsOn?: true;
	/** Prepares the run. What it throws concerns every item. */
	start(context: IExecuteFunctions): Promise<ItemWork>;
}

/**
 * Works on every input item and sorts what comes of it into the outputs, in the order of the input. An item that fails,
 * be it by itself or because the run could not start, stops the node only where On Error says so. Otherwise it goes on
 * with its message, to the error output or to the one for doubt, and all other items are unharmed. Nothing may be thrown
 * then: n8n hands the input on by the first output when a node throws. A model gets everything on the first output.
 *
 * @throws NodeApiError, NodeOperationError where On Error is Stop Workflow
 */
export async function routeItems(context: IExecuteFunctions, { outputs, doubtOutput, handsOn, start }: Routes): Promise<INodeExecutionData[][]> {
	const routed: INodeExecutionData[][] = outputs.map(() => []);
	const byTool = isToolRun(context);
	const results = await workOnAll(context, start);
	results.forEach((result, itemIndex) => {
		// n8n hands a model an empty answer when its tool throws; the model is to learn what happened.
		if ('failure' in result && !byTool && !context.continueOnFail()) throw result.failure;
		const toErrorOutput = !byTool && context.getNode().onError === 'continueErrorOutput';
		const failed = (item: Failed): IDataObject => {
			const json = failedItem(item.failure, item.reason, toErrorOutput);
			return handsOn === true && !toErrorOutput ? carrying(context, itemIndex, {}, json) : json;
		};
		const items = 'failure' in result ? [{ output: doubtOutput, json: failed(result) }] : result.items;
		for (const { output, json } of items) routed[byTool ? 0 : output]?.push({ json: inReadingOrder(json), pairedItem: { item: itemIndex } });
	});
	return routed;
}

interface Failed {
	readonly failure: NodeFailure;
	readonly reason: FailureReason;
}

type Result = { readonly items: readonly RoutedItem[] } | Failed;

async function workOnAll(context: IExecuteFunctions, start: Routes['start']): Promise<Result[]> {
	const inputs = context.getInputData();
	if (inputs.length === 0) return [];
	try {
		const work = await start(context);
		return await Promise.all(
			inputs.map(async (_item, itemIndex): Promise<Result> => {
				try {
					return { items: await work(itemIndex) };
				} catch (error) {
					return { failure: toNodeError(context.getNode(), error, itemIndex), reason: failureReason(error) };
				}
			}),
		);
	} catch (error) {
		const reason = failureReason(error);
		// Before any item is looked at, what cannot be used stands in the credential or the node.
		const failed: Failed = { failure: toNodeError(context.getNode(), error), reason: reason === 'badInput' ? 'settingsWrong' : reason };
		return inputs.map(() => failed);
	}
}

/** What goes on in place of an item that failed. */
export function failedItem({ message, description }: NodeFailure, reason: FailureReason, toErrorOutput: boolean): IDataObject {
	const error = message === '' ? 'The node could not do its work' : message;
	const details = description ?? null;
	// n8n moves an item of just these fields to the error output, and puts the fields of the input item back in.
	if (toErrorOutput) return { error, details };
	return { outcome: 'failed', reason, explanation: [error, details].filter(Boolean).join('. '), error, details };
}
