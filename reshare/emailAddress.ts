import { string } from 'zod';

/**
 * RFC 5321 allows no longer path. Of the characters that separate addresses or begin names and comments, this pattern of zod's
 * has none.
 */
const oneAddress = string().max(254).email();

/** The text without blanks around it, where it is exactly one email address: no list, no group, no name. */
export function emailAddressIn(text: string): string | undefined {
	return oneAddress.safeParse(text.trim()).data;
}
