import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client, FindOptions, FindOutcome, FindResult, Inventory, InventoryWish } from '../../shared/client';
import { isReShareError, toNodeError } from '../../shared/errors';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';
import { detailsField, wishFields } from '../fields';
import { optionsField, ownSymbolsField, readBatchSize, readFindOptions, serviceTypeField } from '../findOptions';
import { openInventory } from '../inventory';
import { readWish } from '../readWish';

const outputOf: Readonly<Record<FindOutcome, number>> = { eligible: 0, needsReview: 1, notAvailable: 2 };

interface Asked {
	readonly wish: InventoryWish;
	readonly options: FindOptions;
}

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const asked = context.getInputData().map((_item, itemIndex): Asked => ({ wish: readWish(context, itemIndex), options: readFindOptions(context, itemIndex) }));
	if (asked.length === 0) return [[], [], []];
	const { client, inventory } = await openInventory(context, readBatchSize(context));
	const results = await findAll(client, inventory, asked, context.continueOnFail());
	return route(context, results);
}

/** One result per item, in order. Items with other options are looked up beside each other, in the same requests. */
async function findAll(client: Client, inventory: Inventory, asked: readonly Asked[], goOn: boolean): Promise<FindResult[]> {
	const groups = new Map<string, number[]>();
	for (const [itemIndex, { options }] of asked.entries()) {
		const key = JSON.stringify(options);
		groups.set(key, [...(groups.get(key) ?? []), itemIndex]);
	}
	const results = new Map<number, FindResult>();
	await Promise.all(
		[...groups.values()].map(async (indexes) => {
			const members = indexes.map((index) => asked[index]).filter((member) => member !== undefined);
			const [first] = members;
			if (first === undefined) return;
			const wishes = members.map(({ wish }) => wish);
			const found = await client.findEligible(inventory, wishes, first.options).catch((error: unknown) => {
				if (!goOn || !isReShareError(error)) throw error;
				return wishes.map(() => client.failedLookUp(error));
			});
			for (const [position, index] of indexes.entries()) {
				const result = found[position];
				if (result !== undefined) results.set(index, result);
			}
		}),
	);
	return asked.map((_, itemIndex) => {
		const result = results.get(itemIndex);
		if (result === undefined) throw new Error(`Item ${itemIndex} was not looked up`);
		return result;
	});
}

/**
 * An item that could not be looked up goes to Needs Review, so that its neighbours are not lost; with "Continue (using
 * error output)" to the error output. When no item at all could be looked up, the node stops.
 */
function route(context: IExecuteFunctions, results: readonly FindResult[]): INodeExecutionData[][] {
	const byTool = isToolRun(context);
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput' && !byTool;
	const failures = results.flatMap(({ error }) => (error === undefined ? [] : [error]));
	const [firstFailure] = failures;
	if (firstFailure !== undefined && failures.length === results.length && !context.continueOnFail() && !byTool) {
		throw toNodeError(context.getNode(), firstFailure, 0);
	}
	if (firstFailure !== undefined && failures.length < results.length) {
		context.addExecutionHints({
			message: `${failures.length} of ${results.length} items could not be looked up: ${firstFailure.message}`,
			location: 'outputPane',
			type: 'warning',
		});
	}
	const outputs: INodeExecutionData[][] = [[], [], []];
	for (const [item, { error, ...json }] of results.entries()) {
		// n8n moves an item of just these fields to the error output, and puts the fields of the input item back in.
		const moved = error !== undefined && toErrorOutput ? { error: error.message, details: error.description } : undefined;
		outputs[byTool ? 0 : outputOf[json.outcome]]?.push({ json: moved ?? ({ ...json } as unknown as IDataObject), pairedItem: { item } });
	}
	return outputs;
}

export const findEligibleInstance: Operation = {
	option: {
		name: 'Find Eligible Instance',
		value: 'findEligibleInstance',
		action: 'Find an eligible instance to borrow',
		description: 'Find the record to request: one that another library lends',
	},
	outputs: ['Eligible', 'Needs Review', 'Not Available'],
	properties: [ownSymbolsField, serviceTypeField, ...wishFields, detailsField, optionsField],
	run: async (context) => {
		try {
			return await run(context);
		} catch (error) {
			throw toNodeError(context.getNode(), error);
		}
	},
};
