import { decodeHTMLStrict } from 'entities';
import { tooLong } from '../../draft';
import { readTitle } from '../match/readTitle';
import { tokenize } from '../match/text';
import { fillers } from '../match/wordLists';
import { isGiven, type ParsedCitation, type Citation } from './citation';

/**
 * The citation in the meaning of its fields. What a web page or a form has encoded is decoded, and filler text counts as absent. A volume,
 * an edition, a year or a medium after the title (`Capital, vol. 1`, `Gilead (large print)`) counts as given.
 */
export function understood(written: Citation): ParsedCitation {
	const citation = Object.fromEntries(
		Object.entries(written).map(([field, text]) => [field, typeof text === 'string' ? withoutFiller(field, text) : text]),
	) as Citation;
	const behind = readTitle(citation.title ?? '');
	const [volume, edition, year] = (['volume', 'edition', 'year'] as const).map((field) =>
		isGiven(citation[field]) ? citation[field] : behind[field],
	);
	return { ...citation, volume, edition, year, medium: behind.medium };
}

/** The fields that are too long, as `tooLong` names them. Such a citation is not read any further. */
export const tooLongToSearch = ({ year: publicationDate, ...texts }: Citation): string[] => tooLong({ ...texts, publicationDate }, 'find');

/** What forms and spreadsheets contain in an empty field. */
const empty = /^(?:[^\p{Letter}\p{Number}]*|n[/.]\s?a\.?)$/iu;

/**
 * Filler text that people write into an empty field is not another author, language or volume than the record's. A title, however, may
 * consist of such text.
 */
function withoutFiller(field: string, written: string): string {
	// Text that was encoded once is often encoded again while it passes through a form: `&amp;#39;`.
	const text = decodeHTMLStrict(decodeHTMLStrict(written));
	return empty.test(text.trim()) || (field !== 'title' && fillers.has(tokenize(text).join(' '))) ? '' : text;
}
