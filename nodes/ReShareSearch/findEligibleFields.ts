import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { FindOptions } from '../shared/loadClient';
import { readChoiceOrThrow, readYesNoOrThrow } from '../shared/readChoicesAndNumbers';
import { createPropertyFinder } from '../shared/createPropertyFinder';
import { toText, readListOrThrow, type ParameterReader } from '../shared/readParameters';
import { optionsCollection } from '../shared/commonFields';

const batchSizeOption: INodeProperties = {
	displayName: 'Look-Ups per Request',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: 10,
	description:
		'How many look-ups by title, or queries for up to 25 numbers each, share one request to the server. Lower it when the server answers slowly; with 1, each number is looked up by itself. For GraphQL only.',
};

export const ownSymbolsField: INodeProperties = {
	displayName: "Your Library's Symbols",
	name: 'ownSymbols',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getLibraries' },
	default: [],
	// The field is not marked as required, because n8n would complain about it before the credential, and a new node lacks the credential
	// first.
	description: 'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'Needed, such as US-NIC, here or in the credential. Your own holdings do not count as lendable',
};

export const serviceTypeField: INodeProperties = {
	displayName: 'Service Type',
	name: 'serviceType',
	type: 'options',
	options: [
		{ name: 'Loan', value: 'loan', description: 'The item itself is to be lent' },
		{ name: 'Copy', value: 'copy', description: 'A copy of an article or chapter is wanted' },
	],
	default: 'loan',
	description: 'What is requested from the other library',
};

export const findOptionsField: INodeProperties = {
	...optionsCollection,
	options: [
		{
			displayName: 'Accept Without Review',
			name: 'accept',
			type: 'multiOptions',
			default: [],
			description: 'Doubts that need no person. The item then goes to Eligible and says what was accepted.',
			options: [
				{ name: 'Another Edition Than Requested', value: 'otherEdition' },
				{ name: 'Found by Title Alone', value: 'titleOnly' },
				{
					name: 'Inventory Answered in Part',
					value: 'answersPartial',
					description: 'The shared inventory returned only some of the matching records, so that a better one may exist',
				},
				{ name: 'Lending Policy Unknown', value: 'policyUnknown' },
				{ name: 'No Volume Given', value: 'volumeMissing' },
				{ name: 'Other Volumes Than Requested', value: 'otherVolume' },
				{ name: 'Record Does Not Fit Title or Author', value: 'recordDoesNotFit' },
				{
					name: 'ReShare Will Not Ask a Lender',
					value: 'notSeenByReShare',
					description:
						'Libraries lend the record, but ReShare would not send them the request, for instance because of their lending policy',
				},
				{ name: 'Several Records Are Equally Good', value: 'severalRecords' },
			],
		},
		{
			displayName: 'Check References That Are Not Found',
			name: 'checkReferences',
			type: 'boolean',
			default: false,
			description:
				'Whether to ask Crossref, OpenAlex and Open Library once each if a work exists that no library here has. They get title, author and ISBN, nothing about the patron. The item still goes to Not Available, and explanation says what they know.',
		},
		{
			displayName: 'Check: Contact Address',
			name: 'contactAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. ill@library.example.edu',
			description: 'An email address of your library, which these services ask for. It is sent to them.',
		},
		{
			displayName: 'Check: Services',
			name: 'openIndexes',
			type: 'string',
			default: 'https://api.crossref.org, https://api.openalex.org, https://openlibrary.org',
			description: 'The addresses of the services to ask, with commas between them. Remove one that is not to be asked.',
		},
		{
			displayName: 'If Several Records Match',
			name: 'ifSeveralMatch',
			type: 'options',
			default: 'best',
			description: 'What to do when more than one record can be lent',
			options: [
				{ name: 'Choose the Best, Review When Equal', value: 'best' },
				{ name: 'Always Choose One', value: 'always' },
				{ name: 'Always Review', value: 'review' },
			],
		},
		{
			displayName: 'If Your Library Holds It',
			name: 'ifOwnLibraryHolds',
			type: 'options',
			default: 'borrow',
			description: 'What to do when your own library has the title, too',
			options: [
				{ name: 'Borrow Anyway', value: 'borrow' },
				{ name: 'Review', value: 'review' },
			],
		},
		{
			displayName: 'Lending Policies',
			name: 'lendingPolicies',
			type: 'string',
			default: 'Will lend',
			placeholder: 'e.g. Will lend, Will lend hard copy only',
			description:
				'ILL policies that make a holding lendable, word for word, separated by commas. ReShare itself asks only holdings with the policy Will lend, which VuFind calls LOANABLE.',
		},
		{
			displayName: 'Lending Policies for Copies',
			name: 'copyPolicies',
			type: 'string',
			default: 'Will lend, Will reproduce',
			placeholder: 'e.g. Will lend, Will reproduce',
			description:
				'ILL policies that count for copies, word for word, separated by commas. ReShare itself asks only holdings with the policy Will lend.',
		},
		batchSizeOption,
		{
			displayName: 'One Title per Number',
			name: 'eachNumber',
			type: 'boolean',
			default: true,
			description:
				'Whether each ISBN, OCLC number or ISSN of a pasted list is a title of its own. One item then comes out for each number; without this, several numbers are of one title.',
		},
		{
			displayName: 'Preferred Format',
			name: 'format',
			type: 'options',
			default: 'print',
			description: 'Which of several records to prefer',
			options: [
				{ name: 'Any', value: 'any' },
				{ name: 'Printed Book Before E-Book and Microform', value: 'print' },
			],
		},
	],
};

const fieldOf = createPropertyFinder([ownSymbolsField, serviceTypeField, ...(findOptionsField.options as INodeProperties[])]);

/**
 * Reads the options of a search.
 *
 * @param symbols the library's own, if the node names none
 * @throws ReShareError `badInput` for what is no choice
 */
export function readFindOptions(read: ParameterReader, itemIndex: number, symbols: readonly string[]): FindOptions {
	const options = read('options', itemIndex, {}) as Record<string, unknown>;
	const one = (name: string, value: unknown): string | undefined => readChoiceOrThrow(value, fieldOf(name));
	const several = (name: string, value: unknown): string[] => readListOrThrow(value, fieldOf(name).displayName);
	const own = several('ownSymbols', read('ownSymbols', itemIndex, []));
	return {
		ownSymbols: own.length === 0 ? symbols : own,
		serviceType: one('serviceType', read('serviceType', itemIndex, 'loan')) === 'copy' ? 'copy' : 'loan',
		lendingPolicies: several('lendingPolicies', options.lendingPolicies),
		copyPolicies: several('copyPolicies', options.copyPolicies),
		ifOwnLibraryHolds: (one('ifOwnLibraryHolds', options.ifOwnLibraryHolds) ?? 'borrow') as FindOptions['ifOwnLibraryHolds'],
		ifSeveralMatch: (one('ifSeveralMatch', options.ifSeveralMatch) ?? 'best') as FindOptions['ifSeveralMatch'],
		format: (one('format', options.format) ?? 'print') as FindOptions['format'],
		...(readYesNoOrThrow(options.checkReferences, fieldOf('checkReferences').displayName) === true
			? { openIndexes: readOpenIndexes(toText(options.contactAddress).trim(), several('openIndexes', options.openIndexes)) }
			: {}),
		accept: several('accept', options.accept).map((doubt) => one('accept', doubt)) as NonNullable<FindOptions['accept']>,
	};
}

/**
 * Reads which open indexes are asked, and at which addresses. Each address shows which service it is; without addresses, the usual ones are
 * asked.
 */
function readOpenIndexes(contact: string, addresses: readonly string[]): NonNullable<FindOptions['openIndexes']> {
	const addressOf = (name: string): string | undefined => addresses.find((address) => address.toLowerCase().includes(name));
	return addresses.length === 0
		? { contact }
		: {
				contact,
				addresses: { Crossref: addressOf('crossref'), OpenAlex: addressOf('openalex'), 'Open Library': addressOf('openlibrary') },
			};
}

/**
 * Reads whether each number of a list is a title of its own.
 *
 * @throws ReShareError `badInput`
 */
export function readWhetherEachNumberIsATitle(read: ParameterReader, itemIndex: number): boolean {
	const { eachNumber } = read('options', itemIndex, {}) as Record<string, unknown>;
	return readYesNoOrThrow(eachNumber, fieldOf('eachNumber').displayName) === true;
}

export function readBatchSize(context: IExecuteFunctions): number {
	const { batchSize } = context.getNodeParameter('options', 0, {}) as { batchSize?: unknown };
	return Number(toText(batchSize)) || 10;
}
