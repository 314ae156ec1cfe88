import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { asEast, asWest, day, stateOf, transitions, wish } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
let west: Caller;
/** The stranger: not used here; Thinking, fast and slow is lent by COAST, VALE and WEST. */
const lentByWest = '30000000-0000-4000-8000-000000000003';

beforeEach(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 1000 });
	sandbox.clock.hold();
	east = await asEast(sandbox);
	west = await asWest(sandbox);
	for (const supplier of ['US-COAST', 'US-VALE'])
		sandbox.fates.set({ supplier, instanceId: lentByWest, fate: { kind: 'unfilled', reason: 'InUse' } });
});
afterEach(() => sandbox.close());

async function create(values: Json = {}): Promise<string> {
	const body = wish({
		systemInstanceIdentifier: lentByWest,
		title: 'Thinking, fast and slow',
		patronReference: 'PR-1',
		requestIdentifiers: [{ identifierType: 'ILLIAD', identifier: 'RI-1' }],
		...values,
	});
	return String(((await east.post('/rs/patronrequests', body)).json as Json).id);
}
async function lendingRow(caller: Caller): Promise<Json> {
	const rows = (
		await caller.list([
			['filters', 'isRequester==false'],
			['fullRecord', 'true'],
		])
	).json as Json[];
	expect(rows).toHaveLength(1);
	return rows[0] as Json;
}

it('left to the staff of one library, comes to it and waits there', async () => {
	sandbox.fates.leaveTo('US-WEST');
	const id = await create();
	sandbox.clock.advance(30 * day);
	expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
	expect(await lendingRow(west)).toMatchObject({ state: { code: 'RES_IDLE' } });
});

describe('a request to a library whose mod-rs is here', () => {
	it('makes a row there, with the same human-readable id and without the request identifiers', async () => {
		const id = await create();
		sandbox.clock.advance(13 * 3_600_000);
		expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		const row = await lendingRow(west);
		expect(row).toMatchObject({
			isRequester: false,
			hrid: 'EAST-1001',
			state: { code: 'RES_IDLE' },
			patronReference: 'PR-1',
			requestIdentifiers: [],
			resolvedRequester: { symbol: 'US-EAST' },
		});
		const audit = row.audit as Json[];
		expect(audit).toHaveLength(2);
		expect(audit.at(-1)).not.toHaveProperty('fromStatus');
		expect(transitions(row)).toEqual([]);
	});

	it('tells the lender who the patron is, unless the library has that suppressed', async () => {
		const patron = ['patronIdentifier', 'patronSurname', 'patronGivenName', 'patronType', 'patronEmail'];
		const told = async () => {
			await create();
			sandbox.clock.advance(13 * 3_600_000);
			return await lendingRow(west);
		};
		const row = await told();
		expect(row).toMatchObject({
			patronIdentifier: 'P1001',
			patronSurname: 'Lindqvist',
			patronGivenName: 'Amara',
			patronType: 'faculty',
			patronReference: 'PR-1',
		});
		expect(row).not.toHaveProperty('patronEmail');
		sandbox.requests.clear();
		sandbox.settings.set('east', 'suppress_patron_info', 'yes');
		const quiet = await told();
		expect(quiet).toMatchObject({ patronReference: 'PR-1', title: 'Thinking, fast and slow' });
		expect(Object.keys(quiet).filter((name) => patron.includes(name))).toEqual([]);
	});

	it('is closed by hand to states of its own side only, and tells the borrower either way', async () => {
		const id = await create();
		sandbox.clock.advance(13 * 3_600_000);
		const lending = await lendingRow(west);
		const before = stateOf(lending);
		const close = async (terminalState: string) => await west.act(String(lending.id), 'manualClose', { terminalState });
		expect(await close('REQ_CANCELLED')).toMatchObject({ status: 200, json: { status: true } });
		expect(stateOf(await west.item(String(lending.id)))).toBe(before);
		const told = JSON.stringify((await east.item(id)).notifications);
		expect(told).toContain('The responder has manually closed this request.');
		expect(await close('RES_COMPLETE')).toMatchObject({ status: 200, json: { status: true } });
		expect(stateOf(await west.item(String(lending.id)))).toBe('RES_COMPLETE');
	});

	it('keeps both sides in step to the end', async () => {
		const id = await create();
		sandbox.clock.advance(60 * day);
		expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_COMPLETE');
		expect(transitions(await lendingRow(west))).toEqual([
			'RES_IDLE>RES_NEW_AWAIT_PULL_SLIP',
			'RES_NEW_AWAIT_PULL_SLIP>RES_AWAIT_PICKING',
			'RES_AWAIT_PICKING>RES_AWAIT_SHIP',
			'RES_AWAIT_SHIP>RES_ITEM_SHIPPED',
			'RES_ITEM_SHIPPED>RES_ITEM_RETURNED',
			'RES_ITEM_RETURNED>RES_COMPLETE',
		]);
	});

	it('follows what the lending staff do', async () => {
		sandbox.fates.set({ supplier: 'US-WEST', instanceId: lentByWest, fate: { kind: 'silent' } });
		const id = await create();
		sandbox.clock.advance(2 * day);
		const lending = String((await lendingRow(west)).id);
		expect((await west.get(`/rs/patronrequests/${lending}/validActions`)).json).toMatchObject({
			actions: expect.arrayContaining(['respondYes', 'supplierCannotSupply', 'localNote']) as unknown,
		});
		for (const [action, params] of [
			['respondYes', { pickLocation: 'MAIN', callnumber: 'BF 441' }],
			['supplierPrintPullSlip', {}],
			['supplierCheckInToReshare', { itemBarcodes: [{ itemId: '39001' }] }],
			['supplierMarkShipped', {}],
		] as const) {
			expect([action, (await west.act(lending, action, params)).status]).toEqual([action, 200]);
		}
		expect(await east.item(id)).toMatchObject({
			state: { code: 'REQ_SHIPPED' },
			selectedItemBarcode: '39001',
			volumes: [{ itemId: '39001', temporaryItemBarcode: 'EAST-1001' }],
		});
		expect(await west.item(lending)).toMatchObject({
			state: { code: 'RES_ITEM_SHIPPED' },
			localCallNumber: 'BF 441',
			selectedItemBarcode: '39001',
		});
		expect((await west.act(lending, 'respondYes')).status).toBe(400);
	});

	const silent = async () => {
		sandbox.fates.set({ supplier: 'US-WEST', instanceId: lentByWest, fate: { kind: 'silent' } });
		const id = await create();
		sandbox.clock.advance(2 * day);
		return { id, lending: String((await lendingRow(west)).id) };
	};

	it('a promise names the place to fetch the item from', async () => {
		const { lending } = await silent();
		expect(await west.act(lending, 'respondYes', {})).toMatchObject({
			status: 400,
			json: { code: -1, message: 'No pick location specified. Unable to continue' },
		});
		expect(await west.act(lending, 'supplierConditionalSupply', { pickLocation: '', loanCondition: 'Other' })).toMatchObject({
			status: 400,
			json: { code: -2 },
		});
		expect(stateOf(await west.item(lending))).toBe('RES_IDLE');
		expect((await west.get('/rs/hostLMSLocations')).json).toMatchObject(
			expect.arrayContaining([expect.objectContaining({ code: 'MAIN', name: 'Main Library' })]) as Json,
		);
	});

	it('what is sent has barcodes that the library system checks out', async () => {
		const { lending } = await silent();
		await west.act(lending, 'respondYes', { pickLocation: 'MAIN' });
		await west.act(lending, 'supplierPrintPullSlip', {});
		const ship = async (params: Json) => await west.act(lending, 'supplierCheckInToReshareAndSupplierMarkShipped', params);
		expect(await ship({})).toMatchObject({ status: 400, json: { code: -3, message: 'NCIP CheckoutItem call failed.' } });
		sandbox.behaviour.hostLmsFails = true;
		expect(await ship({ itemBarcodes: [{ itemId: '39001' }] })).toMatchObject({ status: 500, json: {} });
		expect(stateOf(await west.item(lending))).toBe('RES_AWAIT_PICKING');
		sandbox.behaviour.hostLmsFails = false;
		expect((await ship({ itemBarcodes: [{ itemId: '39001' }, { itemId: '39002' }] })).status).toBe(200);
		expect(await west.item(lending)).toMatchObject({
			state: { code: 'RES_ITEM_SHIPPED' },
			volumes: [{ itemId: '39001' }, { itemId: '39002' }],
		});
	});

	it('a condition that does not hold the request up is one that the borrower must answer all the same; its cost is text', async () => {
		const { id, lending } = await silent();
		const answer = { pickLocation: 'MAIN', loanCondition: 'LibraryUseOnly', costCurrency: 'USD' };
		expect(await west.act(lending, 'supplierConditionalSupply', { ...answer, cost: 5 })).toMatchObject({
			status: 400,
			json: { message: expect.stringMatching(/^System error/) as string },
		});
		expect((await west.act(lending, 'supplierConditionalSupply', { ...answer, cost: '5' })).status).toBe(200);
		expect(stateOf(await west.item(lending))).toBe('RES_NEW_AWAIT_PULL_SLIP');
		expect(await east.item(id)).toMatchObject({
			state: { code: 'REQ_CONDITIONAL_ANSWER_RECEIVED' },
			notifications: expect.arrayContaining([
				expect.objectContaining({ messageContent: '#ReShareSupplierConditionsAssumedAgreed#' }),
			]) as Json,
		});
		await west.act(lending, 'supplierAddCondition', { loanCondition: 'Other', note: 'Insured', holdingState: 'yes' });
		expect(await west.item(lending)).toMatchObject({
			state: { code: 'RES_PENDING_CONDITIONAL_ANSWER' },
			conditions: [{ accepted: false, cost: 5 }, { accepted: false }],
		});
		expect(await east.item(id)).toMatchObject({
			state: { code: 'REQ_CONDITIONAL_ANSWER_RECEIVED' },
			conditions: [
				{ code: 'libraryuseonly', accepted: false },
				{ code: 'other', accepted: false },
			],
		});
		await west.act(lending, 'supplierMarkConditionsAgreed', {});
		expect(stateOf(await west.item(lending))).toBe('RES_NEW_AWAIT_PULL_SLIP');
	});

	it('nothing is taken back, and no cancellation agreed to, while the library system refuses', async () => {
		const { id, lending } = await silent();
		await east.act(id, 'requesterCancel', {});
		sandbox.behaviour.hostLmsFails = true;
		expect(await west.act(lending, 'supplierRespondToCancel', { cancelResponse: 'yes' })).toMatchObject({
			status: 400,
			json: { code: -3, status: false },
		});
		const back = sandbox.requests.add('west', { isRequester: false, state: 'RES_ITEM_RETURNED' });
		expect(await west.act(back.id, 'supplierCheckOutOfReshare', {})).toMatchObject({
			status: 400,
			json: { code: -3, message: 'NCIP CheckinItem call failed' },
		});
		sandbox.behaviour.hostLmsFails = false;
		expect((await west.act(back.id, 'supplierCheckOutOfReshare', {})).status).toBe(200);
		expect([stateOf(await west.item(lending)), back.state]).toEqual(['RES_CANCEL_REQUEST_RECEIVED', 'RES_COMPLETE']);
	});

	it('a refusal by the staff sends the request on', async () => {
		sandbox.fates.set({ supplier: 'US-WEST', instanceId: lentByWest, fate: { kind: 'silent' } });
		const id = await create();
		sandbox.clock.advance(2 * day);
		const lending = String((await lendingRow(west)).id);
		await west.act(lending, 'supplierCannotSupply', { reason: 'notheld' });
		sandbox.clock.advance(1000);
		expect(stateOf(await east.item(id))).toBe('REQ_END_OF_ROTA');
		expect(stateOf(await west.item(lending))).toBe('RES_UNFILLED');
	});

	it('a cancellation arrives there, and can be refused', async () => {
		sandbox.fates.set({ supplier: 'US-WEST', instanceId: lentByWest, fate: { kind: 'silent' } });
		const id = await create();
		sandbox.clock.advance(2 * day);
		await east.act(id, 'requesterCancel', {});
		const lending = await lendingRow(west);
		expect(stateOf(lending)).toBe('RES_CANCEL_REQUEST_RECEIVED');
		await west.act(String(lending.id), 'supplierRespondToCancel', { cancelResponse: 'no' });
		expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_SENT_TO_SUPPLIER');
		expect(stateOf(await west.item(String(lending.id)))).toBe('RES_IDLE');
	});

	it('a condition comes with a message that only machines read, and another one marks what is added later', async () => {
		sandbox.fates.set({ supplier: 'US-WEST', instanceId: lentByWest, fate: { kind: 'silent' } });
		const id = await create();
		sandbox.clock.advance(2 * day);
		const lending = String((await lendingRow(west)).id);
		await west.act(lending, 'supplierConditionalSupply', {
			pickLocation: 'MAIN',
			loanCondition: 'LibraryUseOnly',
			note: 'In the reading room',
			holdingState: 'yes',
		});
		expect(stateOf(await east.item(id))).toBe('REQ_CONDITIONAL_ANSWER_RECEIVED');
		const words = async (): Promise<unknown[]> =>
			((await east.item(id)).notifications as Json[])
				.slice(2)
				.map(({ attachedAction, messageContent, isSender }) => [attachedAction, messageContent, isSender]);
		expect(await words()).toEqual([
			['RequestResponse', 'In the reading room', false],
			['Notification', '#ReShareSupplierAwaitingConditionConfirmation#', false],
		]);
		await east.act(id, 'requesterAgreeConditions', {});
		expect((await words()).at(-1)).toEqual(['Notification', '#ReShareLoanConditionAgreeResponse#', true]);
		await west.act(lending, 'supplierAddCondition', { loanCondition: 'NoReproduction', note: 'No photographs', holdingState: 'yes' });
		expect((await words()).slice(3)).toEqual([
			['Notification', '#ReShareAddLoanCondition# No photographs', false],
			['Notification', '#ReShareSupplierAwaitingConditionConfirmation#', false],
		]);
		expect((await east.item(id)).conditions).toMatchObject([
			{ code: 'libraryuseonly', note: 'In the reading room' },
			{ code: 'noreproduction', note: '#ReShareAddLoanCondition# No photographs' },
		]);
		expect(((await west.item(lending)).notifications as Json[]).map(({ messageContent, isSender }) => [messageContent, isSender])).toEqual([
			['In the reading room', true],
			['#ReShareSupplierAwaitingConditionConfirmation#', true],
			['#ReShareAddLoanCondition# No photographs', true],
			['#ReShareSupplierAwaitingConditionConfirmation#', true],
		]);
	});

	it.each([
		[
			true,
			[
				['RequestResponse', 'WillSupply'],
				['StatusChange', 'Loaned'],
				['StatusChange', 'LoanCompleted'],
			],
		],
		[false, [['StatusChange', 'Loaned']]],
	])('every message sent is noted there, since September 2025 also without text: %s', async (everyMessageNoted, expected) => {
		sandbox.behaviour.everyMessageNoted = everyMessageNoted;
		await create();
		sandbox.clock.advance(60 * day);
		const sent = ((await lendingRow(west)).notifications as Json[]).filter(({ isSender }) => isSender === true);
		expect(sent.map(({ attachedAction, actionStatus }) => [attachedAction, actionStatus])).toEqual(expected);
	});

	it('a message arrives there unread', async () => {
		const id = await create();
		sandbox.clock.advance(13 * 3_600_000);
		await east.act(id, 'message', { note: 'Please hurry' });
		expect(await lendingRow(west)).toMatchObject({
			unreadMessageCount: 1,
			notifications: [{ messageContent: 'Please hurry', isSender: false }],
		});
	});
});

it('a tenant that is both sides has two rows with one human-readable id', async () => {
	// A library that has not set its own symbols asks itself first.
	sandbox.settings.set('east', 'local_symbols', undefined);
	sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'unfilled', reason: 'InUse' } });
	sandbox.fates.set({ supplier: 'US-WEST', fate: { kind: 'unfilled', reason: 'InUse' } });
	sandbox.fates.set({ supplier: 'US-SOUTH', fate: { kind: 'unfilled', reason: 'InUse' } });
	sandbox.fates.set({ supplier: 'US-RIVER', fate: { kind: 'unfilled', reason: 'InUse' } });
	await create({ systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001', title: 'Braiding sweetgrass' });
	sandbox.clock.advance(2 * day);
	const rows = (
		await east.list([
			['filters', 'hrid==EAST-1001'],
			['sort', 'isRequester;desc'],
		])
	).json as Json[];
	expect(rows.map(({ isRequester }) => isRequester)).toEqual([true, false]);
	expect(await east.titles('requestIdentifiers.identifier==RI-1')).toHaveLength(1);
	expect(await east.titles('patronReference==PR-1')).toHaveLength(2);
});
