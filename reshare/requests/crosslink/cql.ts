/**
 * Queries of CrossLink's list (broker/patron_request/db/prcql.go). Every value is written as a string in quotation marks: a bare
 * word, or a string that does not end, is a search for words, which finds nothing and says nothing.
 */

/** Compared to the letter; `tenant` is one of the directory. */
type ExactIndex = 'id' | 'state' | 'tenant' | 'service_type' | 'requester_req_id_exact';
/** `patron` minds capitals, the others do not. */
type MaskedIndex = 'patron' | 'requester_req_id' | 'supplier_symbol' | 'given_name' | 'surname';
type NumberIndex = 'isbn' | 'issn';
type FlagIndex = 'needs_attention' | 'has_unread_notification' | 'terminal_state';
type TimeIndex = 'created_at' | 'updated_at';

type Sorting = readonly [index: TimeIndex | 'id', direction: 'ascending' | 'descending'];

/**
 * A value as it stands in a query. Signs with a meaning of their own lose it; signs that no text in the database can hold
 * become blanks.
 *
 * @throws RangeError for an empty value, which would ask whether there is any
 */
export function quoted(value: string): string {
	if (value === '') throw new RangeError('A query cannot look for an empty value');
	return `"${escaped(value)}"`;
}

function escaped(value: string): string {
	return value.replace(/[\p{Surrogate}\0]/gu, ' ').replace(/[\\"*?^]/g, String.raw`\$&`);
}

export function equals(index: ExactIndex | MaskedIndex | NumberIndex, value: string): string {
	return `${index}=${quoted(value)}`;
}

/** The directory's entries of any of these symbols, `authority:symbol`. */
export function ofSymbols(symbols: readonly string[]): string {
	return `symbol any ${quoted(symbols.join(' '))}`;
}

/** The directory's entries right below those of any of these symbols. */
export function ofBranches(symbols: readonly string[]): string {
	return `parentSymbol any ${quoted(symbols.join(' '))}`;
}

/** The value stands anywhere in the field. */
export function contains(index: MaskedIndex, value: string): string {
	quoted(value);
	return `${index}="*${escaped(value)}*"`;
}

/** The field begins with the value. */
export function begins(index: MaskedIndex, value: string): string {
	quoted(value);
	return `${index}="${escaped(value)}*"`;
}

/** The field ends with the value. */
export function ends(index: MaskedIndex, value: string): string {
	quoted(value);
	return `${index}="*${escaped(value)}"`;
}

/** All words occur in the fields that the server looks through by itself, in any form that the server's language knows. */
export function allWords(words: string): string {
	return `cql.serverChoice all ${quoted(words)}`;
}

export function is(index: FlagIndex, value: boolean): string {
	return `${index}=${String(value)}`;
}

/** @param time a moment, or a time as the server printed it; the server heeds no offset, so that it must end with Z */
export function atOrAfter(index: TimeIndex, time: Date | string): string {
	return `${index}>=${quoted(written(time))}`;
}

export function atOrBefore(index: TimeIndex, time: Date | string): string {
	return `${index}<=${quoted(written(time))}`;
}

function written(time: Date | string): string {
	const text = typeof time === 'string' ? time : time.toISOString();
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(text)) throw new RangeError('A time must be in UTC');
	return text;
}

/** All hold; undefined conditions ask for nothing. */
export function every(...conditions: ReadonlyArray<string | undefined>): string {
	const given = conditions.filter((condition) => condition !== undefined);
	return given.length === 0 ? 'cql.allRecords=1' : given.map((condition) => `(${condition})`).join(' and ');
}

export function any(...conditions: readonly string[]): string {
	return conditions.map((condition) => `(${condition})`).join(' or ');
}

/** The rows in this order; rows of equal keys come in none that holds. */
export function sorted(query: string, ...keys: readonly Sorting[]): string {
	return `${query} sortby ${keys.map(([index, direction]) => `${index}/sort.${direction}`).join(' ')}`;
}
