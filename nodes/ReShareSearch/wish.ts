import type { InventoryWish } from '../shared/client';
import { asText, type ReadParameter } from '../shared/parameters';

/** What an item asks for. */
export function readWish(read: ReadParameter, itemIndex: number): InventoryWish {
	const text = (name: string): string => asText(read(name, itemIndex, ''));
	const details = read('details', itemIndex, {}) as Record<string, unknown>;
	return {
		instanceId: text('instanceId'),
		oclcNumber: text('oclcNumber'),
		isbn: text('isbn'),
		issn: text('issn'),
		title: text('title'),
		author: text('author'),
		edition: asText(details.edition),
		language: asText(details.language),
		year: asText(details.year),
		volume: asText(details.volume),
	};
}
