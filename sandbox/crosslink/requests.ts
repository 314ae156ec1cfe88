import type { Answer, ModuleRequest } from '../types';
import { optional, readBody } from './bodies';
import type { Broker } from './broker';
import { compileCql } from './cql/compile';
import { requestIndexes } from './indexes';
import { readIllRequest, type IsoRequest } from './iso/read';
import { nameOf } from './members';
import { about, base, chosenSymbol, json, notFound, ownSymbols, unlisted, userOf, usualPage, wholeNumber } from './parameters';
import { badRequest } from './problems';
import { ownerOf, type CrossLinkRequest } from './row';
import { requestView } from './views';

/** `/broker/patron_requests`: the list, and one of them. */

export function shown(broker: Broker, row: CrossLinkRequest): unknown {
	return requestView(row, base, broker.isLater);
}

/** @throws BrokerProblem 404 for a request of somebody else or of the other side */
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

export async function create(broker: Broker, request: ModuleRequest): Promise<Answer> {
	const body = readBody(request, 'CreatePatronRequest');
	const illRequest = illRequestOf({ illRequest: body.illRequest });
	const requesterSymbol = chosenSymbol(request, optional(body, 'requesterSymbol'));
	const values = Object.fromEntries(['id', 'patron', 'internalNote', ...(broker.isLater ? ['prevReqId', 'requesterPickupLocationId'] : [])].flatMap((name) => (optional(body, name) === undefined ? [] : [[name, optional(body, name)]])));
	const row = await broker.create({ ...values, requesterSymbol, illRequest, user: userOf(request) }, request);
	return { ...json(shown(broker, row), 201), headers: { Location: `${base}/broker/patron_requests/${encodeURIComponent(row.id)}` } };
}

export function edit(broker: Broker, request: ModuleRequest, id: string): Answer {
	const body = readBody(request, 'CreatePatronRequest');
	const illRequest = illRequestOf({ illRequest: body.illRequest });
	const symbol = chosenSymbol(request, optional(body, 'requesterSymbol'));
	if (optional(body, 'id') !== undefined && optional(body, 'id') !== id) throw badRequest('patron request id does not match');
	const row = owned(broker, request, id);
	if (row.side !== 'borrowing') throw badRequest('only borrower-side patron requests can be updated');
	if (optional(body, 'requesterSymbol') !== undefined && symbol !== row.requesterSymbol) throw badRequest('requesterSymbol does not match existing patron request');
	if (broker.model.state('REQUESTER', row.state)?.editable !== true) throw badRequest(`patron request is not editable in state "${row.state}"`);
	const patron = optional(body, 'patron') ?? row.patron;
	const note = optional(body, 'internalNote');
	broker.store.change(row, {
		illRequest: broker.headed(illRequest, row.requesterSymbol, row.id, row.createdAt, patron),
		...(patron === undefined ? {} : { patron }),
	});
	if (note !== undefined) setNote(broker, row, note);
	return json(shown(broker, row));
}

export function setNote(broker: Broker, row: CrossLinkRequest, note: string): void {
	broker.store.change(row, {});
	if (note.trim() === '') delete row.internalNote;
	else row.internalNote = note.trim();
}

export function list(broker: Broker, request: ModuleRequest): Answer {
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
	const found = broker.store.all().filter((row) => ownerOf(row) === symbol && ((side !== 'borrowing' && side !== 'lending') || row.side === side) && (number === null || row.requesterRequestId === number) && search.test(row));
	const sorted = found.sort(search.compare ?? ((left, right) => left.createdAt - right.createdAt));
	const rows = sorted.slice(offset, offset + limit);
	const counted = facets.length === 0 ? {} : { facets: facets.map((name) => ({ name, values: countBy(found, name as 'requester_symbol' | 'supplier_symbol') })) };
	return json({ about: { ...about(request, found.length, limit, offset), ...counted }, items: rows.length === 0 ? null : rows.map((row) => shown(broker, row)) });
}

function illRequestOf(body: Readonly<Record<string, unknown>>): IsoRequest {
	const illRequest = readIllRequest(body.illRequest as Readonly<Record<string, unknown>>);
	if (illRequest === undefined) throw badRequest('invalid patron request: illRequest must not be empty');
	return illRequest;
}

function countBy(rows: readonly CrossLinkRequest[], name: 'requester_symbol' | 'supplier_symbol'): unknown[] {
	const counts = new Map<string, number>();
	for (const row of rows) {
		const symbol = name === 'requester_symbol' ? row.requesterSymbol : row.supplierSymbol;
		if (symbol !== undefined) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
	}
	return [...counts].sort(([, left], [, right]) => right - left).map(([value, count]) => ({ count, ...(nameOf(value) === undefined ? {} : { label: nameOf(value) }), value }));
}
