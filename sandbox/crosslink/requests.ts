import type { SandboxAnswer, ModuleRequest } from '../types';
import { optionalText, readBody } from './bodies';
import type { Broker } from './broker';
import { compileCql, requestIndexes } from './cql';
import { readIllRequest } from './iso/read';
import { about, base, chosenSymbol, json, notFound, ownSymbols, userOf, usualPage, wholeNumber } from './parameters';
import { ownerOf, type CrossLinkRequest } from './row';
import { requestView } from './views';

export function shownRequest(broker: Broker, row: CrossLinkRequest): unknown {
	return requestView(row, base, broker.isLater);
}

/**
 * Finds a request of the tenant that asks.
 *
 * @throws BrokerProblem 404 for a request of somebody else or of the other side
 */
export function owned(broker: Broker, request: ModuleRequest, id: string): CrossLinkRequest {
	const symbols = ownSymbols(request);
	const symbol = request.query.get('symbol');
	if (symbol !== null && symbol.trim() !== '') chosenSymbol(request, symbol);
	const row = broker.store.get(id);
	const side = request.query.get('side');
	const isOtherSide = (side === 'borrowing' || side === 'lending') && side !== row?.side;
	if (row === undefined || isOtherSide || !symbols.includes(ownerOf(row) ?? '')) throw notFound();
	return row;
}

export async function createPatronRequest(broker: Broker, request: ModuleRequest): Promise<SandboxAnswer> {
	const body = readBody(request, 'CreatePatronRequest');
	const illRequest = readIllRequest(body.illRequest as Readonly<Record<string, unknown>>);
	const requesterSymbol = chosenSymbol(request, optionalText(body, 'requesterSymbol'));
	const values = Object.fromEntries(
		['id', 'patron', 'internalNote', ...(broker.isLater ? ['prevReqId', 'requesterPickupLocationId'] : [])].flatMap((name) =>
			optionalText(body, name) === undefined ? [] : [[name, optionalText(body, name)]],
		),
	);
	const row = await broker.create({ ...values, requesterSymbol, illRequest, user: userOf(request) }, request);
	return { ...json(shownRequest(broker, row), 201), headers: { Location: `${base}/broker/patron_requests/${encodeURIComponent(row.id)}` } };
}

export function setNote(broker: Broker, row: CrossLinkRequest, note: string): void {
	broker.store.change(row, {});
	if (note.trim() === '') delete row.internalNote;
	else row.internalNote = note.trim();
}

export function list(broker: Broker, request: ModuleRequest): SandboxAnswer {
	const { query } = request;
	const limit = wholeNumber(request, 'limit', usualPage);
	const offset = wholeNumber(request, 'offset', 0);
	const symbol = chosenSymbol(request, query.get('symbol') ?? undefined);
	const side = query.get('side');
	const search = compileCql(query.get('cql') ?? 'cql.allRecords=1', requestIndexes(broker.isLater));
	const number = query.get('requester_req_id');
	const found = broker.store
		.all()
		.filter(
			(row) =>
				ownerOf(row) === symbol &&
				((side !== 'borrowing' && side !== 'lending') || row.side === side) &&
				(number === null || row.requesterRequestId === number) &&
				search.test(row),
		);
	const sorted = found.sort(search.compare ?? ((left, right) => left.createdAt - right.createdAt));
	const rows = sorted.slice(offset, offset + limit);
	return json({
		about: about(request, found.length, limit, offset),
		items: rows.length === 0 ? null : rows.map((row) => shownRequest(broker, row)),
	});
}
