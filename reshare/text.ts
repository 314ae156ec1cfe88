/** Undefined where nothing is left. */
export function trimmed(text: string | undefined | null): string | undefined {
	const trimmed = text?.trim() ?? '';
	return trimmed === '' ? undefined : trimmed;
}

/** Without what people type differently: case, and spaces at the ends or between words. */
export function normalized(text: string | undefined | null): string {
	return (text ?? '').normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Only letters and digits, without accents: for comparing titles and names from two catalogs. */
export function lettersOnly(text: string | undefined | null): string {
	return (text ?? '')
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** The first one, in lower case. */
export const uuidIn = (text: string): string | undefined => /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0].toLowerCase();

export const isUuid = (text: string): boolean => uuidIn(text) === text.toLowerCase();

/** Never cuts within what a reader sees as one character; the length is in UTF-16 units. */
export function cutAtCharacter(text: string, length: number): string {
	let cut = '';
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		if (cut.length + segment.length > length) break;
		cut += segment;
	}
	return cut.trimEnd();
}
