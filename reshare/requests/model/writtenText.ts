/**
 * Marks that ReShare's systems put into the text of messages for the other library's machine (NoteSpecials.groovy of mod-rs,
 * shim.go of CrossLink): conditions added, agreed or assumed to be agreed, a field that was changed, a message's number, the
 * record that a lender wants instead, and the items that were sent.
 */
const marks = /#MultipleItems#[\s\S]*?#MultipleItemsEnd#|#ReShare[A-Za-z]+(?:-[^#]*)?#|#(?:seq|lastSeq):-?\d+#|^\s*transferToCluster:\S+\s*$/g;

/** What a broker writes before a lender's own words: which system the lender has, and its symbol. It is no news. */
const brokersWords = /^(?:(?:Vendor|Supplier): [\w.:/-]+(?:, |\s*$|(?=#)))+/;

/** What somebody wrote in a message or in the note of a condition; undefined where nothing else is left. */
export function writtenText(text: string | undefined): string | undefined {
	const words = text?.trim().replace(brokersWords, '').replace(marks, '').trim();
	return words === '' ? undefined : words;
}
