import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { carrying } from './carrying';
import { failureReason, toNodeError, type FailureReason, type NodeFailure } from './errors';
import { inReadingOrder } from './readingOrder';
import { isToolRun } from './toolRun';

export interface RoutedItem {
	readonly output: number;
	readonly json: IDataObject;
	/** Files of an item that is handed on whole. */
	readonly binary?: IBinaryKeyData | undefined;
}

export type ItemWork = (itemIndex: number) => Promise<readonly RoutedItem[]>;

export interface Routes {
	readonly outputs: readonly string[];
	/** Index of the output for doubt, which takes failed items if On Error is Continue. */
	readonly doubtOutput: number;
	/** Items, failed ones too, are handed on with what was asked for. */
	readonly handsOn?: true;
	/** What it throws concerns every item. */
	start(context: IExecuteFunctions): Promise<ItemWork>;
}

/**
 * Works on every input item and sorts the results into the outputs, in the order of the input. Unless On Error is Stop Workflow, an item
 * that fails goes on with its message, to the error output or to the one for doubt, and other items are unharmed. Nothing may be thrown
 * then: n8n would hand the input on by the first output. A model gets everything on the first output.
 *
 * @throws NodeApiError, NodeOperationError if On Error is Stop Workflow
 */
export async function routeItems(
	context: IExecuteFunctions,
	{ outputs, doubtOutput, handsOn, start }: Routes,
): Promise<INodeExecutionData[][]> {
	const routed: INodeExecutionData[][] = outputs.map(() => []);
	const byTool = isToolRun(context);
	const results = await workOnAll(context, start);
	results.forEach((result, itemIndex) => {
		// If a tool throws, n8n hands the model an empty answer; it should learn what happened.
		if ('failure' in result && !byTool && !context.continueOnFail()) throw result.failure;
		const toErrorOutput = !byTool && context.getNode().onError === 'continueErrorOutput';
		const failed = (item: Failed): IDataObject => {
			const json = failedItem(item.failure, item.reason, toErrorOutput);
			return handsOn === true && !toErrorOutput ? carrying(context, itemIndex, {}, json) : json;
		};
		const items: readonly RoutedItem[] = 'failure' in result ? [{ output: doubtOutput, json: failed(result) }] : result.items;
		for (const { output, json, binary } of items)
			routed[byTool ? 0 : output]?.push({ json: inReadingOrder(json), ...(binary && { binary }), pairedItem: { item: itemIndex } });
	});
	return routed;
}

/** An action of one item can decide what is possible for the next. */
export function oneAfterAnother(context: IExecuteFunctions, work: ItemWork): ItemWork {
	// If one fails, n8n shows it and drops what came of the others: nothing more may be done then.
	const stopsAtFailure = !isToolRun(context) && !context.continueOnFail();
	let before: Promise<unknown> = Promise.resolve();
	return async (itemIndex) => {
		const turn = before.then(async () => await work(itemIndex));
		before = stopsAtFailure ? turn : turn.catch(() => undefined);
		return await turn;
	};
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
		// No item has been looked at yet: what cannot be used is in the credential or the node.
		const failed: Failed = { failure: toNodeError(context.getNode(), error), reason: reason === 'badInput' ? 'settingsWrong' : reason };
		return inputs.map(() => failed);
	}
}

export function failedItem({ message, description }: NodeFailure, reason: FailureReason, toErrorOutput: boolean): IDataObject {
	const error = message === '' ? 'The node could not do its work' : message;
	const details = description ?? null;
	// n8n moves an item of exactly these fields to the error output, and adds the input item's fields again.
	if (toErrorOutput) return { error, details };
	return { outcome: 'failed', reason, explanation: [error, details].filter(Boolean).join('. '), error, details };
}
