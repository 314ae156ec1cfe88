import editDistance from 'damerau-levenshtein';
import { mapOfPairs } from '../../text';

/** Letters that Unicode does not decompose into a base letter and a mark, each with what replaces it. */
const folded = new Map([
	...mapOfPairs('ß=ss æ=ae œ=oe ø=o đ=d ð=d þ=th ł=l ħ=h ı=i'),
	['&', ' and '],
	// Cyrillic letters as libraries transliterate them (ALA-LC), without diacritics.
	...mapOfPairs(
		'а=a б=b в=v г=g ґ=g д=d е=e є=ie ж=zh з=z и=i і=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ ы=y ь э=e ю=iu я=ia',
	),
]);

/** Prepares a text for comparisons: in lower case, without diacritics, and with Latin letters for Cyrillic ones. */
export function foldText(text: string) {
	// Plain ASCII without `&` needs only lower case.
	if (/^[ -%'-~]*$/.test(text)) return text.toLowerCase();
	return text
		.normalize('NFKD')
		.replace(/[\p{Mark}\p{Cf}]/gu, '')
		.toLowerCase()
		.replace(/[ßæœøđðþłħı&\p{Script=Cyrillic}]/gu, (letter) => folded.get(letter) ?? letter);
}

const withE = mapOfPairs('ä=ae ö=oe ü=ue ø=oe å=aa');

/** Returns the spellings in which people type a text: as it is and, if it has umlauts, with `ae`, `oe`, `ue` for them. */
export function spellingsOf(text: string) {
	const composed = text.normalize('NFC');
	const typed = composed.replace(/[äöüøå]/giu, (letter) => withE.get(letter.toLowerCase()) ?? letter);
	return typed === composed ? [text] : [text, typed];
}

/** Whether two words differ only by a typing error; long words may have two. Shorter words than `least` and numbers have none. */
export function isAlmostSameWord(one: string, other: string, least = 4, most = 2) {
	if (one === other) return true;
	const shorter = Math.min(one.length, other.length);
	const allowed = shorter >= 8 ? most : shorter >= least ? 1 : 0;
	return Math.abs(one.length - other.length) <= allowed && !hasDigit(one + other) && editDistance(one, other).steps <= allowed;
}

/** The words of a text, in its order. */
export type Words = readonly string[];

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
