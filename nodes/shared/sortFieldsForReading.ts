import type { IDataObject } from 'n8n-workflow';

/** The fields that come first: the result and its reason, or the text to be sent; then what the item is about, and for whom. */
const first = [
	'to',
	'subject',
	'text',
	'outcome',
	'event',
	'reason',
	'explanation',
	'hrid',
	'title',
	'patronId',
	'patronName',
	'patronEmail',
];
/** The fields that come last: ids, which only workflows read. */
const last = ['requestId', 'instanceId', 'precededBy', 'succeededBy', 'eventId'];

/**
 * Sorts the fields of an item, and of the items in its lists, in the order in which people read a table. The record that a search found
 * comes first, because people drag its fields into the next node, and candidates have fields of the same name.
 */
export function sortFieldsForReading(item: IDataObject): IDataObject {
	const names = Object.keys(item);
	const isFound = 'candidates' in item;
	const front = isFound ? ['instanceId', ...first] : first;
	const rest = names.filter((name) => !front.includes(name) && !last.includes(name));
	const ordered = [...front.filter((name) => name in item), ...rest, ...last.filter((name) => name in item && !front.includes(name))];
	return Object.fromEntries(ordered.map((name) => [name, isItemList(item[name]) ? item[name].map(sortFieldsForReading) : item[name]]));
}

function isItemList(value: unknown): value is IDataObject[] {
	return (
		Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && ('requestId' in one || 'instanceId' in one))
	);
}
