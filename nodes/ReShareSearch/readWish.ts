import type { InventoryWish } from '../shared/client';
import type { ReadParameter } from './itemParameters';

/** A parameter as text: an expression may give a number, a list or nothing. */
export function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) return value.map(asText).join('\n');
	return '';
}

/** A list parameter: chosen from a list, or given by an expression as a list or as text with commas. */
export function asList(value: unknown): string[] {
	const values = Array.isArray(value) ? value.map(asText) : asText(value).split(/[\n,;|]+/u);
	return values.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

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
