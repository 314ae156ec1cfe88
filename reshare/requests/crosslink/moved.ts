import type { Row } from './schemas';
import { referenceIn } from './requestId';
import { notedIn, type Noted } from './staffNote';

/*
 * Requests that were begun in mod-rs and moved (migration/export-crosslink-open-patron-requests.sql of indexdata/crosslink). Each keeps its
 * UUID as `multipleItemRequestId`, which the broker leaves empty otherwise. A lending request keeps it as its id, too; a borrowing one gets its
 * number and, but for the SLNP's, its turn in the rota: `EAST-7~0`. References, emails, pickup locations and dates are not moved.
 */

export const turnMark = '~';

interface Moved {
	/** The UUID in mod-rs. */
	readonly id: string;
	/** The number in mod-rs. */
	readonly hrid: string | undefined;
}

/** What a request was in mod-rs; undefined for one that was begun here. */
export function movedFrom(row: Row): Moved | undefined {
	const id = row.illRequest?.header?.multipleItemRequestId?.toLowerCase();
	if (id === undefined || (row.side === 'lending' && id !== row.id.toLowerCase())) return undefined;
	return { id, hrid: row.requesterRequestId?.split(turnMark)[0] };
}

/** The broker's own symbol, to which requests are sent. One that was begun in mod-rs names its first lending library in that place. */
export function brokerOf(row: Row): string | undefined {
	return movedFrom(row) === undefined ? row.illRequest?.header?.supplyingAgencyId : undefined;
}

/** What the note to staff tells; of a request that was begun here only the pickup location. */
export function notedOf(row: Row): Noted {
	const noted = notedIn(row.internalNote);
	return movedFrom(row) === undefined ? { pickupLocation: noted.pickupLocation } : noted;
}

export function referencesOf(row: Row, tenant: string): readonly string[] {
	const made = referenceIn(tenant, row.id);
	return [...(made === undefined ? [] : [made]), ...(notedOf(row).references ?? [])];
}
