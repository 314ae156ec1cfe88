import { toRoman, parseCardinal, parseNumeral, spellOutNumber } from '../match/numerals';
import {
	distinctTexts,
	foldText,
	hasDigit,
	isSingleLatinLetter,
	toSingular,
	spellingsOf,
	tokenize,
	splitIntoWrittenWords,
} from '../match/compareTexts';
import { titleProperOf, type TitleReading } from '../match/readTitle';
import { insignificantWords } from '../match/wordLists';

/** The most alternatives in one query, because an index without full-text search scans all titles again for each of them. */
const mostAlternatives = 10;
/**
 * How many words of a title the exact and the wider search use: enough to be exact, but so few that an error in a long title does not
 * matter.
 */
const [mostSearchWords, mostWords] = [8, 6];

/**
 * Splits a title at blanks and removes the signs at both ends of its words: each server splits `Catch-22`, `TCP/IP` and `Node.js` in its
 * own way.
 */
export function titleSearchWords(title: string): string[] {
	const between = title
		.normalize('NFC')
		.toLowerCase()
		.split(/[\s\p{Control}\p{Surrogate}]+/u);
	const all = between.map((word) =>
		word.replace(/^[^\p{Letter}\p{Number}\p{Mark}]+|(?<=[\p{Letter}\p{Number}\p{Mark}])[^\p{Letter}\p{Number}\p{Mark}]+$/gu, ''),
	);
	const significant = all.filter((word) => word !== '' && !insignificantWords.has(foldText(word)) && !isSingleLatinLetter(word));
	return distinctTexts(significant.length > 0 ? significant : all).slice(0, mostSearchWords);
}

/**
 * Returns other ways to search for a title that differs from the record in a sign, a word, a subtitle, a series or a name: `Catch 22`, `HIV
 * AIDS in Africa`, `MASH`, `Ueber`, `7 habits`, `Dune (Dune chronicles, #1)`, `Beach music by Pat Conroy`, or a whole citation.
 */
export function widerTitleAlternatives(title: TitleReading, author = ''): string[][] {
	const names = tokenize(author);
	const isName = (word: string): boolean => names.includes(word) || names.includes(toSingular(word));
	const written = title.pieces.map(({ text }) => text).join(' ');
	const proper = titleProperOf(title);
	const isCitation = title.pieces.length > 3;
	const pieces = title.pieces
		.filter((piece) => !piece.words.every(isName))
		.flatMap(({ text }) => [plainWords(text), wordsAtBlanks(text)])
		.filter((list) => isTelling(list, isCitation ? 4 : 5));
	const [, before = ''] = /^(.+)\sby\s.+$/iu.exec(written) ?? [];
	// The last `by` introduces an author.
	const core = wordsAtBlanks(before === '' ? proper : before);
	const whole = wordsAtBlanks(written);
	const half = Math.ceil(whole.length / 2);
	const all = [
		plainWords(written),
		plainWords(proper),
		plainWords(before),
		core,
		...(isCitation ? pieces : pieces.slice(0, 1)),
		...signsInside(core),
		...otherNumbers(core),
		...otherLetters(core),
		...pieces,
		// One of these finds a title with a typing error, so that they come before those for signs between words.
		...(whole.length < 5 ? [] : [whole.slice(0, half), whole.slice(half)]),
		...withoutOne(core),
		...neighbors(core),
	];
	return joinDistinctWordLists(all).slice(0, mostAlternatives);
}

/** Joins the words of each list. Empty and repeated lists are left out. */
export const joinDistinctWordLists = (lists: ReadonlyArray<readonly string[]>): string[][] =>
	distinctTexts(lists.map((list) => list.join(' '))).map((text) => text.split(' '));

/** Returns the significant words of a title as they are written, since each server splits `1/2-fold` and `1732-1743` in its own way. */
const wordsAtBlanks = (title: string): string[] => titleSearchWords(title).slice(0, mostWords);

/** Returns the significant words of a title without any sign but apostrophes. */
const plainWords = (title: string): string[] => titleSearchWords(splitIntoWrittenWords(title).join(' ')).slice(0, mostWords);

const isTelling = (list: readonly string[], least: number): boolean => list.length > 1 || (list[0] ?? '').length >= least;

/** Returns variants for signs that may have been left out inside a word: `catch22`, `fahrenheit451`, `mash`. */
function signsInside(list: readonly string[]): string[][] {
	const apart = (sign: string): string[] => list.map((word) => word.replace(/(?<=\p{Letter})(?=\d)/gu, sign));
	const [only = ''] = list;
	return [apart('-'), apart(' '), ...(list.length === 1 && /^\p{Letter}{1,5}$/u.test(only) ? [[...only]] : [])];
}

/** Returns variants with number words in place of digits, and digits in place of number words. */
function otherNumbers(list: readonly string[]): string[][] {
	const written = (form: (number: number) => string | undefined): string[] =>
		list.map((word) => {
			const number = parseNumeral(word) ?? parseCardinal(foldText(word));
			return (number === undefined ? undefined : form(number)) ?? word;
		});
	return [
		written((number) => spellOutNumber(number)?.join(' ')),
		written(String),
		written((number) => (number > 1 && number < 40 ? toRoman(number) : undefined)),
	];
}

/** Returns variants with other letters: `uber` for `ueber`, `ueber` for `über`, and Latin letters for Cyrillic ones. */
function otherLetters(list: readonly string[]): string[][] {
	const title = list.join(' ');
	return [
		[title.replace(/([aou])e(?=[^aeiou])/gu, '$1')],
		spellingsOf(title).slice(1),
		/\p{Script=Cyrillic}/u.test(title) ? [foldText(title)] : [],
	];
}

/**
 * Returns variants in which two neighboring words are joined, with each of the signs that may connect them: `TCP/IP`, `catch-22`,
 * `node.js`.
 */
function neighbors(list: readonly string[]): string[][] {
	return list.slice(1).flatMap((other, index) => {
		const one = list[index] ?? '';
		const between = hasDigit(one + other) ? ['-', '/'] : Math.max(one.length, other.length) <= 5 ? ['/', '.'] : [];
		return between.map((sign) => [...list.slice(0, index), `${one}${sign}${other}`, ...list.slice(index + 2)]);
	});
}

/** Returns variants that lack one word. A title of two words is reduced to each word that is long enough to be significant. */
function withoutOne(list: readonly string[]): string[][] {
	if (list.length === 2) return list.filter((word) => word.length >= 5).map((word) => [word]);
	return list.length < 3 ? [] : list.map((_, index) => list.filter((_other, place) => place !== index));
}
