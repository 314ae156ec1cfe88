import { startSandbox, type Sandbox } from '../../sandbox';
import { changedTo, itemsOf, TriggerBench } from './trigger/bench';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
	sandbox.log.clear();
});

describe('the status trigger against the practice consortium', () => {
	it('begins with what happens after the activation, and tells each change once', async () => {
		const bench = new TriggerBench(sandbox);
		const row = bench.request();
		sandbox.requests.move(row.id, 'REQ_VALIDATED');
		expect(await bench.activate()).toEqual([]);
		sandbox.requests.move(row.id, 'REQ_SUPPLIER_IDENTIFIED');
		sandbox.requests.move(row.id, 'REQ_REQUEST_SENT_TO_SUPPLIER');
		expect((await bench.poll()).map(changedTo)).toEqual(['REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER']);
		expect(await bench.poll()).toEqual([]);
		sandbox.requests.move(row.id, 'REQ_EXPECTS_TO_SUPPLY');
		const [item] = await bench.poll();
		expect(item).toMatchObject({ event: 'expectsToSupply', status: { code: 'REQ_EXPECTS_TO_SUPPLY', label: 'Expects to supply' }, isStillCurrent: true, isTest: false });
		expect(itemsOf(await bench.pollRaw())).toEqual([]);
	});
});
