import { route } from '../route';
import type { SandboxAnswer, ModuleRequest, Route } from '../types';
import { optionalText, readBody } from './bodies';
import type { Broker } from './broker';
import { actionList, invokeAction } from './invoke';
import { notes, notify, receipt } from './notifications';
import { answering, json, listed, notFound } from './parameters';
import { badRequest } from './problems';
import { createPatronRequest, list, owned, setNote, shownRequest } from './requests';
import type { CrossLinkRequest } from './row';
import { locatedSuppliers, transactionOf, transactions } from './transactions';
import { eventView, itemView } from './views';

type Reply = SandboxAnswer | Promise<SandboxAnswer>;

/** Serves `/broker`: patron requests, their history, the rota and the state model. */
export function brokerRoutes(broker: Broker): Route[] {
	const to = (
		method: Route['method'],
		path: string,
		permission: string,
		handle: (request: ModuleRequest, ...parts: string[]) => Reply,
	): Route =>
		route(method, `/broker/${path}`, `broker.${permission}`, (request, ...parts) =>
			answering(() => handle(request, ...parts.map(unescapedAgain))),
		);
	const toOne = (
		method: Route['method'],
		path: string,
		permission: string,
		handle: (request: ModuleRequest, row: CrossLinkRequest, part: string) => Reply,
	): Route =>
		to(method, `patron_requests/{}${path}`, `patron_requests.item.${permission}`, (request, id, part) =>
			handle(request, owned(broker, request, id), part),
		);
	const done: SandboxAnswer = { status: 204 };

	return [
		to('GET', 'patron_requests', 'patron_requests.get', (request) => list(broker, request)),
		to('POST', 'patron_requests', 'patron_requests.post', (request) => createPatronRequest(broker, request)),
		toOne('GET', '', 'get', (_request, row) => json(shownRequest(broker, row))),
		toOne('GET', '/actions', 'actions.get', (_request, row) => json({ actions: actionList(broker, row) })),
		toOne('POST', '/action', 'action.post', (request, row) => invokeAction(broker, request, row)),
		toOne('GET', '/events', 'events.get', (_request, row) => listed(row.events.map((event) => eventView(event, row, 'request')))),
		toOne('GET', '/items', 'items.get', (_request, row) => listed(row.items.map(itemView))),
		toOne('GET', '/notifications', 'notifications.get', notes),
		toOne('POST', '/notifications', 'notifications.post', (request, row) => notify(broker, request, row)),
		toOne('PUT', '/notifications/{}/receipt', 'notifications.item.receipt.put', (request, row, id) => receipt(broker, request, row, id)),
		to('PUT', 'patron_requests/{}/internal_note', 'patron_requests.item.internal_note.put', (request, id) => {
			const note = optionalText(readBody(request, 'UpdateInternalNote'), 'internalNote') ?? '';
			setNote(broker, owned(broker, request, id), note);
			return done;
		}),
		to('GET', 'located_suppliers', 'located_suppliers.get', (request) => locatedSuppliers(broker, request)),
		to('GET', 'ill_transactions', 'ill_transactions.get', (request) => transactions(broker, request)),
		to('GET', 'ill_transactions/{}/events', 'ill_transactions.item.events.get', (request, id) => {
			const row = transactionOf(broker, request, ({ transactionId }) => transactionId === id);
			if (row === undefined) throw notFound();
			return listed(row.transactionEvents.map((event) => eventView(event, row, 'transaction')));
		}),
		to('GET', 'state_model/models/{}', 'state_model.item.get', (_request, name) => {
			if (name !== 'default' && name !== 'returnables') throw notFound();
			return json(broker.model.print());
		}),
		to('GET', 'state_model/capabilities', 'state_model.capabilities.get', () => json(broker.model.capabilities)),
	];
}

/** Path parts are unescaped twice, so that an id with a percent sign can be created but not opened. */
function unescapedAgain(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw badRequest(`Invalid format for parameter id: error unescaping path parameter 'id': ${part}`);
	}
}
