import type { IExecuteFunctions } from 'n8n-workflow';
import type { ActionResult, PatronRequest, RequestAction, Requests } from '../shared/client';
import { connect } from '../shared/connection';
import { isToolRun } from '../shared/toolRun';
import { oneAfterAnother, type ItemWork } from '../shared/items';
import { onlyPatron, readAction } from './actionFields';
import { notFoundSentence, requestName, requestSide } from './fields';
import { hasTooManyWrongTries, noteWrongTry } from './wrongTries';

const outputOf: Readonly<Record<ActionResult['outcome'], number>> = { done: 0, wouldBeDone: 0, notPossible: 1, unclear: 2 };

export const unclearOutput = outputOf.unclear;

type Act = (requests: Requests, request: PatronRequest, action: RequestAction, details: 'full' | 'none') => Promise<ActionResult>;

export async function eachAction(context: IExecuteFunctions, act: Act): Promise<ItemWork> {
	const { client, reshare } = await connect(context, 'myLibrary');
	const { requests } = reshare;
	// An AI model reads nothing that other people wrote.
	const details = isToolRun(context) ? 'none' : 'full';
	return oneAfterAnother(context, async (itemIndex) => {
		const name = requestName(context, client, itemIndex);
		const side = requestSide(context, client, itemIndex);
		const found = await requests.get(name, side);
		const action = readAction(client, context, itemIndex);
		const patron = onlyPatron(client, context, itemIndex);
		const keys = patron === undefined ? [] : keysOf(context.getWorkflow().id ?? '', name, patron, found?.request);
		if (hasTooManyWrongTries(keys))
			throw new client.ReShareError('badInput', 'Too many wrong tries for this request or this patron', {
				description: 'Try again in an hour.',
			});
		// If several requests match, it is not certain whose request is meant.
		if (
			found === undefined ||
			![found.request, ...found.rivals].every(
				({ patronId }) => patron === undefined || (patron !== '' && patron === patronId?.trim().toLowerCase()),
			)
		) {
			noteWrongTry(keys);
			return [
				{
					output: outputOf.notPossible,
					json: { outcome: 'notFound', requestId: null, hrid: null, explanation: notFoundSentence(requests, name, side) },
				},
			];
		}
		if (found.rivals.length > 0)
			return [
				{
					output: outputOf.notPossible,
					json: {
						outcome: 'notPossible',
						reason: 'severalRequests',
						requestId: null,
						hrid: null,
						explanation: severalSentence(name, [found.request, ...found.rivals]),
						warnings: [...found.warnings],
					},
				},
			];
		const result = await act(requests, found.request, action, details);
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
					conditions:
						result.conditions === null
							? null
							: requests.conditions(requests.masked({ ...found.request, conditions: result.conditions }, details), context.getTimezone()),
					lendingPlaces: result.lendingPlaces === null ? null : [...result.lendingPlaces],
					warnings: [...found.warnings],
					staffLink: requests.staffLink(found.request),
					succeededBy: result.succeededBy,
				},
			},
		];
	});
}

/**
 * A wrong guess counts against the number that was typed, against the request that it names in whatever spelling, and against the patron.
 */
function keysOf(workflow: string, name: string, patron: string, request: PatronRequest | undefined): string[] {
	const names = [name.trim().toLowerCase(), request?.hrid?.toLowerCase(), request?.id];
	return [
		...new Set(names.filter((one) => one !== undefined).map((one) => `${workflow} request ${one}`)),
		...(patron === '' ? [] : [`${workflow} patron ${patron}`]),
	];
}

function severalSentence(name: string, open: readonly PatronRequest[]): string {
	return `${open.length} open requests carry '${name.trim()}': ${open.map(({ id, hrid }) => hrid ?? id).join(', ')}. Name one of them by its number.`;
}
