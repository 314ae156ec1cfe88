import { isOpenDate } from '../match/compareYears';
import { partNumberOf } from '../match/compareTitles';
import { readExtent, singleVolumeNumber, volumesInStatement } from '../match/volumes';
import type { Holding, InventoryRecord } from '../recordsAndHoldings';

export function isMultiVolume(record: InventoryRecord, holdings: readonly Holding[]) {
	if (record.issuance !== null) return record.issuance === 'multipart';
	// A work that has appeared since some year, and is no serial, comes in volumes.
	return (
		record.publicationDates.some(isOpenDate) ||
		record.extents.some((extent) => readExtent(extent).bound > 1) ||
		rangesIn(holdings).some(({ from, to, marked }) => marked && to > from && to < Infinity)
	);
}

const rangesIn = (holdings: readonly Holding[]) => holdings.flatMap(({ statements }) => statements.flatMap(volumesInStatement));

export function namesVolume(record: InventoryRecord, holdings: readonly Holding[], volume: string) {
	const wanted = singleVolumeNumber(volume);
	if (wanted === undefined) return false;
	const number = Number.parseInt(wanted, 10);
	return (
		partNumberOf(record) === wanted ||
		rangesIn(holdings).some(({ from, to, name, marked }) => (from < to ? from <= number && number <= to : marked && name === wanted))
	);
}

export function namesAnyVolume(record: InventoryRecord, holdings: readonly Holding[]) {
	return partNumberOf(record) !== undefined || rangesIn(holdings).some(({ marked }) => marked);
}

/** Whether a record that names no volumes can have this volume: its work must have several volumes, and at least as many as its number. */
export function mayHaveVolume(record: InventoryRecord, holdings: readonly Holding[], volume: string) {
	if (record.issuance === 'serial') return true;
	const wanted = Number.parseInt(singleVolumeNumber(volume) ?? '', 10);
	const counts = record.extents.flatMap((extent) => readExtent(extent).volumes ?? []);
	if (counts.length > 0 && counts.every((count) => count > 1)) return wanted <= Math.max(...counts);
	return wanted > 0 && isMultiVolume(record, holdings);
}
