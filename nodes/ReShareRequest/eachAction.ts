import type { IExecuteFunctions } from 'n8n-workflow';
import type { ActionResult, Client, PatronRequest, RequestAction, ModRsDesk } from '../shared/client';
import { connect } from '../shared/connection';
import type { ItemWork, RoutedItem } from '../shared/items';
import { staffLink } from '../shared/staffLink';
import { readAction } from './actionFields';
import { notFoundSentence, requestName, requestSide } from './fields';

const outputOf: Readonly<Record<ActionResult['outcome'], number>> = { done: 0, wouldBeDone: 0, notPossible: 1, unclear: 2 };

/** The output for doubt of the operations that act. */
export const unclearOutput = outputOf.unclear;

type Act = (client: Client, requests: ModRsDesk, request: PatronRequest, action: RequestAction) => Promise<ActionResult>;

/** Finds the request that each item names, does with it what the item says, and tells what came of it. */
export async function eachAction(context: IExecuteFunctions, act: Act): Promise<ItemWork> {
	const { client, credential, okapi } = await connect(context, 'myLibrary');
	const requests = new client.ModRsDesk(okapi);
	const work: ItemWork = async (itemIndex) => {
		const name = requestName(context, itemIndex);
		const side = requestSide(context, itemIndex);
		const found = await client.findRequest(requests, name, side);
		const action = readAction(context, itemIndex);
		if (found === undefined) {
			return [{ output: outputOf.notPossible, json: { outcome: 'notFound', requestId: null, hrid: null, explanation: notFoundSentence(client, name, side) } }];
		}
		const result = await act(client, requests, found.request, action);
		return [
			{
				output: outputOf[result.outcome],
				json: {
					outcome: result.outcome,
					reason: result.reason,
					requestId: found.request.id,
					hrid: found.request.hrid ?? null,
					status: result.after === null ? null : { ...result.after },
					previousStatus: result.before === null ? null : { ...result.before },
					explanation: result.explanation,
					possibleActions: result.possibleActions === null ? null : [...result.possibleActions],
					warnings: [...found.warnings],
					staffLink: staffLink(credential.staffUrl, found.request),
				},
			},
		];
	};
	let before: Promise<unknown> = Promise.resolve();
	return async (itemIndex): Promise<readonly RoutedItem[]> => {
		// One after the other: an action of one item can decide what is possible for the next.
		const turn = before.then(async () => await work(itemIndex));
		before = turn.catch(() => undefined);
		return await turn;
	};
}
