import { searchWords } from '../match/title';

/** Alternatives that one query may have: each costs an index without full-text search another look at every title. */
const mostAlternatives = 8;

/**
 * Other ways to search a title in which a sign, a word or an author may be more or less than in the record: `Catch 22` for `Catch-22`,
 * `HIV AIDS in Africa` for `HIV/AIDS in Africa`, `Catch22`, `dont`, `Beach music by Pat Conroy`, one word that is not in the record. What
 * they find is only a candidate until it is compared.
 */
export function widerAlternatives(title: string): Array<readonly string[]> {
	const words = searchWords(title.replace(/[^\p{Letter}\p{Number}\p{Mark}'’]+/gu, ' ')).slice(0, 6);
	const [, beforeBy = ''] = /^(.+?)\s+by\s+.+$/iu.exec(title) ?? [];
	return [
		words,
		words.map(apart),
		...words.slice(1).flatMap((_, index) => joined(words, index)),
		searchWords(beforeBy),
		...withoutOne(words),
	]
		.filter((list) => list.length > 0)
		.slice(0, mostAlternatives);
}

/** Signs that may have been left out inside a word: `catch22`, `dont`, `youre`. */
function apart(word: string): string {
	return word
		.replace(/(?<=\p{Letter})(?=\d)/gu, '-')
		.replace(/(?<=\d)(?=\p{Letter})/gu, ' ')
		.replace(/(?<=\p{Letter}{2}n)t$/u, "'t")
		.replace(/(?<=^(?:you|we|they))(?=(?:re|ve|ll)$)/u, "'");
}

/** Two neighbours as one word, where one of them is short enough for an abbreviation, or a number. */
function joined(words: readonly string[], index: number): string[][] {
	const [one = '', other = ''] = words.slice(index, index + 2);
	if (/\d/u.test(one + other)) return [[...words.slice(0, index), `${one}-${other}`, ...words.slice(index + 2)]];
	if (Math.min(one.length, other.length) > 4) return [];
	return ['/', '.'].map((sign) => [...words.slice(0, index), `${one}${sign}${other}`, ...words.slice(index + 2)]);
}

/** All words but one, of two words each that is long enough to tell something. */
function withoutOne(words: readonly string[]): string[][] {
	if (words.length === 2) return words.filter((word) => word.length >= 5).map((word) => [word]);
	return words.length < 3 ? [] : words.map((_, index) => words.filter((_other, place) => place !== index));
}
