import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { addDraftToResult } from './addDraftToResult';
import { failureReasonOf, toNodeError, type FailureReason, type NodeFailure } from './nodeErrors';
import { findUnusedFormFields } from './findUnusedFormFields';
import { addHint } from './addHint';
import { sortFieldsForReading } from './sortFieldsForReading';
import { isToolRun } from './toolRun';
import { reportUnconnectedOutputs } from './reportUnconnectedOutputs';

export interface RoutedItem {
	readonly output: number;
	readonly json: object;
	/** The files of an item that is passed on as a whole. */
	readonly binary?: IBinaryKeyData | undefined;
}

export type ItemWork = (itemIndex: number) => readonly RoutedItem[] | Promise<readonly RoutedItem[]>;

export interface RunnableOperation {
	readonly outputs: readonly string[];
	/** The index of the output for doubtful items, which also takes failed items if On Error is Continue. By default the first. */
	readonly doubtOutput?: number;
	/** The outputs at which a workflow may well end: everything is done, and nobody waits for the item. */
	readonly ends?: readonly number[];
	/** Whether items, including failed ones, are passed on with their draft. */
	readonly handsOn?: true;
	/** Whether the fields of an input item are kept in the items that are made from it, after their own fields. */
	keepsInput?(context: IExecuteFunctions, itemIndex: number): boolean;
	/** Prepares the work on the items. An error that this function throws is about all items. */
	start(context: IExecuteFunctions): Promise<ItemWork>;
}

/**
 * Works on every input item and sorts the results into the outputs, in the order of the input. Unless On Error is Stop Workflow, an item
 * that fails gets the message and goes to the error output, or to the one for doubtful items, and other items are not affected. Nothing may
 * be thrown then, because n8n would pass the input on by the first output. An AI model gets everything on the first output.
 *
 * @throws NodeApiError, NodeOperationError if On Error is Stop Workflow
 */
export async function routeItems(
	context: IExecuteFunctions,
	{ outputs, doubtOutput = 0, ends, handsOn, keepsInput, start }: RunnableOperation,
): Promise<INodeExecutionData[][]> {
	const routed: INodeExecutionData[][] = outputs.map(() => []);
	const byTool = isToolRun(context);
	const toErrorOutput = !byTool && context.getNode().onError === 'continueErrorOutput';
	const keeps = (itemIndex: number) => !byTool && keepsInput?.(context, itemIndex) === true;
	const names = [...outputs, 'Error'];
	const counts = names.map(() => 0);
	const results = await workOnAll(context, start);
	results.forEach((result, itemIndex) => {
		// If a tool throws, n8n gives the AI model an empty answer. The model should learn what happened.
		if ('failure' in result && !byTool && !context.continueOnFail()) throw result.failure;
		const failed = (item: Failed) => {
			const json = buildFailedItem(item.failure, item.reason, toErrorOutput);
			return handsOn === true && !toErrorOutput ? addDraftToResult(context, itemIndex, {}, json) : json;
		};
		const items: readonly RoutedItem[] = 'failure' in result ? [{ output: doubtOutput, json: failed(result) }] : result.items;
		for (const { output, json, binary } of items) {
			const takesErrorOutput = 'failure' in result && toErrorOutput;
			const left = takesErrorOutput ? outputs.length : output;
			counts[left] = (counts[left] ?? 0) + 1;
			// n8n recognizes an item for the error output because it has nothing but the error, and then adds the input's fields itself.
			const input = keeps(itemIndex) && !takesErrorOutput ? context.getInputData()[itemIndex] : undefined;
			const files = binary ?? input?.binary;
			const own = sortFieldsForReading(json as IDataObject);
			routed[byTool ? 0 : output]?.push({
				// The item's own fields come first, and replace those of the input that have the same names.
				json: { ...own, ...input?.json, ...own },
				...(files && { binary: files }),
				pairedItem: { item: itemIndex },
			});
		}
	});
	const unused = handsOn === true && !byTool ? findUnusedFormFields(context).map(({ label }) => `'${label}'`) : [];
	if (unused.length > 0)
		addHint(context, `No node reads these fields of the form, so that staff read them in letters only: ${unused.join(', ')}.`, 'info');
	reportUnconnectedOutputs(context, counts, names, ends);
	return routed;
}

/** Works on one item at a time, because the action for one item can change what is possible for the next. */
export function workInSequence(context: IExecuteFunctions, work: ItemWork): ItemWork {
	// If one item fails, n8n shows its error and drops the results of the others. So no further action may be taken.
	const stopsAtFailure = !isToolRun(context) && !context.continueOnFail();
	let before: Promise<unknown> = Promise.resolve();
	return async (itemIndex) => {
		const result = before.then(async () => await work(itemIndex));
		before = stopsAtFailure ? result : result.catch(() => undefined);
		return await result;
	};
}

interface Failed {
	readonly failure: NodeFailure;
	readonly reason: FailureReason;
}

type Result = { readonly items: readonly RoutedItem[] } | Failed;

async function workOnAll(context: IExecuteFunctions, start: RunnableOperation['start']): Promise<Result[]> {
	const inputs = context.getInputData();
	if (inputs.length === 0) return [];
	try {
		const work = await start(context);
		return await Promise.all(
			inputs.map(async (_item, itemIndex) => {
				try {
					return { items: await work(itemIndex) };
				} catch (error) {
					return { failure: toNodeError(context.getNode(), error, itemIndex), reason: failureReasonOf(error) };
				}
			}),
		);
	} catch (error) {
		const reason = failureReasonOf(error);
		// No item has been read yet, so that the cause is in the credential or the node.
		const failed: Failed = { failure: toNodeError(context.getNode(), error), reason: reason === 'badInput' ? 'settingsWrong' : reason };
		return inputs.map(() => failed);
	}
}

export function buildFailedItem({ message, description }: NodeFailure, reason: FailureReason, toErrorOutput: boolean): IDataObject {
	const error = message === '' ? 'The node could not do its work' : message;
	const details = description ?? null;
	// n8n moves an item with exactly these fields to the error output, and adds the input item's fields again.
	if (toErrorOutput) return { error, details };
	return { outcome: 'failed', reason, explanation: [error, details].filter(Boolean).join('. '), error, details };
}
