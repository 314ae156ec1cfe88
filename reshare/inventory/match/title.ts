import { withNumbersSpelled } from './numbers';
import { distance, spellings, words } from './text';
import { articles, cleanTitle, headOf, insignificant, partKey, partTitle, saysKindOnly, titleParts, type TitleParts } from './titleParts';

/** Words with which a book about another one, or a part or another form of it, begins its subtitle; its title is not the other's title with a subtitle. */
const anotherWork = String.raw`(?:solutions?|instructors?|teachers?|students?|study|laboratory|lab|answer|test|activity|coloring|exercise|discussion) (?:manuals?|guides?|workbooks?|eds?|editions?|companions?|keys?|books?|banks?)|workbooks?|companion|solutions|answers|exercises|(?:cliffs|york|spark) ?notes|commentary|abridge[dm]\w*|supplement|concordance|adapted|retold|simplified|graphic (?:novel|adaptation|edition)|screenplay|libretto|vocal score|selections?|kommentar\w*|auswahl|extraits`;
const beginsAnother = new RegExp(`^(?:(?:an?|the|with) )?(?:${anotherWork})\\b`, 'u');
const namesAnother = new RegExp(`\\b(?:${anotherWork})\\b`, 'u');

function withoutArticle(list: readonly string[]): string[] {
	return list.length > 1 && articles.has(list[0] ?? '') ? list.slice(1) : [...list];
}

/** Whether a subtitle or an edition says that this is another work about the one named before it, or a part or another form of it. */
export function isAboutAnother(text: string): boolean {
	return namesAnother.test(words(text).join(' '));
}

/** The words of a title, folded. The signs of `C++` and `C#` are words. */
function allOf(title: string): string[] {
	return words(title.replace(/(?<=\p{Letter})\+\+/gu, ' plus plus ').replace(/(?<=(?<!\p{Letter})\p{Letter})#/gu, ' sharp ').replace(/(?<=\d),(?=\d{3}(?!\d))/gu, ''));
}

/** The words of a title to compare by: folded, without the leading article. */
export function titleWords(title: string): string[] {
	return withoutArticle(allOf(title));
}

/**
 * How well a record's title fits a given one.
 * - `exact`: the same words
 * - `same`: the subtitle was not given
 * - `shorter`: the record does not have the subtitle given
 * - `similar`: one of them says more than the other, or is written another way
 * - `another`: both have a subtitle, and not the same, or one of them says that it is a guide to the other
 * - `remote`: most words are the same, and each has some that the other has not
 */
export type TitleFit = 'exact' | 'same' | 'shorter' | 'similar' | 'another' | 'remote' | 'different';

/** How good a fit is; more is better. */
const titleFitRank: Readonly<Record<TitleFit, number>> = { exact: 6, same: 5, shorter: 4, similar: 3, another: 2, remote: 1, different: 0 };

/** The best of several fits. */
export function bestTitleFit(fits: readonly TitleFit[]): TitleFit {
	return fits.reduce((best, fit) => (titleFitRank[fit] > titleFitRank[best] ? fit : best), 'different');
}

/** Compares a given title with one title of a record. */
export function compareTitles(given: string, recorded: string): TitleFit {
	return bestTitleFit(spellings(given).flatMap((wish) => spellings(recorded).map((record) => compareSpelled(wish, record))));
}

function compareSpelled(given: string, recorded: string): TitleFit {
	const [wish, record] = [titleParts(given), titleParts(recorded)];
	const [wishMain, recordMain] = [titleWords(wish.main), titleWords(record.main)];
	if (wishMain.length === 0 || recordMain.length === 0) return 'different';
	const [wishAll, recordAll] = [allWords(wish), allWords(record)];
	if (isSame(wishAll, recordAll) || isSame(wordsAsWritten(given), wordsAsWritten(recorded))) return 'exact';
	// A title and one of its parts, or two parts.
	if (isSame(wishMain, recordMain) && partKey(wish.part) !== partKey(record.part)) return wish.part !== '' && record.part === '' ? bestButParts(wish, record) : 'similar';
	// One of them leaves the subtitle out, or writes it without a colon.
	if (isSame(wishMain, recordMain)) return compareRests(allOf(wish.rest), allOf(record.rest), saysKindOnly(wish.rest));
	for (const parallel of [...record.parallel, ...wish.parallel]) {
		const side = titleWords(parallel);
		if ([wishMain, wishAll, recordMain, recordAll].some((candidate) => isSame(side, candidate))) return 'same';
	}
	return likeness(wish, record, wishAll, recordAll);
}

/** A volume may be named by the holdings alone; the rest of the title must fit. */
function bestButParts(wish: TitleParts, record: TitleParts): TitleFit {
	return compareRests(allOf(wish.rest), allOf(record.rest), saysKindOnly(wish.rest));
}

/** How alike two titles are that are not the same. */
function likeness(wish: TitleParts, record: TitleParts, wishAll: readonly string[], recordAll: readonly string[]): TitleFit {
	const [one, other] = [withNumbersSpelled(wishAll), withNumbersSpelled(recordAll)];
	const [shorter, longer] = one.length > other.length ? [other, one] : [one, other];
	if (startsAlike(one, other) && namesAnother.test(longer.slice(shorter.length).join(' '))) return 'another';
	if (shorter.length >= 3 && startsAlike(one, other)) return 'similar';
	// A title proper ends before a sign, and what stands behind it is more or less than the other has.
	const [wishHead, recordHead] = [headOf(wish.main), headOf(record.main)].map((head) => (head === undefined ? undefined : titleWords(head)));
	if (wishHead !== undefined && begins(wishHead, recordAll)) return 'similar';
	if (recordHead !== undefined && begins(recordHead, wishAll)) return 'similar';
	// Series and title, work and part, or author and title stand before and behind a sign.
	const own = (title: TitleParts): string[][] => [title.main, title.rest, partTitle(title.part)].map(titleWords);
	if (own(wish).some((text) => own(record).some((candidate) => isSame(text, candidate)))) return 'similar';
	const shared = overlap(one, other);
	return shared === 1 ? 'similar' : shared >= 0.6 ? 'remote' : 'different';
}

/** Without regard to subtitle and part, for titles that are written without the signs between them. */
function wordsAsWritten(title: string): string[] {
	return allOf(cleanTitle(title).split(/\s+=\s+/u)[0] ?? '');
}

function allWords({ main, part, rest }: TitleParts): string[] {
	return [...titleWords(main), ...(part === '' ? [] : partKey(part).split(' ')), ...(saysKindOnly(rest) ? [] : allOf(rest))];
}

function compareRests(wish: readonly string[], record: readonly string[], wishSaysKindOnly: boolean): TitleFit {
	const [one, other] = [wishSaysKindOnly && record.length === 0 ? [] : wish, record];
	const isAbout = (list: readonly string[]): boolean => beginsAnother.test(list.join(' '));
	if (one.length === 0) return isAbout(other) ? 'another' : 'same';
	// Many a work calls itself a guide to its subject; whoever asks for the guide to a work that does not, asks for another one.
	if (other.length === 0) return isAbout(one) || /^(?:an? )?(?:guide|manual)\b/u.test(one.join(' ')) ? 'another' : 'shorter';
	if (startsAlike(one, other)) return isAbout((one.length > other.length ? one : other).slice(Math.min(one.length, other.length))) ? 'another' : 'same';
	return isAbout(one) !== isAbout(other) || overlap(one, other) < 0.6 ? 'another' : 'similar';
}

/** Signs between letters may be written or not, numbers in digits or in words: `catch-22`, `catch 22`, `catch22` and `catch twenty-two` are the same. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
	return one.length > 0 && (joined(one) === joined(other) || joined(withNumbersSpelled(one)) === joined(withNumbersSpelled(other)));
}

/** Two numbers stay two: `Genesis 1-11` is not `Genesis 111`. */
function joined(list: readonly string[]): string {
	return list.join(' ').replace(/(?<!\d) | (?!\d)/gu, '');
}

function begins(head: readonly string[], list: readonly string[]): boolean {
	return head.length <= list.length && startsAlike(head, list);
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

/** Length of the longest common subsequence; a slip of the pen or another spelling counts as the same word. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
	let row = new Array<number>(other.length + 1).fill(0);
	for (const word of one) {
		const next = [0];
		for (const [index, candidate] of other.entries()) next.push(isAlmost(word, candidate) ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
		row = next;
	}
	return row.at(-1) ?? 0;
}

function isAlmost(one: string, other: string): boolean {
	if (one === other) return true;
	const shorter = Math.min(one.length, other.length);
	const allowed = shorter >= 7 ? 2 : shorter >= 5 ? 1 : 0;
	return allowed > 0 && Math.abs(one.length - other.length) <= allowed && one[0] === other[0] && distance(one, other) <= allowed;
}
