import type { INodeProperties } from 'n8n-workflow';
import { patronNames, wishFields, wishNames, type Shown, type WishName } from '../../reshare/wish';
import { readChoice } from '../shared/choices';
import { citationField, readCitation } from '../shared/citation';
import type { Client, InputProblem, NewRequest } from '../shared/client';
import { fromList } from '../shared/listFields';
import { fieldOfItem, readPatronId, readText, type ReadParameter } from '../shared/parameters';
import { pickupFields, readPickup } from './pickup';

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

/** Fields by their control in the table of the wish; others are a line of text. */
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
	copyrightType: fromList('Copyright Type', 'getCopyrightTypes', 'The rule under which the copy is made'),
};

function propertiesOf(name: WishName): INodeProperties[] {
	const { loan, copy, control = '', ownOfRequest } = wishFields[name];
	if (control === 'pickupLocation') return pickupFields;
	const usual = ownOfRequest === true ? '' : fieldOfItem(name);
	const property = ({ label = wishFields[name].label, hint, example, needed }: Shown): INodeProperties => ({
		displayName: label,
		name,
		type: 'string',
		default: usual,
		required: needed === true || undefined,
		placeholder: example === undefined ? undefined : `e.g. ${example}`,
		description: hint,
		...controls[control],
	});
	if (loan !== undefined && JSON.stringify(loan) === JSON.stringify(copy)) return [property(loan)];
	return Object.entries({ loan, copy }).flatMap(([serviceType, shown]) => (shown === undefined ? [] : [{ ...property(shown), displayOptions: { show: { serviceType: [serviceType] } } }]));
}

export const wishProperties: readonly INodeProperties[] = [serviceTypeField, ...wishNames.flatMap(propertiesOf), citationField];

export interface ReadWish {
	readonly wish: NewRequest;
	readonly asked: { readonly [Name in WishName | 'serviceType']?: string | undefined };
	readonly problems: readonly InputProblem[];
}

/**
 * What the fields say, and else the citation. Only what is no text at all is judged here.
 *
 * @param byModel a model may have written the citation: what it says of the patron does not count
 */
export function readWish(client: Client, read: ReadParameter, itemIndex: number, byModel: boolean): ReadWish {
	const problems: InputProblem[] = [];
	const serviceType = readChoice(read('serviceType', itemIndex, 'loan'), serviceTypeField, problems) === 'copy' ? 'copy' : 'loan';
	const cited = Object.fromEntries(Object.entries(readCitation(client, read, itemIndex, problems)).filter(([name]) => !byModel || !(patronNames as readonly string[]).includes(name)));
	const pickup = readPickup(client, read, itemIndex);
	const texts = wishNames.flatMap((name): Array<[string, string]> => {
		const shown = wishFields[name][serviceType];
		if (shown === undefined || name === 'pickupLocation' || name === 'patronId') return [];
		const text = readText(read(name, itemIndex, ''), shown.label ?? wishFields[name].label, problems, Infinity)?.trim() || cited[name];
		return text === undefined ? [] : [[name, text]];
	});
	const patronId = readPatronId(read('patronId', itemIndex, ''), problems, Infinity) || (cited.patronId ?? '');
	const place = Object.keys(pickup.place).length > 0 || cited.pickupLocation === undefined ? pickup.place : { pickupName: cited.pickupLocation };
	const { pickupLocation, pickupName = pickupLocation } = place;
	const rest = { serviceType, patronId, ...Object.fromEntries(texts) } as const;
	return { wish: { ...rest, ...place }, asked: { ...rest, pickupLocation: pickup.called ?? pickupName ?? undefined }, problems: [...problems, ...pickup.problems] };
}
