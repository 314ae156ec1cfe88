import { tokenize } from '../match/text';
import { mediumNamed } from '../match/readTitle';
import { digitsOf } from '../match/numerals';
import { media, noPrint, type Medium } from '../match/wordLists';
import type { Format, InventoryRecord } from '../records';

export type Form = Format | 'unknown';

/** In a title, only brackets say what the thing is: a book may be about e-books. */
const inBrackets = (title: string): string[] => title.match(/[([][^()[\]]*[)\]]/gu) ?? [];

const says = (texts: readonly string[], phrases: readonly string[]): boolean =>
	texts.some((text) => phrases.some((phrase) => ` ${tokenize(text).join(' ')}`.includes(` ${phrase}`)));

/**
 * The carrier with which an extent begins after the number of pieces: `9 audio discs (11 hr.)`, `1 CD-ROM`. What follows a plus sign only
 * accompanies a book.
 */
function carrierIn(extent: string): Medium | 'other' | undefined {
	const [number = '', ...what] = tokenize(extent.split('(')[0] ?? '');
	if (digitsOf(number, 9) === undefined) return undefined;
	return [3, 2, 1].map((count) => mediumNamed(what.slice(0, count))).find((medium) => medium !== undefined);
}

/** The formats of the thing itself. Where the record names a book and a disc, the disc accompanies the book. */
const bareFormats = ({ formats }: InventoryRecord): Format[] =>
	formats.filter((format) => ['print', 'e-book', 'microform'].includes(format) || !formats.includes('print'));

export function mediumOf(record: InventoryRecord): Medium | 'other' | undefined {
	const named = inBrackets(record.title)
		.map((text) => mediumNamed(tokenize(text).filter((word) => word !== 'text')))
		.find((medium) => medium !== undefined);
	if (named !== undefined) return named;
	const isLarge = says([...record.physicalDescriptions, ...record.editions], media['large print']);
	const [format] = bareFormats(record).filter((one) => one === 'audio' || one === 'video' || one === 'other');
	return isLarge ? 'large print' : (carrierIn(record.extents[0] ?? '') ?? format);
}

export function formOf(record: InventoryRecord): Form {
	const medium = mediumOf(record);
	if (medium !== undefined && medium !== 'large print') return medium;
	const named = (['e-book', 'microform'] as const).find((form) =>
		says([...inBrackets(record.title), ...record.physicalDescriptions], noPrint[form]),
	);
	if (named !== undefined) return named;
	const formats = bareFormats(record);
	return formats.find((form) => form !== 'print') ?? formats[0] ?? (record.physicalDescriptions.length > 0 ? 'print' : 'unknown');
}
