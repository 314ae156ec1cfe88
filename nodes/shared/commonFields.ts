import type { INodeProperties } from 'n8n-workflow';

export const resultLimitFields: readonly INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** The group of a node's options, from which people add those that they need. */
export const optionsCollection: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
};

/** The properties that all fields share to which people can add rows. */
export const rowsCollection = {
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
} satisfies Partial<INodeProperties>;

/** Builds a field whose choices are loaded from ReShare. */
export const buildFieldWithLoadedOptions = (displayName: string, loadOptionsMethod: string, description: string) =>
	({
		displayName: `${displayName} Name or ID`,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	}) as const;

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
