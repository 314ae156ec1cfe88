import { parseCardinal, parseDigits, parseOrdinal, parseRoman } from './numerals';
import { tokenize } from './compareTexts';
import { partMarks, volumeMarks, volumeUnits } from './wordLists';

/** Returns the number of a volume in a folded word: digits with or without a letter, a Roman number, or a number in words. */
function numberOf(word: string): string | undefined {
	const digits = /^0*(\d{1,3}[a-z]?)$/u.exec(word)?.[1];
	return digits ?? (parseRoman(word) ?? parseCardinal(word))?.toString();
}

const isMark = (word: string): boolean => volumeMarks.has(word) || partMarks.has(word);
/** Whether the word is a plural, as in `in two parts`: it counts the parts and names none. */
const isPlural = (mark: string): boolean => mark.endsWith('s') || mark === 'bande' || mark === 'bde';

/** Reads the volume with which some words begin, and how many words name it, including a following `of 5`; undefined if they name none. */
export function readLeadingVolume(list: readonly string[]): { readonly number: string; readonly length: number } | undefined {
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
	const isTotal = (list[length] === 'of' || list[length] === 'von') && parseDigits(list[length + 1] ?? '', 3) !== undefined;
	return { number, length: isTotal ? length + 2 : length };
}

/**
 * Reduces a field to the volume for which it asks: `Volume 2`, `v. 2`, `II`, `Second volume`, `2 of 5`, `2 (1990)` and `2` are the same.
 * Any other text of the field follows the volume.
 */
export function volumeKey(volume: string): string {
	const all = tokenize(volume.replace(/\(\d{4}\)/gu, ''));
	const { number, length } = readLeadingVolume(all) ??
		readLeadingVolume(['volume', ...all.filter((word, _index, { length: count }) => count === 1 || !isMark(word))]) ?? {
			number: '',
			length: 0,
		};
	const rest = all.slice(isMark(all[0] ?? '') || isMark(all[1] ?? '') ? length : length - 1);
	if (number !== '') return [number, ...rest].join(' ');
	const ordinal = parseOrdinal(all[0] ?? '');
	return ordinal === undefined ? all.join(' ') : [String(ordinal), ...all.slice(1)].join(' ');
}

/** Returns the number of the one volume for which a field asks; undefined if it asks for several, or for something else. */
export function singleVolumeNumber(volume: string): string | undefined {
	const key = volumeKey(volume);
	return /^\d+[a-z]?$/u.test(key) ? key : undefined;
}

/** A range of volumes; `to` is infinite where the range is open. */
interface VolumeRange {
	readonly from: number;
	readonly to: number;
	/** A single volume as it is written: `2a`. */
	readonly name: string;
	/** Whether a mark says that these are volumes. Without a mark, only a range is surely one. */
	readonly marked: boolean;
}

/**
 * Finds the volumes in a statement of holdings. After a colon, as in `v.5:no.3-v.10:no.12`, and after any mark that does not mean a volume,
 * numbers count issues, parts or copies.
 */
export function volumesInStatement(statement: string): VolumeRange[] {
	const found: VolumeRange[] = [];
	const tokens = statement.replace(/\(\d[^()]*\)/gu, '').match(/\p{Letter}+|\d+(?:\p{Letter}(?!\p{Letter}))?|[^\s.<>[\]]/gu) ?? [];
	let counting: 'volumes' | 'bare' | 'issues' = 'bare';
	let hasMark = false;
	let dash = false;
	for (const [index, token] of tokens.entries()) {
		const word = tokenize(token)[0] ?? '';
		const isRoman = counting === 'volumes' && token === token.toUpperCase() && parseDigits(tokens[index + 1] ?? '', 4) === undefined;
		const digits = Number.parseInt(word, 10);
		const number = Number.isNaN(digits) ? (isRoman ? parseRoman(word) : undefined) : digits;
		if (number !== undefined) {
			// Of two numbers side by side, the second is a year.
			if (parseDigits(tokens[index - 1] ?? '', 4) !== undefined) counting = 'issues';
			const last = found.at(-1);
			if (counting !== 'issues' && dash && last !== undefined) found[found.length - 1] = { ...last, to: number };
			else if (counting === 'volumes' || (counting === 'bare' && number < 1000))
				found.push({ from: number, to: number, name: numberOf(word) ?? String(number), marked: counting === 'volumes' });
			dash = false;
		} else if (token === '-' || token === '–') dash = true;
		else if (volumeMarks.has(word) || (partMarks.has(word) && !hasMark)) {
			counting = 'volumes';
			hasMark ||= volumeMarks.has(word);
		} else if (token === ':' || (word !== '' && word !== 'and')) counting = found.length > 0 ? 'issues' : 'bare';
	}
	const last = found.at(-1);
	if (dash && last !== undefined) found[found.length - 1] = { ...last, to: Infinity };
	return found;
}

/**
 * Reads how many volumes an extent counts, and how many bound volumes: `3 v. in 2` is three in two. A set that is not complete yet, such as
 * `v. <1-2 >`, has an open end.
 */
export function readExtent(extent: string): { readonly volumes?: number; readonly bound: number } {
	// In `v, 250 pages`, `147, v p.` and `529, v, 184 p.`, the letter is a Roman numeral.
	const all = tokenize(
		extent.replace(
			/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)|^[^\p{Letter}\p{Number}]*\p{Letter}+\s*,|,\s*\p{Letter}+(?=[\s,])/gu,
			' ',
		),
	);
	const unit = all.findIndex((word) => volumeUnits.has(word));
	const volumes = parseDigits(all[unit - 1] ?? '', 3);
	if (volumes === undefined) return { bound: unit === 0 || isPlural(all[unit] ?? '') ? Infinity : 1 };
	const [sign, bound = ''] = all.slice(unit + 1).filter((word) => word !== 'bound');
	return { volumes, bound: (sign === 'in' ? parseDigits(bound, 3) : undefined) ?? volumes };
}
