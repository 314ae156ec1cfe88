/*
 * Queries of CrossLink's list (indexdata/crosslink broker/patron_request/db/prcql.go). Every value is in quotation marks, because the
 * broker treats a bare word, or a string that does not end, as a search for words, which finds nothing.
 */

/** These indexes compare exactly, but ignore the signs between the digits of standard numbers. `tenant` is an index of the directory. */
type ExactIndex = 'id' | 'state' | 'tenant' | 'service_type' | 'requester_req_id_exact' | 'isbn' | 'issn';
/** In these indexes, `*` stands for any text. `patron` distinguishes capital letters; the others do not. */
type MaskedIndex = 'patron' | 'requester_req_id' | 'supplier_symbol' | 'given_name' | 'surname';
type FlagIndex = 'needs_attention' | 'has_unread_notification' | 'terminal_state';
type TimeIndex = 'created_at' | 'updated_at';

/**
 * Quotes a value. Characters that the database cannot store become blanks.
 *
 * @throws RangeError for an empty value, which would only ask whether the field has any value
 */
export function quoteCqlValue(value: string, before = '', behind = '') {
	if (value === '') throw new RangeError('A query cannot look for an empty value');
	return `"${before}${value.replace(/[\p{Surrogate}\0]/gu, ' ').replace(/[\\"*?^]/g, String.raw`\$&`)}${behind}"`;
}

export function cqlEquals(index: ExactIndex | MaskedIndex, value: string) {
	return `${index}=${quoteCqlValue(value)}`;
}

export function cqlAnyOf(index: ExactIndex | MaskedIndex, values: readonly string[]) {
	return cqlOr(...values.map((value) => cqlEquals(index, value)));
}

/** Builds a condition for the directory's entries with these symbols (`authority:symbol`), or for the entries directly below them. */
export function cqlOfSymbols(index: 'symbol' | 'parentSymbol', symbols: readonly string[]) {
	return `${index} any ${quoteCqlValue(symbols.join(' '))}`;
}

/** Builds a condition in which each `*` stands for any text. */
export function cqlLike(index: MaskedIndex, before: '*' | '', value: string, behind: '*' | '') {
	return `${index}=${quoteCqlValue(value, before, behind)}`;
}

/**
 * Builds a condition for words in the fields that the server's index contains, in any grammatical form that the server's language knows.
 */
export function cqlAllWords(words: string) {
	return `cql.serverChoice all ${quoteCqlValue(words)}`;
}

export function cqlFlagEquals(index: FlagIndex, value: boolean) {
	return `${index}=${String(value)}`;
}

/**
 * Builds a condition for a time and everything after it, or before it.
 *
 * @param time a moment, or a time as the server printed it; it must end with Z, since the server ignores an offset
 */
export function cqlByTime(index: TimeIndex, comparison: '>=' | '<=', time: Date | string) {
	const text = typeof time === 'string' ? time : time.toISOString();
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text)) throw new RangeError('A time must be in UTC');
	return `${index}${comparison}${quoteCqlValue(text)}`;
}

/** Builds a condition from those that are given; the others are undefined or false. */
export function cqlAnd(...conditions: ReadonlyArray<string | false | undefined>) {
	const given = conditions.flatMap((condition) => (condition === undefined || condition === false ? [] : [`(${condition})`]));
	return given.length === 0 ? 'cql.allRecords=1' : given.join(' and ');
}

export function cqlOr(...conditions: readonly string[]) {
	return conditions.map((condition) => `(${condition})`).join(' or ');
}

/** Adds an order to a query. Rows of the same time are ordered by id, because the server would give them in any order. */
export function cqlSorted(query: string, index: TimeIndex, direction: 'ascending' | 'descending') {
	return `${query} sortby ${index}/sort.${direction} id/sort.ascending`;
}
