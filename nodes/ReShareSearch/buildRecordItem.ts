import type { InventoryRecord } from '../shared/loadClient';

export function buildRecordItem(record: InventoryRecord, format: string) {
	return {
		instanceId: record.id,
		title: record.title,
		author: record.author,
		edition: record.editions[0] ?? null,
		publisher: record.publisher,
		publicationDate: record.publicationDates[0] ?? null,
		language: record.languages[0] ?? null,
		format,
		identifiers: record.identifiers,
	};
}
