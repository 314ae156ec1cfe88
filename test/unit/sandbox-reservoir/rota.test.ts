import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { clusterId } from '../../../sandbox/reservoir';
import { asEast, call, requestOf, rotaOf } from '../sandbox/harness';
import type { Caller, Json } from '../sandbox/harness';

/** Whom mod-rs asks if its shared index is Reservoir. */

let sandbox: Sandbox;
let east: Caller;
beforeEach(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 1000, sharedIndex: 'reservoir' });
	sandbox.clock.hold();
	east = await asEast(sandbox);
});
afterEach(() => sandbox.close());

const request = (systemInstanceIdentifier: string) => requestOf(east, systemInstanceIdentifier);

it('those with a lendable copy, in the order of the record', async () => {
	const row = await request(clusterId(3));
	expect(rotaOf(row)).toEqual(['ISIL:US-COAST', 'ISIL:US-VALE', 'ISIL:US-WEST']);
	expect((row.rota as Json[])[0]).toMatchObject({ instanceIdentifier: 'coast-000003' });
	expect(row).toMatchObject({ state: { code: 'REQ_REQUEST_SENT_TO_SUPPLIER' }, resolvedSupplier: { symbol: 'US-COAST' } });
});

it('the own library first, and it is not left out', async () => {
	expect(rotaOf(await request(clusterId(1)))).toEqual(['ISIL:US-EAST', 'ISIL:US-NORTH', 'ISIL:US-RIVER', 'ISIL:US-SOUTH', 'ISIL:US-WEST']);
	// Also found in the own library by the title's cluster.
	expect(await request(clusterId(17))).toMatchObject({ state: { code: 'REQ_LOCAL_REVIEW' } });
});

it('all copies count: the eleventh, and one after another that stays', async () => {
	expect(rotaOf(await request(clusterId(60)))).toEqual(['ISIL:US-MOOR']);
	expect(rotaOf(await request(clusterId(63)))).toEqual(['ISIL:US-EAST', 'ISIL:US-NORTH']);
});

it('a copy without a policy is lent; one without number or authority is not seen', async () => {
	expect(rotaOf(await request(clusterId(51)))).toEqual(['ISIL:US-RIVER', 'ISIL:US-SOUTH']);
	expect(rotaOf(await request(clusterId(47)))).toEqual([]);
	expect(rotaOf(await request(clusterId(48)))).toEqual(['ISIL:US-LAKE']);
	expect(rotaOf(await request(clusterId(49)))).toEqual([]);
});

it('nobody for a cluster that is gone, or for an id of the other inventory', async () => {
	sandbox.reservoir.clusters.dissolve(clusterId(4), 0);
	for (const id of [clusterId(4), '30000000-0000-4000-8000-000000000003', clusterId(91)])
		expect(await request(id)).toMatchObject({ state: { code: 'REQ_END_OF_ROTA' } });
});

it('keeps the XML of the record with the request', async () => {
	const row = await request(clusterId(3));
	expect(String(row.bibRecord)).toMatch(/^<\?xml [\s\S]*<OAI-PMH [\s\S]*Thinking, fast and slow/u);
	expect(row).not.toHaveProperty('oclcNumber');
});

it("leads to the lender's desk and a loan with its call number", async () => {
	sandbox.fates.set({ supplier: 'US-COAST', fate: { kind: 'unfilled', reason: 'OnLoan' } });
	const id = String((await request(clusterId(3))).id);
	sandbox.requests.advance(id, 'REQ_SHIPPED');
	expect((await east.item(id)).volumes).toMatchObject([{ callNumber: 'BF441 .K238 2011' }]);
	expect(sandbox.requests.all('west').filter(({ isRequester }) => !isRequester).length).toBeLessThanOrEqual(1);
});

it('is a setting of the library', async () => {
	const settings = async () => ((await east.get('/rs/settings/appSettings?filters=section==sharedIndex')).json as Json[]).length;
	expect(await settings()).toBe(0);
	await call(`${sandbox.controlUrl}/settings`, {
		method: 'POST',
		body: JSON.stringify({ tenant: 'east', key: 'shared_index_integration' }),
	});
	expect(rotaOf(await request('30000000-0000-4000-8000-000000000003'))).toEqual(['ISIL:US-COAST', 'ISIL:US-VALE', 'RESHARE:US-WEST']);
});
