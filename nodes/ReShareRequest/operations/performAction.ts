import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Client, FoundRequest, RequestAction, RequestsClient } from '../../shared/client';
import { connect } from '../../shared/connection';
import type { ItemWork, RoutedItem } from '../../shared/items';
import type { Operation } from '../../shared/operation';
import { staffLink } from '../../shared/staffLink';
import { notFoundSentence, requestField, requestName } from '../fields';
import { actionFields, readAction } from './performActionFields';

const done = 0;
const notPossible = 1;
const unclear = 2;

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { client, credential, okapi } = await connect(context, 'myLibrary');
	const requests = new client.RequestsClient(okapi);
	const route = (output: number, json: IDataObject): RoutedItem[] => [{ output, json }];
	let before: Promise<unknown> = Promise.resolve();
	return async (itemIndex) => {
		const turn = before;
		const work = turn.then(async () => {
			const name = requestName(context, itemIndex);
			const found = await client.findRequest(requests, name);
			const action = readAction(context, itemIndex);
			if (found === undefined) {
				return route(notPossible, { outcome: 'notFound', requestId: null, hrid: null, explanation: notFoundSentence(client, name) });
			}
			const preview = context.getNodeParameter('previewOnly', itemIndex, false) === true;
			const result = preview ? await previewAction(client, requests, found, action) : await act(client, requests, found, action);
			return route(result.output, { ...result.json, staffLink: staffLink(credential.staffUrl, found.request) });
		});
		// One after the other: an action of one item can decide what is possible for the next.
		before = work.catch(() => undefined);
		return await work;
	};
}

async function act(client: Client, requests: RequestsClient, found: FoundRequest, action: RequestAction): Promise<RoutedItem> {
	const result = await client.performAction(requests, found.request, action);
	const outputs = { done, notPossible, unclear };
	return {
		output: outputs[result.outcome],
		json: {
			outcome: result.outcome,
			reason: result.reason,
			requestId: found.request.id,
			hrid: found.request.hrid ?? null,
			status: result.after === null ? null : { ...result.after },
			previousStatus: result.before === null ? null : { ...result.before },
			explanation: result.explanation,
			possibleActions: result.possibleActions.map(client.actionLabel),
			warnings: [...found.warnings],
		},
	};
}

async function previewAction(client: Client, requests: RequestsClient, found: FoundRequest, action: RequestAction): Promise<RoutedItem> {
	const possible = await requests.validActions(found.request.id);
	const allowed = client.isAllowed(found.request, action, possible);
	const code = found.request.state?.code;
	const state = code === undefined ? null : client.describeState(code);
	return {
		output: allowed ? done : notPossible,
		json: {
			outcome: 'preview',
			reason: allowed ? 'allowedNow' : 'notAllowedNow',
			requestId: found.request.id,
			hrid: found.request.hrid ?? null,
			status: state === null ? null : { ...state },
			previousStatus: null,
			explanation: allowed ? 'The request allows this action now. Nothing was done.' : 'The request does not allow this action now. Nothing was done.',
			possibleActions: possible.map(client.actionLabel),
			warnings: [...found.warnings],
		},
	};
}

export const performAction: Operation = {
	option: {
		name: 'Perform Action',
		value: 'performAction',
		action: 'Perform an action on a request',
		description: 'Cancel or close a request, answer conditions, read or write messages',
	},
	outputs: ['Done', 'Not Possible', 'Unclear'],
	doubtOutput: unclear,
	properties: [requestField, ...actionFields],
	start,
};
