import { parse } from 'isbn3';
import { readAll, shown, type ReadIdentifiers } from './values';

/** The digits of an ISBN as written in a field or a record: without label, hyphens and qualifier such as `(pbk.)`. */
function compact(text: string): string {
	const withoutLabel = text
		.normalize('NFKC')
		.replace(/^\s*(?:urn:)?isbn(?:[-\s]?1[03])?\s*[:=]?\s*/iu, '')
		.replace(/[‐-―−]/gu, '-');
	return (/^[\d\s-]*[\dx]/iu.exec(withoutLabel)?.[0] ?? '').replace(/[\s-]/gu, '').toUpperCase();
}

function isIsbnShaped(digits: string): boolean {
	return /^(?:\d{9}[\dX]|97[89]\d{10})$/u.test(digits);
}

/** The ISBN that differs from this one only in its check digit; undefined where no such ISBN can exist. */
function withRightCheckDigit(digits: string): string | undefined {
	const stem = digits.length === 10 ? `978${digits.slice(0, 9)}` : digits.slice(0, 12);
	for (let check = 0; check <= 9; check += 1) {
		const isbn = parse(`${stem}${check}`);
		if (isbn !== null) return digits.length === 10 ? isbn.isbn10 : isbn.isbn13;
	}
	return undefined;
}

/**
 * One key for both notations of an ISBN: its 13 digits. Numbers in a range that no agency has been given yet keep the
 * form they were written in. Undefined: no ISBN, or a wrong check digit.
 */
export function isbnKey(text: string): string | undefined {
	const digits = compact(text);
	if (!isIsbnShaped(digits)) return undefined;
	const isbn = parse(digits);
	if (isbn !== null) return isbn.isbn13;
	return withRightCheckDigit(digits) === undefined ? digits : undefined;
}

/** All notations under which an index may hold the ISBN with this key: 13 and, where there is one, 10 digits. */
export function isbnForms(key: string): string[] {
	const isbn = parse(key);
	if (isbn === null) return [key];
	return isbn.isbn10 === undefined ? [isbn.isbn13] : [isbn.isbn13, isbn.isbn10];
}

/** Reads a field with one or several ISBNs. */
export function readIsbns(text: string): ReadIdentifiers {
	return readAll(text, (entry) => {
		const digits = compact(entry);
		if (!isIsbnShaped(digits)) return { warning: `'${shown(entry)}' is not an ISBN and was left out` };
		const isbn = parse(digits);
		if (isbn !== null) return { value: isbn.isbn13 };
		const meant = withRightCheckDigit(digits);
		if (meant === undefined) return { value: digits, warning: `ISBN ${digits} is in a range that is not in use; it was searched as written` };
		return { warning: `ISBN ${digits} has a wrong check digit and was left out; with these digits it would be ${meant}` };
	});
}
