import { encodeNonAsciiHTML } from 'entities';
import { removeTrailingPunctuation, type Book } from './Book';
import type { SeededChance } from './SeededChance';

/** Writes `Given Family`, without what a catalog adds in brackets; the name of a corporate body stays as it is. */
export function writeNaturalName({ author = '', isPerson }: Pick<Book, 'author' | 'isPerson'>): string {
	if (!isPerson) return author;
	const [family = '', given = ''] = removeTrailingPunctuation(author.replace(/\s*[([][^()[\]]*[)\]]/gu, '')).split(/,\s*/u);
	return given === '' ? family : `${given} ${family}`;
}

/** Replaces characters by HTML entities, as in a text that was copied from a web page or a mail. */
export function withEntities(text: string): string {
	return text.normalize('NFC').replace(/[&"'–’\u00C0-\u024F]/gu, encodeNonAsciiHTML);
}

const letters = 'aeinorst';

/**
 * Makes one typo in a word of five letters or more, never in its first letter: two letters are swapped, or one is left out, doubled or
 * wrong.
 *
 * @param text the part of `whole` that may get the typo
 * @param whole a text that begins with `text`
 * @returns undefined if no word is long enough
 */
export function withTypo(text: string, chance: SeededChance, whole: string): string | undefined {
	const words = [...text.matchAll(/(?<![\p{L}\p{M}\p{N}'’-])[A-Za-zА-Яа-яÀ-ÿ]{5,}(?![\p{L}\p{M}\p{N}'’-])/gu)];
	if (words.length === 0) return undefined;
	const { 0: word, index } = chance.pick(words);
	const at = 1 + chance.below(word.length - 2);
	const [one, two] = [word.charAt(at), word.charAt(at + 1)];
	const slips = [
		word.slice(0, at) + two + one + word.slice(at + 2),
		word.slice(0, at) + word.slice(at + 1),
		word.slice(0, at) + one + word.slice(at),
		word.slice(0, at) + letters.charAt(chance.below(letters.length)) + word.slice(at + 1),
	];
	const slip = slips.filter((candidate) => candidate !== word)[chance.below(3)] ?? '';
	return slip === '' ? undefined : whole.slice(0, index) + slip + whole.slice(index + word.length);
}
