/** A word of a list, such as `NotOnShelf`; several words may have been written by somebody, and digits may be a number of a patron. */
const code = /^[A-Za-z_-]{1,60}$/;

/**
 * Which texts a reason may consist of: all, or only words that come from a list. What people write to each other, and the
 * server's own messages, can hold the name or the number of a patron.
 */
export type ReasonTexts = 'all' | 'codes';

/** Whether a reason or a condition comes from a list, as far as one can see. */
export function isCode(text: string): boolean {
	return code.test(text);
}

/** Codes are a list of the consortium; what does not look like one counts as written by somebody. */
export function codeOf(text: string | undefined, texts: ReasonTexts): string | undefined {
	return texts === 'all' || isCode(text ?? '') ? text : undefined;
}
