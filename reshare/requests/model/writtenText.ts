import { trimmed } from '../../text';

/**
 * Marks in messages that are meant for the other library's machine (NoteSpecials.groovy of mod-rs, shim.go of CrossLink):
 * conditions, changed
 * fields, a message's number, the record that a lender wants instead, the items that were sent.
 */
const marks =
	/#MultipleItems#[\s\S]*?#MultipleItemsEnd#|#ReShare[A-Za-z]+(?:-[^#]*)?#|#(?:seq|lastSeq):-?\d+#|^\s*transferToCluster:\S+\s*$/g;

/** A broker puts the lender's system and symbol before the lender's own words. */
const brokersWords = /^(?:(?:Vendor|Supplier): [\w.:/-]+(?:, |\s*$|(?=#)))+/;

export function writtenText(text: string | undefined): string | undefined {
	return trimmed(text?.trim().replace(brokersWords, '').replace(marks, ''));
}
