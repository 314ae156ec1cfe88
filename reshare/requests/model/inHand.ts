import type { PatronRequest } from './request';
import { partOfLife } from './state';

/** Whether it blocks a new wish for the same thing. */
export function isInHand(row: PatronRequest): boolean {
	return partOfLife(row.state) === 'inHand';
}

/** Without a patron, anybody's will do. */
export function mayBeOf(row: PatronRequest, patronId: string | undefined): boolean {
	return patronId === undefined || (row.patronId ?? patronId) === patronId;
}

/** Milliseconds since 1970; mod-rs prints whole seconds. NaN where the row has no time. */
export function createdAt(row: PatronRequest): number {
	return Date.parse(row.createdAt ?? '');
}

/** As staff call it: by its hrid, or its UUID until it has one. */
export function nameOf({ hrid, id }: Pick<PatronRequest, 'id'> & { readonly hrid?: string | null | undefined }): string {
	return hrid ?? id;
}

/**
 * The first is the one that counts when several share a reference: every process agrees on it. Times are whole seconds, but the server sorts
 * by milliseconds: of one second, the first of `rows`, found oldest first, is the older one.
 */
export function oldestFirst(rows: readonly PatronRequest[]): PatronRequest[] {
	return [...rows].sort((a, b) => createdAt(a) - createdAt(b));
}
