import { asRoman, cardinalNumber, romanNumber, spelledOut } from '../match/numbers';
import { fold, spellings } from '../match/text';
import { headOf, searchWords, titleParts } from '../match/titleParts';

/** Alternatives that one query may have: each costs an index without full-text search another look at every title. */
const mostAlternatives = 10;

/** Words of a title that a wider search takes. */
const mostWords = 6;

/**
 * Other ways to search a title in which a sign, a word, a subtitle, a series or an author may be more or less than in the record: `Catch 22`
 * for `Catch-22`, `HIV AIDS in Africa` for `HIV/AIDS in Africa`, `Mobydick`, `MASH`, `dont`, `Ueber`, `7 habits`, `Dune (Dune chronicles, #1)`, one word
 * that is not in the record. What they find is only a candidate until it is compared.
 *
 * @param titles the title, and others that it may stand for
 */
export function widerAlternatives([title = '', ...others]: readonly string[]): Array<readonly string[]> {
	const { main, part, rest } = titleParts(title);
	const head = headOf(main);
	const whole = plainWords(title);
	const words = plainWords(head !== undefined && /[([]/u.test(main) ? head : main);
	const before = plainWords(/^(.+?)\s+by\s+.+$/iu.exec(title)?.[1] ?? '');
	const all = [
		whole,
		words,
		...others.map((other) => plainWords(other)),
		plainWords(head ?? ''),
		...signsInside(words),
		...otherNumbers(words),
		...otherLetters(words),
		before,
		...[rest, part.replace(/^\S+\s+\S+\s/u, '')].map((text) => plainWords(text)).filter(isTelling),
		...signsInside(before),
		...neighbours(words, isNumber, ['-', '/']),
		...neighbours(before, isNumber, ['-', '/']),
		...halves(plainWords(title, 12)),
		...withoutOne(words),
		...withoutOne(whole),
		...neighbours(words, areShort, ['/', '.']),
	];
	return all.filter((list, index) => list.length > 0 && all.findIndex((one) => one.join(' ') === list.join(' ')) === index).slice(0, mostAlternatives);
}

/** The title's telling words without any sign but apostrophes. */
function plainWords(title: string, most = mostWords): string[] {
	return searchWords(title.replace(/(?<=\d),(?=\d{3}(?!\d))/gu, '').replace(/[^\p{Letter}\p{Number}\p{Mark}'’]+/gu, ' ')).slice(0, most);
}

/** Whether words are enough to search by them alone. */
function isTelling(words: readonly string[]): boolean {
	return words.length > 1 || (words[0] ?? '').length >= 5;
}

/** Signs that may have been left out inside a word: `catch22`, `fahrenheit451`, `dont`, `youre`, `mash`. */
function signsInside(words: readonly string[]): string[][] {
	const apart = (sign: string) => words.map((word) => word.replace(/(?<=\p{Letter})(?=\d)/gu, sign).replace(/(?<=\d)(?=\p{Letter})/gu, ' '));
	const elided = words.map((word) => word.replace(/(?<=\p{Letter}{2}n)t$/u, "'t").replace(/(?<=^(?:you|we|they))(?=(?:re|ve|ll)$)/u, "'"));
	const [only = ''] = words;
	return [apart('-'), apart(' '), elided, ...(words.length === 1 && /^\p{Letter}{2,5}$/u.test(only) ? [[...only]] : [])];
}

/** Numbers in words for digits, and the other way round. */
function otherNumbers(words: readonly string[]): string[][] {
	const numberOf = (word: string): number | undefined => (/^\d{1,5}$/u.test(word) ? Number(word) : (cardinalNumber(fold(word)) ?? (word.length > 1 ? romanNumber(word) : undefined)));
	if (!words.some((word) => numberOf(word) !== undefined)) return [];
	const written = (form: (number: number) => string | undefined) =>
		words.flatMap((word) => {
			const number = numberOf(word);
			return (number === undefined ? undefined : form(number))?.split(' ') ?? [word];
		});
	return [written((number) => spelledOut(number)?.join(' ')), written(String), written((number) => (number > 1 && number < 40 ? asRoman(number) : undefined))];
}

/** `uber` for `ueber`, `ueber` for `über`, Latin letters for Cyrillic ones. */
function otherLetters(words: readonly string[]): string[][] {
	const title = words.join(' ');
	return [title.replace(/([aou])e(?=[^aeiou])/gu, '$1'), spellings(title)[1] ?? title, /\p{Script=Cyrillic}/u.test(title) ? fold(title) : title].filter((other) => other !== title).map((other) => other.split(' '));
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

/** The first and the last half of a longer title: the other may be a subtitle, a series or what a shop wrote. */
function halves(words: readonly string[]): Array<readonly string[]> {
	return words.length < 5 ? [] : [words.slice(0, Math.ceil(words.length / 2)), words.slice(Math.floor(words.length / 2))];
}

/** All words but one; of two words each that is long enough to tell something. */
function withoutOne(words: readonly string[]): string[][] {
	if (words.length === 2) return words.filter((word) => word.length >= 5).map((word) => [word]);
	return words.length < 3 ? [] : words.map((_, index) => words.filter((_other, place) => place !== index));
}
