import { memoizeText } from './memoizeText';
import { CqlError } from './parseInventoryCql';

/**
 * Text as PostgreSQL's full-text search sees it: which words a text has, and whether a search finds them. Checked against
 * `to_tsvector('simple', …)` of PostgreSQL 15. Of the addresses and file names that PostgreSQL keeps whole, only `a/b`, `/b` and `a.b` are
 * known.
 */

/** Characters that have no decomposition but that PostgreSQL's unaccent replaces. */
const replaced: Readonly<Record<string, string>> = {
	...{ ß: 'ss', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ħ: 'h', Ħ: 'H', ı: 'i' },
	...{ þ: 'th', Þ: 'TH', ð: 'd', Ð: 'D', ŋ: 'n', ſ: 's', ﬁ: 'fi', ﬂ: 'fl', '№': 'No', '½': ' 1/2' },
	...{ '‘': "'", '’': "'", '‛': "'", '′': "'", ʹ: "'", ʻ: "'", ʼ: "'", ʽ: "'", ˈ: "'", '“': '"', '”': '"', '″': '"', ʺ: '"' },
	...{ '–': '-', '—': '-', '―': '-', '：': ':', '，': ',', '（': '(', '）': ')', '、': ',', '。': '.' },
};
const replaceable = new RegExp(`[${Object.keys(replaced).join('')}]`, 'gu');

/** Writes a text in lower case without accents, as both sides are written before they are compared. `й` stays a letter of its own. */
export const foldText = memoizeText((text): string =>
	text
		.normalize('NFD')
		.replace(/([иИ])\u0306/gu, (_, letter: string) => (letter === 'и' ? 'й' : 'Й'))
		.replace(/[\u0300-\u0362]/gu, '')
		.normalize('NFC')
		.replace(replaceable, (character) => replaced[character] ?? character)
		.toLowerCase(),
);

const wordForms = new RegExp(
	[
		String.raw`(?<path>[\p{L}\p{N}]*(?:/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)+)`,
		String.raw`(?<dotted>[a-z][a-z0-9]*(?:\.[a-z0-9]+)+)`,
		String.raw`(?<hyphenated>\p{N}*\p{L}[\p{L}\p{N}]*(?:-\p{N}*\p{L}[\p{L}\p{N}]*)+)(?:-(?<count>\d+)(?![\p{L}\p{N}]))?`,
		String.raw`(?<number>[+-]\d+(?:\.\d+)?|\d+(?:\.\d+)?(?![\p{L}\p{N}]))`,
		String.raw`(?<word>[\p{L}\p{N}\p{M}]+)`,
	].join('|'),
	'gu',
);
/** Matches what PostgreSQL takes for a tag of a markup language and leaves out. */
const tags = /<\/?[a-z][^<>]*>/gu;

/**
 * Splits a text into its words in order. A hyphenated word comes first as a whole, then in its parts. A hyphen before digits is a minus
 * sign: `0028-792X` becomes `0028`, `-792`, `x`.
 */
export const wordsOf = memoizeText((text): readonly string[] => {
	const words: string[] = [];
	for (const match of foldText(text).replace(tags, ' ').replaceAll('&', ',').matchAll(wordForms)) {
		const { hyphenated, count } = match.groups ?? {};
		words.push(hyphenated ?? match[0]);
		if (hyphenated !== undefined) words.push(...hyphenated.split('-'));
		if (count !== undefined) words.push(count);
	}
	return words;
});

/** A word to search for; `isPrefix` when a `*` follows it. */
interface WantedWord {
	readonly word: string;
	readonly isPrefix: boolean;
}

type WordRelation = 'phrase' | 'all' | 'any';

/**
 * Makes the search string of a full-text relation: backslashes are removed, an unescaped `*` stays at the end of a word.
 *
 * @throws CqlError for an unescaped `?`, or a `*` within a word
 */
export function toFullTextSearch(term: string): string {
	return term.replace(/\\([\s\S])|\?|\*(?=[^ ])/gu, (mark, escaped: string | undefined) => {
		if (escaped !== undefined) return escaped === '*' ? ',' : escaped;
		throw new CqlError(
			mark === '?'
				? '? wildcard not allowed in full text query string'
				: '* right truncation wildcard must be followed by space or end of string',
		);
	});
}

/** Makes a function that says whether a text has the words of a search string. A `*` at the end of a word truncates it. */
export function createWordsMatcher(search: string, relation: WordRelation): (text: string) => boolean {
	const wanted = wantedPhrases(search);
	if (wanted.length === 0) return () => false;
	const phrases = relation === 'phrase' ? [wanted.flat()] : wanted;
	return (text) => {
		const present = wordsOf(text);
		const isPresent = (phrase: readonly WantedWord[]): boolean => hasPhrase(present, phrase);
		return relation === 'any' ? phrases.some(isPresent) : phrases.every(isPresent);
	};
}

/** Lists the whole words that every text found by a search has; not truncated words such as `wor*`. */
export function requiredWholeWordsOf(search: string): string[] {
	return wantedPhrases(search)
		.flat()
		.flatMap(({ word, isPrefix }) => (isPrefix ? [] : [word]));
}

function wantedPhrases(search: string): WantedWord[][] {
	return search
		.split(/ +/u)
		.map(wantedWords)
		.filter((group) => group.length > 0);
}

function wantedWords(part: string): WantedWord[] {
	const isPrefix = part.endsWith('*');
	return wordsOf(isPrefix ? part.slice(0, -1) : part).map((word) => ({ word, isPrefix }));
}

function hasPhrase(present: readonly string[], phrase: readonly WantedWord[]): boolean {
	for (let start = 0; start + phrase.length <= present.length; start += 1) {
		const found = phrase.every(({ word, isPrefix }, offset) => {
			const candidate = present[start + offset] ?? '';
			return isPrefix ? candidate.startsWith(word) : candidate === word;
		});
		if (found) return true;
	}
	return false;
}

/**
 * Removes spaces, tabs and hyphens from a number, and puts a space before the rest of the text: `978-0-345-47909-9 (pbk.)` becomes
 * `9780345479099 (pbk.)`. The `X` that ends an ISBN-10 counts as rest, in texts and in queries.
 */
export function normalizeDigits(text: string): string {
	const match = /^([0-9 \t-]*(?:\*[ \t]*)?)([\s\S]*)$/u.exec(text);
	const number = match?.[1] ?? '';
	const rest = match?.[2] ?? '';
	return number.replace(/[ \t-]/gu, '') + (number === '' || rest === '' ? '' : ' ') + rest;
}
