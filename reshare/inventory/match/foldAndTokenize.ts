import editDistance from 'damerau-levenshtein';

/** Reads pairs such as `ßss`: a letter, and the plain letters that replace it. */
const letters = (pairs: string): Readonly<Record<string, string>> =>
	Object.fromEntries(pairs.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)]));

/** Letters that Unicode does not decompose into a base letter and a mark, each with what replaces it. */
const folded: Readonly<Record<string, string>> = {
	...letters('ßss æae œoe øo đd ðd þth łl ħh ıi'),
	'&': ' and ',
	// Cyrillic letters as libraries transliterate them (ALA-LC), without diacritics.
	...letters('аa бb вv гg ґg дd еe єie жzh зz иi іi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юiu яia'),
};

/** Prepares a text for comparisons: in lower case, without diacritics, and with Latin letters for Cyrillic ones. */
export function foldText(text: string) {
	// Plain ASCII without `&` needs only lower case.
	if (/^[ -%'-~]*$/.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(/[\p{Mark}\p{Cf}]/gu, '')
		.toLowerCase()
		.replace(/[ßæœøđðþłħı&\p{Script=Cyrillic}]/gu, (letter) => folded[letter] ?? letter);
}

const withE = letters('äae öoe üue øoe åaa');

/** Returns the spellings in which people type a text: as it is and, if it has umlauts, with `ae`, `oe`, `ue` for them. */
export function spellingsOf(text: string) {
	const composed = text.normalize('NFC');
	const typed = composed.replace(/[äöüøå]/giu, (letter) => withE[letter.toLowerCase()] ?? letter);
	return typed === composed ? [text] : [text, typed];
}

/** Whether two words differ only by a typing error; long words may have two. Shorter words than `least` and numbers have none. */
export function isAlmostSameWord(one: string, other: string, least = 4, most = 2) {
	if (one === other) return true;
	const shorter = Math.min(one.length, other.length);
	const allowed = shorter >= 8 ? most : shorter >= least ? 1 : 0;
	return Math.abs(one.length - other.length) <= allowed && !hasDigit(one + other) && editDistance(one, other).steps <= allowed;
}

/** Elided articles and prepositions, as in `l'étranger`. */
const elisions = /(?<![\p{Letter}\p{Number}])(l|d|qu|dell|all|nell|sull|un)['’ʼ](?=\p{Letter})/gu;

/**
 * Splits a text into words that are prepared for comparisons. Apostrophes join, as in `don't`, except after an elided article; every other
 * sign separates.
 */
export function tokenize(text: string): string[] {
	const joined = foldText(text)
		.replace(elisions, '$1 ')
		.replace(/['’ʼ‘`ʻʿʾʹʺ]/gu, '');
	return joined.match(/[\p{Letter}\p{Number}]+/gu) ?? [];
}

export const hasLatinLetter = (text: string) => /\p{Script=Latin}/u.test(text);
/** Whether a text has Latin letters, or none at all. */
export const isLatinText = (text: string) => hasLatinLetter(text) || !/\p{Letter}/u.test(text);

export const hasDigit = (text: string) => /\d/u.test(text);

/** Removes the commas between thousands, e.g. in `8,954,772`, so that they separate nothing. */
export const withoutDigitGrouping = (text: string) =>
	text.replace(/(?<![\d,])\d{1,3}(?:,\d{3})+(?!,?\d)/gu, (number) => number.replaceAll(',', ''));

export const isSingleLatinLetter = (word: string) => word.length === 1 && hasLatinLetter(word);

export const toSingular = (word: string) => (word.endsWith('s') ? word.slice(0, -1) : word);

/** Splits a text into words in lower case that keep their diacritics and apostrophes. */
export const splitIntoWrittenWords = (text: string): string[] =>
	text
		.normalize('NFC')
		.toLowerCase()
		.match(/[\p{Letter}\p{Number}\p{Mark}'’]+/gu) ?? [];

/** Removes repetitions and empty texts. */
export const distinctTexts = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '');
