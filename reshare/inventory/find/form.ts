import { words } from '../match/text';
import { partKey, partNumber } from '../match/title';
import type { Format, Holding, InventoryRecord } from '../records';

export type Form = Format | 'unknown';

/** Printed, electronic or microform, as far as the record says. */
export function formOf(record: InventoryRecord): Form {
	// In a title only the medium in brackets says what the thing is: a book may be about e-books.
	const text = [...(record.title.match(/[([][^()[\]]*[)\]]/gu) ?? []), ...record.physicalDescriptions].join(' ').toLowerCase();
	if (/online resource|electronic (?:resource|book)|\be-?book\b/u.test(text)) return 'e-book';
	if (/micro(?:fiche|film|form|card)/u.test(text)) return 'microform';
	return record.formats.find((form) => form !== 'print') ?? record.formats[0] ?? (record.physicalDescriptions.length > 0 ? 'print' : 'unknown');
}

/** Whether the record describes a work in several volumes, of which a library lends one. */
export function isMultiVolume(record: InventoryRecord, holdings: readonly Holding[]): boolean {
	if (record.issuance === 'serial') return false;
	if (record.issuance === 'multipart') return true;
	if (record.physicalDescriptions.some((extent) => /(?:\b([2-9]|\d{2,})\s*(?:v|vol|vols)\b|\bvolumes\b|\bbände\b|\b([2-9]|\d{2,})\s*bde?\b|\btomes\b|\btomos\b)/iu.test(extent))) return true;
	return holdings.some(({ statements }) => statements.some((statement) => /\b(?:v|vol|t|bd)\.?\s*\d+\s*[-–]\s*(?:(?:v|vol|t|bd)\.?\s*)?\d+/iu.test(statement)));
}

/** The bare volume, for comparing: `Volume 2`, `v. 2`, `II` and `2` are the same. */
export function volumeKey(volume: string): string {
	const bare = words(volume)
		.map((word) => word.replace(/^(?:v|vol|t|bd)(?=\d)/u, ''))
		.filter((word, _index, all) => all.length === 1 || !['v', 'vol', 'volume', 'bd', 'band', 't', 'tome', 'tomo', 'no', 'nr', 'part', 'pt', 'teil', 'book'].includes(word));
	return partKey(bare.join(' '));
}

const namedVolume = String.raw`\b(?:v|vol|volume|bd|band|t|tome|pt|part)\.?\s*`;

/** Whether the record or its holdings name this volume. */
export function namesVolume(record: InventoryRecord, holdings: readonly Holding[], volume: string): boolean {
	const wanted = volumeKey(volume);
	if (!/^\d+[a-z]?$/u.test(wanted)) return false;
	const named = new RegExp(`${namedVolume}${wanted}\\b`, 'iu');
	return partNumber(record.title) === wanted || holdings.some(({ statements }) => statements.some((statement) => named.test(statement) || inRange(statement, Number.parseInt(wanted, 10))));
}

/** Whether the record or these holdings name volumes at all. */
export function namesVolumes(record: InventoryRecord, holdings: readonly Holding[]): boolean {
	const any = new RegExp(`${namedVolume}\\d+\\b`, 'iu');
	return partNumber(record.title) !== undefined || holdings.some(({ statements }) => statements.some((statement) => any.test(statement)));
}

function inRange(statement: string, volume: number): boolean {
	return [...statement.matchAll(/(\d+)[a-z]?\s*[-–]\s*(?:(?:v|vol|t|bd)\.?\s*)?(\d+)/giu)].some(([, from, to]) => Number(from) <= volume && volume <= Number(to));
}
