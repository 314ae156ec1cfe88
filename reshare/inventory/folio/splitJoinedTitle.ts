import { tokenize } from '../match/foldAndTokenize';
import { mediumNamedBy } from '../match/readTitle';
import { bindingWords, insignificantWords } from '../match/wordLists';
import type { RecordTitle } from '../recordsAndHoldings';

/** Square brackets after a title contain its form, or an addition by a cataloger. */
const brackets = /(?<!^)\[([^\]]*)\]?/gu;
const lastBracket = /(?<=\S)\s*\[(?=[^[\]]*\]?$)|\]$/u;
const isForm = (list: readonly string[]) =>
	mediumNamedBy(list) !== undefined ||
	(list.every((word) => bindingWords.has(word)) && !list.every((word) => insignificantWords.has(word)));

/**
 * Splits a title whose parts FOLIO has joined, by the rules of cataloging.
 *
 * @param indexTitle FOLIO's title for sorting: 245 $a $n $p $b without the leading article, with a capital letter at its beginning, and
 *   without the statement of responsibility (folio-org/mod-source-record-manager marc_bib_rules.json); null if an import left it out
 */
export function splitJoinedTitle(joined: string, indexTitle: string | null = null) {
	const index = (indexTitle ?? '').slice(1).trimEnd();
	const end = index === '' ? -1 : joined.indexOf(index);
	const behind = end === -1 ? '' : joined.slice(end + index.length);
	// The text after the index title is the statement of responsibility, unless it begins with a sign for a subtitle: an index title that
	// somebody typed by hand may lack the subtitle.
	const stated = /^\s*[:;=]/u.test(behind) ? '' : behind;
	const [all = '', signed] = joined.slice(0, joined.length - stated.length).split(/(?<!\s)\s+\/(?:\s(.*))?$/su);
	const titles = parted(all).filter(({ proper }) => proper !== '');
	const isUnsigned = titles.length === 1 && signed === undefined;
	return { titles: isUnsigned ? titles.map((title) => ({ ...title, unsigned: true })) : titles, responsibility: (signed ?? stated).trim() };
}

function parted(text: string) {
	const titles = text.split(/(?<!\s)\s+=\s+/u).map((one): RecordTitle => {
		// Before ISBD a semicolon introduces the subtitle; in a title without signs, a question mark that ends no sentence does.
		const parts = one
			.trim()
			.replace(brackets, (bracket, text: string) => (isForm(tokenize(text)) ? '' : bracket))
			.split(/[:;]\s+|(?<=[?!])\s+(?=\p{Ll})/u)
			.map((part) => part.replace(/(?<![\s/:;=,[])[\s/:;=,[]+$/u, '').trim());
		const [title = '', ...rest] = parts;
		// A bracketed addition at the end does not belong to the title proper, but one inside the title does.
		const [proper = '', ...added] = title.split(lastBracket).filter((text) => text !== '');
		return { proper, rest: [...added, ...rest].join(' : '), part: '' };
	});
	// Parallel titles, which follow an equals sign, also count as other title information (`rest`) of the first title.
	const besides = titles.slice(1).map(({ proper }) => proper);
	return titles.map((title, index) => (index === 0 ? { ...title, rest: [title.rest, ...besides].join(' ').trim() } : title));
}
