import { isUuid } from '../../text';
import type { CrossLinkRow } from './schemas';
import { referenceInId } from './requestId';
import { parseStaffNote, type StaffNoteFields } from './staffNote';

/*
 * Requests that began in mod-rs and were migrated (indexdata/crosslink migration/export-crosslink-open-patron-requests.sql):
 * - `multipleItemRequestId` is the UUID in mod-rs. In a request that began in CrossLink, staff may write a number of their own there.
 * - `id` of a lending request is the same UUID.
 * - `id` of a borrowing request is its number, `~`, and its position in the rota, such as `EAST-7~0`. With the state models of the SLNP, a
 *   German consortium, it is the number alone.
 * References, emails, pickup locations and dates are not migrated.
 */

export const migratedRotaMark = '~';

/** Returns the request's UUID in mod-rs; undefined for a request that began in CrossLink. */
export function modRsIdOf(row: CrossLinkRow) {
	const { multipleItemRequestId, supplyingAgencyId } = row.illRequest?.header ?? {};
	const uuid = multipleItemRequestId?.toLowerCase();
	if (uuid === undefined || !isUuid(uuid)) return undefined;
	// A request that begins in CrossLink is addressed to the broker, which lends nothing itself.
	const isMigratedRow =
		row.side === 'lending'
			? uuid === row.id.toLowerCase()
			: row.id.includes(migratedRotaMark) || supplyingAgencyId === undefined || supplyingAgencyId === row.supplierSymbol;
	return isMigratedRow ? uuid : undefined;
}

/**
 * Returns the broker's own symbol, to which requests are sent. A request that began in mod-rs has its first lending library in that field.
 */
export function brokerSymbolOf(row: CrossLinkRow) {
	return modRsIdOf(row) === undefined ? row.illRequest?.header?.supplyingAgencyId : undefined;
}

/** Returns the fields in the note to staff; for a request that began in CrossLink, only the pickup location. */
export function staffNoteFieldsOf(row: CrossLinkRow): StaffNoteFields {
	const noted = parseStaffNote(row.internalNote);
	return modRsIdOf(row) === undefined ? { pickupLocation: noted.pickupLocation } : noted;
}

/**
 * Returns the references that callers gave a request: of one made here, the reference in its id; of one that began in mod-rs, those in the
 * note to staff.
 */
export function callerReferencesOf(row: CrossLinkRow, tenant: string) {
	return [referenceInId(tenant, row.id) ?? [], staffNoteFieldsOf(row).references ?? []].flat();
}
