import type { IExecuteFunctions } from 'n8n-workflow';
import type { ActionResult, PatronRequest, RequestAction, Requests } from '../shared/client';
import { connect } from '../shared/connection';
import { oneAfterAnother, type ItemWork } from '../shared/items';
import { isForPatron, readAction } from './actionFields';
import { notFoundSentence, requestName, requestSide } from './fields';

const outputOf: Readonly<Record<ActionResult['outcome'], number>> = { done: 0, wouldBeDone: 0, notPossible: 1, unclear: 2 };

export const unclearOutput = outputOf.unclear;

type Act = (requests: Requests, request: PatronRequest, action: RequestAction) => Promise<ActionResult>;

export async function eachAction(context: IExecuteFunctions, act: Act): Promise<ItemWork> {
	const { client, reshare } = await connect(context, 'myLibrary');
	const { requests } = reshare;
	return oneAfterAnother(context, async (itemIndex) => {
		const name = requestName(context, client, itemIndex);
		const side = requestSide(context, client, itemIndex);
		const found = await requests.get(name, side);
		const action = readAction(client, context, itemIndex);
		// With several requests, no patron is certain.
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
	});
}

function severalSentence(name: string, open: readonly PatronRequest[]): string {
	return `${open.length} open requests carry '${name.trim()}': ${open.map(({ id, hrid }) => hrid ?? id).join(', ')}. Name one of them by its number.`;
}
