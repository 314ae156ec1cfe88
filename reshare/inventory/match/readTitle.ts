import type { RecordTitle } from '../recordsAndHoldings';
import { isYear } from './compareYears';
import { isNumberWord } from './numerals';
import { hasDigit, toSingular, tokenize, withoutDigitGrouping, type Words } from './foldAndTokenize';
import { isArticleWord, bindingWords, editionMarks, revisionWords, genreWords, mediumWords, type SpecialMedium } from './wordLists';
import { readLeadingVolume } from './volumes';

/** The part of a title between two signs. */
export interface TitlePiece {
	readonly text: string;
	/** The folded words. */
	readonly words: Words;
	/** The sign before the piece; empty for the first piece. */
	readonly sign: string;
	/** Whether the title proper surely ends before this piece. A comma or a full stop may be part of it. */
	readonly isAside: boolean;
	/** The number of the bracket in which the piece stands; 0 for none. */
	readonly bracket: number;
}

/** What stands beside the title itself. */
interface Behind {
	readonly volume?: string;
	readonly edition?: string;
	readonly medium?: SpecialMedium;
	readonly year?: string;
}

/** A title as people write it, split into the title itself and what follows it, such as an edition or a medium. */
export type TitleReading = ReturnType<typeof readTitle>;

/**
 * The signs at which a title proper may end. A full stop after an abbreviation is none. One after an initial is none either, unless a
 * capitalized word follows, with which the title in a whole citation begins: `Smith, J. Waders`.
 */
const signs = new RegExp(
	[
		String.raw`( ?[:;=|()[\]{}"“”„«»。、]+ ?|, | [-–—/]+ |`,
		String.raw`(?<=[\p{Letter}\p{Mark}]{2}|\d{4}|\p{Lo})`,
		String.raw`(?<!(?<!\p{Letter})(?:[Vv]ols?|[Bb]de?|[Nn][or]|[Oo]p|[Pp]t|[Bb]k|[Ee]ds?|[Rr]ev|[SDMJ][rts]s?|Prof|vs))[.?!]+\s+|`,
		String.raw`(?<=[\s.]\p{Lu})\.+\s+(?=\p{Lu}\p{Ll}))`,
	].join(''),
	'u',
);

const strong = /[:;=|()[\]/]|\s[-–—]+\s/u;

const withoutEnd = (text: string) => text.replace(/(?<![\s/:;=,.])[\s/:;=,.]+$/u, '').trim();

function piecesOf(text: string) {
	const cut = [...text.normalize('NFC').replace(/\p{Cf}/gu, '')].slice(0, 2000).join('');
	// In `C++` and `C#`, the signs belong to the word.
	const plain = withoutDigitGrouping(cut)
		.replace(/(?<=\p{Letter})\+\+/gu, ' plus plus ')
		.replace(/(?<=(?<!\p{Letter})\p{Letter})#/gu, ' sharp ');
	const parts = plain
		.replace(/[\p{Control}\p{Surrogate}\s]+/gu, ' ')
		.trim()
		.split(signs);
	let [bracket, brackets] = [0, 0];
	const pieces: TitlePiece[] = [];
	for (let index = 0; index < parts.length; index += 2) {
		const [sign, part] = [parts[index - 1] ?? '', withoutEnd(parts[index] ?? '')];
		for (const mark of sign) {
			if ('([{'.includes(mark)) bracket ||= brackets += 1;
			else if (')]}'.includes(mark)) bracket = 0;
		}
		const own = tokenize(part);
		if (own.length > 0)
			pieces.push({ text: part, words: own, sign: pieces.length === 0 ? '' : sign, isAside: bracket > 0 || strong.test(sign), bracket });
	}
	return pieces;
}

const mediumOfPhrase = new Map(
	Object.entries(mediumWords).flatMap(([medium, list]) =>
		list.map((phrase) => [phrase.replaceAll(' ', ''), medium as SpecialMedium] as const),
	),
);

/** Returns the medium that a text names, if it names nothing else, e.g. `[sound recording]`. */
export function mediumNamedBy(text: Words): SpecialMedium | undefined {
	const bare = text.filter((word) => !bindingWords.has(word) && !editionMarks.has(word)).join('');
	return mediumOfPhrase.get(bare) ?? mediumOfPhrase.get(toSingular(bare));
}

function isEdition(list: Words) {
	return (
		list.length > 1 &&
		list.some((word) => editionMarks.has(word)) &&
		list.every((word) => editionMarks.has(word) || revisionWords.has(word) || word === 'and' || isNumberWord(word))
	);
}

/** Reads the volume with which words of a title begin. `C` and `L` alone are letters there, as of the sections of a journal. */
const volumeAtStart = (list: Words) =>
	list.slice(0, 2).some((word) => word === 'c' || word === 'l') ? undefined : readLeadingVolume(list);

/** Finds what the end of a piece says besides the title, such as an edition, and how many of its last words say it. */
function behindIn({ words: list, sign }: TitlePiece, isWhole: boolean, around: readonly TitlePiece[]) {
	const only = list.length === 1 ? list[0] : undefined;
	const medium = isWhole ? mediumNamedBy(list) : undefined;
	if (medium !== undefined) return { count: list.length, medium };
	// A year at the end counts beside other words of its bracket, too: `(Oxford: Quay, 2007)`.
	if (around.length === 2 && isYear(only)) return { year: only, count: 0 };
	const volume = isWhole ? volumeIn(around) : undefined;
	if (volume !== undefined) return { volume: volume.number, count: 0, first: Math.min(volume.length, list.length) };
	const leading = sign === '' ? volumeAtStart(list) : undefined;
	// `Bd. 1: Der Zauberberg`, `Vol. 1 of The history of Rome`.
	if (leading !== undefined && (list[leading.length] ?? 'of') === 'of')
		return { volume: leading.number, count: 0, first: leading.length + 1 };
	const saysNothing = (word: string) => [bindingWords, editionMarks, genreWords].some((words) => words.has(word));
	// The article in `Great Gatsby, The` and `Great Gatsby (The)` was moved to the end.
	const isArticleBehind = [',', '('].includes(sign.trim()[0] ?? '') && isArticleWord(only);
	if (isArticleBehind || (isWhole && list.some(saysNothing) && list.every((word) => saysNothing(word) || isArticleWord(word))))
		return { count: list.length };
	for (let count = Math.min(6, isWhole ? list.length : list.length - 1); count > 1; count -= 1) {
		const tail = list.slice(-count);
		const [first = '', second = ''] = tail;
		if (isEdition(tail)) return { edition: tail.join(' '), count };
		const named = volumeAtStart(tail);
		if (named?.length === count && first.length > 1) return { volume: named.number, count };
		if (count === 2 && first === 'a' && genreWords.has(second)) return { count };
	}
	return undefined;
}

/**
 * Reads the volume with which the second of three pieces begins. A bare number is a volume after a comma or a full stop, as in `Maus. II`.
 * It is none if a year or text in small letters follows, as in `Dec. 7, 1864` or `H. Res. 98, a resolution`: the name of a part begins with
 * a capital, unless nothing before it has one.
 */
function volumeIn([before, piece, next]: readonly TitlePiece[]) {
	const { words: list = [], sign = '', text = '' } = piece ?? {};
	const goesOn = isYear(next?.words[0]) || (hasDigit(text) && /^\p{Ll}/u.test(next?.text ?? '') && /\p{Lu}/u.test(before?.text ?? ''));
	const isBare = list.length === 1 && [',', '.'].includes(sign[0] ?? '') && !goesOn;
	return volumeAtStart(list) ?? (isBare ? volumeAtStart(['volume', ...list]) : undefined);
}

/**
 * Separates edition, volume, medium and binding from a title. In brackets they count only if they fill the bracket: `(Dune chronicles, book
 * 1)` is a series.
 */
export function readTitle(title: string) {
	let pieces = piecesOf(title);
	/** All words of the text, folded. */
	const written = pieces.flatMap((piece) => piece.words);
	let found: Behind = {};
	const fillsBracket = (piece: TitlePiece) =>
		piece.bracket === 0 ||
		pieces.every(
			(other) => other === piece || other.bracket !== piece.bracket || other.words.every((word) => isYear(word) || bindingWords.has(word)),
		);
	for (const [index, piece] of [...pieces.entries()].reverse()) {
		const extra = behindIn(piece, index > 0 && fillsBracket(piece), pieces.slice(index - 1, index + 2));
		if (extra === undefined) continue;
		const { count, first = 0, ...behind } = extra;
		const left = piece.words.slice(first, piece.words.length - count);
		const parts = piece.text.split(' ');
		const rest = left.length === 0 ? [] : [{ ...piece, words: left, text: withoutEnd(parts.slice(first, parts.length - count).join(' ')) }];
		pieces = pieces.toSpliced(index, 1, ...rest);
		found = { ...found, ...behind };
	}
	return { pieces, written, ...found };
}

/** Returns the title proper as it is written, up to the first sign that ends one. */
export function titleProperOf({ pieces, year }: TitleReading) {
	const end = pieces.findIndex(
		({ isAside, words: list }, index) => index > 0 && (isAside || (index === pieces.length - 1 && list[0] === year)),
	);
	return joinPieces(pieces.slice(0, end === -1 ? undefined : end));
}

const joinPieces = (pieces: readonly TitlePiece[]) => pieces.map(({ sign, text }, index) => (index === 0 ? '' : sign) + text).join('');

/** Separates the part of a title that follows a sign within it: `The lord of the rings. Part 2, The two towers`. */
export function separatePart(title: RecordTitle): RecordTitle {
	if (title.part !== '') return title;
	const cut = (text: string): [string, string] => {
		const pieces = piecesOf(text);
		const start = pieces.findIndex(
			(piece, index) => index > 0 && !piece.isAside && volumeIn(pieces.slice(index - 1, index + 2)) !== undefined,
		);
		return start === -1 ? [text, ''] : [joinPieces(pieces.slice(0, start)), joinPieces(pieces.slice(start))];
	};
	const [[proper, part], [rest, partOfRest]] = [cut(title.proper), cut(title.rest)];
	return { ...title, proper, rest, part: part === '' ? partOfRest : part };
}
