import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { badInputError } from '../../reshare/errors';
import type { ActionResult, FoundRequest, PatronRequest, RequestAction, Requests } from '../shared/loadClient';
import { connect } from '../shared/connection';
import { isToolRun } from '../shared/toolRun';
import { workInSequence, type ItemWork } from '../shared/routeItems';
import { readExpectedPatronId, readAction } from './actionFields';
import { notFoundSentence, readRequestName, readRequestSide } from './requestFields';
import { hasTooManyWrongPatronTries, noteWrongPatronTry } from './wrongPatronTries';

const outputOf: Readonly<Record<ActionResult['outcome'], number>> = { done: 0, wouldBeDone: 0, notPossible: 1, unclear: 2 };

export const unclearActionOutput = outputOf.unclear;

type Act = (requests: Requests, request: PatronRequest, action: RequestAction, details: 'full' | 'none') => Promise<ActionResult>;

export async function actOnEachItem(context: IExecuteFunctions, act: Act): Promise<ItemWork> {
	const { client, reshare } = await connect(context, 'myLibrary');
	const { requests } = reshare;
	// An AI model gets nothing that other people wrote.
	const details = isToolRun(context) ? 'none' : 'full';
	return workInSequence(context, async (itemIndex) => {
		const name = readRequestName(context, itemIndex);
		const side = readRequestSide(context, itemIndex);
		const found = await requests.get(name, side);
		const action = readAction(client, context, itemIndex);
		const noRequest = { requestAction: action.kind, requestId: null, hrid: null };
		const patron = readExpectedPatronId(context, itemIndex);
		const keys = patron === undefined ? [] : keysOf(context.getWorkflow().id ?? '', name, patron, found?.request);
		if (hasTooManyWrongPatronTries(keys))
			throw badInputError('Too many wrong tries for this request or this patron', 'Try again in an hour.');
		// If several requests match, all of them must belong to the patron, because nobody can be sure which one is meant.
		const isOfPatron = ({ patronId }: PatronRequest) =>
			patron === undefined || (patron !== '' && patron === patronId?.trim().toLowerCase());
		const open = found === undefined ? [] : [found.request, ...found.rivals];
		if (found === undefined || !open.every(isOfPatron)) {
			noteWrongPatronTry(keys);
			const explanation = notFoundSentence(requests, name, side);
			return [{ output: outputOf.notPossible, json: { outcome: 'notFound', ...noRequest, explanation } }];
		}
		if (found.rivals.length > 0) {
			const numbers = open.map(({ id, hrid }) => hrid ?? id).join(', ');
			const explanation = `${open.length} open requests carry '${name.trim()}': ${numbers}. Name one of them by its number.`;
			const json = { outcome: 'notPossible', reason: 'severalRequests', ...noRequest, explanation, warnings: [...found.warnings] };
			return [{ output: outputOf.notPossible, json }];
		}
		const result = await act(requests, found.request, action, details);
		return [{ output: outputOf[result.outcome], json: actionItem(requests, found, action, result, details, context.getTimezone()) }];
	});
}

function actionItem(
	requests: Requests,
	{ request, warnings }: FoundRequest,
	{ kind }: RequestAction,
	result: ActionResult,
	details: 'full' | 'none',
	timeZone: string,
): IDataObject {
	const { before, after, conditions, possibleActions, lendingPlaces } = result;
	return {
		outcome: result.outcome,
		reason: result.reason,
		requestAction: kind,
		requestId: request.id,
		hrid: request.hrid ?? null,
		title: request.title ?? null,
		status: after === null ? null : { ...after },
		isOpen: after === null ? null : requests.standing(result.request).isOpen,
		previousStatus: before === null ? null : { ...before },
		explanation: result.explanation,
		blocker: result.blocker,
		possibleActions: possibleActions === null ? null : [...possibleActions],
		conditions: conditions === null ? null : requests.conditions(requests.masked({ ...request, conditions }, details), timeZone),
		lendingPlaces: lendingPlaces === null ? null : [...lendingPlaces],
		warnings: [...warnings],
		staffLink: requests.staffLink(request),
		succeededBy: result.succeededBy,
	};
}

/**
 * Returns the keys by which attempts with a wrong patron are counted: the number that was typed, the request that it names in any
 * spelling, and the patron.
 */
function keysOf(workflow: string, name: string, patron: string, request: PatronRequest | undefined): string[] {
	const names = [name.trim().toLowerCase(), request?.hrid?.toLowerCase(), request?.id];
	return [
		...new Set(names.filter((one) => one !== undefined).map((one) => `${workflow} request ${one}`)),
		...(patron === '' ? [] : [`${workflow} patron ${patron}`]),
	];
}
