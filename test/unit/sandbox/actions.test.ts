import { startSandbox } from '../../../sandbox/index';
import type { Sandbox, SandboxOptions } from '../../../sandbox/index';
import { asEast, day, stateOf, transitions, wish } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
async function open(options: SandboxOptions = {}): Promise<void> {
	sandbox = await startSandbox({ verdictDelayMs: 1000, ...options });
	sandbox.clock.hold();
	east = await asEast(sandbox);
}
beforeEach(() => open());
afterEach(() => sandbox.close());

async function requestIn(state: string, values: Json = {}): Promise<string> {
	const id = String(((await east.post('/rs/patronrequests', wish(values))).json as Json).id);
	if (state !== 'REQ_IDLE') sandbox.requests.advance(id, state);
	return id;
}

describe('cancelling', () => {
	it('is done at once while there is no supplier', async () => {
		const id = await requestIn('REQ_IDLE');
		expect(await east.act(id, 'requesterCancel', { reason: 'patron_requested' })).toMatchObject({ status: 200, json: {} });
		const row = await east.item(id);
		expect(stateOf(row)).toBe('REQ_CANCELLED');
		expect(row.cancellationReason).toMatchObject({ value: 'patron_requested' });
		sandbox.clock.advance(day);
		expect(stateOf(await east.item(id))).toBe('REQ_CANCELLED');
	});

	it('asks the supplier, who agrees after some hours', async () => {
		const id = await requestIn('REQ_EXPECTS_TO_SUPPLY');
		await east.act(id, 'requesterCancel', { reason: 'no such reason' });
		const row = await east.item(id);
		expect([stateOf(row), row.requestToContinue, row.previousStates]).toEqual([
			'REQ_CANCEL_PENDING',
			false,
			{ REQ_CANCEL_PENDING: 'REQ_EXPECTS_TO_SUPPLY' },
		]);
		expect(row).not.toHaveProperty('cancellationReason');
		sandbox.clock.advance(day);
		expect(transitions(await east.item(id)).slice(-2)).toEqual([
			'REQ_CANCEL_PENDING>REQ_CANCELLED_WITH_SUPPLIER',
			'REQ_CANCELLED_WITH_SUPPLIER>REQ_CANCELLED',
		]);
	});

	it('fails when the supplier refuses: the request goes on where it was', async () => {
		sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'refusesCancel' } });
		const id = await requestIn('REQ_EXPECTS_TO_SUPPLY');
		await east.act(id, 'requesterCancel', {});
		sandbox.clock.advance(5 * 3_600_000);
		const row = await east.item(id);
		expect(stateOf(row)).toBe('REQ_EXPECTS_TO_SUPPLY');
		expect((row.audit as Json[])[0]?.message).toBe('Supplier denied cancellation.');
	});

	it('is refused after shipping; the refusal is noted and moves lastUpdated', async () => {
		const id = await requestIn('REQ_SHIPPED');
		const before = await east.item(id);
		sandbox.clock.advance(5000);
		const reply = await east.act(id, 'requesterCancel', {});
		expect([reply.status, (reply.json as Json).message]).toEqual([
			400,
			'A valid action was not supplied, isRequester: true Current state: REQ_SHIPPED, network status: Idle Action being performed: requesterCancel',
		]);
		const after = await east.item(id);
		expect(after.lastAuditNo).toBe(Number(before.lastAuditNo) + 1);
		expect(Date.parse(String(after.lastUpdated))).toBeGreaterThan(Date.parse(String(before.lastUpdated)));
		expect((after.audit as Array<{ fromStatus: Json; toStatus: Json }>)[0]).toMatchObject({
			fromStatus: { code: 'REQ_SHIPPED' },
			toStatus: { code: 'REQ_SHIPPED' },
		});
		expect(transitions(after)).toEqual(transitions(before));
	});

	it.each(['REQ_LOCAL_REVIEW', 'REQ_CANCELLED', 'REQ_END_OF_ROTA', 'REQ_OVER_LIMIT', 'REQ_ERROR', 'REQ_UNFILLED'])(
		'is not offered in %s',
		async (state) => {
			const { id } = sandbox.requests.add('east', { isRequester: true, state });
			expect((await east.act(id, 'requesterCancel', {})).status).toBe(400);
		},
	);

	it('of a copy is not offered where its model has no rule for it', async () => {
		const copy = sandbox.requests.add('east', { isRequester: true, state: 'REQ_SUPPLIER_IDENTIFIED', refdata: { serviceType: 'copy' } });
		expect((await east.act(copy.id, 'requesterCancel', {})).status).toBe(400);
		const loan = sandbox.requests.add('east', { isRequester: true, state: 'REQ_SUPPLIER_IDENTIFIED' });
		expect((await east.act(loan.id, 'requesterCancel', {})).status).toBe(200);
	});
});

describe('refused calls', () => {
	it('an unknown request', async () => {
		expect(await east.act('nothing', 'requesterCancel')).toMatchObject({
			status: 400,
			json: { message: 'Unable to find request with id: nothing' },
		});
	});

	it('parameters left out', async () => {
		const id = await requestIn('REQ_IDLE');
		expect(await east.act(id, 'requesterCancel', null)).toMatchObject({
			status: 400,
			json: { message: `System error occurred while trying to process request ${id}` },
		});
		expect(stateOf(await east.item(id))).toBe('REQ_IDLE');
	});

	it('parameters that do not fit', async () => {
		const id = await requestIn('REQ_IDLE', { systemInstanceIdentifier: undefined });
		sandbox.clock.advance(1000);
		expect(await east.act(id, 'requesterRetryValidation', { neededBy: 'soon' })).toMatchObject({
			status: 400,
			json: { message: expect.stringMatching(/^System error/) as string },
		});
	});

	it('an action nobody knows', async () => {
		const id = await requestIn('REQ_IDLE');
		expect((await east.act(id, 'dance')).status).toBe(400);
	});

	it('a request that is busy with the network offers nothing', async () => {
		sandbox.behaviour.networkBusyMs = 5000;
		const id = await requestIn('REQ_EXPECTS_TO_SUPPLY');
		await east.act(id, 'requesterCancel', {});
		expect(await east.item(id)).toMatchObject({ networkStatus: 'Waiting', validActions: [] });
		expect(await east.act(id, 'message', { note: 'x' })).toMatchObject({
			status: 400,
			json: { message: expect.stringMatching(/^Unable to perform action as we are waiting/) as string },
		});
		sandbox.clock.advance(5100);
		expect(await east.item(id)).toMatchObject({ networkStatus: 'Idle' });
		expect((await east.act(id, 'message', { note: 'x' })).status).toBe(200);
	});
});

describe('closing by hand', () => {
	it.each(['REQ_CANCELLED', 'REQ_REQUEST_COMPLETE', 'REQ_END_OF_ROTA', 'REQ_FILLED_LOCALLY'])(
		'closes a request by hand as %s',
		async (terminalState) => {
			const id = await requestIn('REQ_SHIPPED');
			expect((await east.act(id, 'manualClose', { terminalState })).status).toBe(200);
			expect(stateOf(await east.item(id))).toBe(terminalState);
		},
	);

	it('reports success and changes nothing for other terminal states', async () => {
		const id = await requestIn('REQ_SHIPPED');
		expect((await east.act(id, 'manualClose', { terminalState: 'REQ_OVER_LIMIT' })).status).toBe(200);
		expect(stateOf(await east.item(id))).toBe('REQ_SHIPPED');
	});

	it('refuses what is no terminal state', async () => {
		const id = await requestIn('REQ_SHIPPED');
		expect(await east.act(id, 'manualClose', { terminalState: "REQ_X'; drop" })).toMatchObject({ status: 400, json: { status: false } });
		expect(await east.act(id, 'manualClose', { terminalState: 'REQ_CHECKED_IN' })).toMatchObject({
			status: 400,
			json: { message: expect.stringMatching(/^System error/) as string },
		});
	});
});

describe('the desk', () => {
	it('receives, takes back and sends back', async () => {
		await sandbox.close();
		await open({ autoStaff: false });
		const id = await requestIn('REQ_SHIPPED');
		for (const [action, state] of [
			['requesterReceived', 'REQ_CHECKED_IN'],
			['patronReturnedItem', 'REQ_AWAITING_RETURN_SHIPPING'],
			['shippedReturn', 'REQ_SHIPPED_TO_SUPPLIER'],
		] as const) {
			expect((await east.act(id, action)).status).toBe(200);
			expect(stateOf(await east.item(id))).toBe(state);
		}
		sandbox.clock.advance(4 * day);
		expect(stateOf(await east.item(id))).toBe('REQ_REQUEST_COMPLETE');
	});

	it('cannot receive while the library system refuses', async () => {
		sandbox.behaviour.hostLmsFails = true;
		const id = await requestIn('REQ_SHIPPED');
		expect(await east.act(id, 'requesterReceived')).toMatchObject({
			status: 400,
			json: { code: -3, message: 'NCIP AcceptItem call failed' },
		});
		expect(stateOf(await east.item(id))).toBe('REQ_SHIPPED');
	});

	it('accepts and refuses conditions', async () => {
		const agreed = await requestIn('REQ_CONDITIONAL_ANSWER_RECEIVED');
		await east.act(agreed, 'requesterAgreeConditions', {});
		expect(await east.item(agreed)).toMatchObject({ state: { code: 'REQ_EXPECTS_TO_SUPPLY' }, conditions: [{ accepted: true }] });
		const refused = await requestIn('REQ_CONDITIONAL_ANSWER_RECEIVED', { title: 'B' });
		await east.act(refused, 'requesterRejectConditions', {});
		sandbox.clock.advance(4 * 3_600_000 + 500);
		const row = await east.item(refused);
		expect(transitions(row).slice(-4)).toEqual([
			'REQ_CONDITIONAL_ANSWER_RECEIVED>REQ_CANCEL_PENDING',
			'REQ_CANCEL_PENDING>REQ_CANCELLED_WITH_SUPPLIER',
			'REQ_CANCELLED_WITH_SUPPLIER>REQ_UNFILLED',
			'REQ_UNFILLED>REQ_REQUEST_SENT_TO_SUPPLIER',
		]);
		expect(row.resolvedSupplier).toMatchObject({ symbol: 'US-WEST' });
	});

	it('releases requests from review', async () => {
		const bypassed = await requestIn('REQ_IDLE', { systemInstanceIdentifier: undefined });
		const retried = await requestIn('REQ_IDLE', { patronIdentifier: 'P0000' });
		sandbox.clock.advance(1000);
		await east.act(bypassed, 'requesterBypassValidation');
		expect(stateOf(await east.item(bypassed))).toBe('REQ_VALIDATED');
		await east.act(retried, 'requesterRetryValidation', { patronIdentifier: 'P1003' });
		expect(stateOf(await east.item(retried))).toBe('REQ_IDLE');
		sandbox.clock.advance(1000);
		expect(await east.item(retried)).toMatchObject({ state: { code: 'REQ_VALIDATED' }, hrid: 'EAST-1002', patronSurname: 'Marchetti' });
	});

	it('asks again with a new request made of what it is told', async () => {
		const id = await requestIn('REQ_END_OF_ROTA', {
			patronReference: 'R-9',
			requestIdentifiers: [{ identifierType: 'ILLIAD', identifier: 'R-9' }],
		});
		await east.act(id, 'rerequest', wish({ title: 'Another edition', patronReference: 'R-9' }));
		const old = await east.item(id);
		expect(stateOf(old)).toBe('REQ_END_OF_ROTA_REVIEWED');
		const successor = await east.item(String((old.succeededBy as Json).id));
		expect(successor).toMatchObject({ title: 'Another edition', patronReference: 'R-9', precededBy: { id }, requestIdentifiers: [] });
		const cancelled = await requestIn('REQ_CANCELLED');
		await east.act(cancelled, 'rerequest', wish());
		expect(stateOf(await east.item(cancelled))).toBe('REQ_CANCELLED');
	});

	it('decides on a local copy', async () => {
		const inReview = () => sandbox.requests.add('east', { isRequester: true, state: 'REQ_LOCAL_REVIEW' }).id;
		for (const [action, state] of [
			['fillLocally', 'REQ_FILLED_LOCALLY'],
			['cancelLocal', 'REQ_CANCELLED'],
			['localSupplierCannotSupply', 'REQ_UNFILLED'],
		] as const) {
			const id = inReview();
			await east.act(id, action, { reason: 'available_locally' });
			expect(stateOf(await east.item(id))).toBe(state);
		}
	});
});

describe('messages', () => {
	it('go to the supplier, need a note, and are not sent without a supplier', async () => {
		const id = await requestIn('REQ_EXPECTS_TO_SUPPLY');
		expect(await east.act(id, 'message', {})).toMatchObject({ status: 400 });
		expect(await east.act(id, 'message', { note: 'When will it come?' })).toMatchObject({ status: 200, json: { status: true } });
		const row = await east.item(id);
		expect(row.notifications).toMatchObject([{ isSender: true, messageContent: 'When will it come?' }]);
		expect(row.unreadMessageCount).toBe(0);
		const lonely = sandbox.requests.add('east', {
			isRequester: true,
			state: 'REQ_END_OF_ROTA',
			requestingInstitutionSymbol: 'RESHARE:US-EAST',
		});
		expect(await east.act(lonely.id, 'message', { note: 'x' })).toMatchObject({ status: 200, json: { status: false } });
	});

	it('are marked as read, which is noted without a change of state', async () => {
		const id = await requestIn('REQ_SHIPPED');
		const before = await east.item(id);
		expect(before.unreadMessageCount).toBe(1);
		expect((await east.act(id, 'messagesAllSeen', { seenStatus: true })).status).toBe(200);
		const after = await east.item(id);
		expect([after.unreadMessageCount, after.hasUnreadMessages, after.lastAuditNo]).toEqual([0, false, Number(before.lastAuditNo) + 1]);
		expect(transitions(after)).toEqual(transitions(before));
		const message = (after.notifications as Json[])[0] as Json;
		await east.act(id, 'messageSeen', { id: message.id, seenStatus: false });
		expect((await east.item(id)).unreadMessageCount).toBe(1);
		expect((await east.act(id, 'messageSeen', { id: 'nothing', seenStatus: true })).status).toBe(400);
		expect((await east.act(id, 'messagesAllSeen', {})).status).toBe(400);
	});
});

describe('other ways', () => {
	it('valid actions by themselves', async () => {
		const id = await requestIn('REQ_SHIPPED');
		expect((await east.get(`/rs/patronrequests/${id}/validActions`)).json).toEqual({
			actions: ['requesterReceived', 'message', 'manualClose'],
		});
		expect(await east.get('/rs/patronrequests/nothing/validActions')).toMatchObject({
			status: 200,
			json: { actions: [], message: 'Unable to locate request' },
		});
	});
});
