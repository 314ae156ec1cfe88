import { words } from '../match/text';
import { mediumNamed, partNumber } from '../match/title';
import { digitsOf } from '../match/numbers';
import { extentOf, oneVolume, volumesNamed } from '../match/volumes';
import type { Medium } from '../match/vocabulary';
import type { Format, Holding, InventoryRecord } from '../records';

export type Form = Format | 'unknown';

/** All that a record says of its edition. */
export const editionsOf = ({ edition, moreEditions = [] }: InventoryRecord): string[] => [...(edition === null ? [] : [edition]), ...moreEditions];

/** In a title only what stands in brackets says what the thing is: a book may be about e-books. */
const inBrackets = (title: string): string[] => title.match(/[([][^()[\]]*[)\]]/gu) ?? [];

/** What an extent begins with, behind the number of pieces: `9 audio discs (11 hr.)`, `1 CD-ROM`; what stands behind a plus sign only goes with a book. */
function carrierIn(extent: string): Medium | 'other' | undefined {
	const [number = '', ...what] = words(extent.split('(')[0] ?? '');
	if (digitsOf(number, 9) === undefined) return undefined;
	return [3, 2, 1].map((count) => mediumNamed(what.slice(0, count))).find((medium) => medium !== undefined);
}

/** The formats of the thing itself: a disc goes with a book, where the record names both. */
const bareFormats = ({ formats }: InventoryRecord): Format[] => formats.filter((format) => ['print', 'e-book', 'microform'].includes(format) || !formats.includes('print'));

/** Large print, a recording, a film, or a thing of another kind, as far as the record says. */
export function mediumOf(record: InventoryRecord): Medium | 'other' | undefined {
	const named = inBrackets(record.title).map((text) => mediumNamed(words(text).filter((word) => word !== 'text'))).find((medium) => medium !== undefined);
	if (named !== undefined) return named;
	const isLarge = [...record.physicalDescriptions, ...editionsOf(record)].some((text) => /large (?:print|type)|grossdruck/u.test(words(text).join(' ')));
	const [format] = bareFormats(record).filter((one) => one === 'audio' || one === 'video' || one === 'other');
	return isLarge ? 'large print' : (carrierIn(record.extents[0] ?? '') ?? format);
}

/** Printed, electronic, microform, a recording, a film or something else, as far as the record says. */
export function formOf(record: InventoryRecord): Form {
	const medium = mediumOf(record);
	if (medium !== undefined && medium !== 'large print') return medium;
	const text = words([...inBrackets(record.title), ...record.physicalDescriptions].join(' ')).join(' ');
	if (/online resource|electronic (?:resource|book)|\be ?book\b/u.test(text)) return 'e-book';
	if (/micro(?:fiche|film|form|card)/u.test(text)) return 'microform';
	const formats = bareFormats(record);
	return formats.find((form) => form !== 'print') ?? formats[0] ?? (record.physicalDescriptions.length > 0 ? 'print' : 'unknown');
}

/** Whether the record describes a work in several volumes, of which a library lends one. */
export function isMultiVolume(record: InventoryRecord, holdings: readonly Holding[]): boolean {
	if (record.issuance !== null) return record.issuance === 'multipart';
	// What goes on since a year, and is no serial.
	if (record.publicationDates.some((date) => /\d{4}\D?-\W*$/u.test(date))) return true;
	const extents = record.extents.map(extentOf);
	if (extents.some((extent) => extent === 'open' || extent === 'several' || (extent !== undefined && extent.bound > 1))) return true;
	return rangesIn(holdings).some(({ from, to, marked }) => marked && to > from && to < Infinity);
}

function rangesIn(holdings: readonly Holding[]) {
	return holdings.flatMap(({ statements }) => statements.flatMap(volumesNamed));
}

const partOf = ({ titles: [title] }: InventoryRecord): string | undefined => title && partNumber(title);

/** Whether the record or its holdings name this volume. */
export function namesVolume(record: InventoryRecord, holdings: readonly Holding[], volume: string): boolean {
	const wanted = oneVolume(volume);
	if (wanted === undefined) return false;
	const number = Number.parseInt(wanted, 10);
	return partOf(record) === wanted || rangesIn(holdings).some(({ from, to, name, marked }) => (from < to ? from <= number && number <= to : marked && name === wanted));
}

/** Whether the record or these holdings name volumes at all. */
export function namesVolumes(record: InventoryRecord, holdings: readonly Holding[]): boolean {
	return partOf(record) !== undefined || rangesIn(holdings).some(({ marked }) => marked);
}

/** Whether a record that names no volumes can have this one: a work in several volumes, and not fewer than that. */
export function mayHaveVolume(record: InventoryRecord, holdings: readonly Holding[], volume: string): boolean {
	if (record.issuance === 'serial') return true;
	const wanted = Number.parseInt(oneVolume(volume) ?? '', 10);
	const counts = record.extents.map(extentOf).flatMap((extent) => (typeof extent === 'object' ? extent.volumes : []));
	if (counts.length > 0 && counts.every((count) => count > 1)) return !(wanted > Math.max(...counts));
	return isMultiVolume(record, holdings);
}
