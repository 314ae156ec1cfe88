import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/** An expression for the patron that finds nothing, or no text, is neither a patron named `undefined` nor all patrons. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
	sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-1', title: 'Persuasion', patronIdentifier: 'P-17' });
});

afterAll(async () => await sandbox.close());

async function run(parameters: INodeParameters, items: IDataObject[]): Promise<IDataObject[]> {
	const { outputs, error } = await runNode({
		node: new ReShareRequest(),
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox) } as never,
		items,
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	return outputs[0]?.map(({ json }) => json) ?? [];
}

const nobody: ReadonlyArray<readonly [what: string, item: IDataObject, sentence: string]> = [
	['a field that the item does not have', {}, "'Patron ID' is empty"],
	['null', { card: null }, "'Patron ID' is empty"],
	['an object', { card: { id: 'P-17' } }, "'Patron ID' holds several fields, and a text is needed"],
	['yes or no', { card: true }, "'Patron ID' holds yes or no, and a text is needed"],
	['a card that a spreadsheet has shortened', { card: ' 2.1234E+13' }, "'Patron ID' holds a number that a spreadsheet has shortened"],
	['two cards', { card: ['P-17', 'P-18'] }, "'Patron ID' holds 2 values, and one is needed"],
];

it.each(nobody)('Get Open Requests and Get Many refuse %s', async (_what, item, sentence) => {
	for (const parameters of [
		{ operation: 'getOpenRequests', patronId: '={{ $json.card }}' },
		{ operation: 'getMany', filters: { patronId: '={{ $json.card }}' } },
	])
		expect(await run(parameters, [item])).toMatchObject([{ outcome: 'failed', reason: 'badInput', error: sentence }]);
});

it.each([' P-17 ', ['P-17'], '\u200BP-17\u00A0\u200E'])('a card number is read as it is written: %j', async (card) => {
	expect(await run({ operation: 'getOpenRequests', patronId: '={{ $json.card }}' }, [{ card }])).toMatchObject([
		{ outcome: 'counted', patronId: 'P-17', openRequests: 1 },
	]);
	expect(await run({ operation: 'getMany', filters: { patronId: '={{ $json.card }}' } }, [{ card }])).toMatchObject([{ hrid: 'EAST-1' }]);
});

it('a card number that is a number is read', async () => {
	expect(await run({ operation: 'getOpenRequests', patronId: '={{ $json.card }}' }, [{ card: 21234000123456 }])).toMatchObject([
		{ outcome: 'counted', patronId: '21234000123456' },
	]);
});
