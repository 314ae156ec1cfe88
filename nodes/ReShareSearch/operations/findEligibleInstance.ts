import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { DraftTexts } from '../../../reshare/draft';
import type { Client, FindResult, Inventory } from '../../shared/client';
import { addHint } from '../../shared/hints';
import type { ItemWork, RoutedItem } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { isEachNumber, searchOptionsField, ownSymbolsField, readBatchSize, readFindOptions, serviceTypeField } from '../options';
import { carrying, listRowOf } from '../../shared/carrying';
import { connect } from '../../shared/connection';
import { parameterReader, type ReadParameter } from '../../shared/parameters';
import { detailsField, lookedFor, readCitationParameters, citationProperties } from '../citationFields';

const outputOf: Readonly<Record<FindResult['outcome'], number>> = { eligible: 0, needsReview: 1, notAvailable: 2 };

/** Reading pauses after this many milliseconds, so that answers are taken up that have come meanwhile. */
const longestTurnMs = 5;

/** The login is sent within these turns: n8n's first expression in a process, which takes long, does not delay it. */
const turnsToLogIn = 3;

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { client, reshare, ownSymbols } = await connect(context, 'sharedInventory', { batchSize: readBatchSize(context) });
	const lookUps = await findAll(context, client, reshare.inventory, ownSymbols);
	const found = lookUps.flatMap(({ results }) => results);
	const answers = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
	let before = 0;
	const rowsBefore = lookUps.map(({ results }) => (before += results.length) - results.length);
	const failures = answers.flatMap(({ error }) => error ?? []);
	const [firstFailure] = failures;
	if (firstFailure !== undefined && failures.length < found.length) {
		addHint(context, `${failures.length} of ${found.length} items could not be looked up: ${firstFailure.message}`, 'warning');
	}
	const problems = answers.flatMap(({ problem }) => problem ?? []);
	const [firstProblem] = problems;
	if (firstProblem !== undefined) {
		const { message, description } = firstProblem;
		addHint(
			context,
			`For ${problems.length} of ${found.length} items some holdings could not be read in full: ${message}. ${description}`.trim(),
			'warning',
		);
	}
	// An item that could not be looked up goes to Needs Review, so that the others are not lost. If none could, the node stops.
	const isFailure = context.getNode().onError === 'continueErrorOutput' || (failures.length === found.length && !context.continueOnFail());
	return async (itemIndex) => {
		const { wishes: citations, results } = lookUps[itemIndex] ?? { wishes: [], results: [] };
		const ownRow = results.length === 1 ? listRowOf(context, itemIndex) : undefined;
		const told = results.map((one, index): RoutedItem => {
			if (one.status !== 'fulfilled') throw one.reason;
			const { error, problem: _problem, outcome, reason, explanation, ...record } = one.value;
			if (error !== undefined && isFailure) throw error;
			const asked = citations[index] ?? {};
			return {
				output: outputOf[outcome],
				json: carrying(context, itemIndex, asked, {
					outcome,
					reason,
					explanation,
					...record,
					askedFor: askedFor(asked),
					row: ownRow ?? (rowsBefore[itemIndex] ?? 0) + index + 1,
				}),
			};
		});
		return await Promise.resolve(told);
	};
}

/** As it was given, so that answers can be matched with a list. */
function askedFor({ instanceId, oclcNumber, isbn, issn, title, author }: Asked) {
	const asGiven = (text = ''): string | null => (text.trim() === '' ? null : text.trim());
	return {
		instanceId: asGiven(instanceId),
		oclcNumber: asGiven(oclcNumber),
		isbn: asGiven(isbn),
		issn: asGiven(issn),
		title: asGiven(title),
		author: asGiven(author),
	};
}

type Asked = DraftTexts & { readonly serviceType?: string | undefined };

/** What one item asks for, mostly one citation, and what came of it. */
interface LookUp {
	readonly wishes: readonly Asked[];
	readonly results: ReadonlyArray<PromiseSettledResult<FindResult>>;
}

/** One look-up per item, in order. The login and the first questions are under way while further items are read. */
async function findAll(context: IExecuteFunctions, client: Client, inventory: Inventory, symbols: readonly string[]): Promise<LookUp[]> {
	const read = parameterReader(context);
	const lookUps: Array<Promise<LookUp>> = [];
	const endPendingLookups = inventory.gather();
	try {
		for (let turn = 0; turn < turnsToLogIn; turn++) await nextTurn();
		let turnBegan = performance.now();
		for (const itemIndex of context.getInputData().keys()) {
			lookUps.push(lookUp(client, inventory, read, itemIndex, symbols));
			if (performance.now() - turnBegan < longestTurnMs) continue;
			await nextTurn();
			turnBegan = performance.now();
		}
	} finally {
		endPendingLookups();
	}
	return await Promise.all(lookUps);
}

/** Never rejects: an expression that fails for one item concerns that item alone. */
async function lookUp(
	client: Client,
	inventory: Inventory,
	read: ReadParameter,
	itemIndex: number,
	symbols: readonly string[],
): Promise<LookUp> {
	let citations: readonly Asked[] = [{}];
	try {
		const options = readFindOptions(client, read, itemIndex, symbols);
		const citation = { ...readCitationParameters(client, read, itemIndex), serviceType: options.serviceType };
		citations = isEachNumber(client, read, itemIndex) ? inventory.eachNumber(citation) : [citation];
		return {
			wishes: citations,
			results: await Promise.allSettled(citations.map(async (one) => await inventory.findEligible(lookedFor(one), options))),
		};
	} catch (reason) {
		return { wishes: citations, results: [{ status: 'rejected', reason }] };
	}
}

function withOptionForSeveral(field: INodeProperties): INodeProperties {
	return field.name === 'isbn' ? { ...field, hint: `${field.hint}. For several books, see the option One Title per Number` } : field;
}

export const findEligibleInstanceOperation: Operation = {
	option: {
		name: 'Find Eligible Instance',
		value: 'findEligibleInstance',
		action: 'Find a book or journal to borrow',
		description: 'Find the record to request, one that another library lends; doubtful cases go to a person',
	},
	outputs: ['Eligible', 'Needs Review', 'Not Available'],
	doubtOutput: outputOf.needsReview,
	handsOn: true,
	properties: [ownSymbolsField, serviceTypeField, ...citationProperties.map(withOptionForSeveral), detailsField, searchOptionsField],
	start,
};
