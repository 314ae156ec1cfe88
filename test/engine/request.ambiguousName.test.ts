import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/** Several open requests have the same name, so that choosing one of them would be a guess. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

async function run(library: 'east' | 'west', name: string, parameters: INodeParameters): Promise<IDataObject[][]> {
	const { outputs, error } = await runNode({
		node: new ReShareRequest(),
		parameters: { request: { __rl: true, mode: 'name', value: name }, ...parameters },
		credentials: { okapiApi: libraryCredential(sandbox, library) },
	});
	expect(error).toBeUndefined();
	return outputs.map((output) => output.map(({ json }) => json));
}

describe('two open requests of different patrons with one reference', () => {
	beforeEach(() => {
		for (const [index, patronIdentifier] of ['P1001', 'P1002'].entries()) {
			const requestIdentifiers = [{ id: `identifier-${index}`, identifierType: 'ILLIAD', identifier: 'ILL-7' }];
			sandbox.requests.add('east', {
				isRequester: true,
				hrid: `EAST-${index}`,
				title: 'Persuasion',
				patronIdentifier,
				state: 'REQ_SHIPPED',
				refdata: { serviceType: 'loan' },
				requestIdentifiers,
			});
		}
	});
	const receive = { operation: 'performAction', requestAction: 'receive' };

	it('an action on a reference that two open requests carry is refused, and staff see their numbers', async () => {
		expect((await run('east', 'ILL-7', receive))[1]).toMatchObject([
			{ reason: 'severalRequests', explanation: expect.stringContaining('EAST-1') as string },
		]);
	});

	it('an action for one patron on a reference that two open requests carry finds none, and shows nothing of them', async () => {
		const [, notPossible] = await run('east', 'ILL-7', { ...receive, options: { onlyForPatron: 'P1001' } });
		expect(notPossible).toMatchObject([{ outcome: 'notFound' }]);
		expect(JSON.stringify(notPossible)).not.toContain('EAST-');
	});
});

it('lending rules leave a number that two open requests carry to staff, and answer neither', async () => {
	for (const title of ['Persuasion', 'Emma'])
		sandbox.requests.add('west', { isRequester: false, hrid: 'EAST-7', title, state: 'RES_IDLE', refdata: { serviceType: 'loan' } });
	const rules = { values: [{ name: 'Loans', when: { serviceType: 'loan' }, then: 'cannotSupply', reason: 'policy' }] };
	const outputs = await run('west', 'EAST-7', { operation: 'applyRules', rulesMode: 'answer', rules });
	expect(outputs[2]).toMatchObject([{ outcome: 'leftToStaff', reason: 'severalRequests' }]);
	expect(sandbox.requests.all('west').map(({ state }) => state)).toEqual(['RES_IDLE', 'RES_IDLE']);
});
