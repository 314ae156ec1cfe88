import type { IExecuteFunctions } from 'n8n-workflow';
import type { ActionResult, PatronRequest, RequestAction, Requests } from '../shared/client';
import { connect } from '../shared/connection';
import type { ItemWork, RoutedItem } from '../shared/items';
import { isToolRun } from '../shared/toolRun';
import { isForPatron, readAction } from './actionFields';
import { notFoundSentence, requestName, requestSide } from './fields';

const outputOf: Readonly<Record<ActionResult['outcome'], number>> = { done: 0, wouldBeDone: 0, notPossible: 1, unclear: 2 };

/** The output for doubt of the operations that act. */
export const unclearOutput = outputOf.unclear;

type Act = (requests: Requests, request: PatronRequest, action: RequestAction) => Promise<ActionResult>;

/** Finds the request that each item names, does with it what the item says, and tells what came of it. */
export async function eachAction(context: IExecuteFunctions, act: Act): Promise<ItemWork> {
	const { client, reshare } = await connect(context, 'myLibrary');
	const { requests } = reshare;
	const work: ItemWork = async (itemIndex) => {
		const name = requestName(context, client, itemIndex);
		const side = requestSide(context, client, itemIndex);
		const found = await requests.get(name, side);
		const action = readAction(client, context, itemIndex);
		// With several, the patron of none of them is certain.
		if (found === undefined || ![found.request, ...found.rivals].every(({ patronId }) => isForPatron(client, context, itemIndex, patronId))) {
			return [{ output: outputOf.notPossible, json: { outcome: 'notFound', requestId: null, hrid: null, explanation: notFoundSentence(requests, name, side) } }];
		}
		if (found.rivals.length > 0) return [{ output: outputOf.notPossible, json: { outcome: 'notPossible', reason: 'severalRequests', requestId: null, hrid: null, explanation: severalSentence(name, [found.request, ...found.rivals]), warnings: [...found.warnings] } }];
		const result = await act(requests, found.request, action);
		return [
			{
				output: outputOf[result.outcome],
				json: {
					outcome: result.outcome,
					reason: result.reason,
					requestId: found.request.id,
					hrid: found.request.hrid ?? null,
					title: found.request.title ?? null,
					status: result.after === null ? null : { ...result.after },
					isOpen: result.after === null ? null : requests.standing(result.request).isOpen,
					previousStatus: result.before === null ? null : { ...result.before },
					explanation: result.explanation,
					possibleActions: result.possibleActions === null ? null : [...result.possibleActions],
					lendingPlaces: result.lendingPlaces === null ? null : [...result.lendingPlaces],
					warnings: [...found.warnings],
					staffLink: requests.staffLink(found.request),
					succeededBy: result.succeededBy,
				},
			},
		];
	};
	// n8n shows the item that failed and drops what came of the others: nothing more may be done then.
	const stopsAtFailure = !isToolRun(context) && !context.continueOnFail();
	let before: Promise<unknown> = Promise.resolve();
	return async (itemIndex): Promise<readonly RoutedItem[]> => {
		// One after the other: an action of one item can decide what is possible for the next.
		const turn = before.then(async () => {
			// After Stop, n8n listens no more, and lets the node go on by itself.
			context.getExecutionCancelSignal()?.throwIfAborted();
			return await work(itemIndex);
		});
		before = stopsAtFailure ? turn : turn.catch(() => undefined);
		return await turn;
	};
}

/** Which one is meant would be a guess. */
function severalSentence(name: string, open: readonly PatronRequest[]): string {
	return `${open.length} open requests carry '${name.trim()}': ${open.map(({ id, hrid }) => hrid ?? id).join(', ')}. Name one of them by its number.`;
}
