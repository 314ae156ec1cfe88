import { memoize } from '../../memoize';
import type { InventoryRecord, Title } from '../records';
import { compareLanguages } from './compareLanguages';
import { isNumber, numeralValue, spelledOut } from './numerals';
import { isAlmost, singular, spellings, tokenize } from './text';
import { parted, partNumber, properOf, readTitle, type Piece, type TitleReading } from './readTitle';
import {
	anotherWork,
	articles,
	editionMarks,
	guides,
	help,
	insignificant,
	isArticle,
	genreWords,
	partMarks,
	roles,
	volumeMarks,
} from './wordLists';

/**
 * How well a record's title fits a given one.
 * - `exact`: the same words
 * - `same`: the subtitle was not given
 * - `shorter`: the record does not have the subtitle given
 * - `similar`: one of them says more than the other, or is written another way
 * - `another`: both have a subtitle, and not the same, or one of them says that it is a guide to the other
 * - `remote`: most words are the same, and each has some that the other has not
 */
export type TitleFit = (typeof titleFits)[number];
export const titleFits = ['exact', 'same', 'shorter', 'similar', 'another', 'remote', 'different'] as const;

/** The title that was asked for, in each of its spellings, with the volume and the names that may stand beside it. */
export function askedTitle(title: string, { volume, author = '' }: { readonly volume?: string; readonly author?: string } = {}) {
	const readings = spellings(title).map(readTitle);
	return { readings, volume: volume ?? readings[0]?.volume, names: new Set(tokenize(author)) };
}

/** The record's own titles count in full, those of works that it contains only as similar. */
export function compareTitles(asked: ReturnType<typeof askedTitle>, record: InventoryRecord): TitleFit {
	const { titles, recordWords } = memoize(known, record, () => prepared(record));
	const readings = record.series === null ? [...asked.readings, ...asked.readings.map(withoutSeries)] : asked.readings;
	const explains = (word: string): boolean => [word, singular(word)].some((one) => recordWords.has(one) || asked.names.has(one));
	// The title says that the work is by somebody whose name was asked for.
	const isTheirs = [...asked.names].some((name) => name.length > 1 && recordWords.has(name));
	const found = titles.flatMap((title) =>
		readings.map((reading) => {
			const fit = compareTitle(reading, title, asked.volume, isTheirs, explains);
			return title.contained && titleFits.indexOf(fit) < titleFits.indexOf('similar') ? 'similar' : fit;
		}),
	);
	const best = titleFits.find((fit) => found.includes(fit)) ?? 'different';
	// A variant title without subtitle does not outweigh the record's own subtitle, which is another one.
	return found.includes('another') && (best === 'shorter' || best === 'similar') ? 'another' : best;
}

/** Where nothing names the series, a bracket at the end is one, unless it contains an edition, a language or another work. */
function withoutSeries(reading: TitleReading): TitleReading {
	const isLanguage = (list: readonly string[]): boolean =>
		list.length <= 2 && list.some((word) => word.length > 3 && compareLanguages(word, [...articles.keys()]) === 'same');
	const last = reading.pieces.at(-1)?.bracket;
	const start = reading.pieces.findIndex(
		({ bracket, sign }, index) => index > 0 && bracket !== 0 && bracket === last && sign.includes('('),
	);
	const inside = wordsOf(start === -1 ? [] : reading.pieces.slice(start));
	if (inside.every(isNeutral) || inside.some((word) => editionMarks.has(word)) || isLanguage(inside) || isAbout(inside, guides))
		return reading;
	const pieces = reading.pieces.slice(0, start);
	return { ...reading, pieces, written: wordsOf(pieces) };
}

/** The prepared titles of a record, which is compared with many titles. Key: the record object itself. */
const known = new WeakMap<InventoryRecord, ReturnType<typeof prepared>>();

function prepared({
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
	const others = titles.slice(1).flatMap(({ proper, rest, part }) => [proper, rest, part]);
	const recordWords = [
		...contributors,
		...responsibility,
		...(series ?? []),
		...publicationDates,
		publisher ?? '',
		place ?? '',
		...editions,
		...others,
	];
	// The other titles are in other languages or forms than the record.
	const languagesOf = (index: number): readonly string[] => (index > 0 ? [...articles.keys()] : ['eng', ...languages]);
	return {
		titles: titles.flatMap((title, index) => spellings(title.proper).map((proper) => prepare({ ...title, proper }, languagesOf(index)))),
		/** Whatever else was written with the title must be explained by the record, or it is a doubt. */
		recordWords: new Set(recordWords.flatMap(tokenize)),
	};
}

type Prepared = ReturnType<typeof prepare>;

function prepare(title: Title, languages: readonly string[]) {
	const { proper, rest, part, contained = false, unsigned = false } = parted(title);
	const [own, other, named] = [readTitle(proper), readTitle(rest), readTitle(`x, ${part}`)];
	// What follows `or` is an alternative title.
	const or = own.pieces.findIndex((piece, index) => index > 0 && ['or', 'oder', 'ou'].includes(piece.words[0] ?? ''));
	const pieces = or === -1 ? own.pieces : own.pieces.slice(0, or);
	return {
		written: [proper, part, rest].flatMap(tokenize),
		pieces,
		proper: wordsOf(pieces),
		rest: [...wordsOf(own.pieces.slice(pieces.length)), ...wordsOf(other.pieces)],
		number: partNumber(title),
		partName: wordsOf(named.pieces.slice(1)),
		contained,
		unsigned,
		languages,
	};
}

const wordsOf = (pieces: readonly Piece[]): string[] => pieces.flatMap((piece) => piece.words);

const startsOf = (pieces: readonly Piece[]): number[] => pieces.map((_, index) => wordsOf(pieces.slice(0, index)).length);

/** Title proper and volume, by which two citations for the same work are recognized: subtitles and a leading article do not count. */
export function titleKey(title: string): string {
	const reading = readTitle(properOf(readTitle(title)));
	const all = wordsOf(reading.pieces);
	const bare = all.length > 1 && isArticle(all[0]) ? all.slice(1) : all;
	return [...bare, readTitle(title).volume ?? ''].join(' ').trim();
}

/** Finds the record's title in what was asked for, and compares the rest with what the record says. */
function compareTitle(
	asked: TitleReading,
	title: Prepared,
	volume: string | undefined,
	isTheirs: boolean,
	explains: (word: string) => boolean,
): TitleFit {
	const all = wordsOf(asked.pieces);
	if (all.length === 0 || title.proper.length === 0) return 'different';
	if (isSame(asked.written, title.written)) return 'exact';
	const place =
		runOf(all, title.proper) ??
		(title.proper.length > 1 && isArticle(title.proper[0], title.languages) ? runOf(all, title.proper.slice(1)) : undefined);
	if (place === undefined) return likeness(asked, title, isTheirs);
	const starts = startsOf(asked.pieces);
	const start =
		place.start > 0 && isArticle(all[place.start - 1], title.languages) && starts.includes(place.start - 1) ? place.start - 1 : place.start;
	const [before, behind] = [all.slice(0, start), all.slice(place.end)];
	const restGiven = shared(behind, title.rest);
	const partGiven = shared(behind.slice(restGiven), title.partName);
	const left = behind.slice(restGiven + partGiven);
	const restLeft = title.rest.slice(restGiven);
	const isPart = title.number === undefined ? title.partName.length > partGiven : title.number !== volume;
	const telling = [...before, ...left].filter((word) => !isNeutral(word));
	const isBeside = telling.some(explains);
	if (before.length + left.length === 0 || (isBeside && telling.every(explains))) {
		if (isAbout(restLeft)) return 'another';
		if (isPart) return 'similar';
		const isKind = restLeft.every((word) => genreWords.has(word) || insignificant.has(word));
		if (asked.isKind === true && restGiven === 0 && !isKind) return 'another';
		return isKind ? 'exact' : 'same';
	}
	const isSigned = starts.includes(place.end) || restGiven > 0;
	const isWholeStart = before.every((word) => explains(word) || isNeutral(word));
	if (isWholeStart && left.length > 0) {
		if (
			!isAbout(restLeft) &&
			left.some((_, index) => (!isSigned || starts.includes(all.length - left.length + index)) && isAbout(left.slice(index)))
		)
			return 'another';
		if (isSigned && isPart) return title.partName.length > 0 ? 'another' : 'similar';
		if (isSigned && restLeft.length === 0) return title.rest.length === 0 && isAbout(left, guides) ? 'another' : 'shorter';
		if (isSigned) return overlap(behind, title.rest) >= mostlyShared ? 'similar' : 'another';
	}
	if (isBeside || title.proper.length >= 4) return 'similar';
	return likeness(asked, title, isTheirs);
}

const isNeutral = (word: string): boolean => insignificant.has(word) || roles.has(word) || partMarks.has(word) || volumeMarks.has(word);

/** Whether some words begin as the subtitle of another work does. */
function isAbout(list: readonly string[], more: readonly string[] = []): boolean {
	const [first = '', second = '', third = ''] = insignificant.has(list[0] ?? '') ? list.slice(1) : list;
	const isHelp = help.whose.has(first) && (help.what.has(second) || (help.whose.has(second) && help.what.has(third)));
	return (
		isHelp || [...anotherWork, ...more].some((phrase) => phrase === first || phrase === `${first} ${second}` || `${phrase}s` === first)
	);
}

/** How similar two titles are when neither contains the other. */
function likeness(asked: TitleReading, title: Prepared, isTheirs: boolean): TitleFit {
	const all = wordsOf(asked.pieces);
	const recorded = [...title.proper, ...title.rest];
	const main = asked.pieces[0]?.words ?? [];
	const [head, behind] = [title.pieces[0]?.words ?? [], title.pieces[1]];
	if ([title.proper, recorded].some((own) => isAlike(all, own) || isAlike(main, own))) return 'similar';
	const begun = shared(all, recorded);
	const [more, own] = [all.slice(begun), recorded.slice(begun)];
	if (begun > 0 && more.length > 0 && own.length > 0) {
		if (isAbout(more) !== isAbout(own)) return 'another';
		// Two subtitles may both begin with an article.
		const isCut = startsOf(asked.pieces).some(
			(start) => start > 0 && start <= begun && all.slice(start, begun).every((word) => insignificant.has(word)),
		);
		if (isCut && overlap(more, own) < mostlyShared && !more.every((word) => isNeutral(word) || own.includes(word))) return 'another';
	}
	const [shorter, longer] = all.length < recorded.length ? [all, recorded] : [recorded, all];
	if (shared(longer, shorter) === shorter.length) {
		const rest = longer.slice(shorter.length);
		if (rest.some((_, index) => isAbout(rest.slice(index)))) return 'another';
		const isTheirBeginning = isTheirs && title.unsigned && shorter === all;
		// Names of parts have a capital, and series have numbers. Otherwise, what follows a comma is the subtitle.
		if (
			isTheirBeginning &&
			isSame(all, head) &&
			behind?.sign.startsWith(',') === true &&
			/^\p{Ll}/u.test(behind.text) &&
			!isNumber(behind.words[0] ?? '')
		)
			return 'same';
		if (shorter.length >= 3 || isTheirBeginning) return 'similar';
	}
	// A title proper ends before a sign, and the rest is more or less than the other title has.
	if ((title.pieces.length > 1 && shared(all, head) === head.length) || (asked.pieces.length > 1 && shared(recorded, main) === main.length))
		return 'similar';
	// A sign may separate a series from a title, or a work from its part.
	const parts = [...(title.proper.length > 1 ? [title.proper] : []), title.rest, title.partName].filter(
		(list) => list.join('').length >= 5,
	);
	if ([all, ...asked.pieces.map((piece) => piece.words)].some((list) => parts.some((other) => isSame(list, other)))) return 'similar';
	const common = overlap(all, recorded.length > title.proper.length ? title.proper : recorded);
	return common === 1 ? 'similar' : Math.max(common, overlap(all, recorded)) >= mostlyShared ? 'remote' : 'different';
}

const mostlyShared = 0.6;

/**
 * The form in which a word is compared: numbers are spelled out, whether they are written in digits, in Roman numerals or in words; a
 * missing `&` makes no difference.
 */
function canonical(word: string): string {
	if (word === 'and') return '';
	const roman = isDigit(word[0]) ? undefined : numeralValue(word);
	return roman === undefined
		? word.replace(/\d+/gu, (digits) => spelledOut(Number(digits))?.join('') ?? digits)
		: (spelledOut(roman)?.join('') ?? word);
}

/**
 * Signs between letters may be written or not: `catch-22`, `catch 22`, `catch22` and `catch twenty-two` are the same. Two numbers remain
 * two.
 */
const keyOf = (list: readonly string[]): string => list.map((word, index) => joint(list[index - 1], word) + canonical(word)).join('');

const joint = (before: string | undefined, word: string): string =>
	before !== undefined && isDigit(before.at(-1)) && isDigit(word[0]) ? '|' : '';

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9';

const isSame = (one: readonly string[], other: readonly string[]): boolean => one.length > 0 && keyOf(one) === keyOf(other);

/** Finds a phrase in a list of words, however its words are joined. */
function runOf(list: readonly string[], phrase: readonly string[]): { readonly start: number; readonly end: number } | undefined {
	const wanted = keyOf(phrase);
	const keys = list.map(canonical);
	for (let start = 0; start < list.length; start += 1) {
		let key = keys[start] ?? '';
		let end = start + 1;
		for (; end < list.length && key.length < wanted.length && wanted.startsWith(key); end += 1)
			key += joint(list[end - 1], list[end] ?? '') + (keys[end] ?? '');
		if (key === wanted) return { start, end };
	}
	return undefined;
}

/** How many words at the beginning of two lists are the same, if one of them is significant. */
function shared(list: readonly string[], other: readonly string[]): number {
	const end = list.findIndex((word, index) => canonical(word) !== canonical(other[index] ?? ''));
	const count = end === -1 ? Math.min(list.length, other.length) : end;
	return list.slice(0, count).some((word) => !insignificant.has(word)) ? count : 0;
}

function isAlike(one: readonly string[], other: readonly string[]): boolean {
	return (
		one.length > 0 && one.length === other.length && one.every((word, index) => isAlmost(canonical(word), canonical(other[index] ?? '')))
	);
}

/** The share of the shorter list's significant words that both lists have in the same order. */
function overlap(one: readonly string[], other: readonly string[]): number {
	const [left, right] = [one, other].map((list) => list.filter((word) => !insignificant.has(word)).map(canonical)) as [string[], string[]];
	const shorter = Math.min(left.length, right.length);
	return shorter < 2 ? 0 : commonInOrder(left, right) / shorter;
}

/** The length of the longest common subsequence; a typing error or another spelling counts as the same word. */
function commonInOrder(one: readonly string[], other: readonly string[]): number {
	let row = new Array<number>(other.length + 1).fill(0);
	for (const word of one) {
		const next = [0];
		for (const [index, candidate] of other.entries())
			next.push(isAlmost(word, candidate) ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
		row = next;
	}
	return row.at(-1) ?? 0;
}
