import type { INodeProperties } from 'n8n-workflow';
import { patronNames, wishFields, wishNames, type Shown, type WishName } from '../../reshare/wish';
import { readChoice } from '../shared/choices';
import { citationField, readCitation } from '../shared/citation';
import type { Client, InputProblem, NewRequest } from '../shared/client';
import { fieldOfItem, readPatronId, readText, type ReadParameter } from '../shared/parameters';
import { pickupFields, readPickup } from './pickup';

/* What is asked for and for whom; the same for Create and Preview. The fields come from the table of the wish. */

const serviceTypeField: INodeProperties = {
	displayName: 'Service Type',
	name: 'serviceType',
	type: 'options',
	options: [
		{ name: 'Loan', value: 'loan', description: 'The item itself is lent and goes back' },
		{ name: 'Copy', value: 'copy', description: 'A copy of an article or chapter is sent' },
	],
	default: 'loan',
	description: 'What the other library is asked for',
};

/** How each control of the table looks in the editor; without one a field is a line of text. */
const controls: Readonly<Record<string, Partial<INodeProperties>>> = {
	paragraph: { typeOptions: { rows: 3 } },
	day: { type: 'dateTime' },
	genre: {
		type: 'options',
		options: [
			{ name: 'Article', value: 'article' },
			{ name: 'Book', value: 'book' },
			{ name: 'Book Chapter', value: 'bookitem' },
			{ name: 'Journal', value: 'journal' },
			{ name: 'Other', value: 'other' },
		],
	},
	copyrightType: {
		displayName: 'Copyright Type Name or ID',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCopyrightTypes' },
		default: '',
		description: 'The rule under which the copy is made. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
};

/** What a field is for until somebody writes otherwise: the same field of the item before. */
export function usualValue(name: WishName): string {
	return wishFields[name].ownOfRequest === true ? '' : fieldOfItem(name);
}

function propertiesOf(name: WishName): INodeProperties[] {
	const { loan, copy, control = '' } = wishFields[name];
	if (control === 'pickupLocation') return pickupFields;
	const property = ({ label = wishFields[name].label, hint, example, needed }: Shown): INodeProperties => ({
		displayName: label,
		name,
		type: 'string',
		default: usualValue(name),
		...(needed === true ? { required: true } : {}),
		...(example === undefined ? {} : { placeholder: `e.g. ${example}` }),
		description: hint,
		...controls[control],
	});
	if (loan !== undefined && JSON.stringify(loan) === JSON.stringify(copy)) return [property(loan)];
	return Object.entries({ loan, copy }).flatMap(([serviceType, shown]) => (shown === undefined ? [] : [{ ...property(shown), displayOptions: { show: { serviceType: [serviceType] } } }]));
}

export const wishProperties: readonly INodeProperties[] = [serviceTypeField, ...wishNames.flatMap(propertiesOf), citationField];

export interface ReadWish {
	readonly wish: NewRequest;
	/** The wish as the item hands it on. */
	readonly asked: { readonly [Name in WishName | 'serviceType']?: string | undefined };
	readonly problems: readonly InputProblem[];
}

/**
 * Reads one item's parameters; what no field says, the citation may. Nothing is judged here but what is no text at all.
 *
 * @param byModel a model may have written the citation, which then says nothing of the patron
 */
export function readWish(client: Client, read: ReadParameter, itemIndex: number, byModel: boolean): ReadWish {
	const problems: InputProblem[] = [];
	const serviceType = readChoice(read('serviceType', itemIndex, 'loan'), serviceTypeField, problems) === 'copy' ? 'copy' : 'loan';
	const cited = Object.fromEntries(Object.entries(readCitation(client, read, itemIndex, problems)).filter(([name]) => !byModel || !(patronNames as readonly string[]).includes(name)));
	const pickup = readPickup(client, read, itemIndex);
	const texts = wishNames.flatMap((name): Array<[string, string]> => {
		const shown = wishFields[name][serviceType];
		if (shown === undefined || name === 'pickupLocation' || name === 'patronId') return [];
		const text = readText(read(name, itemIndex, ''), shown.label ?? wishFields[name].label, problems)?.trim() || cited[name];
		return text === undefined ? [] : [[name, text]];
	});
	const patronId = readPatronId(read('patronId', itemIndex, ''), problems) || (cited.patronId ?? '');
	const place = Object.keys(pickup.place).length > 0 || cited.pickupLocation === undefined ? pickup.place : { pickupName: cited.pickupLocation };
	const { pickupLocation, pickupName = pickupLocation } = place;
	const rest = { serviceType, patronId, ...Object.fromEntries(texts) } as const;
	return { wish: { ...rest, ...place }, asked: { ...rest, pickupLocation: pickup.called ?? pickupName ?? undefined }, problems: [...problems, ...pickup.problems] };
}
