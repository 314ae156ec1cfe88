import { parse } from 'isbn3';
import { parseFirstIdentifier, normalizeIdentifierCharacters, createQualifierRemover, type IdentifierParser } from './IdentifierParser';

/** Whether the digits have the form of an ISBN. Numbers that begin with 9790 are ISMNs, of printed music. */
const isIsbnShaped = (digits: string) => /^(?:\d{9}[\dX]|97(?:8\d|9[1-9])\d{9})$/u.test(digits);

/** Digits with hyphens and blanks between them, as an ISBN may be written. */
const run = /(?<!\d)\d[\d\s-]*(?:[\dX](?![\p{Letter}\d])|X(?!\p{Letter}))/giu;

/**
 * Finds the numbers in a text that have the form of an ISBN, as bare digits. Nine digits alone lack a leading zero: an SBN of the 1960s has
 * none, and a spreadsheet drops it.
 */
function isbnsIn(text: string) {
	const old = `0${text.trim().toUpperCase()}`;
	if (old.length === 10 && parse(old) !== null) return [old];
	return [
		...normalizeIdentifierCharacters(text)
			.replace(/isbn-?1[03]/giu, ' ')
			.matchAll(run),
	].flatMap(([written]) => numbersOf(written.toUpperCase().replaceAll('-', '').trim().split(/\s+/u)));
}

/**
 * Joins groups of digits into ISBNs. At each group, a valid ISBN is preferred to digits that only have the form of one. Groups that are too
 * long for an ISBN come last.
 */
function numbersOf(groups: readonly string[]) {
	const found: string[] = [];
	for (let start = 0; start < groups.length;) {
		const ends = groups.slice(start, start + 13).map((_, index, some) => some.slice(0, index + 1).join(''));
		const best = ends.find((digits) => isIsbnShaped(digits) && parse(digits) !== null) ?? ends.find(isIsbnShaped);
		if (best !== undefined) found.push(best);
		start += best === undefined ? 1 : ends.indexOf(best) + 1;
	}
	return [...found, ...groups.filter((group) => group.length > 13)];
}

/** Returns the ISBN that differs from this one only in its check digit; undefined if no such ISBN can exist. */
function withRightCheckDigit(digits: string) {
	const stem = digits.length === 10 ? `978${digits.slice(0, 9)}` : digits.slice(0, 12);
	const isbn = [...'0123456789'].map((check) => parse(stem + check)).find((one) => one !== null);
	return digits.length === 10 ? isbn?.isbn10 : isbn?.isbn13;
}

export const isbnParser: IdentifierParser = {
	cleaned: createQualifierRemover(/(?:\d[\s-]*){9}/u),
	in: isbnsIn,
	read: (digits) => {
		const isbn = parse(digits);
		if (isbn !== null) return { value: isbn.isbn13 };
		if (digits.length > 13) return { warning: `'${digits.slice(0, 60)}' is not an ISBN and was left out` };
		const meant = withRightCheckDigit(digits);
		if (meant === undefined)
			return { value: digits, warning: `ISBN ${digits} is in a range that is not in use; it was searched as written` };
		return { warning: `ISBN ${digits} has a wrong check digit and was left out; with these digits it would be ${meant}` };
	},
};

/**
 * The key of an ISBN: 13 digits for both notations, or the number as written where no agency has received its range yet. Undefined for what
 * is no ISBN, or has a wrong check digit.
 */
export const normalizeIsbn = (text: string) => parseFirstIdentifier(text, isbnParser);

/** All notations under which an index may hold the ISBN with this key: 13 and, where there is one, 10 digits. */
export function isbnForms(key: string) {
	const { isbn13 = key, isbn10 } = parse(key) ?? {};
	return isbn10 === undefined ? [isbn13] : [isbn13, isbn10];
}
