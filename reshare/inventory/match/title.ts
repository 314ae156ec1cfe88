import { fold, words } from './text';

/** First words that catalogues leave out when they file a title. */
const articles = new Set(['a', 'an', 'the', 'der', 'die', 'das', 'ein', 'eine', 'le', 'la', 'les', 'l', 'un', 'une', 'el', 'los', 'las', 'il', 'lo', 'gli', 'i', 'uma', 'o', 'os', 'as']);

/** Words that tell nothing apart; they are not searched, but they count when titles are compared. */
const insignificant = new Set([...articles, 'of', 'and', 'in', 'on', 'to', 'for', 'by', 'with', 'from', 'und', 'et', 'y', 'de', 'des', 'du', 'von', 'zur', 'zum', 'del', 'e']);

/** How many words of a title go into a search: enough to be exact, few enough that a slip in a long title costs nothing. */
const mostSearchWords = 8;
const longestTitle = 2000;

/** A title taken apart as cataloguing rules put it together. */
export interface TitleParts {
	/** Title proper. */
	readonly main: string;
	/** Other title information, after ` : `. Empty where there is none. */
	readonly rest: string;
	/** The title in other languages or scripts, after ` = `. */
	readonly parallel: readonly string[];
}

/** Takes away what stands round the title: statement of responsibility, medium in brackets, final signs. */
export function cleanTitle(title: string): string {
	return [...title.normalize('NFC')]
		.slice(0, longestTitle)
		.join('')
		.replace(/[\p{Control}\p{Surrogate}\s]+/gu, ' ')
		.replace(/\s\/\s.*$/u, '')
		.replace(/\s*\[(?:electronic resource|microform|microfiche|sound recording|videorecording|large print|text)[^\]]*\]/giu, '')
		.replace(/[\s/:;=,.]+$/u, '')
		.trim();
}

export function titleParts(title: string): TitleParts {
	const [first = '', ...parallel] = cleanTitle(title).split(/\s+=\s+/u);
	const colon = /\s*:\s+|\s+:\s*|\s+[-–—]\s+/u.exec(first);
	return {
		main: colon === null ? first : first.slice(0, colon.index).trim(),
		rest: colon === null ? '' : first.slice(colon.index + colon[0].length).trim(),
		parallel: parallel.map((part) => part.split(/\s+:\s+/u)[0]?.trim() ?? '').filter((part) => part !== ''),
	};
}

function withoutArticle(list: readonly string[]): string[] {
	return list.length > 1 && articles.has(list[0] ?? '') ? list.slice(1) : [...list];
}

/** The words of a title to compare by: folded, without the leading article. */
export function titleWords(title: string): string[] {
	return withoutArticle(words(title));
}

/** The words to search a title by, at most eight: in their own letters, since the server folds them by its own rules. */
export function searchWords(title: string): string[] {
	const all = title
		.normalize('NFC')
		.toLowerCase()
		.split(/[^\p{Letter}\p{Number}\p{Mark}]+/u)
		.filter((word) => word !== '');
	const significant = all.filter((word) => !insignificant.has(fold(word)) && (word.length > 1 || /[^a-z]/u.test(word)));
	const chosen = significant.length > 0 ? significant : all;
	return [...new Set(chosen)].slice(0, mostSearchWords);
}

/** How well a record's title fits a given one. */
export type TitleFit = 'same' | 'similar' | 'different';

/** Compares a given title with one title of a record. */
export function compareTitles(given: string, recorded: string): TitleFit {
	const wish = titleParts(given);
	const record = titleParts(recorded);
	const wishMain = titleWords(wish.main);
	const recordMain = titleWords(record.main);
	if (wishMain.length === 0 || recordMain.length === 0) return 'different';
	const wishAll = [...wishMain, ...words(wish.rest)];
	const recordAll = [...recordMain, ...words(record.rest)];
	if (isSame(wishAll, recordAll)) return 'same';
	// One of them leaves the subtitle out, or writes it without a colon.
	if (isSame(wishMain, recordMain)) return wish.rest === '' || record.rest === '' || startsAlike(words(wish.rest), words(record.rest)) ? 'same' : 'similar';
	for (const parallel of [...record.parallel, ...wish.parallel]) {
		const side = titleWords(parallel);
		if (isSame(side, wishMain) || isSame(side, wishAll) || isSame(side, recordMain)) return 'same';
	}
	if (Math.min(wishAll.length, recordAll.length) >= 3 && startsAlike(wishAll, recordAll)) return 'similar';
	return overlap(wishAll, recordAll) >= 0.6 ? 'similar' : 'different';
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length > 0 && one.length === other.length && one.every((word, index) => word === other[index]);
}

/** Whether the shorter list is the beginning of the longer one. */
function startsAlike(one: readonly string[], other: readonly string[]): boolean {
	const length = Math.min(one.length, other.length);
	return length > 0 && one.slice(0, length).every((word, index) => word === other[index]);
}

/** Share of the significant words that both lists have, of the shorter list. */
function overlap(one: readonly string[], other: readonly string[]): number {
	const left = new Set(one.filter((word) => !insignificant.has(word)));
	const right = new Set(other.filter((word) => !insignificant.has(word)));
	const shorter = Math.min(left.size, right.size);
	if (shorter < 2) return 0;
	return [...left].filter((word) => right.has(word)).length / shorter;
}
