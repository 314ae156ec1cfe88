import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { n8nClock } from '../../shared/n8nClock';
import { mergeCarriedDraft, type DraftTextFields } from '../../../reshare/draft';
import type { ClientModule, FindResult, Inventory } from '../../shared/loadClient';
import { addHint } from '../../shared/addHint';
import type { NodeOperation } from '../../shared/nodeOperations';
import {
	readWhetherEachNumberIsATitle,
	findOptionsField,
	ownSymbolsField,
	readBatchSize,
	readFindOptions,
	serviceTypeField,
} from '../findEligibleFields';
import { addDraftToResult, rowNumberInList } from '../../shared/addDraftToResult';
import { connect } from '../../shared/connection';
import { itemFieldExpression, createParameterReader, type ParameterReader } from '../../shared/readParameters';
import { isToolRun } from '../../shared/toolRun';
import {
	furtherDetailsFields,
	buildFieldForEachVersion,
	citationOfDraftTexts,
	readCitationParameters,
	citationFields,
} from '../citationFields';

const outputOf: Readonly<Record<FindResult['outcome'], number>> = { eligible: 0, needsReview: 1, notAvailable: 2 };

/** After so many milliseconds, the reading of items pauses, so that answers that have come meanwhile are processed. */
const pauseAfterMs = 5;

/** The login is sent within this many iterations of the event loop. n8n's first expression in a process takes long and would delay it. */
const ticksToLogIn = 3;

export const findEligibleInstanceOperation: NodeOperation = {
	option: {
		name: 'Find Eligible Instance',
		value: 'findEligibleInstance',
		action: 'Find a book or journal to borrow',
		description: 'Find the record to request, one that another library lends; doubtful cases go to a person',
	},
	outputs: ['Eligible', 'Needs Review', 'Not Available'],
	doubtOutput: outputOf.needsReview,
	handsOn: true,
	properties: [
		ownSymbolsField,
		serviceTypeField,
		...citationFields.map(withOptionForSeveral).flatMap(buildFieldForEachVersion),
		...furtherDetailsFields,
		findOptionsField,
	],
	async start(context) {
		const { client, reshare, ownSymbols } = await connect(context, 'sharedInventory', { batchSize: readBatchSize(context) });
		const lookups = await findAll(context, client, reshare.inventory, ownSymbols);
		const found = lookups.flatMap(({ results }) => results);
		const answers = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
		let before = 0;
		const rowsBefore = lookups.map(({ results }) => (before += results.length) - results.length);
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
		// An item whose search failed goes to Needs Review, so that the others are not lost. If all failed, the node stops.
		const isFailure =
			context.getNode().onError === 'continueErrorOutput' || (failures.length === found.length && !context.continueOnFail());
		return (itemIndex) => {
			const { citations, results } = lookups[itemIndex] ?? { citations: [], results: [] };
			const ownRow = results.length === 1 ? rowNumberInList(context, itemIndex) : undefined;
			return results.map((one, index) => {
				if (one.status !== 'fulfilled') throw one.reason;
				const { error, problem: _problem, outcome, reason, explanation, ...record } = one.value;
				if (error !== undefined && isFailure) throw error;
				const asked = citations[index] ?? {};
				return {
					output: outputOf[outcome],
					json: addDraftToResult(context, itemIndex, asked, {
						outcome,
						reason,
						explanation,
						...record,
						askedFor: askedFor(asked),
						row: ownRow ?? (rowsBefore[itemIndex] ?? 0) + index + 1,
					}),
				};
			});
		};
	},
};

/** Returns the citation as it was given, so that answers can be matched with a list. */
function askedFor(asked: Asked): IDataObject {
	const names = ['instanceId', 'oclcNumber', 'isbn', 'issn', 'title', 'author', 'publicationDate'] as const;
	const draft = mergeCarriedDraft({}, asked);
	return Object.fromEntries(names.map((name) => [name, draft[name] ?? null]));
}

type Asked = DraftTextFields & { readonly serviceType?: string | undefined };

/** The citations for which one item asks, usually one, together with their results. */
interface Lookup {
	readonly citations: readonly Asked[];
	readonly results: ReadonlyArray<PromiseSettledResult<FindResult>>;
}

/** Searches for all items, in their order. The login and the first queries run while further items are read. */
async function findAll(
	context: IExecuteFunctions,
	client: ClientModule,
	inventory: Inventory,
	symbols: readonly string[],
): Promise<Lookup[]> {
	const read = ofCitation(context);
	const lookups: Array<Promise<Lookup>> = [];
	const endPendingLookups = inventory.gather();
	try {
		for (let tick = 0; tick < ticksToLogIn; tick++) await n8nClock.nextTurn();
		let resumedAt = n8nClock.elapsed();
		for (const itemIndex of context.getInputData().keys()) {
			lookups.push(findForItem(client, inventory, read, itemIndex, symbols));
			if (n8nClock.elapsed() - resumedAt < pauseAfterMs) continue;
			await n8nClock.nextTurn();
			resumedAt = n8nClock.elapsed();
		}
	} finally {
		endPendingLookups();
	}
	return await Promise.all(lookups);
}

/**
 * Makes a reader for the parameters. A value that a new node takes from the item counts as empty if an AI model made the item. For a copy,
 * edition, volume and date from the item are left out, because they describe the part, while the record is that of the whole journal or
 * book.
 */
function ofCitation(context: IExecuteFunctions): ParameterReader {
	const read = createParameterReader(context);
	const { parameters } = context.getNode();
	const byTool = isToolRun(context);
	return (name, itemIndex, fallback, options) => {
		const written = parameters[name];
		if (byTool && written === itemFieldExpression(name)) return '';
		if (name !== 'details' || typeof written !== 'object' || written === null) return read(name, itemIndex, fallback, options);
		const isCopy = read('serviceType', itemIndex, 'loan') === 'copy';
		const all = read(name, itemIndex, fallback, options) as Record<string, unknown>;
		return Object.fromEntries(
			Object.entries(all).filter(([detail]) => !(byTool || isCopy) || (written as IDataObject)[detail] !== itemFieldExpression(detail)),
		);
	};
}

/** Searches for one item. The promise never rejects, because an expression that fails for one item concerns only that item. */
async function findForItem(
	client: ClientModule,
	inventory: Inventory,
	read: ParameterReader,
	itemIndex: number,
	symbols: readonly string[],
): Promise<Lookup> {
	let citations: readonly Asked[] = [{}];
	try {
		const options = readFindOptions(read, itemIndex, symbols);
		const citation = { ...readCitationParameters(client, read, itemIndex), serviceType: options.serviceType };
		citations = readWhetherEachNumberIsATitle(read, itemIndex) ? inventory.eachNumber(citation) : [citation];
		return {
			citations,
			results: await Promise.allSettled(citations.map(async (one) => await inventory.findEligible(citationOfDraftTexts(one), options))),
		};
	} catch (reason) {
		return { citations, results: [{ status: 'rejected', reason }] };
	}
}

function withOptionForSeveral(field: INodeProperties): INodeProperties {
	return field.name === 'isbn' ? { ...field, hint: `${field.hint}. For several books, see the option One Title per Number` } : field;
}
