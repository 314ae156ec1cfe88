import { badInputError } from '../../errors';
import { secondsToIso } from '../model/datesAndTimes';
import type { Side } from '../model/request';

/*
 * Filters of mod-rs. Its grammar does not fail on a value that it cannot read: the answer has more rows, fewer rows or none, and other
 * filters in the call are affected, too (SimpleLookupServiceListenerWtk.groovy of its web toolkit). So every value is checked before it
 * becomes a filter, and callers check the rows.
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

/** Values of letters, digits, blanks and the signs `@ ' - . : / _ , # +` reach the database unchanged. */
const passesUnchanged = /^[\p{L}0-9@'\-.:/_,#+]+(?: +[\p{L}0-9@'\-.:/_,#+]+)*$/u;
/** If a value ends in one of these words, the server tests whether the field has any value. */
const endsInKeyword = /(?:^| )is(?:not)?(?:null|set|empty)$/i;

const unsearchable = 'has characters that ReShare cannot search for';
const searchable = "letters, digits, spaces and these characters only: @ ' - . : / _ , # +";

export function canFilterBy(value: string) {
	return passesUnchanged.test(value) && !endsInKeyword.test(value);
}

export function unfilterableReason(value: string): string | undefined {
	return canFilterBy(value) ? undefined : `${unsearchable}; use ${searchable}`;
}

function filterValue(value: string, fieldName: string) {
	const trimmed = value.trim();
	if (canFilterBy(trimmed)) return trimmed;
	throw badInputError(trimmed === '' ? `'${fieldName}' is empty` : `'${fieldName}' ${unsearchable}`, `Use ${searchable}`);
}

export function filterEquals(property: FilterProperty, value: string | boolean, fieldName: string = property) {
	return `${property}==${filterValue(String(value), fieldName)}`;
}

/** Builds a filter for any of these values. There may be at most 100, because the gateway limits the line. */
export function filterEqualsAny(property: FilterProperty, values: readonly string[], fieldName: string = property) {
	if (values.length === 0) throw new RangeError('At least one value is needed');
	if (values.length > 100) throw badInputError(`'${fieldName}' has ${values.length} values`, 'Give at most 100 of them.');
	return values.map((value) => filterEquals(property, value, fieldName)).join('||');
}

/** Builds a filter by text: `=i=` for a value in any capitals, `=~` for a part of it. In both, a `_` stands for any character. */
export function filterByText(property: FilterProperty, relation: '=i=' | '=~', value: string) {
	return `${property}${relation}${filterValue(value, property)}`;
}

/**
 * Builds a filter by time. All versions read only whole seconds in UTC correctly. Rows have fractions of a second that answers do not show,
 * so that `<=` needs the end of the second.
 *
 * @param time a moment, or seconds since 1970
 */
export function filterByTime(property: 'lastUpdated' | 'dateCreated', relation: '>=' | '<=' | '<', time: Date | number) {
	return `${property}${relation}${secondsToIso(typeof time === 'number' ? time : time.getTime() / 1000)}`;
}

export function filterIdAfter(id: string) {
	return `id>${filterValue(id, 'id')}`;
}

export function filterBySide(side: Side) {
	return filterEquals('isRequester', side === 'borrowing');
}
