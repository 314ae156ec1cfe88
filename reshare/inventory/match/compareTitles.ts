import { memoizeByObject } from '../../memoize';
import type { InventoryRecord, RecordTitle } from '../recordsAndHoldings';
import { isNumberWord, parseNumeral, spellOutNumber } from './numerals';
import {
	distinctTexts,
	hasDigit,
	isAlmostSameWord,
	isSingleLatinLetter,
	toSingular,
	spellingsOf,
	tokenize,
	type Words,
} from './foldAndTokenize';
import { separatePart, titleProperOf, readTitle, type TitlePiece, type TitleReading } from './readTitle';
import {
	isArticleWord,
	languagesWithArticleWords,
	withoutLeadingArticle,
	editionMarks,
	insignificantWords,
	beginsWithDerivativeWork,
	partMarks,
	roleWords,
	volumeMarks,
	wordsForAnd,
} from './wordLists';

/**
 * How well a record's title fits a given one.
 * - `exact`: the same words
 * - `same`: the subtitle was not given
 * - `shorter`: the record has the title proper, and no subtitle where one was given
 * - `similar`: nothing in the given title is unexplained, but it is shorter than the title proper or written another way
 * - `another`: most words are the same, but some of those given are in no field of the record, or the record says that it is another form
 *
 * `find/recordFit.ts` decides which of these count as the title that was asked for.
 */
export type TitleFit = (typeof titleFitGrades)[number];
export const titleFitGrades = ['exact', 'same', 'shorter', 'similar', 'another', 'different'] as const;

/**
 * Removes a series in brackets from the end of a title, because some indexes give no series. Text that begins with a small letter, a single
 * word, perhaps with a letter or a bare number behind it, an edition, another form or somebody's part in the work is none:
 * `(Penguin Classics)` and `(Discworld, #4)` are series, but neither `(Manga)` nor `(Section B)` is.
 */
function withoutSeries(title: string) {
	const [bracket = '', inside = ''] = / ?\((?=\p{Lu}[^\s()]* (?:[^()]*[\p{Letter}\p{Mark}]{2}|#)|\p{Lo})([^()]+)\)$/u.exec(title) ?? [];
	const list = tokenize(inside);
	return editionMarks.has(list.at(-1) ?? '') || roleWords.has(list[0] ?? '') || beginsWithDerivativeWork(list)
		? title
		: title.replace(bracket, '');
}

/** Reads the title in a citation, in each of its spellings and without a series, with the volume and the names that may stand beside it. */
export function readAskedTitle(title: string, { volume, author = '' }: { readonly volume?: string; readonly author?: string } = {}) {
	const [written = [], bare = []] = distinctTexts([title, withoutSeries(title)]).map((text) => spellingsOf(text).map(readTitle));
	return { written, bare, volume: volume ?? written[0]?.volume, names: new Set(tokenize(author)) };
}

type AskedTitle = ReturnType<typeof readAskedTitle>;

/** A title in a citation in one of its spellings, and the record with which it is compared. */
type Comparison = AskedTitle & ReturnType<typeof prepareRecord> & { readonly reading: TitleReading };

/**
 * Compares a record's titles with the one in a citation. The record's own titles count in full; those of works that it contains count only
 * as similar.
 */
export function compareTitles(asked: AskedTitle, record: InventoryRecord): TitleFit {
	const held = prepared(record);
	const { titles } = held;
	const readings = record.series === null ? [...asked.written, ...asked.bare] : asked.written;
	const found = titles.map((title) => {
		const fit = bestOf(readings.map((reading) => compareTitle({ reading, ...asked, ...held }, title)));
		return { isOwn: title.isOwn, fit: title.contained && ['exact', 'same', 'shorter'].includes(fit) ? 'similar' : fit };
	});
	const best = bestOf(found.map(({ fit }) => fit));
	const own = bestOf(found.flatMap(({ isOwn, fit }) => (isOwn ? fit : [])));
	// The record's own subtitle is another one, or names another form; a variant title without subtitle does not outweigh that.
	const isOther = best === 'shorter' || best === 'similar' || beginsWithDerivativeWork(titles[0]?.rest ?? []);
	return own === 'another' && isOther ? 'another' : best;
}

const bestOf = (fits: readonly TitleFit[]) => titleFitGrades.find((fit) => fits.includes(fit)) ?? 'different';

/** Prepares the titles of a record only once, because one record is compared with many titles. */
const prepared = memoizeByObject(prepareRecord);

/** Returns the number of the part that the record describes: `2` for `Maus. II, And here my troubles began`. */
export const partNumberOf = (record: InventoryRecord) => prepared(record).titles[0]?.number;

function prepareRecord({
	titles,
	languages,
	contributors,
	responsibility,
	series,
	publicationDates,
	publisher,
	place,
	editions,
}: InventoryRecord) {
	const all = titles.flatMap((title, index) => {
		const isOwn = index === 0;
		// A record's further titles may be in other languages than the record, so that their first word may be an article of any language.
		const articlesOf = isOwn ? ['eng', ...languages] : languagesWithArticleWords;
		return spellingsOf(title.proper).map((proper) => ({ ...prepare({ ...title, proper }, articlesOf), isOwn }));
	});
	const names = contributors.flatMap(tokenize);
	const named = [...names, ...responsibility.flatMap((text) => text.split(/(?<!\S)[^\p{Letter}\s]*\p{Ll}\S*/u)).flatMap(tokenize)];
	return {
		/** Whether the record separates its statement of responsibility from the title. */
		isStated: responsibility.length > 0,
		titles: all,
		/** The names of contributors, which are also among the words of the work. */
		contributors: new Set(names.filter((word) => word.length > 1)),
		/** The words of all names. In a statement of responsibility, only words with a capital letter can be names. */
		named: new Set(named),
		/** The words of names and titles. */
		ofWork: new Set([...named, ...all.flatMap(({ written }) => written)]),
		/** Words of edition, series, publisher, place and date. They may explain text that a sign separates from the title. */
		aroundTitle: new Set([...editions, ...(series ?? []), ...publicationDates, publisher ?? '', place ?? ''].flatMap(tokenize)),
	};
}

type Prepared = ReturnType<typeof prepare>;

function prepare(title: RecordTitle, languages: readonly string[]) {
	const { proper, rest, part, contained = false, unsigned = false } = separatePart(title);
	const [own, other, named] = [readTitle(proper), readTitle(rest), readTitle(`x, ${part}`)];
	// The words after `or` are an alternative title.
	const or = own.pieces.findIndex((piece, index) => index > 0 && ['or', 'oder', 'ou'].includes(piece.words[0] ?? ''));
	const pieces = or === -1 ? own.pieces : own.pieces.slice(0, or);
	return {
		// In the order of the record, since a part may have been cut off the subtitle above: `Report on H. Res. 404`.
		written: [title.proper, title.part, title.rest].flatMap(tokenize),
		pieces,
		proper: wordsOf(pieces),
		rest: [...wordsOf(own.pieces.slice(pieces.length)), ...wordsOf(other.pieces)],
		number: named.volume ?? own.volume ?? other.volume,
		partName: wordsOf(named.pieces.slice(1)),
		contained,
		unsigned,
		languages,
	};
}

const wordsOf = (pieces: readonly TitlePiece[]) => pieces.flatMap((piece) => piece.words);

/**
 * Returns title proper and volume as a key, by which two citations of the same work are recognized. Subtitles and a leading article are
 * left out.
 */
export function titleKey(title: string) {
	const reading = readTitle(title);
	const proper = wordsOf(readTitle(titleProperOf(reading)).pieces);
	return [...withoutLeadingArticle(proper), reading.volume ?? ''].join(' ').trim();
}

/**
 * Looks for the record's title in the title of the citation. The remaining words must be in another field of the record: a word that is in
 * none may belong to another work, so that a person decides.
 */
function compareTitle(asked: Comparison, title: Prepared) {
	const { reading, volume } = asked;
	const all = wordsOf(reading.pieces);
	if (all.length === 0 || title.proper.length === 0) return 'different';
	if (isSame(reading.written, title.written)) return 'exact';
	const place = placeOf(all, title);
	if (place === undefined) return likeness(asked, title);
	/** The places in `all` at which the pieces begin. */
	const starts = reading.pieces.map((_, index) => wordsOf(reading.pieces.slice(0, index)).length);
	const isArticleBefore = isArticleWord(all[place.start - 1], title.languages) && starts.includes(place.start - 1);
	const [before, behind] = [all.slice(0, isArticleBefore ? place.start - 1 : place.start), all.slice(place.end)];
	const restGiven = shared(behind, title.rest);
	const partGiven = shared(behind.slice(restGiven), title.partName);
	const left = behind.slice(restGiven + partGiven);
	const restLeft = title.rest.slice(restGiven);
	const isSigned = starts.includes(place.end) || restGiven > 0;
	if (!isExplained(before, asked, title, starts.includes(place.start)) || !isExplained(left, asked, title, isSigned))
		return isSigned && title.rest.length === 0 && title.partName.length === 0 && before.length === 0 && volume === title.number
			? 'shorter'
			: 'another';
	const isOtherSubtitle = telling(left).every((word) => telling(restLeft).includes(word)) && !isWithin(left, restLeft, title);
	if (isOtherSubtitle || beginsWithDerivativeWork(restLeft)) return 'another';
	const isPart = title.number === undefined ? title.partName.length > partGiven : title.number !== volume;
	if (isPart || place.isTyped) return 'similar';
	return restLeft.every((word) => insignificantWords.has(word)) ? 'exact' : 'same';
}

/** Finds where the title proper stands in some words: as it is, without its article, or with typing errors. */
function placeOf(all: Words, { proper, languages }: Prepared) {
	const bare = withoutLeadingArticle(proper, languages);
	const exact = runOf(all, proper) ?? runOf(all, bare);
	if (exact !== undefined) return { ...exact, isTyped: false };
	const start = all.findIndex((_, index) => isAlike(all.slice(index, index + bare.length), bare, isTyped));
	return start === -1 ? undefined : { start, end: start + bare.length, isTyped: true };
}

/** Whether the record has all these words. Its edition, series, publisher, place and date count only for words apart from the title. */
function isExplained(list: Words, asked: Comparison, { rest, partName }: Prepared, isApart: boolean) {
	const { named, ofWork, aroundTitle, names } = asked;
	const last = list.at(-1) ?? '';
	// A letter at the end may be that of a section, as in `Section A`.
	if (isSingleLatinLetter(last) && !ofWork.has(last) && !names.has(last)) return false;
	const own = [...rest, ...partName];
	const isKnown = (word: string) =>
		[word, toSingular(word)].some((one) => ofWork.has(one) || names.has(one) || (isApart && aroundTitle.has(one))) ||
		own.some((other) => isTyped(word, other));
	// `Edited by` must stand beside a name, and `volume` beside a number; elsewhere they may be words of another title.
	const isMark = (word: string, index: number) =>
		isNeutral(word) &&
		[list[index - 1], list.slice(index + 1).find((next) => !isNeutral(next))].some((other = '') =>
			roleWords.has(word) ? named.has(other) || names.has(other) : isNumberWord(other),
		);
	const left = list.filter((word, index) => !insignificantWords.has(word) && !isMark(word, index));
	return list.length === 0 || (left.length > 0 && left.every(isKnown));
}

const isNeutral = (word: string) => insignificantWords.has(word) || roleWords.has(word) || partMarks.has(word) || volumeMarks.has(word);

/** Compares two titles if the title proper is not completely in the title of the citation. */
function likeness(asked: Comparison, title: Prepared) {
	const { pieces } = asked.reading;
	const all = wordsOf(pieces);
	const recorded = [...title.proper, ...title.rest];
	const [head, main] = [title.pieces[0]?.words ?? [], pieces[0]?.words ?? []];
	const isLike =
		isAlike(all, title.proper) ||
		Math.max(overlap(all, title.proper), overlap(all, recorded)) >= mostlyShared ||
		(title.pieces.length > 1 && shared(all, head) === head.length) ||
		(pieces.length > 1 && shared(recorded, main) === main.length);
	const less = isLike ? 'another' : 'different';
	if (!isExplained(all, asked, { ...title, rest: recorded }, true)) return less;
	// A sign may separate a series from a title, or a work from its part, so that the texts between signs are also compared one by one.
	const apart = title.pieces.filter(({ isAside }) => isAside).map(({ words }) => words);
	const parts = [...(title.proper.length > 1 ? [title.proper] : []), ...apart, title.partName];
	const isOneOf = (list: Words, others: readonly Words[]) => others.some((other) => other.join('').length >= 5 && isSame(list, other));
	// Beside another main title, an equal subtitle tells nothing: `London: the biography`, `Shakespeare: the biography`.
	if (isOneOf(all, [...parts, title.rest]) || pieces.some(({ words }) => isOneOf(words, parts))) return 'similar';
	const skipped = isArticleWord(recorded[0], title.languages) && !isArticleWord(all[0], title.languages) ? 1 : 0;
	if (shared(recorded.slice(skipped), all) === all.length) return beginningFit(asked, title, skipped + all.length) ?? less;
	const [given, own] = [telling(all), telling(title.proper)];
	// A title may lack a word or have a typing error. If it has both, it may be the title of another work.
	const isMost =
		isAlike(all.slice(0, title.proper.length), title.proper) ||
		(all.length >= mostOfTitle * title.proper.length &&
			commonInOrder(given, own, (word, other) => word === other) >= Math.max(given.length, mostOfTitle * own.length) &&
			isWithin(all, recorded, title));
	return isMost ? 'similar' : less;
}

/**
 * Whether words stand in a title in this order, perhaps with others between them. A word in the place of another one makes another title:
 * `letters from Paul`, `letters to Paul`. Articles do not count, and `&` may stand for the word of another language.
 */
function isWithin(list: Words, title: Words, { languages }: Prepared) {
	const said = withoutArticles(list, languages);
	return commonInOrder(said, withoutArticles(title, languages), isTyped) === said.length;
}

const withoutArticles = (list: Words, languages: readonly string[]) =>
	list.filter((word) => !isArticleWord(word, languages)).map((word) => (wordsForAnd.has(word) ? 'and' : word));

/** Compares a title that is the beginning of the recorded one, where no sign follows the last of its words. */
function beginningFit({ names, contributors, isStated }: Comparison, title: Prepared, count: number) {
	const { pieces, unsigned, proper, rest } = title;
	const behind = [...proper, ...rest].slice(count);
	if (beginsWithDerivativeWork(behind)) return 'another';
	const isTheirs = unsigned && [...names].some((name) => contributors.has(name));
	const [head, next] = pieces;
	const isHead = head?.words.length === count;
	// What follows is not a subtitle if it is the name of a part, which begins with a capital, or a series, which has a number. Otherwise,
	// the text after a comma is the subtitle.
	const isSubtitle = isHead && next?.sign.startsWith(',') === true && /^\p{Ll}/u.test(next.text) && !isNumberWord(next.words[0] ?? '');
	// If the statement of responsibility follows without a sign, this catalog writes no signs, so that the title proper may end after any
	// word.
	const words = telling(proper.slice(0, count)).length;
	const mayEnd = unsigned && isStated && (words > 1 || (isHead && next?.sign.startsWith('.')));
	const isResponsibility =
		unsigned &&
		telling(behind)
			.filter((word) => word.length > 1)
			.findIndex((word) => contributors.has(word)) > 0;
	// Scripts without spaces between words are cataloged without signs, too; there, a space separates what a sign would.
	const isSpaced = unsigned && /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(proper[count - 1] ?? '');
	if ((isTheirs && (isSubtitle || mayEnd)) || isResponsibility || isSpaced) return 'same';
	return isHead || isTheirs || mayEnd || words >= 4 ? 'similar' : undefined;
}

const telling = (list: Words) => list.filter((word) => !insignificantWords.has(word)).map(canonical);

/** The least share of a title's words that must agree. If more than a quarter is missing, it may be the title of another work. */
const mostOfTitle = 0.75;
const mostlyShared = 0.6;

/**
 * Returns the form in which a word is compared. Numbers are spelled out, whether they are written in digits, in Roman numerals or in words.
 * `&` and a missing `&` are the same.
 */
function canonical(word: string) {
	if (word === 'and') return '';
	if (hasDigit(word)) return word.replace(/\d+/gu, (digits) => spellOutNumber(Number(digits))?.join('') ?? digits);
	const roman = parseNumeral(word);
	return roman === undefined ? word : (spellOutNumber(roman)?.join('') ?? word);
}

/**
 * Joins words into a key, because signs between letters may be missing: `catch-22`, `catch 22`, `catch22` and `catch twenty-two` are the
 * same. Two numbers are not joined: `20 5` is not `25`.
 */
const keyOf = (list: Words) => keysOf(list).join('');

const keysOf = (list: Words) => list.map((word, index) => (/\d \d/u.test([list[index - 1], word].join(' ')) ? '|' : '') + canonical(word));

const isSame = (one: Words, other: Words) => one.length > 0 && keyOf(one) === keyOf(other);

/** Finds a phrase in a list of words, even if its words are joined in another way. */
function runOf(list: Words, phrase: Words) {
	const wanted = keyOf(phrase);
	const keys = keysOf(list);
	for (const [start, first] of list.entries()) {
		let [key, end] = [canonical(first), start + 1];
		for (; end < keys.length && key.length < wanted.length; end += 1) key += keys[end] ?? '';
		// A `&` has no key, so that one at the end belongs to the phrase.
		if (key === wanted) return { start, end: keys.slice(end).every((left) => left === '') ? keys.length : end };
	}
	return undefined;
}

/** Counts the words with which two lists both begin; 0 if none of these words is significant. */
function shared(list: Words, other: Words) {
	const end = list.findIndex((word, index) => canonical(word) !== canonical(other[index] ?? ''));
	const count = Math.min(end === -1 ? list.length : end, other.length);
	return list.slice(0, count).some((word) => !insignificantWords.has(word)) ? count : 0;
}

/**
 * Whether two words differ by a single typing error. A difference in the first letter makes another word, such as `cooking` and `looking`.
 */
const isTyped = (one: string, other: string) => one[0] === other[0] && isAlmostSameWord(canonical(one), canonical(other), 4, 1);

function isAlike(one: Words, other: Words, isWord = (a: string, b: string) => isAlmostSameWord(canonical(a), canonical(b))) {
	return one.length > 0 && one.length === other.length && one.every((word, index) => isWord(word, other[index] ?? ''));
}

/** Returns the share of the shorter list's significant words that occur in both lists in the same order. */
function overlap(one: Words, other: Words) {
	const [left, right] = [telling(one), telling(other)];
	const shorter = Math.min(left.length, right.length);
	return shorter < 2
		? 0
		: commonInOrder(left, right, (word, other) => isAlmostSameWord(word, other) || isAbbreviation(word, other)) / shorter;
}

/** Whether one word may be short for the other: `intro` for `introduction`, `dr` for `doctor`. */
function isAbbreviation(one: string, other: string) {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	if (short.length < 2 || short[0] !== long[0] || isNumberWord(short)) return false;
	return long.startsWith(short) || (short.length === 2 && short[1] === long.at(-1));
}

/** Returns the length of the longest common subsequence. */
function commonInOrder(one: Words, other: Words, isWord: typeof isTyped) {
	let row = new Array<number>(other.length + 1).fill(0);
	for (const word of one) {
		const next = [0];
		for (const [index, candidate] of other.entries())
			next.push(isWord(word, candidate) ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
		row = next;
	}
	return row.at(-1) ?? 0;
}
