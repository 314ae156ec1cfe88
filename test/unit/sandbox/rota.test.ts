import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { asEast, call, requestOf, rotaOf } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
/** Thinking, fast and slow: lent by US-COAST, US-VALE and US-WEST. */
const lent = '30000000-0000-4000-8000-000000000003';

beforeEach(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 1000 });
	sandbox.clock.hold();
	east = await asEast(sandbox);
});
afterEach(() => sandbox.close());

const request = (systemInstanceIdentifier: string) => requestOf(east, systemInstanceIdentifier);
const control = async (path: string, body: Json) => await call(sandbox.controlUrl + path, { method: 'POST', body: JSON.stringify(body) });

describe('libraries that the directory calls not lending', () => {
	it('are not asked; those that lend physical items are, those that lend electronically only are not', async () => {
		await control('/directory', { symbol: 'US-COAST', loanPolicy: 'not_lending' });
		await control('/directory', { symbol: 'US-VALE', loanPolicy: 'lending_physical_only' });
		expect(rotaOf(await request(lent))).toEqual(['ISIL:US-VALE', 'RESHARE:US-WEST']);
		await control('/directory', { symbol: 'US-VALE', loanPolicy: 'lending_electronic_only' });
		await control('/directory', { symbol: 'US-COAST' });
		expect(rotaOf(await request(lent))).toEqual(['ISIL:US-COAST', 'RESHARE:US-WEST']);
	});

	it('say so in their entries', async () => {
		const entry = async (slug: string) => ((await east.get(`/directory/entry?filters=slug==${slug}`)).json as Json[])[0];
		expect(await entry('CAVE')).toMatchObject({ customProperties: { 'policy.ill.loan_policy': [{ value: { value: 'not_lending' } }] } });
		expect(await entry('LAKE')).toMatchObject({ customProperties: {} });
	});

	it('are named by the control interface where it does not know them', async () => {
		expect(await control('/directory', { symbol: 'US-NOBODY', loanPolicy: 'not_lending' })).toMatchObject({
			status: 400,
			json: { message: 'No library has the symbol US-NOBODY' },
		});
		expect((await control('/directory', { symbol: 'US-LAKE', loanPolicy: 'sometimes' })).status).toBe(400);
	});
});

describe('lenders of last resort', () => {
	beforeEach(() => sandbox.settings.set('east', 'last_resort_lenders', 'ISIL:US-NOBODY, ISIL:US-LAKE'));

	it('come after those that hold the title, also where the directory calls them not lending', async () => {
		sandbox.directory.setLoanPolicy('US-LAKE', 'not_lending');
		expect(rotaOf(await request(lent)).slice(-3)).toEqual(['RESHARE:US-WEST', 'ISIL:US-NOBODY', 'ISIL:US-LAKE']);
	});

	it('are asked for a title that nobody holds; one that the directory does not know is passed over', async () => {
		const row = await request('99999999-0000-4000-8000-000000000001');
		expect(row).toMatchObject({ state: { code: 'REQ_REQUEST_SENT_TO_SUPPLIER' }, resolvedSupplier: { symbol: 'US-LAKE' } });
		expect((row.rota as Json[]).map(({ note }) => note)).toContain('Send not attempted: Unable to resolve symbol for : ISIL:US-NOBODY');
	});

	it('are not asked by a broker', async () => {
		sandbox.settings.set('east', 'routing_adapter', 'disabled');
		await request('99999999-0000-4000-8000-000000000001');
		expect(sandbox.requests.all('east')[0]?.brokerRota?.entries).toEqual([]);
	});
});
