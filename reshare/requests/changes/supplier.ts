import type { DirectorySymbol, PatronRequest } from '../schemas';
import type { Change } from './change';

/**
 * Name of the library that lends. Where the consortium routes requests itself the record names it; with a broker there is
 * only a symbol, whose name may stand in messages and conditions, or else the symbol serves.
 *
 * For an earlier change the library that was asked then is named, not the one that is asked now.
 */
export function supplierOf(change: Change): string | undefined {
	const { request } = change;
	if (request.isRequester === true && change.kind === 'transition' && change.audit.rotaPosition !== undefined && change.audit.rotaPosition !== request.rotaPosition) {
		const then = request.rota.find(({ rotaPosition }) => rotaPosition === change.audit.rotaPosition);
		if (then?.directoryId !== undefined) return nameOfSymbol(request, then.directoryId);
	}
	const resolved = request.resolvedSupplier;
	if (resolved !== undefined) return resolved.owner?.name ?? resolved.symbol;
	return request.supplyingInstitutionSymbol === undefined ? undefined : nameOfSymbol(request, request.supplyingInstitutionSymbol);
}

/** @param combined `authority:symbol` */
export function nameOfSymbol(request: PatronRequest, combined: string): string {
	const symbol = combined.slice(combined.indexOf(':') + 1);
	const named = knownSymbols(request).find((candidate) => candidate.symbol === symbol && candidate.owner?.name !== undefined);
	return named?.owner?.name ?? symbol;
}

function knownSymbols(request: PatronRequest): DirectorySymbol[] {
	const candidates = [
		request.resolvedSupplier,
		...request.notifications.flatMap(({ messageSender, messageReceiver }) => [messageSender, messageReceiver]),
		...request.conditions.map(({ relevantSupplier }) => relevantSupplier),
		...request.rota.map(({ peerSymbol }) => peerSymbol),
	];
	return candidates.filter((candidate) => candidate !== undefined);
}
