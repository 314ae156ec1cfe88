import type { INodeProperties } from 'n8n-workflow';
import type { Client, InventoryWish } from '../shared/client';
import { fieldsByName } from '../shared/fieldsByName';
import { textOf, type ReadParameter } from '../shared/parameters';
import { detailsField, wishFields } from './fields';

const fieldOf = fieldsByName([...wishFields, ...(detailsField.options as INodeProperties[])]);

/**
 * What an item asks for.
 *
 * @throws ReShareError `badInput` for what is no text: a record would be found without the title or the volume that was asked for
 */
export function readWish(client: Client, read: ReadParameter, itemIndex: number): InventoryWish {
	const given = (name: string, value: unknown): string => textOf(client, value, fieldOf(name).displayName);
	const text = (name: string): string => given(name, read(name, itemIndex, ''));
	const details = read('details', itemIndex, {}) as Record<string, unknown>;
	return {
		instanceId: text('instanceId'),
		oclcNumber: text('oclcNumber'),
		isbn: text('isbn'),
		issn: text('issn'),
		title: text('title'),
		author: text('author'),
		edition: given('edition', details.edition),
		language: given('language', details.language),
		year: given('year', details.year),
		volume: given('volume', details.volume),
	};
}
