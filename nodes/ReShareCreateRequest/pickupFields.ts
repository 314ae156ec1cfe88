import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ClientModule, InputProblem, NewRequest } from '../shared/loadClient';
import { maxLengthOfField } from '../../reshare/draft';
import { removeCodeFromPickupName } from './loadDropdownOptions';
import { itemFieldExpression, readTextParameter, type ParameterReader } from '../shared/readParameters';
import { buildRowsField, buildTextField } from '../shared/fieldBuilders';

const ifMapped = { displayOptions: { show: { 'pickupLocation.mode': ['mapped'] } } };

export const pickupFields: INodeProperties[] = [
	{
		displayName: 'Pickup Location',
		name: 'pickupLocation',
		type: 'resourceLocator',
		default: { __rl: true, mode: 'name', value: itemFieldExpression('pickupLocation') },
		description: 'Where the patron picks the item up. Needed for loans.',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a pickup location...',
				typeOptions: { searchListMethod: 'searchPickupLocations', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. Main Library',
				hint: 'One name, as the ReShare Directory has it; capital letters do not matter. A form can pass it on',
			},
			{
				displayName: 'By Slug',
				name: 'slug',
				type: 'string',
				placeholder: 'e.g. ABC-MAIN',
				hint: 'The code of the location in the ReShare Directory',
			},
			{
				displayName: 'By Name in Another System',
				name: 'mapped',
				type: 'string',
				placeholder: 'e.g. Main desk',
				hint: "The other system's name; the mapping table below tells the slug",
			},
		],
	},
	buildRowsField(
		'Mapping Table',
		'pickupMapping',
		"The other system's names of pickup locations, and the slugs that ReShare knows them by",
		{
			displayName: 'Line',
			name: 'lines',
			values: [
				{
					displayName: 'Name in the Other System',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Main desk',
				},
				buildTextField('Slug', 'slug', 'Code of the location in the ReShare Directory', { placeholder: 'e.g. ABC-MAIN' }),
			],
		},
		ifMapped,
	),
	buildTextField(
		'Slug for All Other Names',
		'pickupDefaultSlug',
		'Taken for names that the mapping table does not hold. Leave empty to have such items refused.',
		{ placeholder: 'e.g. ABC-MAIN', ...ifMapped },
	),
];

interface PickupChoice {
	readonly place: Pick<NewRequest, 'pickupLocation' | 'pickupName'>;
	/** The location's name as people write it; undefined for a slug that was typed. */
	readonly called?: string | undefined;
	readonly problems: readonly InputProblem[];
}

export function readPickupFields(client: ClientModule, read: ParameterReader, itemIndex: number): PickupChoice {
	const problems: InputProblem[] = [];
	const text = readTextParameter(
		read('pickupLocation', itemIndex, '', { extractValue: true }),
		'Pickup Location',
		problems,
		maxLengthOfField('pickupLocation', 'loan'),
	);
	const { mode, cachedResultName } = locatorOf(read('pickupLocation', itemIndex, {}));
	const chosen = mode === 'list' && typeof cachedResultName === 'string' ? removeCodeFromPickupName(cachedResultName) : undefined;
	if (mode !== 'mapped')
		return {
			place: (text ?? '').trim() === '' ? {} : { [mode === 'name' ? 'pickupName' : 'pickupLocation']: text },
			called: chosen,
			problems,
		};
	const lines = read('pickupMapping.lines', itemIndex, []) as IDataObject[];
	const row = (value: unknown) => readTextParameter(value, 'Mapping Table', problems) ?? '';
	const rows = lines.map(({ name, slug }) => ({ name: row(name), slug: row(slug) }));
	const defaultSlug = readTextParameter(read('pickupDefaultSlug', itemIndex, ''), 'Slug for All Other Names', problems) ?? '';
	const mapped = client.mapPickupName({ rows, defaultSlug }, text ?? '');
	if ('refusal' in mapped) return { place: {}, problems: [...problems, { reason: 'unknownPickupLocation', text: mapped.refusal }] };
	return { place: { pickupLocation: mapped.slug }, called: text, problems };
}

function locatorOf(locator: unknown): { readonly mode?: unknown; readonly cachedResultName?: unknown } {
	return typeof locator === 'object' && locator !== null ? locator : {};
}
