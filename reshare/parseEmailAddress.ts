import { string } from 'zod';

/**
 * Accepts one email address of at most the length that RFC 5321 allows. zod's pattern refuses the characters that separate several
 * addresses or begin names and comments.
 */
const oneAddress = string().max(254).email();

/** Returns the text without surrounding blanks if it is exactly one email address; a list, a group or a name is none. */
export function parseEmailAddress(text: string) {
	return oneAddress.safeParse(text.trim()).data;
}
