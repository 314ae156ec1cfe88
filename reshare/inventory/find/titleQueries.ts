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
	type Words,
} from '../match/foldAndTokenize';
import { titleProperOf, type TitleReading } from '../match/readTitle';
import { insignificantWords } from '../match/wordLists';

/** The most alternatives in one query, because an index without full-text search scans all titles again for each of them. */
const mostAlternatives = 10;
/**
 * How many words of a title the exact and the wider search use: enough to be exact, but so few that an error in a long title does not
 * matter.
 */
const [mostSearchWords, mostWords] = [8, 6];

const wordWithSigns = /[\p{Letter}\p{Number}\p{Mark}](?:[^\s\p{Control}\p{Surrogate}]*[\p{Letter}\p{Number}\p{Mark}])?/gu;

/**
 * Splits a title at blanks and removes the signs at both ends of its words: each server splits `Catch-22`, `TCP/IP` and `Node.js` in its
 * own way.
 */
export function titleSearchWords(title: string) {
	const all = title.normalize('NFC').toLowerCase().match(wordWithSigns) ?? [];
	const significant = all.filter((word) => !insignificantWords.has(foldText(word)) && !isSingleLatinLetter(word));
	return distinctTexts(significant.length > 0 ? significant : all).slice(0, mostSearchWords);
}

/**
 * Returns other ways to search for a title that differs from the record in a sign, a word, a subtitle, a series or a name: `Catch 22`, `HIV
 * AIDS in Africa`, `MASH`, `Ueber`, `7 habits`, `Dune (Dune chronicles, #1)`, `Beach music by Pat Conroy`, or a whole citation.
 */
export function widerTitleAlternatives(title: TitleReading, author = ''): string[][] {
	const names = tokenize(author);
	const isName = (word: string) => names.includes(word) || names.includes(toSingular(word));
	const written = title.pieces.map(({ text }) => text).join(' ');
	const proper = titleProperOf(title);
	const pieces = title.pieces
		.filter((piece) => !piece.words.every(isName))
		.flatMap(({ text }) => [plainWords(text), wordsAtBlanks(text)])
		.filter(isTelling);
	const [, before = proper] = /^(.+)\sby\s.+$/iu.exec(written) ?? [];
	// The title stands before the last `by`, which introduces an author.
	const core = wordsAtBlanks(before);
	const whole = wordsAtBlanks(written);
	const half = Math.ceil(whole.length / 2);
	const all = [
		...[written, proper, before].map(plainWords),
		core,
		...pieces,
		...signsInside(core),
		...otherNumbers(core),
		...otherLetters(core),
		// If a long title has one typing error, one of its two halves has none. So the halves stand before variants that help less often,
		// which the limit on alternatives may cut off.
		...(whole.length < 5 ? [] : [whole.slice(0, half), whole.slice(half)]),
		...withoutOne(core),
		...neighbors(core),
	];
	return removeRepeatedWordLists(all).slice(0, mostAlternatives);
}

/** Removes empty and repeated lists of words. A word that contains spaces is split into several. */
export const removeRepeatedWordLists = (lists: readonly Words[]): string[][] =>
	distinctTexts(lists.map((list) => list.join(' '))).map((text) => text.split(' '));

/** Returns the significant words of a title as they are written, since each server splits `1/2-fold` and `1732-1743` in its own way. */
const wordsAtBlanks = (title: string) => titleSearchWords(title).slice(0, mostWords);

/** Returns the significant words of a title without any sign but apostrophes. */
const plainWords = (title: string) => wordsAtBlanks(splitIntoWrittenWords(title).join(' '));

const isTelling = (list: Words) => list.length > 1 || (list[0] ?? '').length >= 5;

/** Returns variants for a sign that may have been left out before a number: `catch22`, `fahrenheit451`. */
const signsInside = (list: Words) => ['-', ' '].map((sign) => list.map((word) => word.replace(/(?<=\p{Letter})(?=\d)/gu, sign)));

/** Returns variants with number words in place of digits, and digits in place of number words. */
function otherNumbers(list: Words) {
	const written = (form: (number: number) => string | undefined) =>
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
function otherLetters(list: Words) {
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
function neighbors(list: Words) {
	return list.slice(1).flatMap((other, index) => {
		const one = list[index] ?? '';
		const isSigned = hasDigit(one + other) || Math.max(one.length, other.length) <= 5;
		return (isSigned ? ['-', '/', '.'] : []).map((sign) => list.toSpliced(index, 2, `${one}${sign}${other}`));
	});
}

/** Returns variants that lack one word. A title of two words is reduced to each word that is long enough to be significant. */
const withoutOne = (list: Words) => list.map((_, index) => list.toSpliced(index, 1)).filter(isTelling);
