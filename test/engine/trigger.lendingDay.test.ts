import type { IDataObject } from 'n8n-workflow';
import { logInAsEast, logInAsWest, newRequestBody, type Caller, type Json } from '../unit/sandbox/sandboxCalls';
import { TriggerTestBed } from './trigger/TriggerTestBed';
import { sandboxForEach } from '../unit/sandboxForTests';

/** All other libraries in the rota refuse, and then the library in the west is asked, whose staff this test plays. */
const lentByWest = { title: 'Thinking, fast and slow', systemInstanceIdentifier: '30000000-0000-4000-8000-000000000003' };
const lentByNorth = { title: 'Braiding sweetgrass', systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001' };
const day = 86_400_000;

const sandbox = sandboxForEach({ autoStaff: false });
let east: Caller;
let west: Caller;
beforeEach(async () => {
	east = await logInAsEast(sandbox);
	west = await logInAsWest(sandbox);
	for (const supplier of ['US-COAST', 'US-VALE'])
		sandbox.scenarios.set({ supplier, instanceId: lentByWest.systemInstanceIdentifier, scenario: { kind: 'unfilled', reason: 'InUse' } });
	sandbox.scenarios.set({ supplier: 'US-WEST', instanceId: lentByWest.systemInstanceIdentifier, scenario: { kind: 'silent' } });
});

async function borrowing(parameters: object = {}) {
	const bench = new TriggerTestBed(sandbox, { parameters: { events: ['anyStatusChange'], ...parameters } });
	await bench.activate();
	return bench;
}

async function lending(...lendingEvents: string[]) {
	const { tenant, username, password } = sandbox.libraries.west;
	const bench = new TriggerTestBed(sandbox, { parameters: { requestsFollowed: 'lending', lendingEvents }, username, password });
	bench.tenant = tenant;
	await bench.activate();
	return bench;
}

async function create(values: object = lentByNorth) {
	return String(((await east.post('/rs/patronrequests', newRequestBody({ ...values }))).json as Json).id);
}

/** Makes a request for which the library in the west has been asked, and returns its id there as well. */
async function askedOfWest() {
	const id = await create(lentByWest);
	sandbox.clock.advance(2 * day);
	const lent = sandbox.requests.all('west').find(({ isRequester }) => isRequester === false)?.id ?? '';
	expect(sandbox.requests.get(lent).state).toBe('RES_IDLE');
	return { id, lent };
}

const words = (items: IDataObject[]) => items.map(({ event }) => event);
const act = async (caller: Caller, id: string, action: string, params: Json = {}) =>
	expect((await caller.act(id, action, params)).status).toBe(200);

describe('events of a borrowing library', () => {
	it('the trigger of a borrowing library reports who was chosen to lend, and who declined and why, even if all of it happened between two polls', async () => {
		const bench = await borrowing({ events: ['supplierChosen', 'supplierDeclined', 'endOfRota'] });
		await create({ title: 'The name of the rose', systemInstanceIdentifier: '30000000-0000-4000-8000-000000000002' });
		sandbox.clock.advance(3 * day);
		const items = await bench.poll();
		expect(items.map(({ event, supplier, reason }) => [event, supplier, reason])).toEqual([
			['supplierChosen', 'Hilltop Institute Library', null],
			['supplierDeclined', 'Hilltop Institute Library', 'NotOnShelf'],
			['supplierChosen', 'Lakeside College Library', null],
			['supplierDeclined', 'Lakeside College Library', 'OnLoan'],
			['supplierChosen', 'South Bay State University Library', null],
			['supplierDeclined', 'South Bay State University Library', 'PolicyProblem'],
			['endOfRota', null, 'PolicyProblem'],
		]);
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(items.length);
	});

	it("the trigger of a borrowing library reports endOfRota without supplierDeclined if it rejects the conditions of a broker's last library", async () => {
		sandbox.settings.set('east', 'routing_adapter', 'disabled');
		sandbox.settings.set('east', 'default_request_symbol', 'RESHARE:US-EAST');
		const bench = await borrowing({ events: ['supplierDeclined', 'endOfRota'] });
		const id = await create();
		const row = sandbox.requests.get(id);
		sandbox.requests.advance(id, 'REQ_CONDITIONAL_ANSWER_RECEIVED');
		if (row.brokerRota !== undefined) row.brokerRota.next = row.brokerRota.entries.length;
		await act(east, id, 'requesterRejectConditions');
		sandbox.clock.advance(3 * day);
		expect(row.audit.map(({ from, to }) => `${from ?? ''} ${to}`)).toContain('REQ_CANCEL_PENDING REQ_UNFILLED');
		expect(words(await bench.poll())).toEqual(['endOfRota']);
	});

	it('the trigger of a borrowing library reports supplierDeclined for a copy that is refused while its conditions await an answer', async () => {
		const bench = await borrowing({ events: ['supplierDeclined', 'endOfRota'] });
		const id = await create({ ...lentByWest, serviceType: 'copy', pickupLocationSlug: 'EAST-MAIN' });
		sandbox.clock.advance(2 * day);
		const lent = sandbox.requests.all('west').find(({ isRequester }) => isRequester === false)?.id ?? '';
		await bench.poll();
		await act(west, lent, 'supplierConditionalSupply', { pickLocation: 'MAIN', loanCondition: 'LibraryUseOnly' });
		sandbox.clock.advance(60_000);
		await act(west, lent, 'supplierCannotSupply', { reason: 'NotOnShelf' });
		expect(sandbox.requests.get(id).state).toBe('REQ_CONDITIONAL_ANSWER_RECEIVED');
		expect((await bench.poll()).map(({ event, reason }) => [event, reason])).toEqual([['supplierDeclined', 'NotOnShelf']]);
	});

	it('the trigger of a borrowing library reports neither supplierChosen nor supplierDeclined for a refused cancellation or rejected conditions', async () => {
		const bench = await borrowing({ events: ['supplierChosen', 'supplierDeclined'] });
		const { id, lent } = await askedOfWest();
		await bench.poll();
		await act(east, id, 'requesterCancel');
		await act(west, lent, 'supplierRespondToCancel', { cancelResponse: 'no' });
		expect(sandbox.requests.get(id).state).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		await act(west, lent, 'supplierConditionalSupply', { pickLocation: 'MAIN', loanCondition: 'LibraryUseOnly', holdingState: 'yes' });
		await act(east, id, 'requesterRejectConditions');
		await act(west, lent, 'supplierRespondToCancel', { cancelResponse: 'yes' });
		sandbox.clock.advance(1000);
		expect(sandbox.requests.get(id).audit.map(({ to }) => to)).toContain('REQ_UNFILLED');
		expect(words(await bench.poll())).toEqual([]);
	});

	it('the trigger of a borrowing library reports the events of an item that arrives, is recalled, and is returned by the patron', async () => {
		const bench = await borrowing({ events: ['received', 'recalled', 'returnedByPatron', 'returnShipped'] });
		const [one, other] = [await create(), await create({ ...lentByNorth, patronIdentifier: 'P1002' })];
		sandbox.clock.advance(60_000);
		sandbox.requests.advance(one, 'REQ_SHIPPED_TO_SUPPLIER');
		sandbox.requests.advance(other, 'REQ_RECALLED');
		const items = await bench.poll();
		expect(words(items.filter(({ requestId }) => requestId === one))).toEqual(['received', 'returnedByPatron', 'returnShipped']);
		expect(words(items.filter(({ requestId }) => requestId === other))).toEqual(['received', 'recalled']);
	});

	it('the trigger of a borrowing library with SLNP reports the events of an item that arrives, is returned by the patron, or is lost', async () => {
		const bench = await borrowing({ events: ['received', 'lost', 'returnedByPatron'] });
		const [kept, lost] = [bench.request({ state: 'SLNP_REQ_SHIPPED' }), bench.request({ state: 'SLNP_REQ_SHIPPED' })];
		for (const { id } of [kept, lost]) await act(east, id, 'slnpRequesterReceived');
		await act(east, kept.id, 'patronReturnedItem');
		await act(east, lost.id, 'slnpMarkItemLost');
		const items = await bench.poll();
		expect(words(items.filter(({ requestId }) => requestId === kept.id))).toEqual(['received', 'returnedByPatron']);
		expect(items.filter(({ requestId }) => requestId === lost.id)).toMatchObject([
			{ event: 'received' },
			{ event: 'lost', isTerminal: true },
		]);
	});
});

describe('events of a lending library', () => {
	it('the trigger of a lending library reports the events of a new request, conditions agreed to, a late return and the item received back', async () => {
		const bench = await lending('newRequest', 'conditionsAnswered', 'overdue', 'receivedBack', 'complete');
		const { id, lent } = await askedOfWest();
		await act(west, lent, 'supplierConditionalSupply', { pickLocation: 'MAIN', loanCondition: 'LibraryUseOnly', holdingState: 'yes' });
		await act(east, id, 'requesterAgreeConditions');
		expect(sandbox.requests.get(lent).state).toBe('RES_NEW_AWAIT_PULL_SLIP');
		for (const action of ['supplierPrintPullSlip', 'supplierCheckInToReshare', 'supplierMarkShipped'])
			await act(west, lent, action, { itemBarcodes: [{ itemId: '39001' }] });
		sandbox.requests.advance(id, 'REQ_OVERDUE');
		sandbox.requests.advance(id, 'REQ_SHIPPED_TO_SUPPLIER');
		await act(west, lent, 'supplierCheckOutOfReshare');
		const items = await bench.poll();
		expect(items.map(({ requestId }) => requestId)).toEqual(items.map(() => lent));
		expect(words(items)).toEqual(['newRequest', 'conditionsAnswered', 'overdue', 'receivedBack']);
		expect(items[1]).toMatchObject({
			status: { code: 'RES_NEW_AWAIT_PULL_SLIP' },
			previousStatus: { code: 'RES_PENDING_CONDITIONAL_ANSWER' },
		});
	});

	it.each(['RES_IDLE', 'RES_ITEM_SHIPPED'])(
		'the trigger of a lending library reports complete and not receivedBack if staff close a request in %s as complete',
		async (state) => {
			const bench = await lending('complete', 'receivedBack');
			const { lent } = await askedOfWest();
			if (state !== 'RES_IDLE') sandbox.requests.move(lent, state);
			await act(west, lent, 'manualClose', { terminalState: 'RES_COMPLETE' });
			expect(await bench.poll()).toMatchObject([{ event: 'complete', reason: 'Manually closed' }]);
		},
	);
});
