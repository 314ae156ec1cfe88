import type { IDataObject, ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { runNode } from './harness';
import { libraryCredential } from './libraryCredential';
import { sandboxForAll } from '../unit/sandboxForTests';

const sandbox = sandboxForAll({ autoStaff: false, past: { seed: 'desk', requests: 200 } });

describe.each([
	['mod-rs', (): ICredentialDataDecryptedObject => libraryCredential(sandbox)],
	['CrossLink', (): ICredentialDataDecryptedObject => ({ backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink.east })],
] as const)('Get Turnaround over %s', (_name, credential) => {
	let kept: IDataObject = {};
	let figures: IDataObject[];
	const run = async (turnaround: string, items: IDataObject[] = [{}]) => {
		const { outputs, error, staticData } = await runNode({
			node: new ReShareRequest(),
			parameters: { operation: 'getTurnaround', turnaround } as INodeParameters,
			credentials: { okapiApi: credential() },
			items,
			staticData: kept,
		});
		expect(error).toBeUndefined();
		kept = staticData;
		return outputs.flat().map(({ json }) => json);
	};

	beforeAll(async () => {
		figures = await run('figures');
	});

	it('Get Turnaround gives figures of all libraries and of each, says which rest on too little, and names no patron', () => {
		expect(figures[0]).toMatchObject({
			outcome: 'counted',
			lender: null,
			serviceType: 'loan',
			explanation: expect.stringMatching(/^9 of 10 come within \d+ days of the request, half within \d+ \(\d+ loans\)\.$/) as string,
		});
		expect(figures.find(({ lender, serviceType }) => lender === 'North Fells University Library' && serviceType === 'loan')).toMatchObject({
			askedToReceived: { days: { median: expect.any(Number) as number } },
		});
		expect(figures.map(({ explanation }) => explanation)).toContainEqual(
			expect.stringMatching(/^\d (loans?|cop(y|ies)): too few to say how long it takes\.$/),
		);
		expect(JSON.stringify(figures)).not.toMatch(/R0\d\d\d/);
	});

	it('Get Turnaround reads each history once, and in later runs only what has changed', async () => {
		sandbox.log.clear();
		expect(await run('figures')).toEqual(figures);
		expect(sandbox.log.entries.length).toBeLessThan(20);
	});
});

it('Get Turnaround hands on an item with its files if ReShare does not answer, and says so in the item', async () => {
	sandbox.faults.add({ kind: 'status', path: '/rs/patronrequests', status: 503 });
	const binary = { data: { data: 'JVBERi0=', mimeType: 'application/pdf', fileName: 'slip.pdf' } };
	const { outputs } = await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'getTurnaround', turnaround: 'expectedArrival' } as INodeParameters,
		credentials: { okapiApi: libraryCredential(sandbox) },
		items: [{ json: { event: 'shipped', requestId: 'EAST-P1' }, binary }],
	});
	const unread = {
		event: 'shipped',
		requestId: 'EAST-P1',
		expectedArrival: null,
		expectedArrivalFrom: null,
		turnaroundRemark: expect.stringContaining('could not be read') as string,
	};
	expect(outputs.flat()).toEqual([{ json: unread, binary, pairedItem: { item: 0 } }]);
	const alone = await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'getTurnaround', turnaround: 'expectedArrival' } as INodeParameters,
		credentials: {},
		items: [{ event: 'shipped', requestId: 'EAST-P1' }],
	});
	expect(alone.outputs.flat().map(({ json }) => json)).toEqual([unread]);
});
