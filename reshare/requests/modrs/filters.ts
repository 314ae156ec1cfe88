import { badInputError } from '../../errors';
import type { PatronRequest, Side } from '../model/request';

/**
 * Filters of mod-rs. Its grammar does not fail on a value that it cannot read: the answer has more rows, fewer rows or none, and other
 * filters in the call are affected, too (SimpleLookupServiceListenerWtk.groovy of its web toolkit). So every value is checked here first,
 * and callers check the rows.
 */

export type FilterProperty =
	| 'hrid'
	| 'isRequester'
	| 'patronIdentifier'
	| 'patronReference'
	| 'requestIdentifiers.identifier'
	| 'state.code'
	| 'state.terminal'
	| 'state.needsAttention'
	| 'serviceType.value'
	| 'resolvedSupplier.symbol'
	| 'supplyingInstitutionSymbol'
	| 'hasUnreadMessages'
	| 'pickupLocationSlug'
	| 'pickupLocation'
	| 'volumes.itemId'
	| 'volumes.temporaryItemBarcode'
	| 'selectedItemBarcode';

/** Letters, digits, blank and `@ ' - . : / _ , # +` reach the database unchanged. */
const passesUnchanged = /^[\p{L}0-9@'\-.:/_,#+]+(?: +[\p{L}0-9@'\-.:/_,#+]+)*$/u;
/** A value that ends in one of these words is read as a test for presence. */
const endsInKeyword = /(?:^| )is(?:not)?(?:null|set|empty)$/i;

const unsearchable = 'has characters that ReShare cannot search for';
const searchable = "letters, digits, spaces and these characters only: @ ' - . : / _ , # +";

export function canFilterBy(value: string): boolean {
	return passesUnchanged.test(value) && !endsInKeyword.test(value);
}

export function unfilterableReason(value: string): string | undefined {
	return canFilterBy(value) ? undefined : `${unsearchable}; use ${searchable}`;
}

function filterValue(value: string, fieldName: string): string {
	const trimmed = value.trim();
	if (canFilterBy(trimmed)) return trimmed;
	throw badInputError(trimmed === '' ? `'${fieldName}' is empty` : `'${fieldName}' ${unsearchable}`, `Use ${searchable}`);
}

export function filterEquals(property: FilterProperty, value: string | boolean, fieldName: string = property): string {
	return `${property}==${typeof value === 'boolean' ? String(value) : filterValue(value, fieldName)}`;
}

/** A filter for any of these values, at most 100, since the gateway limits the line. */
export function filterEqualsAny(property: FilterProperty, values: readonly string[], fieldName: string = property): string {
	if (values.length === 0 || values.length > 100) throw new RangeError('Between 1 and 100 values can be looked for at once');
	return values.map((value) => filterEquals(property, value, fieldName)).join('||');
}

/** A filter for texts that contain a value, in capitals or not; a `_` stands for any character. */
export function filterContains(property: FilterProperty, value: string): string {
	return `${property}=~${filterValue(value, property)}`;
}

/**
 * A filter by time. Every version reads only whole seconds in UTC correctly. Rows have fractions that answers do not show: for `<=` pass
 * the end of the second.
 */
export function filterByTime(property: 'lastUpdated' | 'dateCreated', relation: '>=' | '<=' | '<', time: Date): string {
	return `${property}${relation}${time.toISOString().replace(/\.\d{3}Z$/, 'Z')}`;
}

export function filterIdAfter(id: string): string {
	return `id>${filterValue(id, 'id')}`;
}

export function filterBySide(side: Side): string {
	return filterEquals('isRequester', side === 'borrowing');
}

export function isOnSide(row: Pick<PatronRequest, 'side'>, side: Side): boolean {
	return (row.side ?? 'lending') === side;
}
