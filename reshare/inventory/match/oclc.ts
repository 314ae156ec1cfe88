import { withoutDigitGrouping } from './compareTexts';
import { cleanIdentifierText, createWholeEntryNotation, type NumberNotation } from './readIdentifiers';

/** What may precede the number: an address of WorldCat, OpenURL's `info:oclcnum/`, `urn:oclc:`, a label, or a prefix. */
const before = new RegExp(
	[
		String.raw`^(?:https?://(?:[a-z]+\.)?worldcat\.org/(?:[^ ?#]*/)?|info:oclcnum/|urn:oclc:)? ?`,
		String.raw`(?:\(ocolc\) ?)?(?:oclc ?(?:no\.?|number|#)? ?[:=]? ?)?(?:ocm|ocn|on)? ?`,
		String.raw`0*([1-9]\d{0,11}) ?(?:[/?&#].*)?$`,
	].join(''),
	'iu',
);

/** The bare number for any notation of an OCLC number; undefined for everything else. */
export const oclcKey = (text: string): string | undefined => before.exec(cleanIdentifierText(text).replace(/\s+/gu, ' ').trim())?.[1];

/** Whether the notation itself says that this is an OCLC number, so that the type of the identifier need not say so. */
export const isMarkedAsOclc = (text: string): boolean => /^\s*\(ocolc\)|^\s*(?:ocm|ocn|on)\d/iu.test(text);

/**
 * Returns the notations of an OCLC number: bare, and as a control number with `ocm` + 8 digits, `ocn` + 9, or `on` + 10 and more. Older
 * exports of the Library of Congress have eight digits without a prefix.
 */
export function oclcForms(key: string): { readonly bare: string; readonly prefixed: readonly string[] } {
	const control = key.length <= 8 ? `ocm${key.padStart(8, '0')}` : key.length === 9 ? `ocn${key}` : `on${key}`;
	return { bare: key, prefixed: [...new Set([control, `(OCoLC)${key}`, `(OCoLC)${control}`, `(OCoLC)${key.padStart(8, '0')}`])] };
}

export const oclcNotation: NumberNotation = { ...createWholeEntryNotation('an OCLC number', oclcKey), cleaned: withoutDigitGrouping };
