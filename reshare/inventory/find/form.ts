import { ordinalNumber, romanNumber } from '../match/numbers';
import { mediumNamed, partKey, partNumber, partWords, type Medium } from '../match/titleParts';
import type { Format, Holding, InventoryRecord } from '../records';

export type Form = Format | 'unknown';

/** All that a record says of its edition. */
export function editionsOf({ edition, moreEditions = [] }: InventoryRecord): string[] {
	return [...(edition === null ? [] : [edition]), ...moreEditions];
}

/** Large print, a recording or a film, as far as the record says. */
export function mediumOf(record: InventoryRecord): Medium | undefined {
	const named = inBrackets(record.title).map(mediumNamed).find((medium) => medium !== undefined);
	if (named !== undefined) return named;
	if ([...record.physicalDescriptions, ...editionsOf(record)].some((text) => /large[\s-]?(?:print|type)|gro(?:ß|ss)druck/iu.test(text))) return 'large print';
	const [extent = ''] = record.physicalDescriptions;
	return (['audio', 'video'] as const).find((medium) => carriers[medium].test(extent) || bareFormats(record).includes(medium));
}

/** The carriers with which a physical description begins; those behind a plus sign only go with a book. */
const carriers = {
	audio: /^\W*\d+\W+(?:audio|sound|compact|cds?\b(?!-rom)|cassette|tonband)/iu,
	video: /^\W*\d+\W+(?:video|dvd(?!-rom)|blu-?ray|film reel)/iu,
} as const;

/** The formats of the thing itself: a disc goes with a book, where the record names both. */
function bareFormats({ formats }: InventoryRecord): Format[] {
	return formats.filter((format) => (format !== 'audio' && format !== 'video') || !formats.includes('print'));
}

/** In a title only what stands in brackets says what the thing is: a book may be about e-books. */
function inBrackets(title: string): string[] {
	return title.match(/[([][^()[\]]*[)\]]/gu) ?? [];
}

/** Printed, electronic, microform, a recording or a film, as far as the record says. */
export function formOf(record: InventoryRecord): Form {
	const medium = mediumOf(record);
	if (medium === 'audio' || medium === 'video') return medium;
	const text = [...inBrackets(record.title), ...record.physicalDescriptions].join(' ').toLowerCase();
	if (/online resource|electronic (?:resource|book)|\be-?book\b/u.test(text)) return 'e-book';
	if (/micro(?:fiche|film|form|card)/u.test(text)) return 'microform';
	const formats = bareFormats(record);
	return formats.find((form) => form !== 'print') ?? formats[0] ?? (record.physicalDescriptions.length > 0 ? 'print' : 'unknown');
}

/** The extent of a set that is not complete yet: `v. : ill. ; 24 cm`, `v. <1-2 > : ill.`; a number before it would count the volumes. */
const openExtent = /^[\s<]*(?:v|vols?|bd|t)\.?\s*(?:$|[:;+]|<?\s*\d)/iu;

/** Volumes that an extent counts, and in how many they are bound: `2 v.`, `3 Bde.`, `2 voll.`, `3 тома`, `2冊`, `2 v. in 1`. */
const countedVolumes = /(\d+)\]?\s*(?:(?:v|vols?|voll|volumes?|volumi|volúmenes|bde?|bände|t|tomes|tomos|dln?|delen|sv|тт?|тома|томов)(?!\p{Letter})|[冊册])(?:\.?\s*(?:bound\s+)?in\s+(\d+))?/giu;

function volumesIn(extent: string): Array<{ readonly volumes: number; readonly bound: number }> {
	return [...extent.matchAll(countedVolumes)].map(([, volumes, bound]) => ({ volumes: Number(volumes), bound: Number(bound ?? volumes) }));
}

/** Whether an extent is of several volumes, and not bound in one. */
function isSeveral(extent: string): boolean {
	const counts = volumesIn(extent);
	return counts.length > 0 ? counts.some(({ bound }) => bound > 1) : /\b(?:volumes|bände|tomes|tomos)\b/iu.test(extent);
}

/** Whether the record describes a work in several volumes, of which a library lends one. */
export function isMultiVolume(record: InventoryRecord, holdings: readonly Holding[]): boolean {
	if (record.issuance === 'serial') return false;
	if (record.issuance === 'multipart') return true;
	if (record.physicalDescriptions.some((extent) => openExtent.test(extent) || isSeveral(extent))) return true;
	return holdings.some(({ statements }) => statements.some((statement) => /\b(?:v|vol|t|bd)\.?\s*\d+\s*[-–]\s*(?:(?:v|vol|t|bd)\.?\s*)?\d+/iu.test(statement)));
}

/** The bare volume, for comparing: `Volume 2`, `v. 2`, `II`, `Second volume` and `2` are the same. */
export function volumeKey(volume: string): string {
	const bare = partWords(volume)
		.map((word) => word.replace(/^(?:v|vol|t|bd)(?=\d)/u, ''))
		.filter((word, _index, all) => all.length === 1 || !['v', 'vol', 'volume', 'bd', 'band', 't', 'tome', 'tomo', 'no', 'nr', 'part', 'pt', 'teil', 'book'].includes(word));
	const [first = '', ...others] = bare;
	const ordinal = ordinalNumber(first);
	return ordinal === undefined ? partKey(bare.join(' ')) : [String(ordinal), ...others].join(' ');
}

const namedVolume = String.raw`\b(?:v|vols?|volumes?|bde?|band|t|tomes?|tomos?|pts?|parts?|teil|bks?|books?)\.?\s*`;

/** One volume or several, and the numbers of issues, parts or copies within them. */
const issuesOfVolume = /(\b(?:v|vol|volume|bd|band|t|tome|tomo)\.?\s*\d+[a-z]?(?:\s*[-–]\s*\d+)?)(?:(?:\s*[:,;/]?\s*(?:nos?|nrs?|n|issues?|iss|pts?|parts?|heft|h|fasc|c|copy|copies)\.?\s*|:\s*)\d+(?:\s*[-–/]\s*\d+)?)+/giu;

const romanVolume = new RegExp(String.raw`(?<=${namedVolume}(?:[\dIVXLC\s,&/–-]*[,&/–-]\s*)?)[IVXLC]+\b`, 'giu');

/** Before a further volume of a list. */
const nextVolume = new RegExp(String.raw`(?<=${namedVolume}\d+(?:/|[\d\s,&–-]*(?:[,&]|\band)\s*))(?=\d)`, 'giu');

/**
 * A statement of its volumes alone, each with its mark and in digits: `v.5:no.3(1990)-v.10:no.12(1999)` has volumes 5 to 10, and no
 * volume 3; `v.1-3,5` has volume 5; `Bd. II` has volume 2. Years in brackets go.
 */
function volumesAlone(statement: string): string {
	return statement
		.replace(/\(\d[^()]*\)/gu, '')
		.replace(issuesOfVolume, '$1')
		.replace(romanVolume, (number) => String((number === number.toUpperCase() ? romanNumber(number.toLowerCase()) : undefined) ?? number))
		.replace(nextVolume, 'v. ');
}

/** Whether the record or its holdings name this volume. */
export function namesVolume(record: InventoryRecord, holdings: readonly Holding[], volume: string): boolean {
	const wanted = volumeKey(volume);
	if (!/^\d+[a-z]?$/u.test(wanted)) return false;
	const named = new RegExp(`${namedVolume}0*${wanted}\\b`, 'iu');
	return partNumber(record.title) === wanted || holdings.some(({ statements }) => statements.map(volumesAlone).some((statement) => named.test(statement) || inRange(statement, Number.parseInt(wanted, 10))));
}

/** Whether the record or these holdings name volumes at all. */
export function namesVolumes(record: InventoryRecord, holdings: readonly Holding[]): boolean {
	const any = new RegExp(`${namedVolume}\\d`, 'iu');
	return partNumber(record.title) !== undefined || holdings.some(({ statements }) => statements.map(volumesAlone).some((statement) => any.test(statement)));
}

/** Whether a record that names no volumes can have this one: a work in several volumes, and not fewer than that. */
export function mayHaveVolume(record: InventoryRecord, holdings: readonly Holding[], volume: string): boolean {
	if (record.issuance === 'serial') return true;
	const wanted = Number.parseInt(volumeKey(volume), 10);
	const counts = record.physicalDescriptions.flatMap(volumesIn).map(({ volumes }) => volumes);
	if (counts.length > 0 && counts.every((count) => count > 1)) return !(wanted > Math.max(...counts));
	return isMultiVolume(record, holdings);
}

/** Volumes from one to another; one without an end goes on. */
function inRange(statement: string, volume: number): boolean {
	const from = String.raw`(\d+)[a-z]?\s*[-–]`;
	const closed = new RegExp(String.raw`${from}\s*(?:(?:v|vol|t|bd)\.?\s*)?(\d+)`, 'giu');
	const open = new RegExp(String.raw`${from}\s*(?=$|[,;<>])`, 'giu');
	return [...statement.matchAll(closed)].some(([, first, last]) => Number(first) <= volume && volume <= Number(last)) || [...statement.matchAll(open)].some(([, first]) => Number(first) <= volume);
}
