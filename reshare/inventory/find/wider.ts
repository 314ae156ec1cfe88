import { searchWords } from '../match/title';

/** Alternatives that one query may have: each costs an index without full-text search another look at every title. */
const mostAlternatives = 10;

/**
 * Other ways to search a title in which a sign, a word or an author may be more or less than in the record: `Catch 22` for `Catch-22`,
 * `HIV AIDS in Africa` for `HIV/AIDS in Africa`, `Catch22`, `MASH`, `dont`, `Beach music by Pat Conroy`, one word that is not in the record.
 * What they find is only a candidate until it is compared.
 */
export function widerAlternatives(title: string): Array<readonly string[]> {
	const words = plainWords(title);
	const before = plainWords(/^(.+?)\s+by\s+.+$/iu.exec(title)?.[1] ?? '');
	const all = [words, ...signsInside(words), before, ...signsInside(before), ...neighbours(words, isNumber, ['-', '/']), ...neighbours(before, isNumber, ['-', '/']), ...withoutOne(words), ...neighbours(words, areShort, ['/', '.'])];
	return all.filter((list, index) => list.length > 0 && all.findIndex((other) => other.join(' ') === list.join(' ')) === index).slice(0, mostAlternatives);
}

/** The title's telling words without any sign but apostrophes. */
function plainWords(title: string): string[] {
	return searchWords(title.replace(/[^\p{Letter}\p{Number}\p{Mark}'’]+/gu, ' ')).slice(0, 6);
}

/** Signs that may have been left out inside a word: `catch22`, `fahrenheit451`, `dont`, `youre`, `mash`. */
function signsInside(words: readonly string[]): string[][] {
	const apart = (sign: string) => words.map((word) => word.replace(/(?<=\p{Letter})(?=\d)/gu, sign).replace(/(?<=\d)(?=\p{Letter})/gu, ' '));
	const elided = words.map((word) => word.replace(/(?<=\p{Letter}{2}n)t$/u, "'t").replace(/(?<=^(?:you|we|they))(?=(?:re|ve|ll)$)/u, "'"));
	const [only = ''] = words;
	return [apart('-'), apart(' '), elided, ...(words.length === 1 && /^\p{Letter}{2,5}$/u.test(only) ? [[...only]] : [])];
}

type Test = (one: string, other: string) => boolean;

const isNumber: Test = (one, other) => /\d/u.test(one + other);
const areShort: Test = (one, other) => !isNumber(one, other) && Math.max(one.length, other.length) <= 5;

/** Two neighbours as one word, with each of the signs between them. */
function neighbours(words: readonly string[], test: Test, signs: readonly string[]): string[][] {
	return words.slice(1).flatMap((other, index) => {
		const one = words[index] ?? '';
		return test(one, other) ? signs.map((sign) => [...words.slice(0, index), `${one}${sign}${other}`, ...words.slice(index + 2)]) : [];
	});
}

/** All words but one; of two words each that is long enough to tell something. */
function withoutOne(words: readonly string[]): string[][] {
	if (words.length === 2) return words.filter((word) => word.length >= 5).map((word) => [word]);
	return words.length < 3 ? [] : words.map((_, index) => words.filter((_other, place) => place !== index));
}
