import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Client, FindOutcome, FindResult, SharedIndex } from '../../shared/client';
import { isReShareError, toNodeError } from '../../shared/errors';
import { routeItems } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { isToolRun } from '../../shared/toolRun';
import { detailsField, wishFields } from '../fields';
import { optionsField, ownSymbolsField, readBatchSize, readFindOptions, serviceTypeField } from '../findOptions';
import { openIndex } from '../inventory';
import { parameterReader } from '../itemParameters';
import { readWish } from '../readWish';

const outputOf: Readonly<Record<FindOutcome, number>> = { eligible: 0, needsReview: 1, notAvailable: 2 };

/** Reading items stops after this many milliseconds, so that answers which have come meanwhile are taken up. */
const longestTurnMs = 5;

async function run(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	if (context.getInputData().length === 0) return [[], [], []];
	const { client, index } = await openIndex(context, readBatchSize(context));
	const found = await findAll(context, client, index);
	return await route(context, client, found);
}

/** One answer per item, in order. The log-in and the first look-ups are under way while further items are read. */
async function findAll(context: IExecuteFunctions, client: Client, index: SharedIndex): Promise<Array<PromiseSettledResult<FindResult>>> {
	const read = parameterReader(context);
	const found: Array<Promise<FindResult>> = [];
	const endGathering = index.gather();
	try {
		index.prepare();
		let turnBegan = performance.now();
		for (const itemIndex of context.getInputData().keys()) {
			const result = client.findEligible(index, readWish(read, itemIndex), readFindOptions(read, itemIndex));
			// A failure is looked at when all items are read; it must not count as overlooked until then.
			result.catch(() => undefined);
			found.push(result);
			if (performance.now() - turnBegan < longestTurnMs) continue;
			await nextTurn();
			turnBegan = performance.now();
		}
	} finally {
		endGathering();
	}
	return await Promise.allSettled(found);
}

/**
 * An item that could not be looked up goes to Needs Review, so that its neighbours are not lost; with "Continue (using
 * error output)" to the error output. What concerns all items, or that no item at all could be looked up, stops the node.
 */
async function route(context: IExecuteFunctions, client: Client, found: ReadonlyArray<PromiseSettledResult<FindResult>>): Promise<INodeExecutionData[][]> {
	const goOn = context.continueOnFail();
	const byTool = isToolRun(context);
	const results = found.map((one, itemIndex): FindResult => {
		if (one.status === 'fulfilled') return one.value;
		if (!goOn || !isReShareError(one.reason)) throw toNodeError(context.getNode(), one.reason, itemIndex);
		return client.failedLookUp(one.reason);
	});
	const failures = results.flatMap(({ error }) => (error === undefined ? [] : [error]));
	const [firstFailure] = failures;
	if (firstFailure !== undefined && failures.length < results.length) {
		context.addExecutionHints({
			message: `${failures.length} of ${results.length} items could not be looked up: ${firstFailure.message}`,
			location: 'outputPane',
			type: 'warning',
		});
	}
	const stops = failures.length === results.length && !goOn;
	const toErrorOutput = context.getNode().onError === 'continueErrorOutput';
	return await routeItems(context, 3, async (itemIndex) => {
		const { error, outcome, reason, explanation, ...record } = results[itemIndex] ?? client.failedLookUp(new client.ReShareError('badAnswer', `Item ${itemIndex} was not looked up`));
		if (error !== undefined && !byTool && (stops || toErrorOutput)) throw error;
		return await Promise.resolve([{ output: byTool ? 0 : outputOf[outcome], json: { outcome, reason, explanation, ...record } as unknown as IDataObject }]);
	});
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
	run,
};
