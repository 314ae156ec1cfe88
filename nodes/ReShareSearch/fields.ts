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
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. ocn706020998',
		description: 'OCLC number with or without prefix. Separate several numbers with commas, semicolons, | or line breaks.',
		hint: 'The numbers of one title, such as ocn706020998',
	},
	{
		displayName: 'ISBN',
		name: 'isbn',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. 978-0-374-27563-1',
		description: 'ISBN of 10 or 13 digits; both forms are searched. Separate several numbers with commas, semicolons, | or line breaks.',
		hint: 'The numbers of one book, such as 9780374275631, 9780374533557',
	},
	{
		displayName: 'ISSN',
		name: 'issn',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. 0028-0836',
		description: 'ISSN of a journal or series. Separate several numbers with commas, semicolons, | or line breaks.',
		hint: 'The numbers of one journal, such as 0028-0836, 1476-4687',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Thinking, Fast and Slow',
		description: 'Title of the work. Where a number is given, too, the record must fit both.',
	},
	{
		displayName: 'Author',
		name: 'author',
		type: 'string',
		default: '',
		placeholder: 'e.g. Kahneman, Daniel',
		description: 'Author or editor. Separate several with semicolons.',
		hint: 'The people behind one work, such as Gaiman, Neil; Pratchett, Terry',
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
			description: 'The edition that is wanted. A record that names another one goes to review.',
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. eng',
			description: 'The language that is wanted; a record in another one goes to review. Code of three letters or English name.',
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
	description: 'How many look-ups by title, or queries for up to 25 numbers each, share one request to the server. Lower it when the server answers slowly; with 1, each number is looked up by itself. For GraphQL only.',
};
