import { isUuid } from '../../text';

export const uuidForm = 'a UUID such as 69640328-788e-43fc-9c3c-af39e243f3b7';

/**
 * The id in lower case, without the braces of some programs; undefined unless it is a UUID. Indexes paste ids unencoded into
 * paths, or fail on others, so nothing else may pass.
 */
export function readUuid(text: string): string | undefined {
	const value = text.replace(/[{}\s]/gu, '').toLowerCase();
	return isUuid(value) ? value : undefined;
}
