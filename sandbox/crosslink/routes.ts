import { randomUUID } from 'node:crypto';
import type { Answer, ModuleRequest, Route } from '../types';
import { readBody, optional } from './bodies';
import type { Broker } from './broker';
import { compileCql } from './cql/compile';
import { requestIndexes } from './indexes';
import { readIllRequest } from './iso/read';
import type { IsoRequest } from './iso/read';
import { nameOf } from './members';
import { notSelected, requestingExchange } from './messages';
import { capabilities } from './model/capabilities';
import { about, answering, chosenSymbol, json, ownSymbols, ParameterProblem, unlisted, wholeNumber } from './parameters';
import { badRequest, BrokerProblem } from './problems';
import { ownerOf, serviceTypeOf } from './row';
import type { BrokerEvent, CrossLinkRequest, Notification } from './row';
import { eventView, itemView, notificationView, requestView, supplierView, transactionView } from './views';

/** What the broker takes for its own address, for it does not see Okapi. */
const base = 'https://mod-broker.example.org';
/** Rows of a page where no limit is given; there is no greatest one. */
const usualPage = 10;

type Handler = (request: ModuleRequest, parts: readonly string[]) => Answer | Promise<Answer>;

function route(method: Route['method'], path: string, permission: string, handle: Handler): Route {
	const pattern = new RegExp(`^${path.replace(/\{\}/gu, '([^/]+)')}$`, 'u');
	return {
		method,
		path: pattern,
		permissions: [`broker.${permission}`],
		handle: (request, match) => answering(() => handle(request, match.slice(1).map(pathPart))),
	};
}

/** A part of a path is unescaped twice, so that an id with a percent sign can be made and not be opened. */
function pathPart(part: string): string {
	const once = decodeURIComponent(part);
	try {
		return decodeURIComponent(once);
	} catch {
		throw new ParameterProblem(`Invalid format for parameter id: error unescaping path parameter 'id': invalid URL escape "${/%.{0,2}/u.exec(once)?.[0] ?? '%'}"`);
	}
}

const notFound = () => new BrokerProblem(404, 'not found');

/** `/broker`: patron requests, their story, the rota and the state model. */
export function brokerRoutes(broker: Broker): Route[] {
	const { store } = broker;
	const requests = '/broker/patron_requests';
	const one = `${requests}/{}`;
	const item = 'patron_requests.item';
	const shown = (row: CrossLinkRequest) => requestView(row, base, broker.isLater);
	const userOf = (request: ModuleRequest) => request.user?.username ?? 'unknown';

	/** @throws BrokerProblem 404 for a request of somebody else or of the other side */
	function owned(request: ModuleRequest, id = ''): CrossLinkRequest {
		const symbols = ownSymbols(request);
		const symbol = request.query.get('symbol');
		if (symbol !== null && symbol.trim() !== '') chosenSymbol(request, symbol);
		const row = store.get(id);
		const side = request.query.get('side');
		const isOtherSide = (side === 'borrowing' || side === 'lending') && side !== row?.side;
		if (row === undefined || isOtherSide || !symbols.includes(ownerOf(row) ?? '')) throw notFound();
		return row;
	}

	function illRequestOf(body: Readonly<Record<string, unknown>>): IsoRequest {
		const illRequest = readIllRequest(body.illRequest as Readonly<Record<string, unknown>>);
		if (illRequest === undefined) throw badRequest('invalid patron request: illRequest must not be empty');
		return illRequest;
	}

	async function create(request: ModuleRequest): Promise<Answer> {
		const body = readBody(request, 'CreatePatronRequest');
		const illRequest = illRequestOf({ illRequest: body.illRequest });
		const requesterSymbol = chosenSymbol(request, optional(body, 'requesterSymbol'));
		const values = Object.fromEntries(['id', 'patron', 'internalNote', ...(broker.isLater ? ['prevReqId', 'requesterPickupLocationId'] : [])].flatMap((name) => (optional(body, name) === undefined ? [] : [[name, optional(body, name)]])));
		const row = await broker.create({ ...values, requesterSymbol, illRequest, user: userOf(request) }, request);
		return { ...json(shown(row), 201), headers: { Location: `${base}${requests}/${encodeURIComponent(row.id)}` } };
	}

	function edit(request: ModuleRequest, id: string): Answer {
		const body = readBody(request, 'CreatePatronRequest');
		const illRequest = illRequestOf({ illRequest: body.illRequest });
		const symbol = chosenSymbol(request, optional(body, 'requesterSymbol'));
		if (optional(body, 'id') !== undefined && optional(body, 'id') !== id) throw badRequest('patron request id does not match');
		const row = owned(request, id);
		if (row.side !== 'borrowing') throw badRequest('only borrower-side patron requests can be updated');
		if (optional(body, 'requesterSymbol') !== undefined && symbol !== row.requesterSymbol) throw badRequest('requesterSymbol does not match existing patron request');
		if (broker.model.state('REQUESTER', row.state)?.editable !== true) throw badRequest(`patron request is not editable in state "${row.state}"`);
		const patron = optional(body, 'patron') ?? row.patron;
		const note = optional(body, 'internalNote');
		store.change(row, {
			illRequest: broker.headed(illRequest, row.requesterSymbol, row.id, row.createdAt, patron),
			...(patron === undefined ? {} : { patron }),
		});
		if (note !== undefined) setNote(row, note);
		return json(shown(row));
	}

	function setNote(row: CrossLinkRequest, note: string): void {
		store.change(row, {});
		if (note.trim() === '') delete row.internalNote;
		else row.internalNote = note.trim();
	}

	function list(request: ModuleRequest): Answer {
		const { query } = request;
		const limit = wholeNumber(request, 'limit', usualPage);
		const offset = wholeNumber(request, 'offset', 0);
		const symbol = chosenSymbol(request, query.get('symbol') ?? undefined);
		const side = query.get('side');
		const facets = query.getAll('facets').flatMap((names) => names.split(','));
		for (const [index, name] of facets.entries()) {
			if (name !== 'requester_symbol' && name !== 'supplier_symbol') throw unlisted('facets', ['requester_symbol', 'supplier_symbol'], name, `Error at "/${index}": `);
		}
		const search = compileCql(query.get('cql') ?? 'cql.allRecords=1', requestIndexes(broker.isLater));
		const number = query.get('requester_req_id');
		const found = store.all().filter((row) => ownerOf(row) === symbol && ((side !== 'borrowing' && side !== 'lending') || row.side === side) && (number === null || row.requesterRequestId === number) && search.test(row));
		const sorted = found.sort(search.compare ?? ((left, right) => left.createdAt - right.createdAt));
		const rows = sorted.slice(offset, offset + limit);
		const counted = facets.length === 0 ? {} : { facets: facets.map((name) => ({ name, values: countBy(found, name as 'requester_symbol' | 'supplier_symbol') })) };
		return json({ about: { ...about(request, base, found.length, limit, offset), ...counted }, items: rows.length === 0 ? null : rows.map(shown) });
	}

	function actionList(row: CrossLinkRequest): unknown[] {
		const { requesterActions, supplierActions } = capabilities(broker.model.version);
		const known = row.side === 'borrowing' ? requesterActions : supplierActions;
		const modelSide = row.side === 'borrowing' ? 'REQUESTER' as const : 'SUPPLIER' as const;
		return allowed(row).flatMap((action) => known.filter(({ name }) => name === action.name).map(({ name, parameters }) => ({
			available: !row.busy && broker.atWork(row) === undefined,
			name,
			parameters,
			...(broker.model.isPrimary(modelSide, row.state, action, serviceTypeOf(row)) ? { primary: true } : {}),
		})));
	}

	/** Staff's actions; the server's own only from the one that failed on. */
	function allowed(row: CrossLinkRequest) {
		const failed = row.lastActionResult === 'ERROR' || row.lastActionResult === 'PROBLEM';
		let hasFailed = false;
		return broker.actionsOf(row).filter((action) => {
			if (failed && action.name === row.lastAction) hasFailed = true;
			return action.trigger !== 'auto' || hasFailed;
		});
	}

	async function act(request: ModuleRequest, row: CrossLinkRequest, name: string, params: Readonly<Record<string, unknown>>): Promise<Answer> {
		const fromState = row.state;
		if (row.busy) return json({ result: 'ERROR', outcome: 'failure', message: 'another invoke-action task in progress', fromState });
		const takes = broker.world.options.crosslinkActionTakesMs ?? 0;
		if (takes > 0) {
			row.busy = true;
			await new Promise<void>((resolve) => broker.world.clock.afterExactly(takes, resolve));
			row.busy = false;
		}
		await request.beforeCommit?.();
		const event = broker.invoke(row, name, params, userOf(request));
		return json(actionResult(event, fromState));
	}

	async function terminate(request: ModuleRequest, row: CrossLinkRequest): Promise<Answer> {
		if (row.terminalState) throw badRequest(`patron request ${row.id} is already terminal`);
		const modelSide = row.side === 'borrowing' ? 'REQUESTER' as const : 'SUPPLIER' as const;
		const closing = broker.model.state(modelSide, row.state)?.closingAction;
		const fromState = row.state;
		if (closing !== undefined) {
			const answer = await act(request, row, closing, {});
			if (row.terminalState) return answer;
		}
		const toState = broker.model.manualClose(modelSide);
		const event = store.note(row.events, { eventType: 'TASK', eventName: 'invoke-action', eventData: { user: userOf(request), action: 'terminate' }, resultData: { actionResult: { outcome: 'success', toState } } });
		store.change(row, { lastAction: 'terminate', lastActionOutcome: 'success', lastActionResult: 'SUCCESS' });
		broker.stand(row, toState);
		return json(actionResult(event, fromState));
	}

	function notify(request: ModuleRequest, row: CrossLinkRequest): Answer {
		const note = optional(readBody(request, 'CreatePrNotification'), 'note') ?? '';
		if (note.trim() === '') throw badRequest('note is required');
		const now = store.now();
		const [fromSymbol, toSymbol] = row.side === 'borrowing' ? [row.requesterSymbol, row.supplierSymbol ?? ''] : [row.supplierSymbol ?? '', row.requesterSymbol];
		const sent: Notification = { id: randomUUID(), fromSymbol, toSymbol, direction: 'sent', kind: 'note', note, createdAt: now, acknowledgedAt: now };
		const shown = notificationView(sent);
		// The answer is printed before the note goes out, or cannot: nobody is there to read it.
		const isElsewhere = row.side === 'borrowing' && broker.rota.isElsewhere(row);
		sent.receipt = row.supplierSymbol === undefined || isElsewhere ? 'FAILED_TO_SEND' : 'SENT';
		row.notifications.push(sent);
		const refused = { eventStatus: 'PROBLEM' as const, resultData: { ...requestingExchange(row, 'Notification', note, now, notSelected), eventError: { Message: 'failed to send notification', Cause: 'not successful response' } } };
		store.note(row.events, { eventType: 'TASK', eventName: 'send-notification', eventData: { notification: { ID: sent.id, PrID: row.id, FromSymbol: fromSymbol, ToSymbol: toSymbol, Direction: 'sent', Kind: 'note', Note: note } }, ...(isElsewhere ? refused : {}) });
		const peer = store.all().find((other) => other.side !== row.side && other.requesterRequestId === row.requesterRequestId && sent.receipt === 'SENT' && (row.side === 'lending' || row.suppliers.some((supplier) => supplier.status === 'selected' && supplier.supplierRequestId === other.id)));
		// A lender's note tells its last word again, such as that it has declined.
		if (peer?.side === 'borrowing') broker.receive(peer, fromSymbol, { reason: 'Notification', status: peer.suppliers.find(({ supplierRequestId }) => supplierRequestId === row.id)?.lastStatus ?? 'ExpectToSupply', note });
		else peer?.notifications.push({ id: randomUUID(), fromSymbol, toSymbol, direction: 'received', kind: 'note', note, createdAt: store.now() });
		return json(shown, 201);
	}

	function notes(request: ModuleRequest, row: CrossLinkRequest): Answer {
		const limit = wholeNumber(request, 'limit', usualPage);
		const offset = wholeNumber(request, 'offset', 0);
		const kind = request.query.get('kind');
		if (kind !== null && kind !== 'note' && kind !== 'condition') throw unlisted('kind', ['note', 'condition'], kind);
		const found = row.notifications.filter((entry) => kind === null || entry.kind === kind);
		return json({ about: about(request, base, found.length, limit, offset), items: found.slice(offset, offset + limit).map(notificationView) });
	}

	function receipt(request: ModuleRequest, row: CrossLinkRequest, id: string | undefined): Answer {
		const value = optional(readBody(request, 'UpdateNotificationReceipt'), 'receipt') ?? '';
		const found = row.notifications.find((entry) => entry.id === id);
		if (found === undefined) throw notFound();
		found.receipt = value;
		found.acknowledgedAt ??= store.now();
		return { status: 204 };
	}

	/** The borrowing request that a number, or the broker's transaction, belongs to. */
	function transactionOf(request: ModuleRequest, test: (row: CrossLinkRequest) => boolean): CrossLinkRequest | undefined {
		const symbols = ownSymbols(request);
		return store.all().find((row) => row.side === 'borrowing' && row.transactionEvents.length > 0 && symbols.includes(row.requesterSymbol) && test(row));
	}

	function rota(request: ModuleRequest): Answer {
		const number = request.query.get('requester_req_id');
		const transaction = request.query.get('ill_transaction_id');
		if (number === null && transaction === null) throw badRequest('either requesterReqId or illTransactionId should be provided');
		const row = transactionOf(request, (candidate) => (number === null ? candidate.transactionId === transaction : candidate.requesterRequestId === number));
		const items = row?.suppliers.map((supplier, ordinal) => supplierView(supplier, ordinal, row, base, broker.isLater)) ?? [];
		return json({ about: { count: items.length }, items });
	}

	function transactions(request: ModuleRequest): Answer {
		const number = request.query.get('requester_req_id');
		const row = transactionOf(request, (candidate) => number === null || candidate.requesterRequestId === number);
		const items = row === undefined ? [] : [transactionView(row, base)];
		return json({ about: { count: items.length }, items });
	}

	function listed(items: readonly unknown[]): Answer {
		return json({ about: { count: items.length }, items });
	}

	return [
		route('GET', requests, 'patron_requests.get', list),
		route('POST', requests, 'patron_requests.post', create),
		route('GET', one, `${item}.get`, (request, [id]) => json(shown(owned(request, id)))),
		route('PUT', one, `${item}.put`, (request, [id]) => edit(request, id ?? '')),
		route('DELETE', one, `${item}.delete`, (request, [id]) => {
			store.delete(owned(request, id).id);
			return { status: 204 };
		}),
		route('GET', `${one}/actions`, `${item}.actions.get`, (request, [id]) => json({ actions: actionList(owned(request, id)) })),
		route('POST', `${one}/action`, `${item}.action.post`, (request, [id]) => {
			const row = owned(request, id);
			const body = readBody(request, 'ExecuteAction');
			const name = optional(body, 'action') ?? '';
			if (!allowed(row).some((action) => action.name === name)) throw badRequest(`Action ${name} is not allowed for patron request ${row.id} in state ${row.state}`);
			return act(request, row, name, (body.actionParams ?? {}) as Readonly<Record<string, unknown>>);
		}),
		route('POST', `${one}/terminate`, `${item}.terminate.post`, (request, [id]) => terminate(request, owned(request, id))),
		route('GET', `${one}/events`, `${item}.events.get`, (request, [id]) => {
			const row = owned(request, id);
			return listed(row.events.map((event) => eventView(event, row, 'request')));
		}),
		route('GET', `${one}/items`, `${item}.items.get`, (request, [id]) => listed(owned(request, id).items.map(itemView))),
		route('GET', `${one}/notifications`, `${item}.notifications.get`, (request, [id]) => notes(request, owned(request, id))),
		route('POST', `${one}/notifications`, `${item}.notifications.post`, (request, [id]) => notify(request, owned(request, id))),
		route('PUT', `${one}/notifications/{}/receipt`, `${item}.notifications.item.receipt.put`, (request, [id, notification]) => receipt(request, owned(request, id), notification)),
		route('PUT', `${one}/internal_note`, `${item}.internal_note.put`, (request, [id]) => {
			const note = optional(readBody(request, 'UpdateInternalNote'), 'internalNote') ?? '';
			setNote(owned(request, id), note);
			return { status: 204 };
		}),
		route('GET', '/broker/located_suppliers', 'located_suppliers.get', rota),
		route('GET', '/broker/ill_transactions', 'ill_transactions.get', transactions),
		route('GET', '/broker/ill_transactions/{}/events', 'ill_transactions.item.events.get', (request, [id]) => {
			const row = transactionOf(request, ({ transactionId }) => transactionId === id);
			if (row === undefined) throw notFound();
			return listed(row.transactionEvents.map((event) => eventView(event, row, 'transaction')));
		}),
		route('GET', '/broker/state_model/models/{}', 'state_model.item.get', (_request, [name]) => {
			if (name !== 'default' && name !== 'returnables') throw notFound();
			return json(broker.model.print());
		}),
		route('GET', '/broker/state_model/capabilities', 'state_model.capabilities.get', () => json({ ...capabilities(broker.model.version), ...broker.model.names() })),
	];
}

function actionResult(event: BrokerEvent, fromState: string): Record<string, unknown> {
	const { actionResult: result, eventError, note } = event.resultData as { actionResult?: { outcome: string; toState?: string }; eventError?: { Message: string }; note?: string };
	const message = note ?? eventError?.Message;
	return {
		fromState,
		...(message === undefined ? {} : { message }),
		outcome: result?.outcome ?? 'failure',
		result: event.eventStatus,
		...(result?.toState === undefined ? {} : { toState: result.toState }),
	};
}

function countBy(rows: readonly CrossLinkRequest[], name: 'requester_symbol' | 'supplier_symbol'): unknown[] {
	const counts = new Map<string, number>();
	for (const row of rows) {
		const symbol = name === 'requester_symbol' ? row.requesterSymbol : row.supplierSymbol;
		if (symbol !== undefined) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
	}
	return [...counts].sort(([, left], [, right]) => right - left).map(([value, count]) => ({ count, ...(nameOf(value) === undefined ? {} : { label: nameOf(value) }), value }));
}
