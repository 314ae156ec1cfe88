import { fold, words } from './text';

/** First words that catalogs leave out when they file a title. */
const articles = new Set(['a', 'an', 'the', 'der', 'die', 'das', 'ein', 'eine', 'le', 'la', 'les', 'l', 'un', 'une', 'el', 'los', 'las', 'il', 'lo', 'gli', 'i', 'uma', 'o', 'os', 'as']);

/** Words that tell nothing apart; they are not searched, but they count when titles are compared. */
const insignificant = new Set([...articles, 'of', 'and', 'in', 'on', 'to', 'for', 'by', 'with', 'from', 'und', 'et', 'y', 'de', 'des', 'du', 'von', 'zur', 'zum', 'del', 'e', 'or']);

/** How many words of a title go into a search: enough to be exact, few enough that a slip in a long title costs nothing. */
const mostSearchWords = 8;
const longestTitle = 2000;

/** A title taken apart as cataloguing rules put it together. */
export interface TitleParts {
	/** Title proper. */
	readonly main: string;
	/** Number and title of a part, after the title proper: `Volume 1` in `Capital. Volume 1`. Empty where there is none. */
	readonly part: string;
	/** Other title information, after ` : `. Empty where there is none. */
	readonly rest: string;
	/** The title in other languages or scripts, after ` = `. */
	readonly parallel: readonly string[];
}

const ordinal = String.raw`(?:\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|revised|rev\.?|new|updated|expanded|international)`;
const edition = String.raw`${ordinal}(?:[\s,]+(?:revised|rev\.?|and|updated|expanded|international))*\s+ed(?:ition|n|\.)?|\d{1,3}\.\s*(?:aufl|auflage|éd|ed)`;
const binding = String.raw`(?:paperback|pbk|hardcover|hardback|hbk|cloth|large print|e-?book|kindle(?: edition)?|audiobook|softcover)`;
const number = String.raw`(?:\d+|[IVXLC]+)`;

/** What stands behind a title in forms and shops, and in no catalog's title: binding, edition. */
const behind = new RegExp(String.raw`\s*[,.:;]?\s*(?:[(\[]\s*(?:${binding}|${edition})\.?\s*[)\]]|(?<=[,.:;]\s*)(?:${binding}|${edition})|(?<=\s)(?:${edition}))\.?\s*$`, 'iu');

/** A subtitle that says no more than what kind of book it is; it may stand behind the title without a sign. */
const kindBehind = /^(.+?)\s*[,:;]?\s+[([]?(an? (?:novel|memoir))[)\]]?\.?\s*$/iu;

/** A volume behind a title, e.g. `, vol. 2`, `(Volume 2)`, `. Band 2`. */
const volumeBehind = new RegExp(String.raw`^(.+?)\s*[,.:;]?\s+[(\[]?((?:vol(?:ume)?|v|bd|band|tome|tomo|t)\.?\s*${number})[)\]]?\.?\s*$`, 'iu');

/** A part's number behind the title proper, with its own title or without: `. Volume 1`, `. I, My father bleeds history`. */
const partBehind = [
	/^(.+?)[.,]?\s+[([]?((?:vol(?:ume)?|v|bd|band|tome|tomo|t|book|part|pt|teil)\.?\s*(?:\d+|[IVXLC]+)(?![\p{Letter}\d]).*)$/iu,
	/^(.+?)[.,]\s+((?:[IVXLC]+|\d{1,3})(?:[.,:]\s.*|\s*))$/u,
];

/** Words by which a book about another one names itself; its title is not the other's title with a subtitle. */
const about = /\b(?:solutions?|instructors?|teachers?|students?|study|laboratory|lab) (?:manual|guide|workbook|edition|companion)\b|\b(?:workbook|companion|solutions|cliffsnotes|sparknotes|commentary|abridged|supplement)\b/u;

/** Takes away what stands round the title: statement of responsibility, medium in brackets, binding, edition, final signs. */
export function cleanTitle(title: string): string {
	let clean = [...title.normalize('NFC').replace(/\p{Cf}/gu, '')]
		.slice(0, longestTitle)
		.join('')
		.replace(/[\p{Control}\p{Surrogate}\s]+/gu, ' ')
		.replace(/\s\/\s(?=.*\p{Letter}).*$/u, '')
		.replace(/\s*\[(?:electronic resource|microform|microfiche|sound recording|videorecording|large print|text)[^\]]*\]/giu, '');
	for (let previous = ''; previous !== clean; ) {
		previous = clean;
		clean = clean.replace(/[\s/:;=,.]+$/u, '').trim();
		const shorter = clean.replace(behind, '');
		if (/[\p{Letter}\p{Number}]/u.test(shorter)) clean = shorter;
	}
	return clean;
}

/** The title without the volume behind it, and the volume as written; undefined where none is named. */
export function volumeOf(title: string): { readonly title: string; readonly volume: string } | undefined {
	const found = volumeBehind.exec(cleanTitle(title));
	return found === null || !hasLetter(found[1]) ? undefined : { title: found[1] ?? '', volume: found[2] ?? '' };
}

export function titleParts(title: string): TitleParts {
	const [first = '', ...parallel] = cleanTitle(title).split(/\s+=\s+/u);
	const colon = /\s*:\s+|\s+:\s*|\s+[-–—]\s+/u.exec(first);
	const kind = colon === null ? kindBehind.exec(first) : null;
	const [main, part] = withoutPart(kind?.[1] ?? (colon === null ? first : first.slice(0, colon.index).trim()));
	const [rest, partOfRest] = withoutPart(colon === null ? '' : first.slice(colon.index + colon[0].length).trim());
	return {
		main,
		part: part === '' ? partOfRest : part,
		rest: kind?.[2] ?? rest,
		parallel: parallel.map((one) => one.split(/\s+:\s+/u)[0]?.trim() ?? '').filter((one) => one !== ''),
	};
}

function hasLetter(text: string | undefined): boolean {
	return /\p{Letter}/u.test(text ?? '');
}

function withoutPart(text: string): [title: string, part: string] {
	for (const pattern of partBehind) {
		const found = pattern.exec(text);
		if (found !== null && hasLetter(found[1])) return [found[1] ?? '', found[2] ?? ''];
	}
	return [text, ''];
}

function withoutArticle(list: readonly string[]): string[] {
	return list.length > 1 && articles.has(list[0] ?? '') ? list.slice(1) : [...list];
}

/** The words of a title to compare by: folded, without the leading article. */
export function titleWords(title: string): string[] {
	return withoutArticle(words(title));
}

/**
 * The words to search a title by, at most eight: as they stand between blanks, in their own letters, since each server makes its own
 * words of `Catch-22`, `TCP/IP` and `Node.js`. Signs at both ends go.
 */
export function searchWords(title: string): string[] {
	const all = title
		.normalize('NFC')
		.toLowerCase()
		.split(/[\s\p{Control}\p{Surrogate}]+/u)
		.map((word) => word.replace(/^[^\p{Letter}\p{Number}\p{Mark}]+|[^\p{Letter}\p{Number}\p{Mark}]+$/gu, ''))
		.filter((word) => word !== '');
	const significant = all.filter((word) => !insignificant.has(fold(word)) && (word.length > 1 || /[^a-z]/u.test(word)));
	const chosen = significant.length > 0 ? significant : all;
	return [...new Set(chosen)].slice(0, mostSearchWords);
}

/**
 * How well a record's title fits a given one. `exact`: the same words; `same`: one of them leaves the subtitle out; `similar`: enough
 * alike that a person should look.
 */
export type TitleFit = 'exact' | 'same' | 'similar' | 'different';

/** Compares a given title with one title of a record. */
export function compareTitles(given: string, recorded: string): TitleFit {
	const [wish, record] = [titleParts(given), titleParts(recorded)];
	const [wishMain, recordMain] = [titleWords(wish.main), titleWords(record.main)];
	if (wishMain.length === 0 || recordMain.length === 0) return 'different';
	const [wishAll, recordAll] = [allWords(wish), allWords(record)];
	if (isSame(wishAll, recordAll) || isSame(wordsAsWritten(given), wordsAsWritten(recorded))) return 'exact';
	// A title and one of its parts, or two parts.
	if (isSame(wishMain, recordMain) && partKey(wish.part) !== partKey(record.part)) return wish.part !== '' && record.part === '' ? 'same' : 'similar';
	// One of them leaves the subtitle out, or writes it without a colon.
	if (isSame(wishMain, recordMain)) return compareRests(words(wish.rest), words(record.rest));
	for (const parallel of [...record.parallel, ...wish.parallel]) {
		const side = titleWords(parallel);
		if (isSame(side, wishMain) || isSame(side, wishAll) || isSame(side, recordMain)) return 'same';
	}
	if (Math.min(wishAll.length, recordAll.length) >= 3 && startsAlike(wishAll, recordAll)) return 'similar';
	return overlap(wishAll, recordAll) >= 0.6 ? 'similar' : 'different';
}

/** Without regard to subtitle and part, for titles that are written without the signs between them. */
function wordsAsWritten(title: string): string[] {
	return words(cleanTitle(title).split(/\s+=\s+/u)[0] ?? '');
}

function allWords({ main, part, rest }: TitleParts): string[] {
	return [...titleWords(main), ...(part === '' ? [] : partKey(part).split(' ')), ...(saysKindOnly(rest) ? [] : words(rest))];
}

function saysKindOnly(rest: string): boolean {
	return /^an? (?:novel|memoir)$/iu.test(rest);
}

/** Number of the part that a title names, e.g. `2` for `Maus. II, And here my troubles began`. */
export function partNumber(title: string): string | undefined {
	const { part } = titleParts(title);
	return part === '' ? undefined : partKey(part).split(' ')[0];
}

/** `Volume 1`, `vol. 1` and `1` are the same; a Roman number is one, too. */
export function partKey(part: string): string {
	return words(part)
		.filter((word, index) => index > 0 || !/^(?:v|vol|volume|bd|band|t|tome|tomo|book|part|pt|teil)$/u.test(word))
		.map((word, index) => (index === 0 ? String(romanNumber(word) ?? word.replace(/^(?:v|vol|bd|t)(?=\d)/u, '')) : word))
		.join(' ');
}

function romanNumber(word: string): number | undefined {
	if (!/^(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/u.test(word)) return undefined;
	const values: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
	return [...word].reduce((sum, letter, index) => sum + ((values[letter] ?? 0) < (values[word[index + 1] ?? ''] ?? 0) ? -1 : 1) * (values[letter] ?? 0), 0);
}

function compareRests(wish: readonly string[], record: readonly string[]): TitleFit {
	if (wish.length === 0 || record.length === 0) return about.test([...wish, ...record].join(' ')) ? 'similar' : 'same';
	return startsAlike(wish, record) ? 'same' : 'similar';
}

/** Signs between letters may be written or not: `catch-22`, `catch 22` and `catch22` are the same. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length > 0 && one.join('') === other.join('');
}

/** Whether the shorter list is the beginning of the longer one. */
function startsAlike(one: readonly string[], other: readonly string[]): boolean {
	const length = Math.min(one.length, other.length);
	return length > 0 && one.slice(0, length).every((word, index) => word === other[index]);
}

/** Share of the significant words that both lists have in the same order, of the shorter list. */
function overlap(one: readonly string[], other: readonly string[]): number {
	const left = one.filter((word) => !insignificant.has(word));
	const right = other.filter((word) => !insignificant.has(word));
	const shorter = Math.min(left.length, right.length);
	return shorter < 2 ? 0 : commonInOrder(left, right) / shorter;
}

/** Length of the longest common subsequence. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
	let row = new Array<number>(other.length + 1).fill(0);
	for (const word of one) {
		const next = [0];
		for (const [index, candidate] of other.entries()) next.push(word === candidate ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
		row = next;
	}
	return row.at(-1) ?? 0;
}
