import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Requests } from '../shared/loadClient';
import { readChoiceOrThrow } from '../shared/readYesNoChoicesAndNumbers';
import { readTextOrThrow, removeInvisibleCharacters } from '../shared/readParameters';
import { buildChoiceField, buildChoices } from '../shared/fieldBuilders';

export const requestField: INodeProperties = {
	displayName: 'Request',
	name: 'request',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description:
		'The request: its number, its UUID, your own reference, the barcode of an item that is lent for it, or the address of its page in ReShare',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a request...',
			typeOptions: { searchListMethod: 'searchRequests', searchable: true },
		},
		{
			displayName: 'By Number, Reference, Barcode or Link',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. EAST-1042',
		},
	],
};

/** The side of the request must be chosen, because a borrowing and a lending request of one tenant can have the same number. */
export const sideField = buildChoiceField(
	'Side',
	'side',
	'Which of your requests to look at. One number can stand on both sides.',
	buildChoices({
		borrowing: ['Borrowing', 'Requests that your library made for its patrons'],
		lending: ['Lending', 'Requests that other libraries send to yours'],
	}),
	'borrowing',
);

/**
 * Reads the name by which the request is to be found.
 *
 * @throws ReShareError `badInput` for what is no text, because "not found" would not be true
 */
export function readRequestName(context: IExecuteFunctions, itemIndex: number): string {
	return removeInvisibleCharacters(
		readTextOrThrow(context.getNodeParameter('request', itemIndex, '', { extractValue: true }), requestField.displayName),
	);
}

/**
 * Says that there is no such request. A UUID names a request of either side; a number, a reference or a barcode is only searched on the
 * chosen side.
 */
export function notFoundSentence(requests: Requests, name: string, side: 'borrowing' | 'lending'): string {
	if (requests.isId(name)) return `There is no request '${name.trim()}'. It may have been deleted, or belong to another library.`;
	const other = side === 'borrowing' ? 'lending' : 'borrowing';
	return `There is no ${side} request '${name.trim()}'. It may have been deleted, belong to another library, or be a ${other} request: choose that under Side.`;
}

/**
 * Reads the chosen side.
 *
 * @throws ReShareError `badInput`
 */
export function readRequestSide(context: IExecuteFunctions, itemIndex: number): 'borrowing' | 'lending' {
	return readChoiceOrThrow(context.getNodeParameter('side', itemIndex, 'borrowing'), sideField) === 'lending' ? 'lending' : 'borrowing';
}
