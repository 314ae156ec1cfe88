import { tokenize } from '../match/text';
import { mediumNamed } from '../match/readTitle';
import { bindings, insignificant } from '../match/wordLists';
import type { Title } from '../records';

/** In square brackets behind a title: its form, or what a cataloger adds. */
const brackets = /(?<!^)\[([^\]]*)\]?/gu;
const lastBracket = /(?<=\S)\s*\[(?=[^[\]]*\]?$)|\]$/u;
const isForm = (list: readonly string[]): boolean =>
	mediumNamed(list) !== undefined || (list.every((word) => bindings.has(word)) && !list.every((word) => insignificant.has(word)));

/**
 * Takes a title that FOLIO has joined apart by the rules of cataloging.
 *
 * @param indexTitle the same without an article and without what behind the title states who is responsible (245 $a $n $p $b,
 * with a capital:
 *   mod-source-record-manager, marc_bib_rules.json); null where an import left it out
 */
export function titlesIn(joined: string, indexTitle: string | null = null): { readonly titles: Title[]; readonly responsibility: string } {
	const index = (indexTitle ?? '').slice(1).trimEnd();
	const end = index === '' ? -1 : joined.indexOf(index);
	const behind = end === -1 ? '' : joined.slice(end + index.length);
	// An index title that somebody typed may lack the subtitle, too.
	const stated = /^\s*[:;=]/u.test(behind) ? '' : behind;
	const [all = '', signed] = joined.slice(0, joined.length - stated.length).split(/(?<!\s)\s+\/(?:\s(.*))?$/su);
	const titles = parted(all).filter(({ proper }) => proper !== '');
	const isUnsigned = titles.length === 1 && signed === undefined;
	return { titles: isUnsigned ? titles.map((title) => ({ ...title, unsigned: true })) : titles, responsibility: (signed ?? stated).trim() };
}

function parted(text: string): Title[] {
	const titles = text.split(/(?<!\s)\s+=\s+/u).map((one): Title => {
		// Before ISBD a semicolon leads to the subtitle; without a sign, a question mark that ends no sentence.
		const parts = one
			.trim()
			.replace(brackets, (bracket, text: string) => (isForm(tokenize(text)) ? '' : bracket))
			.split(/[:;]\s+|(?<=[?!])\s+(?=\p{Ll})/u)
			.map((part) => part.replace(/(?<![\s/:;=,[])[\s/:;=,[]+$/u, '').trim());
		const [title = '', ...rest] = parts;
		// An addition at its end is no part of the title proper; within it one stands where it is read.
		const [proper = '', ...added] = title.split(lastBracket).filter((text) => text !== '');
		return { proper, rest: [...added, ...rest].join(' : '), part: '' };
	});
	// What stands behind an equals sign also counts as part of the rest.
	const besides = titles.slice(1).map(({ proper }) => proper);
	return titles.map((title, index) => (index === 0 ? { ...title, rest: [title.rest, ...besides].join(' ').trim() } : title));
}
