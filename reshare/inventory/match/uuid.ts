import { isUuid } from '../../text';

/**
 * Reads a UUID, in lower case and without the braces that some programs write; undefined for any other text. Nothing else may pass, because
 * indexes put ids unescaped into paths, or fail on other texts.
 */
export function readUuid(text: string) {
	const value = text.replace(/[{}\s]/gu, '').toLowerCase();
	return isUuid(value) ? value : undefined;
}

export const uuidFormat = { form: 'a UUID such as 69640328-788e-43fc-9c3c-af39e243f3b7', read: readUuid };
