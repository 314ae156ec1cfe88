import { CqlError } from './parse';
import { foldText } from './words';

/** How a term's backslashes and wildcards are read, by kind of search. */

/**
 * The search string of a full-text relation: backslashes taken off, an unescaped `*` kept at the end of a word.
 * Escaped wildcards separate words, as all punctuation does.
 *
 * @throws CqlError for an unescaped `?`, or a `*` within a word
 */
export function fullTextSearch(term: string): string {
	let search = '';
	for (let index = 0; index < term.length; index += 1) {
		const character = term.charAt(index);
		const next = term.charAt(index + 1);
		if (character === '\\') {
			index += 1;
			search += next === '*' ? ',' : next;
			continue;
		}
		if (character === '?') throw new CqlError('? wildcard not allowed in full text query string');
		if (character === '*' && next !== '' && next !== ' ') {
			throw new CqlError(`* right truncation wildcard must be followed by space or end of string, but found ${next}`);
		}
		search += character;
	}
	return search;
}

/** A pattern for the whole value, in which `*` stands for any text and `?` for one character. Folds case and accents. */
export function wholeValuePattern(term: string): RegExp {
	let pattern = '';
	let literal = '';
	const flush = (): void => {
		pattern += foldText(literal).replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
		literal = '';
	};
	for (let index = 0; index < term.length; index += 1) {
		const character = term.charAt(index);
		if (character === '\\' && index + 1 < term.length) {
			index += 1;
			literal += term.charAt(index);
		} else if (character === '*' || character === '?') {
			flush();
			pattern += character === '*' ? '[\\s\\S]*' : '[\\s\\S]';
		} else {
			literal += character;
		}
	}
	flush();
	return new RegExp(`^${pattern}$`, 'u');
}

export function plainTerm(term: string): string {
	return term.replace(/\\([\s\S])/gu, '$1');
}
