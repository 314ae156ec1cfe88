import { decodeHTMLStrict } from 'entities';
import { describeTooLongFields } from '../../draft';
import { normalizeIsbn } from '../match/isbn';
import { mediumNamedBy, readTitle } from '../match/readTitle';
import { tokenize } from '../match/foldAndTokenize';
import { singleVolumeNumber } from '../match/volumes';
import { fillerTexts } from '../match/wordLists';
import type { ParsedCitation, Citation } from './findTypes';

/**
 * Interprets the fields of a citation. Text that a web page or a form has encoded is decoded, and filler text counts as absent. An ISBN in
 * the title, and a volume, an edition, a year or a medium after it (`Capital, vol. 1`, `Gilead (large print)`), count as if they stood in
 * their own fields.
 */
export function parseCitation(written: Citation): ParsedCitation {
	const given: Citation = Object.fromEntries(
		Object.entries(written)
			.map(([field, text = '']) => [field, withoutFiller(field, text)] as const)
			.filter(([, text]) => text.trim() !== ''),
	);
	const { part, host } = hostIn(given.title ?? '');
	const { volume, edition, year, medium } = readTitle(host);
	const wanted = singleVolumeNumber(given.volume ?? '') ?? volume;
	return {
		isbn: normalizeIsbn(given.title ?? ''),
		volume,
		// The title of a serial may name its section, which is no volume.
		hasTwoVolumes: given.issn === undefined && volume !== undefined && wanted !== volume,
		edition,
		year,
		medium: medium ?? mediumNamedBy(tokenize(given.edition ?? '')),
		...given,
		...(part !== undefined && { title: host, author: '', part }),
	};
}

/** Finds the book or journal in the citation of a part: `Waders. In: Marsh birds`, `Waders. In A. Marlow (Ed.), Marsh birds (pp. 3-9)`. */
function hostIn(title: string) {
	const [between] = /[.?!;,"”»]\s+in(?::|\s[^()]{2,80}\((?:eds?|hrsg)\.?\)[.,:]?)\s+(?=\S)/iu.exec(title) ?? [];
	if (between === undefined) return { host: title };
	const [part = '', ...rest] = title.split(between);
	return { part, host: rest.join(between).split(/[\s,.(]pp?\.\s?\d/u)[0] ?? '' };
}

/** Returns a sentence for each field that is too long. A citation with such a field is not interpreted at all. */
export const describeTooLongCitationFields = ({ year: publicationDate, ...texts }: Citation) =>
	describeTooLongFields({ ...texts, publicationDate }, 'find');

/** Matches what forms and spreadsheets write into an empty field: only signs, e.g. `-`, or `n/a`. */
const empty = /^(?:[^\p{Letter}\p{Number}]*|n[/.]\s?a\.?)$/iu;

/**
 * Removes filler text that people write into an empty field, so that it does not count as another author, language or volume than the
 * record's. A title, however, may consist of such text.
 */
function withoutFiller(field: string, written: string) {
	// Text that was encoded once is often encoded again while it passes through a form: `&amp;#39;`.
	const text = decodeHTMLStrict(decodeHTMLStrict(written));
	return empty.test(text.trim()) || (field !== 'title' && fillerTexts.has(tokenize(text).join(' '))) ? '' : text;
}
