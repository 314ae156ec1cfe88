import type { IDataObject, ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness';
import { libraryCredential } from './request/practice';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false, past: { seed: 'desk', requests: 400 } });
});
afterAll(async () => await sandbox.close());

describe.each([
	['mod-rs', (): ICredentialDataDecryptedObject => libraryCredential(sandbox)],
	['CrossLink', (): ICredentialDataDecryptedObject => ({ backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink.east })],
] as const)('Get Turnaround over %s', (_name, credential) => {
	let kept: IDataObject;
	const run = async (turnaround: string, items: IDataObject[] = [{}], staticData: IDataObject = {}): Promise<IDataObject[]> => {
		const { outputs, error, staticData: after } = await runNode({ node: new ReShareRequest(), parameters: { operation: 'getTurnaround', turnaround } as INodeParameters, credentials: { okapiApi: credential() }, items, staticData });
		expect(error).toBeUndefined();
		kept = after;
		return outputs.flat().map(({ json }) => json);
	};

	it('gives figures of all libraries and of each, says where there is little, and names no patron', async () => {
		const figures = await run('figures');
		expect(figures[0]).toMatchObject({ outcome: 'counted', lender: null, serviceType: 'loan', explanation: expect.stringMatching(/^9 of 10 come within \d+ days of the question, half within \d+ \(\d+ loans\)\.$/) as string });
		expect(figures.find(({ lender, serviceType }) => lender === 'North Fells University Library' && serviceType === 'loan')).toMatchObject({ askedToReceived: { days: { median: expect.any(Number) as number } } });
		expect(figures.map(({ explanation }) => explanation)).toContainEqual(expect.stringMatching(/^\d (loans?|cop(y|ies)): too few to say how long it takes\.$/));
		expect(JSON.stringify(figures)).not.toMatch(/R0\d\d\d/);
	});

	it('reads each history once: later runs look at what has changed', async () => {
		const first = await run('figures');
		sandbox.log.clear();
		expect(await run('figures', [{}], kept)).toEqual(first);
		expect(sandbox.log.entries.length).toBeLessThan(20);
	});

	it('tells which open requests take longer than is usual with their lender, and which cannot come in time', async () => {
		const open = await run('openRequests');
		expect(open.length).toBeGreaterThan(2);
		for (const item of open) expect(item).toMatchObject({ outcome: 'found', isOpen: true });
		const told = open.filter(({ isLate, comesInTime }) => isLate === true || comesInTime === false);
		for (const { explanation, whatToDo } of told) expect([explanation, whatToDo]).toEqual([expect.stringMatching(/9 of 10|needed by/), expect.stringMatching(/^Ask the lending library/)]);
		expect(open.some(({ expectedArrival }) => /^\d{4}-\d\d-\d\d$/.test(String(expectedArrival)))).toBe(true);
	});

	it('gives the day beside each item, and hands on what it knows nothing of', async () => {
		const [promised] = (await run('openRequests')).filter(({ expectedArrival }) => expectedArrival !== null);
		const items = [{ event: 'shipped', requestId: promised?.requestId, patronEmail: 'reader@example.org' }, { event: 'shipped', requestId: 'EAST-NONE' }, { side: 'lending', requestId: 'x' }, { event: 'newRequest' }] as IDataObject[];
		const given = await run('expectedArrival', items);
		expect(given).toEqual([
			{ ...items[0], expectedArrival: promised?.expectedArrival, expectedArrivalFrom: promised?.expectedArrivalFrom, turnaroundRemark: null },
			...items.slice(1).map((item) => ({ ...item, expectedArrival: null, expectedArrivalFrom: null, turnaroundRemark: null })),
		]);
	});
});

it('hands a letter on where ReShare does not answer, and says so', async () => {
	sandbox.faults.add({ kind: 'status', path: '/rs/patronrequests', status: 503 });
	const { outputs } = await runNode({ node: new ReShareRequest(), parameters: { operation: 'getTurnaround', turnaround: 'expectedArrival' } as INodeParameters, credentials: { okapiApi: libraryCredential(sandbox) }, items: [{ event: 'shipped', requestId: 'EAST-P1' }] });
	expect(outputs.flat().map(({ json }) => json)).toEqual([{ event: 'shipped', requestId: 'EAST-P1', expectedArrival: null, expectedArrivalFrom: null, turnaroundRemark: expect.stringContaining('could not be read') as string }]);
});
