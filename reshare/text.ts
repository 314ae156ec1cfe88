/** Removes blanks at both ends. The result is undefined if nothing is left. */
export function trimmedOrUndefined(text?: string | null) {
	return text?.trim() || undefined;
}

/** Removes differences in how people type a text: upper case, and spaces at the ends or repeated between words. */
export function foldCaseAndSpaces(text?: string | null) {
	return (text ?? '').normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Returns a text's words, in lower case and of letters and digits alone, without accents, to compare titles and names of two catalogs. */
export function comparableWordsOf(text?: string | null) {
	return (text ?? '')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** Reads pairs such as `ss=ß ae=æ`. A word alone has an empty value. */
export function mapOfPairs(pairs: string): ReadonlyMap<string, string> {
	return new Map(
		pairs.split(' ').map((pair) => {
			const [key = '', value = ''] = pair.split('=');
			return [key, value];
		}),
	);
}

export const hasLetters = (text: string) => /\p{L}/u.test(text);

export const isEqualIgnoringCase = (one: string | undefined, other: string) => one?.toLowerCase() === other.toLowerCase();

/** Finds the first UUID in a text and returns it in lower case. */
export const uuidIn = (text: string) => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase();

export const isUuid = (text: string) => uuidIn(text) === text.toLowerCase();

/** Cuts a text to a length in UTF-16 units, but never within what a reader sees as one character, unless that character alone is longer. */
export function cutAtCharacter(text: string, length: number) {
	// The limit keeps a character with thousands of accents from making this slow.
	const within = text.slice(0, length + 100);
	if (within.length <= length) return text.trimEnd();
	const end = new Intl.Segmenter().segment(within).containing(length)?.index ?? 0;
	return within
		.slice(0, end === 0 ? length : end)
		.replace(/\p{Surrogate}$/u, '')
		.trimEnd();
}

/**
 * Prepares a value from elsewhere to be shown to a person: as one line without control, format (bidi, zero-width) and unpaired characters.
 *
 * @param maxLength a longer line is cut and ends with `…`
 */
export function toSingleLine(text: string, maxLength: number) {
	// The text is cut first, because some values are megabytes of blanks.
	const line = text
		.slice(0, 100 * maxLength)
		.replace(/[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	return line.length <= maxLength ? line : `${cutAtCharacter(line, maxLength - 1)}…`;
}

/**
 * Escapes a text as one part of a URL's path. `.` and `..` would lead to another path, so they are escaped twice and name nothing that
 * exists.
 */
export function escapePathPart(text: string) {
	return /^\.{1,2}$/.test(text) ? text.replaceAll('.', '%252E') : encodeURIComponent(text);
}
