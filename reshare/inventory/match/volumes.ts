import { parseCardinal, parseDigits, parseOrdinal, parseRoman } from './numerals';
import { tokenize } from './foldAndTokenize';
import { partMarks, volumeMarks, volumeUnits } from './wordLists';

/** Returns the number of a volume in a folded word: digits with or without a letter, a Roman number, or a number in words. */
function numberOf(word: string) {
	const digits = /^0*(\d{1,3}[a-z]?)$/u.exec(word)?.[1];
	return digits ?? (parseRoman(word) ?? parseCardinal(word))?.toString();
}

const isMark = (word: string) => volumeMarks.has(word) || partMarks.has(word);
/** Whether the word is a plural, as in `in two parts`: it counts the parts and names none. */
const isPlural = (mark = '') => mark.endsWith('s') || mark === 'bande' || mark === 'bde';

/** Reads the volume with which some words begin, and how many words name it, including a following `of 5`; undefined if they name none. */
export function readLeadingVolume(list: readonly string[]) {
	const [first = '', second = ''] = list;
	const marked = isMark(first)
		? numberOf(second)
		: isMark(second)
			? (parseOrdinal(first)?.toString() ?? (list.length === 2 && !isPlural(second) ? numberOf(first) : undefined))
			: undefined;
	const glued = /^(?:v|vol|bd|t)0*(\d{1,3}[a-z]?)$/u.exec(first)?.[1];
	const number = marked ?? glued;
	if (number === undefined) return undefined;
	const length = marked === undefined ? 1 : 2;
	const isTotal = (list[length] === 'of' || list[length] === 'von') && parseDigits(list[length + 1], 3) !== undefined;
	return { number, length: isTotal ? length + 2 : length };
}

/**
 * Returns the number of the one volume for which a field asks. `Volume 2`, `v. 2`, `II`, `Second volume`, `2nd`, `2 of 5`, `2 (1990)` and
 * `2` are the same. The result is undefined if the field asks for several, or for something else.
 */
export function singleVolumeNumber(volume: string): string | undefined {
	const all = tokenize(volume.replace(/\(\d{4}\)/gu, ''));
	const [named] = [all, ['volume', ...all], [...all, 'volume']].flatMap((list) => {
		const volume = readLeadingVolume(list);
		return volume?.length === list.length ? volume.number : [];
	});
	return named ?? /^\d+$/u.exec(all.join(' '))?.[0];
}

/** A range of volumes; `to` is infinite where the range is open. */
interface VolumeRange {
	readonly from: number;
	to: number;
	/** A single volume as it is written: `2a`. */
	readonly name: string;
	/**
	 * Whether a mark such as `v.` says that the numbers are volumes. Numbers without a mark surely name volumes only if they are a range.
	 */
	readonly marked: boolean;
}

const numeral = String.raw`(?:\d+(?:\p{Letter}(?!\p{Letter}))?|(?<!\p{Letter})[IVXLC]+(?!\p{Letter}))`;

/** Matches a word in a statement of holdings, the numbers that follow it, and a dash behind these, e.g. `v.1-3`. */
const counted = new RegExp(
	[String.raw`(?<!\p{Letter})(\p{Letter}*) ?(`, numeral, '(?: ?(?:[-–,/&;+]|and) ?', numeral, ')*) ?([-–]?)'].join(''),
	'gu',
);

/**
 * Finds the volumes in a statement of holdings. Numbers that follow another word than the mark of a volume, or a colon, as in
 * `v.5:no.3-v.10:no.12`, count issues, parts or copies, and so does a number beside a volume.
 */
export function volumesInStatement(statement: string) {
	const found: VolumeRange[] = [];
	let [isOpen, hasMark] = [false, false];
	for (const [, mark = '', numbers = '', dash] of statement.replace(/(?:\(\d[^()]*\)|[<>[\].\s])+/gu, ' ').matchAll(counted)) {
		const word = mark.toLowerCase();
		const marked = volumeMarks.has(word) || (partMarks.has(word) && !hasMark);
		hasMark ||= volumeMarks.has(word);
		for (const part of marked || found.length === 0 ? numbers.toLowerCase().split(/[,/&;+]|and/u) : []) {
			const [from = Infinity, to = from] = part.split(/[-–]/u).map((text) => parseRoman(text.trim()) ?? Number.parseInt(text, 10));
			const last = found.at(-1);
			if (isOpen && last !== undefined) last.to = from;
			else if (marked || from < 1000) found.push({ from, to, name: numberOf(part.trim()) ?? String(from), marked });
			isOpen = false;
		}
		isOpen = dash !== '';
	}
	const last = found.at(-1);
	if (isOpen && last !== undefined) last.to = Infinity;
	return found;
}

/**
 * Reads how many volumes an extent counts, and how many bound volumes: `3 v. in 2` is three in two. A set that is not complete yet, such as
 * `v. <1-2 >`, has an open end.
 */
export function readExtent(extent: string) {
	// In `v, 250 pages`, `v p., 2 l.`, `147, v p.` and `529, v, 184 p.`, the letter is a Roman numeral.
	const all = tokenize(extent.replace(/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)|(?<!\d ?)v(?:,| p)|, v(?=[ ,])/giu, ' '));
	const unit = all.findIndex((word) => volumeUnits.has(word));
	const volumes = parseDigits(all[unit - 1], 3);
	if (volumes === undefined) return { bound: unit === 0 || isPlural(all[unit]) ? Infinity : 1 };
	return { volumes, bound: parseDigits(/ in (\d+)/u.exec(extent)?.[1], 3) ?? volumes };
}
