import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodePropertyTypeOptions } from 'n8n-workflow';

/* The builders take what each field has: its label, its name, and the text that explains it. `more` is what few fields have. */

type More = Partial<INodeProperties>;

/** Builds a field that is empty at first, unless `more` has another default. */
export function buildField(
	type: INodeProperties['type'],
	displayName: string,
	name: string,
	description: string,
	more?: More,
): INodeProperties {
	return { displayName, name, type, default: '', description, ...more };
}

export function buildTextField(displayName: string, name: string, description: string, more?: More): INodeProperties {
	return buildField('string', displayName, name, description, more);
}

export function buildSwitchField(displayName: string, name: string, description: string, usual = false): INodeProperties {
	return buildField('boolean', displayName, name, description, { default: usual });
}

export function buildNumberField(
	displayName: string,
	name: string,
	description: string,
	usual: number,
	typeOptions: INodePropertyTypeOptions,
): INodeProperties {
	return buildField('number', displayName, name, description, { default: usual, typeOptions });
}

/** Builds a field in which one of several values is chosen. */
export function buildChoiceField(
	displayName: string,
	name: string,
	description: string,
	options: INodePropertyOptions[],
	usual: string,
	more?: More,
): INodeProperties {
	return buildField('options', displayName, name, description, { options, default: usual, ...more });
}

/** Builds a field to which people can add rows. */
export function buildRowsField(
	displayName: string,
	name: string,
	description: string,
	row: INodePropertyCollection,
	more?: More,
): INodeProperties {
	return buildField('fixedCollection', displayName, name, description, {
		typeOptions: { multipleValues: true },
		placeholder: `Add ${row.displayName}`,
		default: {},
		options: [row],
		...more,
	});
}

/** Builds a group of fields, from which people add those that they need. */
export function buildCollection(
	displayName: string,
	name: string,
	placeholder: string,
	options: INodeProperties[],
	more?: More,
): INodeProperties & { readonly options: INodeProperties[] } {
	return { displayName, name, type: 'collection', placeholder, default: {}, ...more, options };
}

export const buildOptionsField = (options: INodeProperties[]) => buildCollection('Options', 'options', 'Add Option', options);

/** What people read of a value: its name, or its name, its description and the action that n8n's panel of nodes lists. */
type Choice = string | readonly [name: string, description: string, action?: string];

/** Builds the values among which a field lets people choose. */
export function buildChoices(choices: Readonly<Record<string, Choice>>): INodePropertyOptions[] {
	return Object.entries(choices).map(([value, choice]) => {
		const [name, description, action] = typeof choice === 'string' ? [choice] : choice;
		return { name, value, description, action };
	});
}

export const resultLimitFields: readonly INodeProperties[] = [
	buildSwitchField('Return All', 'returnAll', 'Whether to return all results or only up to a given limit'),
	{
		...buildNumberField('Limit', 'limit', 'Max number of results to return', 50, { minValue: 1 }),
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** Builds a field whose choices are loaded from ReShare. */
export function buildFieldWithLoadedOptions(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	description: string,
): INodeProperties {
	return buildField(
		'options',
		`${displayName} Name or ID`,
		name,
		`${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		{ typeOptions: { loadOptionsMethod } },
	);
}

export const simplifyField = buildSwitchField(
	'Simplify',
	'simplify',
	'Whether to return a simplified version of the response instead of the raw data',
	true,
);

/** Builds the field that leaves out requests for other pickup locations. */
export function buildPickupLocationsFilter(displayName: string): INodeProperties {
	return buildTextField(
		displayName,
		'pickupLocations',
		'Only requests for these pickup locations, by their slugs or by the names that requests show, separated by commas',
		{ placeholder: 'e.g. EAST-MAIN, EAST-SCI' },
	);
}

/** Builds the field that leaves out loans or copies. */
export function buildServiceTypeFilter(displayName: string, description: string): INodeProperties {
	return buildChoiceField(displayName, 'serviceType', description, buildChoices({ copy: 'Copy', loan: 'Loan' }), 'loan');
}

/**
 * Makes a function that shows a field for some kinds only.
 *
 * @param name the field in which the kind is chosen
 */
export function createVisibilityByKind<Kind extends string>(name: string) {
	return (kinds: readonly Kind[], field: INodeProperties): INodeProperties => ({
		...field,
		displayOptions: { show: { [name]: [...kinds] } },
	});
}
