import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { popularBook } from '../unit/requests/create/practice';
import { pollNode, runNode, testCredential } from './harness';
import { libraryCredential } from './request/practice';
import { credentialsOf } from './search/practice';

/*
 * Mistakes in a credential, a field, a file, a form. Each is answered where it was made, by a sentence that says
 * what to do.
 */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 20 });
});

afterAll(async () => await sandbox.close());

/** Saves a credential. */
const library = async (changes: IDataObject): Promise<string> =>
	(await testCredential(new ReShareRequest(), { ...libraryCredential(sandbox), ...changes } as never)).message;
const inventory = async (changes: IDataObject): Promise<string> =>
	(await testCredential(new ReShareSearch(), { ...credentialsOf(sandbox)?.reShareInventoryApi, ...changes } as never)).message;

/** Executes a step. @returns what its item or error says */
async function step(node: INodeType, parameters: INodeParameters): Promise<string> {
	const { outputs, error } = await runNode({
		node,
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox), ...credentialsOf(sandbox) } as never,
	});
	if (error !== undefined) return [error.message, error.description].filter(Boolean).join('. ');
	return outputs
		.flat()
		.map(({ json }) => String(json.explanation))
		.join(' ');
}

const find = async (changes: INodeParameters) =>
	await step(new ReShareSearch(), { operation: 'findEligibleInstance', ownSymbols: ['US-EAST'], ...changes });
const loan: INodeParameters = {
	operation: 'create',
	serviceType: 'loan',
	instanceId: popularBook.instanceId,
	patronId: 'P1001',
	title: popularBook.title,
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
};
const create = async (changes: INodeParameters) => await step(new ReShareCreateRequest(), { ...loan, ...changes });
const request = async (parameters: INodeParameters) => await step(new ReShareRequest(), parameters);
const named = (value: string, mode = 'name') => ({ __rl: true, mode, value });

/** Fetch Test Event. */
async function trigger(parameters: INodeParameters): Promise<string> {
	const { error } = await pollNode({
		node: new ReShareRequestStatusTrigger(),
		mode: 'manual',
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox) } as never,
	});
	return [error?.message, (error as { description?: string } | undefined)?.description].filter(Boolean).join('. ');
}

const wrong: ReadonlyArray<readonly [where: string, what: string, said: () => string | Promise<string>, sentence: string]> = [
	[
		'credential',
		'an address without https://',
		async () => await library({ url: 'okapi.example.org' }),
		"'Okapi URL' is not a web address. It must start with https:// and look like https://okapi.example.org",
	],
	[
		'credential',
		'the page where staff sign in',
		async () => await library({ url: 'https://okapi.example.org/login?tenant=x' }),
		"'Okapi URL' has more in it than an address. Leave out user names, question marks and everything after them.",
	],
	[
		'credential',
		'a tenant that there is not',
		async () => await library({ tenant: 'eest' }),
		"HOST knows no tenant 'eest'. Check 'Tenant' in the credential. It is a short name in lower case that your ReShare provider can tell you.",
	],
	[
		'credential',
		'a wrong password',
		async () => await library({ password: 'guess' }),
		"HOST refused this user name and password. Check 'Username' and 'Password' in the credential, and that they belong to this tenant. After five wrong attempts the user is blocked; if you are sure of both, ask your ReShare administrator whether that happened.",
	],
	[
		'credential',
		'the name at the resolver in small letters',
		async () => await library({ openUrlTenant: 'reshare:us-east' }),
		"The OpenURL resolver HOST does not know 'reshare:us-east'. Check 'OpenURL Tenant ID'. It must be written as the resolver writes it, capital and small letters included, and often begins with RESHARE:. Your ReShare provider can tell you.",
	],
	[
		'credential',
		"the shared inventory's tenant for the library",
		async () =>
			await library({ tenant: sandbox.inventory.tenant, username: sandbox.inventory.username, password: sandbox.inventory.password }),
		"The login works, but the tenant 'shared' is a shared inventory's, not a library's. Check 'Tenant': it must be your library's. The shared inventory's account belongs in a credential of the other type.",
	],
	[
		'credential',
		"the library's tenant for the shared inventory",
		async () => await inventory({ tenant: 'east', username: sandbox.libraries.east.username, password: sandbox.libraries.east.password }),
		"The login works, but the tenant 'east' keeps a library's requests, not the shared inventory. Check 'Tenant': it must be the shared inventory's. Your library's account belongs in a credential of the other type.",
	],
	[
		'credential',
		'GraphQL for a VuFind',
		async () => await inventory({ searchedThrough: 'vufind', vufindUrl: sandbox.okapiUrl }),
		"HOST is an Okapi, not VuFind. Choose GraphQL under 'Searched Through' in the credential if your consortium's inventory is searched there; otherwise enter the site where patrons search as 'VuFind URL'.",
	],
	[
		'field',
		'an ISBN with a typing error',
		async () => await find({ isbn: '9780374275632' }),
		'Nothing in the item can be searched for. ISBN 9780374275632 has a wrong check digit and was left out; with these digits it would be 9780374275631.',
	],
	[
		'field',
		'nothing to look for',
		async () => await find({}),
		'Nothing in the item can be searched for. Give an Instance ID, OCLC number, ISBN, ISSN or title.',
	],
	[
		'field',
		'no symbols of the own library',
		async () => await find({ isbn: popularBook.isbn, ownSymbols: [] }),
		"'Your Library's Symbols' is empty. Choose or type the symbol of your library, e.g. US-NIC. Without it your own holdings would count as another library's.",
	],
	[
		'field',
		'a title for an Instance ID',
		async () => await create({ instanceId: 'Braiding sweetgrass' }),
		"'Instance ID' is not an id of the shared inventory, which looks like 123e4567-e89b-12d3-a456-426614174000. Nothing was sent.",
	],
	['field', 'no patron', async () => await create({ patronId: '={{ "" }}' }), "'Patron ID' is empty. Nothing was sent."],
	[
		'field',
		'a card number from a list that went through a spreadsheet',
		async () => await create({ patronId: '2,1234E+13' }),
		"'Patron ID' holds a number that a spreadsheet has shortened. Nothing was sent.",
	],
	[
		'field',
		'a pickup location that there is not',
		async () => await create({ pickupLocation: named('Annex') }),
		"The Directory has no pickup location named 'Annex'; it has Circulation Desk, Main Library, Science Library. Nothing was sent.",
	],
	[
		'field',
		'a pickup location of which there are two',
		async () => await create({ pickupLocation: named('circulation desk') }),
		"The Directory has 2 pickup locations named 'Circulation Desk'; choose one from the list or by its slug (EAST-DESK-N, EAST-DESK-S). Nothing was sent.",
	],
	[
		'field',
		'a slug in small letters',
		async () => await create({ pickupLocation: named('east-main', 'slug') }),
		'The Directory knows no pickup location with the slug east-main; perhaps EAST-MAIN is meant. Nothing was sent.',
	],
	[
		'field',
		'a date in words',
		async () => await create({ neededBy: 'next week' }),
		"'Needed By' must be a date such as 2027-01-31. Nothing was sent.",
	],
	[
		'field',
		'a note that is too long',
		async () => await create({ note: 'x'.repeat(300) }),
		"'Note to the Lender' has 300 characters, and ReShare keeps 255; shorten it, or switch on 'Shorten a Long Note'. Nothing was sent.",
	],
	[
		'field',
		'a number that no request has',
		async () => await request({ operation: 'get', request: named('EAST-999') }),
		"There is no borrowing request 'EAST-999'. It may have been deleted, belong to another library, or be a lending request: choose that under Side.",
	],
	[
		'field',
		'a filter that is no date',
		async () => await request({ operation: 'getMany', filters: { createdAfter: 'last week' } }),
		"'Created After' is not a date. Choose a date, or write it like 2026-03-31.",
	],
	[
		'field',
		'an empty message',
		async () =>
			await request({ operation: 'performAction', request: named('EAST-1'), requestAction: 'sendMessage', message: '={{ " " }}' }),
		"'Message' is empty. Write what the other library is to read.",
	],
	[
		'field',
		'no requests to follow',
		async () => await trigger({ requestsFollowed: 'listed', requestList: ' ', events: ['shipped'] }),
		"'Request List' is empty. Name at least one request by its number, its UUID or your reference.",
	],
	['field', 'nothing to follow', async () => await trigger({ events: [] }), "'Trigger On' is empty. Choose at least one kind of change."],
	[
		'file',
		'a row of a sheet whose columns have other headings',
		async () => await find({ citation: '={{ ({ Number: "1", Book: "Persuasion" }) }}' }),
		'Nothing in the item can be searched for. Give an Instance ID, OCLC number, ISBN, ISSN or title.',
	],
];

describe('what people get wrong', () => {
	beforeAll(() => {
		sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-1', state: 'REQ_SHIPPED' });
	});

	it.each(wrong)('answers a mistake with a sentence: %s: %s', async (_where, _what, said, sentence) => {
		expect((await said()).replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')).toBe(sentence);
	});

	it('are more than twenty things, and none of them makes a request', () => {
		expect(wrong.length).toBeGreaterThanOrEqual(20);
		expect(new Set(wrong.map(([where]) => where))).toEqual(new Set(['credential', 'field', 'file']));
		expect(sandbox.requests.count('east')).toBe(1);
	});
});
