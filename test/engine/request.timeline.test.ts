import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

let sandbox: Sandbox;
const node = new ReShareRequest();
/** Thinking, fast and slow: lent by US-COAST, US-VALE and US-WEST. */
const lentByWest = '30000000-0000-4000-8000-000000000003';

beforeAll(async () => {
	sandbox = await startSandbox();
	for (const supplier of ['US-COAST', 'US-VALE'])
		sandbox.fates.set({ supplier, instanceId: lentByWest, fate: { kind: 'unfilled', reason: 'InUse' } });
});

afterAll(async () => {
	await sandbox.close();
});

const named = (value: string) => ({ __rl: true, mode: 'name', value });

/** As each of the two libraries reads it. */
async function stories(hrid: string) {
	const tell = async (library: 'east' | 'west', side: 'borrowing' | 'lending') => {
		const { outputs } = await runNode({
			node,
			parameters: { operation: 'getTimeline', request: named(hrid), side },
			credentials: { okapiApi: libraryCredential(sandbox, library) },
		});
		return String(outputs[0]?.[0]?.json.story).split('\n');
	};
	return { east: await tell('east', 'borrowing'), west: await tell('west', 'lending') };
}

test('both sides tell who wrote what to whom, and nothing blank', async () => {
	const row = await sandbox.requests.create('east', {
		title: 'Thinking, fast and slow',
		patronIdentifier: 'P1001',
		systemInstanceIdentifier: lentByWest,
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
	});
	sandbox.requests.advance(row.id, 'REQ_VALIDATED');
	while (row.supplier !== 'RESHARE:US-WEST') {
		sandbox.requests.advance(row.id, 'REQ_REQUEST_SENT_TO_SUPPLIER');
		if (row.supplier !== 'RESHARE:US-WEST') sandbox.requests.advance(row.id, 'REQ_UNFILLED');
	}
	sandbox.requests.advance(row.id, 'REQ_SHIPPED');
	const parameters = { operation: 'performAction', request: named(row.id), requestAction: 'sendMessage', message: 'Is it on its way?' };
	const { outputs } = await runNode({ node, parameters, credentials: { okapiApi: libraryCredential(sandbox) } });
	expect(outputs[0]?.[0]?.json.outcome).toBe('done');

	const { east, west } = await stories(row.hrid ?? '');
	const wrote = (lines: readonly string[]) => lines.filter((line) => line.includes(' wrote')).map((line) => line.replace(/^.* UTC: /, ''));
	expect(wrote(east)).toEqual(['Your library wrote to West Prairie College Library: Is it on its way?']);
	expect(wrote(west)).toEqual([
		'Your library wrote to East Harbor University Library: Please return in the packaging it came in.',
		'East Harbor University Library wrote: Is it on its way?',
	]);
	for (const line of [...east, ...west]) expect(line).toMatch(/ UTC: \S.*[.?!]$/);
	// The list also has what nobody wrote.
	expect(row.notifications.length).toBeGreaterThan(wrote(east).length);
});

test('a condition is told with its cost, also where the lender wrote nothing to it', async () => {
	sandbox.fates.set({
		supplier: 'US-COAST',
		instanceId: lentByWest,
		fate: { kind: 'conditional', condition: 'NoReproduction', cost: 12.5 },
	});
	const row = await sandbox.requests.create('east', {
		title: 'Thinking, fast and slow',
		patronIdentifier: 'P1001',
		systemInstanceIdentifier: lentByWest,
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
	});
	sandbox.requests.advance(row.id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
	const { east } = await stories(row.hrid ?? '');
	expect(east.at(-1)).toMatch(
		/ UTC: Coastal Research Library would send the item under conditions\. Reason: noreproduction\. Cost: 12\.50 USD\.$/,
	);
});
