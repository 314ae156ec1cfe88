import { decodeHTMLStrict } from 'entities';
import { tooLong } from '../../draft';
import { readTitle } from '../match/readTitle';
import { tokenize } from '../match/text';
import { fillers } from '../match/wordLists';
import { isGiven, type ParsedCitation, type Citation } from './citation';

/**
 * The citation as its fields mean it: what a web page or a form has encoded is decoded, what stands for nothing is nothing, and a
 * volume, an
 * edition, a year or a medium that stands behind the title (`Capital, vol. 1`, `Gilead (large print)`) counts as given.
 */
export function understood(written: Citation): ParsedCitation {
	const citation = Object.fromEntries(
		Object.entries(written).map(([field, text]) => [field, typeof text === 'string' ? said(field, text) : text]),
	) as Citation;
	const behind = readTitle(citation.title ?? '');
	const [volume, edition, year] = (['volume', 'edition', 'year'] as const).map((field) =>
		isGiven(citation[field]) ? citation[field] : behind[field],
	);
	return { ...citation, volume, edition, year, medium: behind.medium };
}

/** As `tooLong`: such a citation is not read any further. */
export const tooLongToSearch = ({ year: publicationDate, ...texts }: Citation): string[] => tooLong({ ...texts, publicationDate }, 'find');

/** What forms and spreadsheets have in any field that is empty. */
const empty = /^(?:[^\p{Letter}\p{Number}]*|n[/.]\s?a\.?)$/iu;

/**
 * What people write where they have nothing to write is no other author, language or volume than the record's; a title may be
 * just that.
 */
function said(field: string, written: string): string {
	// Often what was encoded once is encoded again on its way through a form: `&amp;#39;`.
	const text = decodeHTMLStrict(decodeHTMLStrict(written));
	return empty.test(text.trim()) || (field !== 'title' && fillers.has(tokenize(text).join(' '))) ? '' : text;
}
