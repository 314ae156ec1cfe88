import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { FindResult, Inventory, InventoryWish } from '../../shared/client';
import type { ItemWork } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { detailsField, wishFields } from '../fields';
import { optionsField, ownSymbolsField, readBatchSize, readFindOptions, serviceTypeField } from '../options';
import { connect } from '../../shared/connection';
import { parameterReader } from '../../shared/parameters';
import { readWish } from '../wish';

const outputOf: Readonly<Record<FindResult['outcome'], number>> = { eligible: 0, needsReview: 1, notAvailable: 2 };

/** Reading items stops after this many milliseconds, so that answers which have come meanwhile are taken up. */
const longestTurnMs = 5;

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { inventory } = (await connect(context, 'sharedInventory', { batchSize: readBatchSize(context) })).reshare;
	const wishes: InventoryWish[] = [];
	const found = await findAll(context, inventory, wishes);
	const failures = found.flatMap((one) => (one.status === 'fulfilled' && one.value.error !== undefined ? [one.value.error] : []));
	const [firstFailure] = failures;
	if (firstFailure !== undefined && failures.length < found.length) {
		context.addExecutionHints({
			message: `${failures.length} of ${found.length} items could not be looked up: ${firstFailure.message}`,
			location: 'outputPane',
			type: 'warning',
		});
	}
	const problems = found.flatMap((one) => (one.status === 'fulfilled' && one.value.problem !== undefined ? [one.value.problem] : []));
	const [firstProblem] = problems;
	if (firstProblem !== undefined) {
		const { message, description } = firstProblem;
		context.addExecutionHints({
			message: `For ${problems.length} of ${found.length} items some holdings could not be read in full: ${message}. ${description}`.trim(),
			location: 'outputPane',
			type: 'warning',
		});
	}
	// An item that could not be looked up goes to Needs Review, so that its neighbours are not lost. That no item at all could
	// be looked up stops the node.
	const isFailure = context.getNode().onError === 'continueErrorOutput' || (failures.length === found.length && !context.continueOnFail());
	return async (itemIndex) => {
		const one = found[itemIndex];
		if (one?.status !== 'fulfilled') throw one?.reason;
		const { error, problem: _problem, outcome, reason, explanation, ...record } = one.value;
		if (error !== undefined && isFailure) throw error;
		return await Promise.resolve([{ output: outputOf[outcome], json: { outcome, reason, explanation, ...record, askedFor: askedFor(wishes[itemIndex] ?? {}) } as unknown as IDataObject }]);
	};
}

/** What the item asked for, as it was given, so that answers can be matched with a list. */
function askedFor({ instanceId, oclcNumber, isbn, issn, title, author }: InventoryWish) {
	const asGiven = (text = ''): string | null => (text.trim() === '' ? null : text.trim());
	return { instanceId: asGiven(instanceId), oclcNumber: asGiven(oclcNumber), isbn: asGiven(isbn), issn: asGiven(issn), title: asGiven(title), author: asGiven(author) };
}

/**
 * One answer per item, in order. The log-in and the first look-ups are under way while further items are read.
 *
 * @param wishes takes up what each item asks for
 */
async function findAll(context: IExecuteFunctions, inventory: Inventory, wishes: InventoryWish[]): Promise<Array<PromiseSettledResult<FindResult>>> {
	const read = parameterReader(context);
	const found: Array<Promise<FindResult>> = [];
	const endGathering = inventory.gather();
	try {
		let turnBegan = performance.now();
		for (const itemIndex of context.getInputData().keys()) {
			// An expression that fails for one item concerns that item alone.
			const find = async () => {
				const wish = readWish(read, itemIndex);
				wishes[itemIndex] = wish;
				return await inventory.findEligible(wish, readFindOptions(read, itemIndex));
			};
			const result = find();
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

export const findEligibleInstance: Operation = {
	option: {
		name: 'Find Eligible Instance',
		value: 'findEligibleInstance',
		action: 'Find a book or journal to borrow',
		description: 'Find the record to request, one that another library lends; doubtful cases go to a person',
	},
	outputs: ['Eligible', 'Needs Review', 'Not Available'],
	doubtOutput: outputOf.needsReview,
	properties: [ownSymbolsField, serviceTypeField, ...wishFields, detailsField, optionsField],
	start,
};
