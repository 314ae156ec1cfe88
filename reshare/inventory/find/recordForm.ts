import { tokenize } from '../match/foldAndTokenize';
import { mediumNamedBy } from '../match/readTitle';
import { parseDigits } from '../match/numerals';
import { mediumWords, nonPrintWords, type SpecialMedium } from '../match/wordLists';
import type { PublicationFormat, InventoryRecord } from '../recordsAndHoldings';

export type RecordForm = PublicationFormat | 'unknown';

/** Returns only the text in brackets, because outside of them a title names its subject: a book may be about e-books. */
const inBrackets = (title: string) => title.match(/[([][^()[\]]*[)\]]/gu) ?? [];

const says = (texts: readonly string[], phrases: readonly string[]) =>
	texts.some((text) => phrases.some((phrase) => ` ${tokenize(text).join(' ')}`.includes(` ${phrase}`)));

/**
 * Reads the carrier that an extent names after the number of pieces: `9 audio discs (11 hr.)`, `1 CD-ROM`,
 * `1 online resource (1 audio file)`. Whatever follows a plus sign only accompanies a book.
 */
function carrierIn(extent: string) {
	const [number, ...what] = tokenize(extent.replace(/^.*online resource \(|streaming /giu, '').split('(')[0] ?? '');
	if (parseDigits(number, 9) === undefined) return undefined;
	return [3, 2, 1].flatMap((count) => mediumNamedBy(what.slice(0, count)) ?? [])[0];
}

/** Returns the formats of the publication itself. If the record names print and a disc, the disc only accompanies the book. */
const bareFormats = ({ formats }: InventoryRecord) =>
	formats.filter((format) => ['print', 'e-book', 'microform'].includes(format) || !formats.includes('print'));

export function unusualMediumOf(record: InventoryRecord): SpecialMedium | undefined {
	const [named] = inBrackets(record.title).flatMap((text) => mediumNamedBy(tokenize(text)) ?? []);
	if (named !== undefined) return named;
	const isLarge = says([...record.physicalDescriptions, ...record.editions], mediumWords['large print']);
	const [format] = bareFormats(record).filter((one) => one === 'audio' || one === 'video' || one === 'other');
	return isLarge ? 'large print' : (carrierIn(record.extents[0] ?? '') ?? format);
}

export function recordFormOf(record: InventoryRecord): RecordForm {
	const medium = unusualMediumOf(record);
	if (medium !== undefined && medium !== 'large print') return medium;
	const named = (['e-book', 'microform'] as const).find((form) =>
		says([...inBrackets(record.title), ...record.physicalDescriptions], nonPrintWords[form]),
	);
	const formats = bareFormats(record);
	return named ?? formats.find((form) => form !== 'print') ?? formats[0] ?? (record.physicalDescriptions.length > 0 ? 'print' : 'unknown');
}
