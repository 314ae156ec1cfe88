import { parseFirstIdentifier, normalizeIdentifierCharacters, createQualifierRemover, type IdentifierParser } from './IdentifierParser';

/** Computes the check digit by ISO 3297: the digits have the weights 8 to 2, modulo 11, and X stands for ten. */
function withRightCheckDigit(digits: string) {
	const stem = digits.slice(0, 7);
	const sum = [...stem].reduce((total, digit, index) => total + Number(digit) * (8 - index), 0);
	const check = (11 - (sum % 11)) % 11;
	return `${stem}${check === 10 ? 'X' : check}`;
}

const hyphenated = (digits: string) => `${digits.slice(0, 4)}-${digits.slice(4)}`;

export const issnParser: IdentifierParser = {
	cleaned: createQualifierRemover(/\d{4}\s?-?\s?\d{3}[\dX]/iu),
	in: (text) =>
		normalizeIdentifierCharacters(text)
			.match(/(?<![\d-])\d{4}\s?-?\s?\d{3}[\dX](?![\dX-])/giu)
			?.map((number) => number.replace(/[\s-]/gu, '').toUpperCase()) ?? [],
	read: (digits) => {
		const right = withRightCheckDigit(digits);
		if (digits === right) return { value: hyphenated(digits) };
		return {
			warning: `ISSN ${hyphenated(digits)} has a wrong check digit and was left out; with these digits it would be ${hyphenated(right)}`,
		};
	},
};

/** `1234-567X` for any notation of a valid ISSN; undefined for everything else. */
export const normalizeIssn = (text: string) => parseFirstIdentifier(text, issnParser);

export const issnForms = (key: string) => [key, key.replace('-', '')];
