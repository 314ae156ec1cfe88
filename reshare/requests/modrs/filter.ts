import { badInput } from '../../errors';
import type { PatronRequest, Side } from '../model/request';

/**
 * Filters of mod-rs. Its grammar does not fail on a value that it cannot read: the answer has more rows, fewer rows or
 * none, and filters beside it are spoilt too. So every value is checked here first, and callers check the rows.
 */

/** A property path such as `patronIdentifier` or `state.code`. */
type FilterProperty =
	| 'id'
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
	| 'selectedItemBarcode'
	| 'title';

/** Letters, digits, blank and `@ ' - . : / _ , # +`: what reaches the database unchanged. */
const passesUnchanged = /^[\p{L}0-9@'\-.:/_,#+]+(?: +[\p{L}0-9@'\-.:/_,#+]+)*$/u;
/** A value that ends in one of these words is read as a test for presence. */
const endsInKeyword = /(?:^| )is(?:not)?(?:null|set|empty)$/i;

const unsearchable = 'has characters that ReShare cannot search for';
const searchable = "letters, digits, spaces and these characters only: @ ' - . : / _ , # +";

/** Whether mod-rs can look for this very value. An answer for any other value says nothing. */
export function canFilter(value: string): boolean {
	return passesUnchanged.test(value) && !endsInKeyword.test(value);
}

/** What keeps mod-rs from looking for a value, as a sentence about it goes on; undefined where nothing does. */
export function filterFault(value: string): string | undefined {
	return canFilter(value) ? undefined : `${unsearchable}; use ${searchable}`;
}

/**
 * The value, as it may stand in a filter.
 *
 * @param fieldName what its user knows it by, for the error text
 * @throws ReShareError `badInput` when mod-rs could not look for it; the value itself is not repeated
 */
export function filterValue(value: string, fieldName: string): string {
	const trimmed = value.trim();
	if (canFilter(trimmed)) return trimmed;
	throw badInput(trimmed === '' ? `'${fieldName}' is empty` : `'${fieldName}' ${unsearchable}`, `Use ${searchable}`);
}

/** `property==value`. */
export function equals(property: FilterProperty, value: string | boolean, fieldName: string = property): string {
	return `${property}==${typeof value === 'boolean' ? String(value) : filterValue(value, fieldName)}`;
}

/** `property==a||property==b`: the rows that have any of the values. At most 100, since the gateway limits the line. */
export function equalsAny(property: FilterProperty, values: readonly string[], fieldName: string = property): string {
	if (values.length === 0 || values.length > 100) throw new RangeError('Between 1 and 100 values can be looked for at once');
	return values.map((value) => equals(property, value, fieldName)).join('||');
}

/** `property=~value`: the rows whose text holds the value, whatever capitals it has; a `_` stands for any character. */
export function contains(property: FilterProperty, value: string, fieldName: string = property): string {
	return `${property}=~${filterValue(value, fieldName)}`;
}

/** `property>=time`. Only whole seconds in UTC are read rightly by every version. */
export function atOrAfter(property: 'lastUpdated' | 'dateCreated', time: Date): string {
	return `${property}>=${formatTime(time)}`;
}

/** `property<=time`. Rows carry fractions of a second that answers do not show, so pass the end of the second. */
export function atOrBefore(property: 'lastUpdated' | 'dateCreated', time: Date): string {
	return `${property}<=${formatTime(time)}`;
}

/** `property<time`; the time must be a whole second. */
export function before(property: 'lastUpdated' | 'dateCreated', time: Date): string {
	return `${property}<${formatTime(time)}`;
}

/** The rows whose id comes after this one in the server's order of ids. */
export function idAfter(id: string): string {
	return `id>${filterValue(id, 'id')}`;
}

function formatTime(time: Date): string {
	return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

export function sideFilter(side: Side): string {
	return equals('isRequester', side === 'borrowing');
}

/** Whether a row is of the side; the server answers a filter that it cannot read with other rows. */
export function isOn(row: PatronRequest, side: Side): boolean {
	return (row.side ?? 'lending') === side;
}
