import type { INodeParameters, INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { startSandbox, type Sandbox } from '../virtualSandbox';
import { lentBySeveral } from '../unit/requests/create/practice';
import { runNode } from './harness';
import { libraryCredential } from './request/practice';
import { credentialsOf } from './search/practice';

/**
 * Tests mistakes in a field, a file or a form; mistakes in a credential are covered by the tests of its button. Each must be answered by a
 * sentence that says what to do, where it was made.
 */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 20 });
});

afterAll(async () => await sandbox.close());

/**
 * Runs a step.
 *
 * @returns the text of its item or error
 */
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
	instanceId: lentBySeveral.instanceId,
	patronId: 'P1001',
	title: lentBySeveral.title,
	pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
};
const create = async (changes: INodeParameters) => await step(new ReShareCreateRequest(), { ...loan, ...changes });
const request = async (parameters: INodeParameters) => await step(new ReShareRequest(), parameters);
const named = (value: string, mode = 'name') => ({ __rl: true, mode, value });

const wrong: ReadonlyArray<readonly [where: string, what: string, said: () => string | Promise<string>, sentence: string]> = [
	[
		'field',
		'a title for an Instance ID',
		async () => await create({ instanceId: 'Braiding sweetgrass' }),
		"'Instance ID' is not an id of the shared inventory, which looks like 123e4567-e89b-12d3-a456-426614174000. Nothing was sent.",
	],
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
		'file',
		'a row of a sheet whose columns have other headings',
		async () => await find({ citation: '={{ ({ Number: "1", Book: "Persuasion" }) }}' }),
		'Nothing in the item can be searched for. Give an Instance ID, OCLC number, ISBN, ISSN or title.',
	],
];

describe('wrong inputs', () => {
	beforeAll(() => {
		sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-1', state: 'REQ_SHIPPED' });
	});

	it.each(wrong)('a mistake in a %s is answered with a sentence: %s', async (_where, _what, said, sentence) => {
		expect((await said()).replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')).toBe(sentence);
	});

	it('none of the mistakes makes a request', () => {
		expect(sandbox.requests.count('east')).toBe(1);
	});
});
