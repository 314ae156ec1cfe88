import type { DirectorySymbol, Notification, PatronRequest, RotaEntry } from './schemas';

/**
 * Name of the library that lends, as the request stands. Where the consortium routes requests itself the record names it;
 * with a broker there is only a symbol, whose name may stand in messages and conditions, or else the symbol serves.
 */
export function supplierName(request: PatronRequest): string | undefined {
	const resolved = request.resolvedSupplier;
	if (resolved !== undefined) return resolved.owner?.name ?? resolved.symbol;
	return request.supplyingInstitutionSymbol === undefined ? undefined : nameOfSymbol(request, request.supplyingInstitutionSymbol);
}

/** Name of the library that was asked in a place of the rota, which may not be the one that is asked now. */
export function supplierInRota(request: PatronRequest, rotaPosition: number): string | undefined {
	const entry = rotaPosition === request.rotaPosition ? undefined : request.rota.find((one) => one.rotaPosition === rotaPosition);
	return (entry === undefined ? undefined : nameOfEntry(request, entry)) ?? supplierName(request);
}

export function nameOfEntry(request: PatronRequest, { peerSymbol, directoryId }: RotaEntry): string | undefined {
	const sameLibrary = peerSymbol?.id === undefined ? undefined : knownSymbols(request).find((known) => known.id === peerSymbol.id && known.owner?.name !== undefined);
	if (sameLibrary !== undefined) return sameLibrary.owner?.name;
	return directoryId === undefined ? (peerSymbol?.owner?.name ?? peerSymbol?.symbol) : nameOfSymbol(request, directoryId);
}

/** Name of the library that a message went to. */
export function receiverName(request: PatronRequest, { messageReceiver }: Notification): string | undefined {
	return messageReceiver?.owner?.name ?? (messageReceiver?.symbol === undefined ? undefined : nameOfSymbol(request, messageReceiver.symbol));
}

/** Name of the library that wrote a message. */
export function senderName(request: PatronRequest, { messageSender, senderSymbol }: Notification): string | undefined {
	const symbol = messageSender?.symbol ?? senderSymbol;
	return messageSender?.owner?.name ?? (symbol === undefined ? undefined : nameOfSymbol(request, symbol));
}

/** @param combined `authority:symbol`, or the symbol alone */
function nameOfSymbol(request: PatronRequest, combined: string): string {
	const symbol = combined.slice(combined.indexOf(':') + 1);
	const named = knownSymbols(request).find((candidate) => candidate.symbol === symbol && candidate.owner?.name !== undefined);
	return named?.owner?.name ?? symbol;
}

/** The libraries that the record names anywhere. */
function knownSymbols(request: PatronRequest): DirectorySymbol[] {
	const candidates = [
		request.resolvedSupplier,
		...request.notifications.flatMap(({ messageSender, messageReceiver }) => [messageSender, messageReceiver]),
		...request.conditions.map(({ relevantSupplier }) => relevantSupplier),
		...request.rota.map(({ peerSymbol }) => peerSymbol),
	];
	return candidates.filter((candidate) => candidate !== undefined);
}
