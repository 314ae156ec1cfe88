import type { PatronRequest } from './request';
import { partOfLife } from './state';

/** A patron request as it is looked at here: any field but the id may be missing. */
export type RequestRow = Partial<PatronRequest> & { readonly id: string };

/** Whether the request stands in the way of a new wish for the same thing. */
export function isInHand(row: RequestRow): boolean {
	return partOfLife(row.state) === 'inHand';
}

/** Whether the request may be this patron's. Undefined: anybody's will do. */
export function mayBeOf(row: RequestRow, patronId: string | undefined): boolean {
	return patronId === undefined || (row.patronId ?? patronId) === patronId;
}

/** Milliseconds since 1970; mod-rs prints whole seconds. NaN where the row has no time. */
export function createdAt(row: RequestRow): number {
	return Date.parse(row.createdAt ?? '');
}

/** How staff would name the row: its hrid, or its UUID while it has none. */
export function nameOf({ hrid, id }: Pick<RequestRow, 'id'> & { readonly hrid?: string | null | undefined }): string {
	return hrid ?? id;
}

/**
 * The request that counts when several have one reference: the oldest. Every process agrees on it.
 *
 * @param rows as a look found them, the oldest first. Their times are whole seconds, while the server sorts by milliseconds:
 *   the first of a second is the older one, whose process may have looked before there was another
 */
export function winnerOf(rows: readonly PatronRequest[]): PatronRequest | undefined {
	return [...rows].sort((a, b) => createdAt(a) - createdAt(b))[0];
}
