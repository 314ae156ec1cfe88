import { trimmedOrUndefined } from '../../text';

/**
 * Marks in messages that are meant for the other library's system (openlibraryenvironment/mod-rs NoteSpecials.groovy, indexdata/crosslink
 * broker/shim/shim.go): conditions, changed fields, a message's number, the record that a lender prefers, the items that were sent.
 */
const marks =
	/#MultipleItems#[\s\S]*?#MultipleItemsEnd#|#ReShare[A-Za-z]+(?:-[^#]*)?#|#(?:seq|lastSeq):-?\d+#|^\s*transferToCluster:\S+\s*$/g;

/** Matches the name of the lender's system and symbol, which a broker puts before the lender's own words. */
const brokersWords = /^(?:(?:Vendor|Supplier): [\w.:/-]+(?:, |\s*$|(?=#)))+/;

export function textWithoutSystemMarks(text: string | undefined) {
	return trimmedOrUndefined(text?.trim().replace(brokersWords, '').replace(marks, ''));
}
