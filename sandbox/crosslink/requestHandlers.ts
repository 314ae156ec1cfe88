import type { SandboxAnswer, ModuleRequest } from '../sharedTypes';
import { optionalTextIn, readBody } from './readBodies';
import type { Broker } from './Broker';
import { compileCql, createRequestIndexes } from './compileCql';
import { readIllRequest } from './iso/readIllRequest';
import {
	buildPageInfo,
	brokerAddress,
	chooseSymbol,
	buildJsonAnswer,
	buildNotFoundProblem,
	readOwnSymbols,
	userNameOf,
	usualPageSize,
	readWholeNumber,
} from './brokerHttp';
import { ownerOf, type CrossLinkRequest } from './crossLinkRequest';
import { buildRequestView } from './buildViews';

export function requestViewOf(broker: Broker, row: CrossLinkRequest): unknown {
	return buildRequestView(row, brokerAddress, broker.isLater);
}

/**
 * Finds a request of the tenant that makes the call.
 *
 * @throws BrokerProblem 404 for a request of another tenant or of the other side
 */
export function findOwnRequestOrThrow(broker: Broker, request: ModuleRequest, id: string): CrossLinkRequest {
	const symbols = readOwnSymbols(request);
	const symbol = request.query.get('symbol');
	if (symbol !== null && symbol.trim() !== '') chooseSymbol(request, symbol);
	const row = broker.store.get(id);
	const side = request.query.get('side');
	const isOtherSide = (side === 'borrowing' || side === 'lending') && side !== row?.side;
	if (row === undefined || isOtherSide || !symbols.includes(ownerOf(row) ?? '')) throw buildNotFoundProblem();
	return row;
}

export async function createPatronRequest(broker: Broker, request: ModuleRequest): Promise<SandboxAnswer> {
	const body = readBody(request, 'CreatePatronRequest');
	const illRequest = readIllRequest(body.illRequest as Readonly<Record<string, unknown>>);
	const requesterSymbol = chooseSymbol(request, optionalTextIn(body, 'requesterSymbol'));
	const values = Object.fromEntries(
		['id', 'patron', 'internalNote', ...(broker.isLater ? ['prevReqId', 'requesterPickupLocationId'] : [])].flatMap((name) =>
			optionalTextIn(body, name) === undefined ? [] : [[name, optionalTextIn(body, name)]],
		),
	);
	const row = await broker.create({ ...values, requesterSymbol, illRequest, user: userNameOf(request) }, request);
	return {
		...buildJsonAnswer(requestViewOf(broker, row), 201),
		headers: { Location: `${brokerAddress}/broker/patron_requests/${encodeURIComponent(row.id)}` },
	};
}

export function setInternalNote(broker: Broker, row: CrossLinkRequest, note: string): void {
	broker.store.change(row, {});
	if (note.trim() === '') delete row.internalNote;
	else row.internalNote = note.trim();
}

export function listPatronRequests(broker: Broker, request: ModuleRequest): SandboxAnswer {
	const { query } = request;
	const limit = readWholeNumber(request, 'limit', usualPageSize);
	const offset = readWholeNumber(request, 'offset', 0);
	const symbol = chooseSymbol(request, query.get('symbol') ?? undefined);
	const side = query.get('side');
	const search = compileCql(query.get('cql') ?? 'cql.allRecords=1', createRequestIndexes(broker.isLater));
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
	return buildJsonAnswer({
		about: buildPageInfo(request, found.length, limit, offset),
		items: rows.length === 0 ? null : rows.map((row) => requestViewOf(broker, row)),
	});
}
