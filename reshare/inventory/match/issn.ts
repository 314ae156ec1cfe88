import { eachIn, plain, readAll, shown, withoutQualifiers, type ReadIdentifiers, type ReadValue } from './values';

const written = /(?<![\d-])\d{4}\s?-?\s?\d{3}[\dX](?![\dX-])/giu;

/** The ISSN-shaped numbers in a text, as bare digits. */
function issnsIn(text: string): string[] {
	return [...plain(text).matchAll(written)].map(([number]) => number.replace(/[\s-]/gu, '').toUpperCase());
}

/** ISO 3297: digits weighted 8 to 2, check digit modulo 11 with X for ten. */
function checkDigit(stem: string): string {
	const sum = [...stem].reduce((total, digit, index) => total + Number(digit) * (8 - index), 0);
	const check = (11 - (sum % 11)) % 11;
	return check === 10 ? 'X' : String(check);
}

function hyphenated(digits: string): string {
	return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

/** `1234-567X` for any notation of a valid ISSN; undefined for everything else. */
export function issnKey(text: string): string | undefined {
	const [digits] = issnsIn(text);
	if (digits === undefined || digits[7] !== checkDigit(digits.slice(0, 7))) return undefined;
	return hyphenated(digits);
}

/** The notations under which an index may hold the ISSN. */
export function issnForms(key: string): string[] {
	return [key, key.replace('-', '')];
}

const shape = /\d{4}\s?-?\s?\d{3}[\dX]/iu;

/** The entries of a field as they are written, each ISSN by itself. */
export function eachIssn(text: string): string[] {
	return eachIn(withoutQualifiers(text, shape), issnsIn);
}

/** Reads a field with one or several ISSNs. */
export function readIssns(text: string): ReadIdentifiers {
	return readAll(withoutQualifiers(text, shape), (entry) => {
		const numbers = issnsIn(entry);
		return numbers.length === 0 ? [{ warning: `'${shown(entry)}' is not an ISSN and was left out` }] : numbers.map(readIssn);
	});
}

function readIssn(digits: string): ReadValue {
	const check = checkDigit(digits.slice(0, 7));
	if (digits[7] === check) return { value: hyphenated(digits) };
	return { warning: `ISSN ${hyphenated(digits)} has a wrong check digit and was left out; with these digits it would be ${hyphenated(digits.slice(0, 7) + check)}` };
}
