import { isUuid } from '../../text';
import type { CrossLinkRow } from './schemas';
import { referenceIn } from './requestId';
import { notedIn, type Noted } from './staffNote';

/*
 * Requests that were begun in mod-rs and moved (migration/export-crosslink-open-patron-requests.sql of indexdata/crosslink). Each keeps its
 * UUID as `multipleItemRequestId`, where staff may have a number of their own for a request that is begun here. A lending request
 * keeps it as its id, too; a borrowing one gets its
 * number and, but for the SLNP's, its turn in the rota: `EAST-7~0`. References, emails, pickup locations and dates are not moved.
 */

export const rotaMark = '~';

/** The request's UUID in mod-rs; undefined for one that was begun here. */
export function migratedFrom(row: CrossLinkRow): string | undefined {
	const { multipleItemRequestId, supplyingAgencyId } = row.illRequest?.header ?? {};
	const uuid = multipleItemRequestId?.toLowerCase();
	if (uuid === undefined || !isUuid(uuid)) return undefined;
	// One that is begun here is addressed to the broker, which lends nothing.
	const isMoved =
		row.side === 'lending'
			? uuid === row.id.toLowerCase()
			: row.id.includes(rotaMark) || supplyingAgencyId === undefined || supplyingAgencyId === row.supplierSymbol;
	return isMoved ? uuid : undefined;
}

/** The broker's own symbol, to which requests are sent. One that was begun in mod-rs names its first lending library in that place. */
export function brokerOf(row: CrossLinkRow): string | undefined {
	return migratedFrom(row) === undefined ? row.illRequest?.header?.supplyingAgencyId : undefined;
}

/** What the note to staff tells; of a request that was begun here only the pickup location. */
export function notedOf(row: CrossLinkRow): Noted {
	const noted = notedIn(row.internalNote);
	return migratedFrom(row) === undefined ? { pickupLocation: noted.pickupLocation } : noted;
}

export function referencesOf(row: CrossLinkRow, tenant: string): readonly string[] {
	const made = referenceIn(tenant, row.id);
	return [...(made === undefined ? [] : [made]), ...(notedOf(row).references ?? [])];
}
