/**
 * How a field is analyzed: `text` is stemmed, `proper` is not, `isn` keeps the digits of the first chunk, and `string` is compared as a
 * whole.
 */
export type IndexFieldType = 'text' | 'proper' | 'isn' | 'string';

const letters: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', þ: 'th', ð: 'd', ı: 'i' };

function foldText(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[ßøłđæœþðı]/gu, (letter) => letters[letter] ?? letter)
		.normalize('NFC');
}

/** Splits a text into words without case, accents and possessive s. In scripts without spaces between words, each sign is a word. */
function words(text: string): string[] {
	return foldText(text)
		.replace(/['’]s(?![\p{L}\p{N}])/gu, '')
		.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' $& ')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
}

/** Removes the German suffixes of the first two steps of Snowball's stemmer, which VuFind uses for all languages. */
function stem(word: string): string {
	const region = /^.*?[aeiouy][^aeiouy]/u.exec(word)?.[0].length ?? word.length;
	const start = Math.max(region, 3);
	const cut = (text: string, suffix: RegExp): string => {
		const match = suffix.exec(text);
		return match !== null && match.index >= start ? text.slice(0, match.index) : text;
	};
	const first = cut(word, /(?:ern|em|er|en|es|e|(?<=[bdfghklmnrt])s)$/u);
	return cut(first, /(?:est|er|en|(?<=[bdfghklmnt]...?)st)$/u);
}

export function analyzedTermsOf(text: string, type: IndexFieldType): string[] {
	switch (type) {
		case 'text':
			return words(text).map(stem);
		case 'proper':
			return words(text);
		case 'string':
			return [text];
		case 'isn': {
			const digits = (/\S+/u.exec(text)?.[0] ?? '').toLowerCase().replace(/[^0-9x]/gu, '');
			return digits.length >= 4 ? [digits] : [];
		}
	}
}
