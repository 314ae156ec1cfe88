/**
 * Marks that mod-rs puts into the text of messages for the other library's machine (NoteSpecials.groovy): conditions added,
 * agreed or assumed to be agreed, a field that was changed, a message's number, and the record that a lender wants instead.
 */
const marks = /#ReShare[A-Za-z]+(?:-[^#]*)?#|#(?:seq|lastSeq):-?\d+#|^\s*transferToCluster:\S+\s*$/g;

/** What somebody wrote in a message or in the note of a condition; undefined where nothing but marks is left. */
export function writtenText(text: string | undefined): string | undefined {
	const words = text?.replace(marks, '').trim();
	return words === '' ? undefined : words;
}
