import { startSandbox, type Sandbox } from '../../../sandbox';
import { refusedByAllLenders } from '../../../sandbox/inventory/demoRecords';
import { buildInstanceId } from '../../../sandbox/inventory/recordIds';
import { until } from '../heldTimers';
import { act, body, lentBook, located, one, play, requests, type Play } from './crossLinkHarness';
import { asEast, asWest, day, hour, requestOf, rotaOf, stateOf, transitions, wish, type Caller, type Json } from './harness';

/**
 * Tests what happens to requests in the course of time. No recording shows it; it follows from the sources of the services, and the
 * client's tests depend on it: openlibraryenvironment/mod-rs (Actions, EventHandlers) and indexdata/crosslink (broker/patron_request,
 * broker/service).
 */

describe('a request in the practice mod-rs', () => {
	let sandbox: Sandbox;
	let east: Caller;
	beforeEach(async () => {
		sandbox = await startSandbox({ verdictDelayMs: 1000, autoStaff: false });
		sandbox.clock.hold();
		east = await asEast(sandbox);
	});
	afterEach(() => sandbox.close());

	const create = async (values: Json = {}): Promise<string> =>
		String(((await east.post('/rs/patronrequests', wish(values))).json as Json).id);

	it.each<[string, Json, string]>([
		['without a symbol', { requestingInstitutionSymbol: undefined }, 'REQ_ERROR'],
		['of an unknown patron', { patronIdentifier: 'P0000' }, 'REQ_INVALID_PATRON'],
		['of a blocked patron', { patronIdentifier: 'P9001' }, 'REQ_INVALID_PATRON'],
		['without a record', { systemInstanceIdentifier: undefined }, 'REQ_BLANK_FORM_REVIEW'],
		['that is in order', {}, 'REQ_VALIDATED'],
	])('a new mod-rs request %s gets its state and number only after the checks', async (_what, values, state) => {
		const id = await create(values);
		expect([stateOf(await east.item(id)), (await east.item(id)).hrid]).toEqual(['REQ_IDLE', undefined]);
		sandbox.clock.advance(1000);
		expect([stateOf(await east.item(id)), (await east.item(id)).hrid]).toEqual([state, 'EAST-1001']);
	});

	it('the practice mod-rs makes a second request for one reference, and flags requests over the limit and duplicates if set', async () => {
		sandbox.settings.set('east', 'max_requests', '2');
		const ids = [await create(), await create(), await create()];
		sandbox.clock.advance(1000);
		const states = await Promise.all(ids.map(async (id) => stateOf(await east.item(id))));
		expect(states.sort()).toEqual(['REQ_OVER_LIMIT', 'REQ_VALIDATED', 'REQ_VALIDATED']);
		sandbox.settings.set('east', 'max_requests', '0');
		sandbox.settings.set('east', 'check_duplicate_time', '24');
		const again = await create();
		sandbox.clock.advance(1000);
		expect(stateOf(await east.item(again))).toBe('REQ_DUPLICATE_REVIEW');
	});

	it('the practice mod-rs ignores a posted id and state, and cuts a long title', async () => {
		const id = await create({
			id: '11111111-1111-4111-8111-111111111111',
			state: 'REQ_SHIPPED',
			title: 'x'.repeat(300),
			patronNote: ' n ',
		});
		expect(id).not.toBe('11111111-1111-4111-8111-111111111111');
		const row = await east.item(id);
		expect([stateOf(row), String(row.title).length, row.patronNote]).toEqual(['REQ_IDLE', 255, 'n']);
	});

	it('the practice mod-rs asks the lenders whose first holding among ten is lendable, as the Directory allows', async () => {
		const rota = async (number: number) => rotaOf(await requestOf(east, buildInstanceId(number)));
		// In these records, the only lendable holding is the eleventh; the second holding of a library is the lendable one; part 1 of the
		// code is in lower case.
		expect([await rota(60), await rota(63), await rota(48)]).toEqual([[], ['RESHARE:US-EAST'], ['ISIL:US-LAKE']]);
		expect(await rota(3)).toEqual(['ISIL:US-COAST', 'ISIL:US-VALE', 'RESHARE:US-WEST']);
		sandbox.directory.setLoanPolicy('US-COAST', 'not_lending');
		expect(await rota(3)).toEqual(['ISIL:US-VALE', 'RESHARE:US-WEST']);
	});

	it("the practice mod-rs records a refused action in the history, which changes the request's time of change", async () => {
		const id = await create();
		sandbox.requests.advance(id, 'REQ_SHIPPED');
		const before = await east.item(id);
		sandbox.clock.advance(5000);
		expect((await east.act(id, 'requesterCancel', {})).status).toBe(400);
		const after = await east.item(id);
		expect(Number(after.lastAuditNo)).toBe(Number(before.lastAuditNo) + 1);
		expect(Date.parse(String(after.lastUpdated))).toBeGreaterThan(Date.parse(String(before.lastUpdated)));
		expect(transitions(after)).toEqual(transitions(before));
	});

	it('a mod-rs request waits for the supplier after a cancel, and goes on if the supplier refuses to cancel', async () => {
		sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'refusesCancel' } });
		const id = await create();
		sandbox.requests.advance(id, 'REQ_EXPECTS_TO_SUPPLY');
		await east.act(id, 'requesterCancel', {});
		expect(stateOf(await east.item(id))).toBe('REQ_CANCEL_PENDING');
		sandbox.clock.advance(5 * hour);
		expect(stateOf(await east.item(id))).toBe('REQ_EXPECTS_TO_SUPPLY');
	});

	it('a mod-rs request arrives at the lender with its number, and without the request identifiers', async () => {
		sandbox.fates.leaveTo('US-WEST');
		await create({ systemInstanceIdentifier: buildInstanceId(3), requestIdentifiers: [{ identifierType: 'ILLIAD', identifier: 'RI-1' }] });
		sandbox.clock.advance(30 * day);
		const rows = await (
			await asWest(sandbox)
		).list([
			['filters', 'isRequester==false'],
			['fullRecord', 'true'],
		]);
		expect(rows.json).toMatchObject([{ hrid: 'EAST-1001', state: { code: 'RES_IDLE' }, requestIdentifiers: [] }]);
	});

	it('a mod-rs request over a broker shows a refusal as a notification, and the end of rota as a change of state', async () => {
		sandbox.settings.set('east', 'routing_adapter', 'disabled');
		sandbox.settings.set('east', 'default_peer_symbol', 'ISIL:BROKER');
		const id = await create({ systemInstanceIdentifier: refusedByAllLenders.instanceId });
		sandbox.clock.advance(3 * day);
		const row = await east.item(id);
		expect(transitions(row).slice(2)).toEqual([
			'REQ_SUPPLIER_IDENTIFIED>REQ_REQUEST_SENT_TO_SUPPLIER',
			'REQ_REQUEST_SENT_TO_SUPPLIER>REQ_UNFILLED',
			'REQ_UNFILLED>REQ_END_OF_ROTA',
		]);
		expect(
			(row.notifications as Json[]).map(({ attachedAction, actionStatus }) => `${String(attachedAction)} ${String(actionStatus)}`),
		).toEqual(Array.from({ length: 3 }, () => 'Notification Unfilled'));
	});
});

describe('a request in the practice CrossLink', () => {
	let stage: Play;
	afterEach(() => stage.sandbox.close());

	/** Returns what the borrower's events say about messages: sender, reason, status, and what was not accepted. */
	async function heard(id: string): Promise<string[]> {
		const { items } = (await stage.east.get(`${requests}/${id}/events`)).json as { items: Json[] };
		return items.flatMap(({ eventStatus, eventData }) => {
			const message = (eventData as { incomingMessage?: { supplyingAgencyMessage: Record<string, Json> } }).incomingMessage
				?.supplyingAgencyMessage;
			if (message === undefined) return [];
			const from = String((message.header?.supplyingAgencyId as Json).agencyIdValue);
			const said = `${from} ${String(message.messageInfo?.reasonForMessage)} ${String(message.statusInfo?.status)}`;
			return eventStatus === 'SUCCESS' ? said : `${said} ${String(eventStatus)}`;
		});
	}

	async function sent(id: string): Promise<void> {
		await stage.east.post(requests, body(id, lentBook));
		await located(stage.sandbox, id);
	}

	it('a CrossLink request of model 3.0.0 records a refusal as a note, and does not show the next supplier', async () => {
		stage = await play();
		for (const supplier of ['US-NORTH', 'US-WEST', 'US-SOUTH', 'US-RIVER'])
			stage.sandbox.fates.set({ supplier, fate: { kind: 'unfilled', reason: 'OnLoan' } });
		await sent('refused');
		stage.sandbox.clock.advance(10 * day);
		const messages = await heard('refused');
		expect(messages.slice(0, 3)).toEqual([
			'US-NORTH RequestResponse ExpectToSupply',
			'US-NORTH Notification Unfilled',
			'US-WEST StatusChange ExpectToSupply PROBLEM',
		]);
		expect(messages.at(-1)).toBe('BROKER StatusChange Unfilled');
		expect(await one(stage.east, 'refused')).toMatchObject({ state: 'UNFILLED', supplierSymbol: 'ISIL:BROKER', terminalState: true });
	});

	it('a CrossLink request of model 3.0.0 stays CANCEL_PENDING after a granted cancel, and one of 3.7.0 is CANCELLED', async () => {
		for (const [crosslinkModel, state] of [
			['3.0.0', 'CANCEL_PENDING'],
			['3.7.0', 'CANCELLED'],
		] as const) {
			await stage?.sandbox.close();
			stage = await play({ crosslinkModel });
			await sent('cancel');
			stage.sandbox.clock.advance(day / 3);
			expect(await act(stage.east, 'cancel', 'cancel-request')).toMatchObject({ toState: 'CANCEL_PENDING' });
			stage.sandbox.clock.advance(day);
			expect((await one(stage.east, 'cancel')).state).toBe(state);
		}
	});

	it('a CrossLink request refuses a second action during the first, and stays NEW if the caller hangs up before the checks', async () => {
		stage = await play({ crosslinkDiesAt: 'update-metadata' });
		expect((await stage.east.post(requests, body('dead'))).status).toBe(500);
		const refused = { outcome: 'failure', message: 'another invoke-action task in progress' };
		expect(await act(stage.east, 'dead', 'close-request')).toMatchObject(refused);
		stage.sandbox.behaviour.crosslinkDiesAt = '';
		stage.sandbox.behaviour.hostLmsTakesMs = 60;
		stage.sandbox.faults.add({ kind: 'slowCommit', ms: 30, answer: 'reset', method: 'POST', path: '^/broker/patron_requests$' });
		await expect(stage.east.post(requests, body('left'))).rejects.toThrow();
		await until(async () => (await one(stage.east, 'left')).needsAttention === true);
		expect(await one(stage.east, 'left')).toMatchObject({ state: 'NEW' });
	});
});
