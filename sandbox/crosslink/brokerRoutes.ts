import { defineRoute } from '../route';
import type { SandboxAnswer, ModuleRequest, Route } from '../sharedTypes';
import { optionalTextIn, readBody } from './readBodies';
import type { Broker } from './Broker';
import { listAllowedActions, invokeAction } from './invokeAction';
import { answerNotificationList, answerCreateNotification, answerNotificationReceipt } from './notifications';
import { convertProblemToAnswer, buildJsonAnswer, buildListAnswer, buildNotFoundProblem } from './brokerHttp';
import { badRequestProblem } from './brokerProblems';
import { createPatronRequest, listPatronRequests, findOwnRequestOrThrow, setInternalNote, requestViewOf } from './requestHandlers';
import type { CrossLinkRequest } from './crossLinkRequest';
import { answerLocatedSuppliers, findBorrowingRequest, answerTransactions } from './transactionHandlers';
import { buildEventView, buildItemView } from './buildViews';

type Reply = SandboxAnswer | Promise<SandboxAnswer>;

/** Serves `/broker`: patron requests, their history, the rota and the state model. */
export function createBrokerRoutes(broker: Broker): Route[] {
	const to = (
		method: Route['method'],
		path: string,
		permission: string,
		handle: (request: ModuleRequest, ...parts: string[]) => Reply,
	): Route =>
		defineRoute(method, `/broker/${path}`, `broker.${permission}`, (request, ...parts) =>
			convertProblemToAnswer(() => handle(request, ...parts.map(unescapedAgain))),
		);
	const toOne = (
		method: Route['method'],
		path: string,
		permission: string,
		handle: (request: ModuleRequest, row: CrossLinkRequest, part: string) => Reply,
	): Route =>
		to(method, `patron_requests/{}${path}`, `patron_requests.item.${permission}`, (request, id, part) =>
			handle(request, findOwnRequestOrThrow(broker, request, id), part),
		);
	const done: SandboxAnswer = { status: 204 };

	return [
		to('GET', 'patron_requests', 'patron_requests.get', (request) => listPatronRequests(broker, request)),
		to('POST', 'patron_requests', 'patron_requests.post', (request) => createPatronRequest(broker, request)),
		toOne('GET', '', 'get', (_request, row) => buildJsonAnswer(requestViewOf(broker, row))),
		toOne('GET', '/actions', 'actions.get', (_request, row) => buildJsonAnswer({ actions: listAllowedActions(broker, row) })),
		toOne('POST', '/action', 'action.post', (request, row) => invokeAction(broker, request, row)),
		toOne('GET', '/events', 'events.get', (_request, row) =>
			buildListAnswer(row.events.map((event) => buildEventView(event, row, 'request'))),
		),
		toOne('GET', '/items', 'items.get', (_request, row) => buildListAnswer(row.items.map(buildItemView))),
		toOne('GET', '/notifications', 'notifications.get', answerNotificationList),
		toOne('POST', '/notifications', 'notifications.post', (request, row) => answerCreateNotification(broker, request, row)),
		toOne('PUT', '/notifications/{}/receipt', 'notifications.item.receipt.put', (request, row, id) =>
			answerNotificationReceipt(broker, request, row, id),
		),
		to('PUT', 'patron_requests/{}/internal_note', 'patron_requests.item.internal_note.put', (request, id) => {
			const note = optionalTextIn(readBody(request, 'UpdateInternalNote'), 'internalNote') ?? '';
			setInternalNote(broker, findOwnRequestOrThrow(broker, request, id), note);
			return done;
		}),
		to('GET', 'located_suppliers', 'located_suppliers.get', (request) => answerLocatedSuppliers(broker, request)),
		to('GET', 'ill_transactions', 'ill_transactions.get', (request) => answerTransactions(broker, request)),
		to('GET', 'ill_transactions/{}/events', 'ill_transactions.item.events.get', (request, id) => {
			const row = findBorrowingRequest(broker, request, ({ transactionId }) => transactionId === id);
			if (row === undefined) throw buildNotFoundProblem();
			return buildListAnswer(row.transactionEvents.map((event) => buildEventView(event, row, 'transaction')));
		}),
		to('GET', 'state_model/models/{}', 'state_model.item.get', (_request, name) => {
			if (name !== 'default' && name !== 'returnables') throw buildNotFoundProblem();
			return buildJsonAnswer(broker.model.print());
		}),
		to('GET', 'state_model/capabilities', 'state_model.capabilities.get', () => buildJsonAnswer(broker.model.capabilities)),
	];
}

/**
 * Unescapes a part of a path a second time, as the broker does. A request whose id has a percent sign can therefore be created but not
 * opened.
 */
function unescapedAgain(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw badRequestProblem(`Invalid format for parameter id: error unescaping path parameter 'id': ${part}`);
	}
}
