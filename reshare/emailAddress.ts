import { string } from 'zod';

/**
 * One email address of at most the length that RFC 5321 allows. zod's pattern has none of the characters that separate addresses or begin
 * names and comments.
 */
const oneAddress = string().max(254).email();

/** The text without blanks around it, where it is exactly one email address: no list, no group, no name. */
export function emailAddressIn(text: string): string | undefined {
	return oneAddress.safeParse(text.trim()).data;
}
