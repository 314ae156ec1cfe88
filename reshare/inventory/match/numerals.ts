import { ordinalWords } from './wordLists';

const units =
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
		' ',
	);
// No word is a hyphen; the two stand for zero and ten, so that each word has the place of its digit.
const tens = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const ordinalNumbers = new Map([
	...ordinalWords.flatMap((words, index) => words.split(' ').map((word) => [word, index + 1] as const)),
	...tens.slice(2).map((ten, index) => [`${ten.slice(0, -1)}ieth`, (index + 2) * 10] as const),
]);

/**
 * Returns the number of an ordinal in digits or in words: `2nd`, `2d`, `2eme`, `second`, `zweite`. The word must be folded; the result is
 * undefined for any other word.
 */
export function parseOrdinal(word = ''): number | undefined {
	const digits = /^第?(\d{1,3})(?:[adeo版]|\p{Letter}{2,3})$/u.exec(word)?.[1];
	return digits === undefined ? ordinalNumbers.get(word) : Number(digits);
}

/** Finds the first number in some folded words: `2`, `2nd`, `second`, `twenty first`; undefined if there is none. */
export function findFirstNumber(list: readonly string[]): number | undefined {
	for (const [index, word] of list.entries()) {
		const ten = tens.indexOf(word);
		const unit = ten > 1 ? (parseOrdinal(list[index + 1]) ?? 10) : 10;
		const number = unit < 10 ? ten * 10 + unit : (parseDigits(word, 3) ?? parseOrdinal(word));
		if (number !== undefined) return number;
	}
	return undefined;
}

/** Whether a folded word is a number or a part of one: `2`, `2nd`, `second`, `twenty`. */
export const isNumberWord = (word: string) => findFirstNumber([word]) !== undefined || tens.includes(word);

export const parseDigits = (word = '', most: number) => (word.length <= most && /^\d+$/u.test(word) ? Number(word) : undefined);

/** A number from one to twelve in English words; undefined for every other word. */
export function parseCardinal(word: string): number | undefined {
	const number = units.slice(0, 13).indexOf(word);
	return number > 0 ? number : undefined;
}

/** The Roman numerals of each decimal place. */
const romanDigits = [' c cc ccc', ' x xx xxx xl l lx lxx lxxx xc', ' i ii iii iv v vi vii viii ix'].map((digits) => digits.split(' '));

/** Writes a number below 400 as a Roman number in small letters. */
export const toRoman = (number: number) =>
	[Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10].map((digit, place) => romanDigits[place]?.[digit]).join('');

const romanNumbers = new Map(Array.from({ length: 399 }, (_, index) => [toRoman(index + 1), index + 1]));

/** A Roman number below 400, in small letters; undefined for every other word. */
export const parseRoman = (word: string) => romanNumbers.get(word);

/**
 * A number in English words, as a title spells it, e.g. `nineteen eighty four`, `twenty thousand`; undefined for those that
 * titles do not spell.
 */
export function spellOutNumber(number: number): string[] | undefined {
	if (number < 20) return [units[number] ?? ''];
	if (number < 100) return [tens[Math.floor(number / 10)] ?? '', ...(number % 10 === 0 ? [] : [units[number % 10] ?? ''])];
	if (number > 1100 && number < 2000 && number % 100 >= 10)
		return [...(spellOutNumber(Math.floor(number / 100)) ?? []), ...(spellOutNumber(number % 100) ?? [])];
	if (number < 1000 && number % 100 === 0) return [units[number / 100] ?? '', 'hundred'];
	return number < 100_000 && number % 1000 === 0 ? [...(spellOutNumber(number / 1000) ?? []), 'thousand'] : undefined;
}

/**
 * Returns the number that a word of a title stands for, be it in digits, in Roman numerals or in words. A single letter is no Roman number.
 */
export const parseNumeral = (word: string) => parseDigits(word, 5) ?? (word.length > 1 ? parseRoman(word) : undefined);
