import { withoutDigitGrouping } from './foldAndTokenize';
import { normalizeIdentifierCharacters, createWholeEntryParser, type IdentifierParser } from './IdentifierParser';

/**
 * Matches an OCLC number with what may precede it: an address of WorldCat, OpenURL's `info:oclcnum/`, `urn:oclc:`, a label, or a prefix.
 */
const before = new RegExp(
	[
		String.raw`^(?:https?://(?:[a-z]+\.)?worldcat\.org/(?:[^ ?#]*/)?|info:oclcnum/|urn:oclc:)? ?`,
		String.raw`(?:\(ocolc\) ?)?(?:oclc ?(?:no\.?|number|#)? ?[:=]? ?)?(?:ocm|ocn|on)? ?`,
		String.raw`0*([1-9]\d{0,11}) ?(?:[/?&#].*)?$`,
	].join(''),
	'iu',
);

/** The bare number for any notation of an OCLC number; undefined for everything else. */
export const normalizeOclcNumber = (text: string) => before.exec(normalizeIdentifierCharacters(text).replace(/\s+/gu, ' ').trim())?.[1];

/** Whether the notation itself says that this is an OCLC number, so that the type of the identifier need not say so. */
export const isMarkedAsOclc = (text: string) => /^\s*\(ocolc\)|^\s*(?:ocm|ocn|on)\d/iu.test(text);

/**
 * Returns the notations of an OCLC number that have a prefix, as control numbers with `ocm` + 8 digits, `ocn` + 9, or `on` + 10 and more.
 * Some catalogs write a leading zero; older exports of the Library of Congress have eight digits.
 */
export function prefixedOclcForms(key: string) {
	const padded = key.padStart(8, '0');
	const control = key.length <= 8 ? `ocm${padded}` : key.length === 9 ? `ocn${key}` : `on${key}`;
	return [control, ...[key, control, padded === key ? `0${key}` : padded].map((form) => `(OCoLC)${form}`)];
}

export const oclcParser: IdentifierParser = {
	// In the field for this number, other words around it say nothing else: `OCN 123`, `123 (OCLC)`.
	...createWholeEntryParser((entry) => normalizeOclcNumber(entry) ?? normalizeOclcNumber(/^\D*(\d{3,12})\D*$/u.exec(entry)?.[1] ?? '')),
	cleaned: withoutDigitGrouping,
};
