import type { INodeProperties } from 'n8n-workflow';

/** What is looked for; the same for Find Eligible Instance and Search Instances. */
export const wishFields: INodeProperties[] = [
	{
		displayName: 'Instance ID',
		name: 'instanceId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 69640328-788e-43fc-9c3c-af39e243f3b7',
		description: 'ID of a record in the shared inventory, for example the one that a reviewer has chosen',
	},
	{
		displayName: 'OCLC Number',
		name: 'oclcNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. ocn706020998',
		description: 'OCLC number with or without prefix. Several may be separated by comma, semicolon, | or line break.',
	},
	{
		displayName: 'ISBN',
		name: 'isbn',
		type: 'string',
		default: '',
		placeholder: 'e.g. 978-0-374-27563-1',
		description: 'ISBN of 10 or 13 digits; both forms are searched. Several numbers of one book may be separated by comma, semicolon, | or line break.',
		hint: 'One item for each book. Several ISBNs here are one book',
	},
	{
		displayName: 'ISSN',
		name: 'issn',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0028-0836',
		description: 'ISSN of a journal or series. Several may be separated by comma, semicolon, | or line break.',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Thinking, Fast and Slow',
		description: 'Title of the work. Beside a number it serves to check that the number belongs to this work.',
	},
	{
		displayName: 'Author',
		name: 'author',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kahneman, Daniel',
		description: 'Author or editor. Several may be separated by semicolon.',
	},
];

/** Details that tell editions and volumes apart. */
export const detailsField: INodeProperties = {
	displayName: 'Further Details',
	name: 'details',
	type: 'collection',
	placeholder: 'Add Detail',
	default: {},
	options: [
		{
			displayName: 'Edition',
			name: 'edition',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2nd ed.',
			description: 'A record of this edition is preferred',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. eng',
			description: 'A record in this language is preferred. Code of three letters or English name.',
		},
		{
			displayName: 'Publication Year',
			name: 'year',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2011',
			description: 'A record of this year is preferred. A match by title alone is only trusted when author and year agree.',
		},
		{
			displayName: 'Volume',
			name: 'volume',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2',
			description: 'The volume that is wanted, for works in several volumes',
		},
	],
};

export const batchSizeOption: INodeProperties = {
	displayName: 'Look-Ups per Request',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: 10,
	description: 'How many look-ups by title, or queries for up to 25 numbers each, share one request to the server. Lower it when the server answers slowly; with 1, each number is looked for by itself. For GraphQL only.',
};
