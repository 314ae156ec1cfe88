import type { IExecuteFunctions } from 'n8n-workflow';
import type { FindOptions } from '../shared/loadClient';
import { readChoiceOrThrow, readYesNoOrThrow } from '../shared/readYesNoChoicesAndNumbers';
import { createPropertyFinder } from '../shared/createPropertyFinder';
import { toText, readListOrThrow, type ParameterReader } from '../shared/readParameters';
import {
	buildChoiceField,
	buildChoices,
	buildField,
	buildNumberField,
	buildSwitchField,
	buildTextField,
	buildOptionsField,
} from '../shared/fieldBuilders';

const batchSizeOption = buildNumberField(
	'Look-Ups per Request',
	'batchSize',
	'How many look-ups by title, or queries for up to 25 numbers each, share one request to the server. Lower it when the server answers slowly; with 1, each number is looked up by itself. For GraphQL only.',
	10,
	{ minValue: 1, maxValue: 50 },
);

export const ownSymbolsField = buildField(
	'multiOptions',
	"Your Library's Symbols",
	'ownSymbols',
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	{
		typeOptions: { loadOptionsMethod: 'getLibraries' },
		default: [],
		// The field is not marked as required, because n8n would complain about it before the credential, and a new node lacks the
		// credential first.
		hint: 'Needed, such as US-NIC, here or in the credential. Your own holdings do not count as lendable',
	},
);

export const serviceTypeField = buildChoiceField(
	'Service Type',
	'serviceType',
	'What is requested from the other library',
	buildChoices({ loan: ['Loan', 'The item itself is to be lent'], copy: ['Copy', 'A copy of an article or chapter is wanted'] }),
	'loan',
);

export const findOptionsField = buildOptionsField([
	buildField(
		'multiOptions',
		'Accept Without Review',
		'accept',
		'Doubts that need no person. The item then goes to Eligible and says what was accepted.',
		{
			default: [],
			options: buildChoices({
				otherEdition: 'Another Edition Than Requested',
				titleOnly: 'Found by Title Alone',
				answersPartial: [
					'Inventory Answered in Part',
					'The shared inventory returned only some of the matching records, so that a better one may exist',
				],
				policyUnknown: 'Lending Policy Unknown',
				volumeMissing: 'No Volume Given',
				otherVolume: 'Other Volumes Than Requested',
				recordDoesNotFit: 'Record Does Not Fit Title or Author',
				notSeenByReShare: [
					'ReShare Will Not Ask a Lender',
					'Libraries lend the record, but ReShare would not send them the request, for instance because of their lending policy',
				],
				severalRecords: 'Several Records Are Equally Good',
			}),
		},
	),
	buildSwitchField(
		'Check References That Are Not Found',
		'checkReferences',
		'Whether to ask Crossref, OpenAlex and Open Library once each if a work exists that no library here has. They get title, author and ISBN, nothing about the patron. The item still goes to Not Available, and explanation says what they know.',
	),
	buildTextField(
		'Check: Contact Address',
		'contactAddress',
		'An email address of your library, which these services ask for. It is sent to them.',
		{ placeholder: 'e.g. ill@library.example.edu' },
	),
	buildTextField(
		'Check: Services',
		'openIndexes',
		'The addresses of the services to ask, with commas between them. Remove one that is not to be asked.',
		{ default: 'https://api.crossref.org, https://api.openalex.org, https://openlibrary.org' },
	),
	buildChoiceField(
		'If Several Records Match',
		'ifSeveralMatch',
		'What to do when more than one record can be lent',
		buildChoices({ best: 'Choose the Best, Review When Equal', always: 'Always Choose One', review: 'Always Review' }),
		'best',
	),
	buildChoiceField(
		'If Your Library Holds It',
		'ifOwnLibraryHolds',
		'What to do when your own library has the title, too',
		buildChoices({ borrow: 'Borrow Anyway', review: 'Review' }),
		'borrow',
	),
	buildTextField(
		'Lending Policies',
		'lendingPolicies',
		'ILL policies that make a holding lendable, word for word, separated by commas. ReShare itself asks only holdings with the policy Will lend, which VuFind calls LOANABLE.',
		{ default: 'Will lend', placeholder: 'e.g. Will lend, Will lend hard copy only' },
	),
	buildTextField(
		'Lending Policies for Copies',
		'copyPolicies',
		'ILL policies that count for copies, word for word, separated by commas. ReShare itself asks only holdings with the policy Will lend.',
		{ default: 'Will lend, Will reproduce', placeholder: 'e.g. Will lend, Will reproduce' },
	),
	batchSizeOption,
	buildSwitchField(
		'One Title per Number',
		'eachNumber',
		'Whether each ISBN, OCLC number or ISSN of a pasted list is a title of its own. One item then comes out for each number; without this, several numbers are of one title.',
		true,
	),
	buildChoiceField(
		'Preferred Format',
		'format',
		'Which of several records to prefer',
		buildChoices({ any: 'Any', print: 'Printed Book Before E-Book and Microform' }),
		'print',
	),
]);

const fieldOf = createPropertyFinder([ownSymbolsField, serviceTypeField, ...findOptionsField.options]);

/**
 * Reads the options of a search.
 *
 * @param symbols the library's own, if the node names none
 * @throws ReShareError `badInput` for what is no choice
 */
export function readFindOptions(read: ParameterReader, itemIndex: number, symbols: readonly string[]): FindOptions {
	const options = read('options', itemIndex, {}) as Record<string, unknown>;
	const one = (name: string, value: unknown) => readChoiceOrThrow(value, fieldOf(name));
	const oneOrDefault = <Name extends 'ifOwnLibraryHolds' | 'ifSeveralMatch' | 'format'>(name: Name) =>
		(one(name, options[name]) ?? fieldOf(name).default) as FindOptions[Name];
	const several = (name: string, value = options[name]) => readListOrThrow(value, fieldOf(name).displayName);
	const own = several('ownSymbols', read('ownSymbols', itemIndex, []));
	return {
		ownSymbols: own.length === 0 ? symbols : own,
		serviceType: one('serviceType', read('serviceType', itemIndex, 'loan')) === 'copy' ? 'copy' : 'loan',
		lendingPolicies: several('lendingPolicies'),
		copyPolicies: several('copyPolicies'),
		ifOwnLibraryHolds: oneOrDefault('ifOwnLibraryHolds'),
		ifSeveralMatch: oneOrDefault('ifSeveralMatch'),
		format: oneOrDefault('format'),
		...(readYesNoOrThrow(options.checkReferences, fieldOf('checkReferences').displayName) === true
			? { openIndexes: readOpenIndexes(toText(options.contactAddress).trim(), several('openIndexes')) }
			: {}),
		accept: several('accept').map((doubt) => one('accept', doubt)) as NonNullable<FindOptions['accept']>,
	};
}

/**
 * Reads which open indexes are asked, and at which addresses. Each address shows which service it is; without addresses, the usual ones are
 * asked.
 */
function readOpenIndexes(contact: string, addresses: readonly string[]): NonNullable<FindOptions['openIndexes']> {
	const addressOf = (name: string) => addresses.find((address) => address.toLowerCase().includes(name));
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
	return Number(toText(batchSize)) || Number(batchSizeOption.default);
}
