import { DateTime } from 'luxon';
import { NodeHelpers, type IDataObject, type INodeParameters, type INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { readCreateOptions } from '../../nodes/ReShareCreateRequest/optionsFieldOfCreate';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { recordLentBySeveral } from '../unit/requests/create/practiceDependencies';
import { runNode } from './harness';
import { libraryCredential } from './libraryCredential';
import { credentialsOf, parametersOfFind, searchNodeUnderTest as search } from './search/findThroughNode';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';

/**
 * n8n passes on whatever an expression gives: from a drop-down of a form, from a table, or from a model. A label means its value, and an
 * empty choice means the default. Anything that is no choice, no text, no number or no date is refused with a sentence, and nothing else is
 * done or listed in its place.
 */

const sandbox = sandboxInVirtualTime({ validationDelayMs: 20 });
beforeAll(() => {
	for (const [hrid, state, patronIdentifier] of [
		['EAST-1', 'REQ_SHIPPED', 'P-17'],
		['EAST-2', 'REQ_REQUEST_COMPLETE', '21234000123456'],
	])
		sandbox.requests.add('east', {
			isRequester: true,
			hrid,
			title: 'Persuasion',
			state,
			patronIdentifier,
			refdata: { serviceType: 'loan' },
			dateCreated: DateTime.utc().minus({ days: 14 }).toMillis(),
		});
	sandbox.requests.add('east', { isRequester: false, hrid: 'EAST-1', title: 'Nature', state: 'RES_IDLE' });
});

const [create, request] = [new ReShareCreateRequest(), new ReShareRequest()];
const given = '={{ $json.given }}';
const named: INodeParameters = { request: buildResourceLocatorByName('EAST-1') };
const find: INodeParameters = { ...parametersOfFind, isbn: '9781571313355' };
const list: INodeParameters = { operation: 'searchInstances', searchBy: 'cql', cql: 'title=*', limit: 3 };
const preview: INodeParameters = {
	operation: 'preview',
	serviceType: 'loan',
	instanceId: recordLentBySeveral.instanceId,
	patronId: 'P1001',
	title: recordLentBySeveral.title,
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
};
const option = (name: string) => ({ options: { requestingSymbol: 'RESHARE:US-EAST', [name]: given } });
const filter = (name: string, more: INodeParameters = {}) => ({
	operation: 'getMany',
	filters: { ...more, [name]: given },
});

async function run(node: INodeType, parameters: INodeParameters, value: unknown, timezone = 'UTC') {
	const { json, error } = await runNode({
		node,
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox), ...credentialsOf(sandbox) } as never,
		items: [{ given: value } as IDataObject],
		onError: 'continueRegularOutput',
		timezone,
	});
	return error === undefined ? json.flat() : [{ error: error.message }];
}

const limited: INodeParameters = { operation: 'getMany', limit: given };
const timeline: INodeParameters = { operation: 'getTimeline', ...named, includeRawEntries: given };
const switches = [
	['needsAttention', 'Needs Attention'],
	['notShippedYet', 'Not Shipped Yet'],
	['overdue', 'Overdue'],
	['unread', 'Unread Messages'],
] as const;

const row = [{ text: 'Emma' }];
const severalFields = (field: string) => `'${field}' holds several fields, and a text is needed`;
type Refusal = readonly [field: string, node: INodeType, parameters: INodeParameters, value: unknown, sentence: string];

const refusals: readonly Refusal[] = [
	[
		'choice of Search',
		search,
		{ ...find, options: { ifSeveralMatch: given } },
		'x',
		"'If Several Records Match' must be one of: best, always, ",
	],
	['list of choices', search, { ...find, options: { accept: given } }, 'x', "'Accept Without Review' must be one of: otherEdition, "],
	['service type of Search', search, { ...find, serviceType: given }, 'x', "'Service Type' must be one of: loan, copy"],
	['title', search, { ...find, title: given }, row, severalFields('Title')],
	['ISBN', search, { ...find, isbn: given }, row, severalFields('ISBN')],
	['year', search, { ...find, details: { publicationDate: given } }, row, severalFields('Publication Date')],
	['switch of Search', search, { ...find, options: { eachNumber: given } }, 'perhaps', "'One Title per Number' is neither yes nor no"],
	['kind of search', search, { ...list, searchBy: given }, 'Query', "'Search By' must be one of: cql, fields"],
	['order of titles', search, { ...list, options: { sortBy: given } }, 'newest', "'Sort By' must be one of: none, title, titleDescending"],
	['submitter', create, { ...preview, ...option('via') }, 'perhaps', "'Send Through' must be one of: resolver, direct. Nothing was sent."],
	[
		'choice for duplicates',
		create,
		{ ...preview, ...option('duplicate') },
		'x',
		"'Same Title Requested Already' must be one of: refuse, warn, off. Nothing",
	],
	[
		'switch of Create',
		create,
		{ ...preview, ...option('checkPatron') },
		'perhaps',
		"'Check the Patron' is neither yes nor no. Nothing was sent.",
	],
	[
		'service type of Create',
		create,
		{ ...preview, serviceType: given },
		'photocopy',
		"'Service Type' must be one of: loan, copy. Nothing was",
	],
	['limit of open requests', create, { ...preview, ...option('ownLimit') }, 'many', "'Open Requests at Most' must be a number, 0 or more"],
	[
		'requesting symbol',
		create,
		{ ...preview, options: { via: 'direct', requestingSymbol: given } },
		row,
		severalFields('Requesting Library Symbol'),
	],
	['choice of a filter', request, filter('openOrClosed'), 'both', "'Open or Closed' must be one of: closed, open"],
	['side', request, { operation: 'get', ...named, side: given }, 'lender', "'Side' must be one of: borrowing, lending"],
	['order of requests', request, { operation: 'getMany', sort: given }, 'oldest', "'Sort' must be one of: changedNewest, changedOldest, "],
	['number of days', request, filter('dueWithin'), 'soon', "' is not a number of days"],
	['empty number of days', request, filter('noStatusChangeFor'), '', "' is not a number of days"],
	['status', request, filter('states'), row, severalFields('Status')],
	['other library', request, filter('otherLibrary'), row, severalFields('Lender or Borrower')],
	['weekend', request, filter('weekend', { ageInWorkingDays: 1 }), 'Sa, So', "'Weekend Days' holds 'Sa', which is not a day of the week"],
	['holiday', request, filter('holidays', { ageInWorkingDays: 1 }), '25.12.2026', "'Holidays' holds '25.12.2026', which is not a date"],
	['row of holidays', request, filter('holidays', { ageInWorkingDays: 1 }), row, severalFields('Holidays')],
	[
		'name of a request',
		request,
		{ operation: 'get', request: { ...(named.request as object), value: given } },
		row,
		severalFields('Request'),
	],
	...(['cancelReason', 'staffNote'] as const).map((field): Refusal => [
		field,
		request,
		{ operation: 'performAction', ...named, requestAction: field === 'staffNote' ? 'writeStaffNote' : 'cancel', [field]: given },
		row,
		severalFields(field === 'staffNote' ? 'Staff Note' : 'Reason'),
	]),
	[
		'title for an Instance ID',
		create,
		{ ...preview, instanceId: given },
		'Braiding sweetgrass',
		"'Instance ID' is not an id of the shared inventory, which looks like 123e4567-e89b-12d3-a456-426614174000. Nothing was sent.",
	],
	[
		'date in words',
		create,
		{ ...preview, neededBy: given },
		'next week',
		"'Needed By' must be a date such as 2027-01-31. Nothing was sent.",
	],
	[
		'long note',
		create,
		{ ...preview, note: given },
		'x'.repeat(300),
		"'Note to the Lender' has 300 characters, and ReShare keeps 255; shorten it, or switch on 'Shorten a Long Note'. Nothing was sent.",
	],
	[
		'slug in small letters',
		create,
		{ ...preview, pickupLocation: { __rl: true, mode: 'slug', value: given } },
		'east-main',
		'The Directory knows no pickup location with the slug east-main; perhaps EAST-MAIN is meant. Nothing was sent.',
	],
	['date of a filter', request, filter('createdAfter'), 'last week', "'Created After' is not a date"],
	[
		'row of a sheet with other headings',
		search,
		{ operation: 'findEligibleInstance', ownSymbols: ['US-EAST'], citation: given },
		{ Number: '1', Book: 'Persuasion' },
		'Nothing in the item can be searched for. Give an Instance ID, OCLC number, ISBN, ISSN or title.',
	],
	...['all', 0, -1, 1.5].map((value): Refusal => ['limit', request, limited, value, "'Limit' is not a whole number above zero"]),
	...switches.flatMap(([name, label]) =>
		['perhaps', [], [true]].map((value): Refusal => [`switch ${name}`, request, filter(name), value, `'${label}' is neither yes nor no`]),
	),
	['switch of Get Timeline', request, timeline, 'perhaps', "'Include Raw Entries' is neither yes nor no"],
	...[filter('patronId'), { operation: 'getOpenRequests', patronId: given }].flatMap((parameters): Refusal[] => [
		['patron that is missing', request, parameters, undefined, "'Patron ID' is empty"],
		['patron that is an object', request, parameters, { id: 'P-17' }, severalFields('Patron ID')],
		['patron that is yes or no', request, parameters, true, "'Patron ID' holds yes or no, and a text is needed"],
		['shortened card number', request, parameters, ' 2.1234E+13', "'Patron ID' holds a number that a spreadsheet has shortened"],
		['two patrons where one is needed', request, parameters, ['P-17', 'P-18'], "'Patron ID' holds 2 values, and one is needed"],
	]),
];

it.each(refusals)(
	'a node refuses the value of an expression that does not fit its field, and says why: %s',
	async (_field, node, parameters, value, sentence) => {
		sandbox.log.clear();
		const items = await run(node, parameters, value);
		expect(items.map(({ error, explanation }) => error ?? explanation)).toEqual([expect.stringContaining(sentence)]);
		expect(sandbox.log.entries.filter(({ path }) => path.endsWith('/performAction'))).toEqual([]);
	},
);

type Reading = readonly [what: string, node: INodeType, parameters: INodeParameters, value: unknown, item: IDataObject];
const days = Array.from({ length: 20 }, (_, back) => DateTime.utc().minus({ days: back }));
const aged = (name: string) => filter(name, { ageInWorkingDays: 1 });

const readings: readonly Reading[] = [
	['a choice in capitals', search, { ...find, options: { ifOwnLibraryHolds: given } }, ' REVIEW ', { reason: 'heldByOwnLibrary' }],
	['an empty choice', search, { ...find, options: { ifOwnLibraryHolds: given } }, '', { reason: 'onlyMatch' }],
	['a list with gaps', search, { ...find, isbn: given }, ['9781571313355', null], { reason: 'onlyMatch' }],
	['the label of a submitter', create, { ...preview, ...option('via') }, 'ReShare Directly', { outcome: 'wouldBeSent', openUrl: null }],
	['an empty submitter', create, { ...preview, ...option('via') }, '', { openUrl: expect.stringContaining('http') }],
	['the label of a service type', create, { ...preview, serviceType: given }, ' Loan ', { outcome: 'wouldBeSent' }],
	['the label of a filter', request, filter('openOrClosed'), 'Closed', { hrid: 'EAST-2' }],
	['the label of a side', request, { operation: 'get', ...named, side: given }, 'Lending', { title: 'Nature' }],
	[
		'invisible characters around a request number',
		request,
		{ operation: 'get', request: { ...(named.request as object), value: given } },
		'\u200BEAST-1\u2060',
		{ hrid: 'EAST-1' },
	],
	['a card number in a list', request, filter('patronId'), ['P-17'], { hrid: 'EAST-1' }],
	['invisible characters around a card number', request, filter('patronId'), '\u200BP-17\u00A0\u200E', { hrid: 'EAST-1' }],
	['a card number that is a number', request, filter('patronId'), 21234000123456, { hrid: 'EAST-2' }],
	['names of weekend days', request, aged('weekend'), ['Friday', 'Saturday'], { workingDaysOld: 10 }],
	['a weekend of five days', request, aged('weekend'), '1,2,3,4,5', { workingDaysOld: 4 }],
];

it.each(readings)(
	'a node reads the value of an expression in the form that people write: %s',
	async (_what, node, parameters, value, item) => {
		expect((await run(node, parameters, value))[0]).toMatchObject(item);
	},
);

it.each([
	{ what: 'dates in a text', value: days.map((day) => day.toISODate()).join(', '), timezone: 'UTC' },
	{ what: 'dates with a time', value: days.map((day) => day.toISO()), timezone: 'UTC' },
	{
		what: 'moments of a database, as days of the time zone',
		value: days.map((day) => day.setZone('Europe/Berlin').startOf('day').toUTC().toISO()),
		timezone: 'Europe/Berlin',
	},
])('holidays that an expression gives as $what are not counted as working days', async ({ value, timezone }) => {
	expect(await run(request, aged('holidays'), value, timezone)).toEqual([]);
});

it('an expression sets switches of Search by yes and no, and choices of Search by their labels', async () => {
	const numbers = { ...find, isbn: '9781571313355\n9780374275631', options: { eachNumber: given } };
	expect([(await run(search, numbers, 'no')).length, (await run(search, numbers, 'TRUE')).length]).toEqual([1, 2]);
	expect(await run(search, { ...list, searchBy: given }, 'CQL Query')).toHaveLength(3);
	const copies = { ...find, serviceType: given, options: { copyPolicies: 'Will lend', lendingPolicies: 'No such policy' } };
	expect(await run(search, copies, 'Copy')).toMatchObject([{ reason: 'onlyMatch' }]);
	const byTitle = { ...find, isbn: '', title: 'Braiding sweetgrass', options: { accept: given } };
	expect(await run(search, byTitle, ['Found by Title Alone'])).toMatchObject([{ reason: 'onlyMatch' }]);
});

it.each(switches)('the filter %s of Get Many is on or off if an expression gives yes, no, true or false in words', async (name) => {
	// Neither of the two stored requests passes any of these filters.
	for (const value of [true, 'true', 'TRUE', 'yes']) expect(await run(request, filter(name), value)).toEqual([]);
	for (const value of [false, 'false', 'no', '', null]) expect(await run(request, filter(name), value)).toHaveLength(2);
});

it('an expression sets Limit, Return All and Simplify of Get Many and Include Raw Entries of Get Timeline by words', async () => {
	const counts = [null, '', '1', 1].map(async (value) => (await run(request, limited, value)).length);
	expect(await Promise.all(counts)).toEqual([2, 2, 1, 1]);
	expect(await run(request, { operation: 'getMany', limit: 1, returnAll: given }, 'true')).toHaveLength(2);
	for (const parameters of [
		{ operation: 'get', ...named },
		{ operation: 'getMany', limit: 1 },
	]) {
		const [item] = await run(request, { ...parameters, simplify: given }, 'true');
		expect([item?.requestId, item?.patronIdentifier]).toEqual([expect.any(String), undefined]);
	}
	for (const value of ['TRUE', 'yes', 'no']) expect('rawAudit' in ((await run(request, timeline, value))[0] ?? {})).toBe(value !== 'no');
});

it.each([
	['checkReference', 'reference'],
	['checkPatron', 'patron'],
	['checkLimit', 'limit'],
	['checkPickupLocation', 'pickupLocation'],
])('Create makes the check of the switch %s unless an expression says no', async (name, check) => {
	const checks = async (value: unknown) =>
		((await run(create, { ...preview, ...option(name) }, value))[0]?.checks as IDataObject[]).map((one) => one.check);
	expect(await checks('no')).not.toContain(check);
	expect(await checks('')).toContain(check);
});

/** The editor accepts at most 120 seconds for the wait for the validation, but an expression can give any value. */
it.each([
	[121, 120_000],
	['90', 90_000],
	[-5, 0],
	['soon', 20_000],
	[Infinity, 20_000],
])('a wait for validation of %s seconds, given by an expression, becomes %i ms', (verdictWait, ms) => {
	expect(readCreateOptions({ verdictWait }, '', []).validationWaitMs).toBe(ms);
});

describe('a service type that is an expression, for one form with loans and articles', () => {
	const { description } = create;
	const placed = (parameters: INodeParameters) => ({
		id: 'create',
		name: 'Create',
		type: 'n8n-nodes-reshare.reShareCreateRequest',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description) ?? {},
	});
	const issues = (parameters: INodeParameters) =>
		Object.keys(NodeHelpers.getNodeParametersIssues(description.properties, placed(parameters), description)?.parameters ?? {});
	const shown = (serviceType: string) =>
		description.properties
			.filter((property) =>
				NodeHelpers.displayParameter({ operation: 'create', serviceType, pickupLocation: '' }, property, placed({}), description),
			)
			.map(({ name }) => name);

	it('a service type that is an expression shows the fields of loans and of copies, each once', () => {
		for (const name of ['title', 'partTitle', 'issue', 'copyrightType', 'edition', 'pickupLocation'])
			expect(shown('').filter((one) => one === name)).toEqual([name]);
		expect([shown('loan').includes('partTitle'), shown('copy').includes('partTitle')]).toEqual([false, true]);
	});

	it('a workflow whose service type is an expression can be published, and a copyright type is required only for a fixed copy', () => {
		expect(['={{ $json.serviceType }}', 'copy', 'loan'].map((serviceType) => issues({ operation: 'create', serviceType }))).toEqual([
			[],
			['copyrightType'],
			[],
		]);
	});
});
