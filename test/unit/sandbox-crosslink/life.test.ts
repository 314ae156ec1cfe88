import { clusterId } from '../../../sandbox/reservoir';
import { until } from '../heldTimers';
import { day, logIn } from '../sandbox/harness';
import type { Json } from '../sandbox/harness';
import { act, body, errorOf, idsOf, lentBook, list, located, one, play, requests } from './harness';
import type { Play } from './harness';

let stage: Play;
afterEach(() => stage.sandbox.close());

/** Actions with outcome and state, and messages with supplier and whether they were applied. */
async function story(id: string, caller = stage.east): Promise<string[]> {
	const { items } = (await caller.get(`${requests}/${id}/events`)).json as { items: Json[] };
	return items
		.filter(({ eventType }) => eventType === 'TASK')
		.map(({ eventName, eventStatus, eventData, resultData }) => {
			const { action, incomingMessage } = eventData as {
				action?: string;
				incomingMessage?: { supplyingAgencyMessage: Record<string, Json> };
			};
			const message = incomingMessage?.supplyingAgencyMessage;
			const result = (resultData as { actionResult?: Json }).actionResult;
			const what =
				message === undefined
					? `${action ?? eventName}: ${String(result?.outcome)}${result?.toState === undefined ? '' : ` ${String(result.toState)}`}`
					: `${String((message.header?.supplyingAgencyId as Json).agencyIdValue)} ${String(message.messageInfo?.reasonForMessage)} ${String(message.statusInfo?.status)}`;
			return eventStatus === 'SUCCESS' ? what : `${what} (${String(eventStatus)})`;
		});
}

async function sent(id: string, recordId = lentBook): Promise<void> {
	await stage.east.post(requests, body(id, recordId));
	await located(stage.sandbox, id);
}

const checks = ['validate-patron: success VALIDATED', 'update-metadata: success METADATA_UPDATED', 'send-request: success SENT'];

describe('model 3.0.0', () => {
	beforeEach(async () => {
		stage = await play();
	});

	it('a loan from the wish to its end', async () => {
		await sent('loan');
		expect(await one(stage.east, 'loan')).toMatchObject({
			state: 'SUPPLIER_LOCATED',
			supplierSymbol: 'ISIL:US-NORTH',
			supplierName: 'North Fells University Library',
		});
		stage.sandbox.clock.advance(60 * day);
		expect(await story('loan')).toEqual([
			...checks,
			'US-NORTH RequestResponse ExpectToSupply',
			'US-NORTH RequestResponse WillSupply',
			'US-NORTH StatusChange Loaned',
			'receive: success RECEIVED',
			'send-notification: success',
			'check-out: success CHECKED_OUT',
			'check-in: success CHECKED_IN',
			'ship-return: success SHIPPED_RETURNED',
			'US-NORTH StatusChange LoanCompleted',
		]);
		expect(await one(stage.east, 'loan')).toMatchObject({
			state: 'COMPLETED',
			terminalState: true,
			needsAttention: false,
			items: [],
			illResponse: {
				header: { supplyingAgencyId: { agencyIdType: {}, agencyIdValue: '' }, timestamp: '0001-01-01T00:00:00Z' },
				statusInfo: { status: 'Loaned' },
			},
		});
		expect((await stage.east.get(`${requests}/loan/items`)).json).toMatchObject({
			about: { count: 1 },
			items: [{ barcode: 'loan', title: 'Tidal Economies' }],
		});
	});

	it('events carry the message, its confirmation and the ids as the real broker writes them', async () => {
		await sent('events');
		const { items } = (await stage.east.get(`${requests}/events/events`)).json as { items: Json[] };
		expect(Object.keys(items[0] ?? {}).sort()).toEqual([
			'eventData',
			'eventName',
			'eventStatus',
			'eventType',
			'id',
			'illTransactionID',
			'patronRequestID',
			'resultData',
			'timestamp',
		]);
		expect(items[0]).toMatchObject({
			eventData: { user: 'ill-east', action: 'validate-patron' },
			illTransactionID: '',
			patronRequestID: 'events',
			resultData: { actionResult: { outcome: 'success', toState: 'VALIDATED' } },
		});
		expect(items[1]).toMatchObject({ eventType: 'NOTICE', eventName: 'lms-requester-message', parentID: items[0]?.id, resultData: {} });
		expect(items.at(-1)).toMatchObject({
			eventName: 'patron-request-message',
			eventData: {
				incomingMessage: {
					supplyingAgencyMessage: {
						messageInfo: { reasonForMessage: 'RequestResponse', note: 'Vendor: ReShare' },
						statusInfo: { status: 'ExpectToSupply' },
					},
					'@version': '1.2',
				},
			},
			resultData: {
				outgoingMessage: {
					supplyingAgencyMessageConfirmation: { confirmationHeader: { messageStatus: 'OK' }, reasonForMessage: 'RequestResponse' },
				},
			},
		});
	});

	it('a failed check tells of it in capital letters', async () => {
		stage.sandbox.behaviour.routingTakesMs = day;
		await stage.east.post(requests, { ...body('down'), patron: 'P9009' });
		await stage.east.post(requests, { ...body('unknown'), patron: 'P0000' });
		const first = async (id: string) => ((await stage.east.get(`${requests}/${id}/events`)).json as { items: Json[] }).items[0];
		expect(await first('down')).toMatchObject({
			eventStatus: 'ERROR',
			resultData: { eventError: { Message: 'LMS LookupUser failed', Cause: 'connection refused' }, actionResult: { outcome: 'failure' } },
		});
		expect(await first('unknown')).toMatchObject({
			eventStatus: 'PROBLEM',
			resultData: { problem: { Kind: 'Unknown User', Details: 'P0000' }, actionResult: { outcome: 'review', toState: 'INVALID_PATRON' } },
		});
		expect((await act(stage.east, 'down', 'validate-patron')).json).toEqual({
			fromState: 'NEW',
			message: 'LMS LookupUser failed',
			outcome: 'failure',
			result: 'ERROR',
		});
		expect((await stage.east.get(`${requests}/down/actions`)).json).toEqual({
			actions: [
				{ available: true, name: 'validate-patron', parameters: [], primary: true },
				{ available: true, name: 'skip-patron-validation', parameters: [] },
				{ available: true, name: 'close-request', parameters: [] },
			],
		});
		expect((await act(stage.east, 'down', 'skip-patron-validation')).json).toMatchObject({ toState: 'VALIDATED' });
		expect(await one(stage.east, 'down')).toMatchObject({ state: 'SENT' });
	});

	it('a refusal is a note; the next supplier is not seen until it promises; the end comes from the broker', async () => {
		stage.sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'unfilled', reason: 'OnLoan' } });
		for (const supplier of ['US-SOUTH', 'US-RIVER', 'US-WEST'])
			stage.sandbox.fates.set({ supplier, fate: { kind: 'unfilled', reason: 'NotOnShelf', note: 'looked twice' } });
		await sent('refused');
		stage.sandbox.clock.advance(10 * day);
		const told = await story('refused');
		expect(told.slice(3, 6)).toEqual([
			'US-NORTH RequestResponse ExpectToSupply',
			'US-NORTH Notification Unfilled',
			'US-WEST StatusChange ExpectToSupply (PROBLEM)',
		]);
		expect(told.slice(-2)).toEqual(['BROKER StatusChange Unfilled', 'send-notification: success']);
		expect(await one(stage.east, 'refused')).toMatchObject({
			state: 'UNFILLED',
			supplierSymbol: 'ISIL:BROKER',
			terminalState: true,
			lastAction: 'send-notification',
		});
		const rota = ((await stage.east.get('/broker/located_suppliers?requester_req_id=refused')).json as { items: Json[] }).items;
		expect(rota.map(({ supplierSymbol, supplierStatus, lastStatus }) => [supplierSymbol, supplierStatus, lastStatus])).toEqual([
			['ISIL:US-EAST', 'skipped', undefined],
			['ISIL:US-NORTH', 'skipped', 'Unfilled'],
			['ISIL:US-WEST', 'skipped', 'Unfilled'],
			['ISIL:US-SOUTH', 'skipped', 'Unfilled'],
			['ISIL:US-RIVER', 'skipped', 'Unfilled'],
		]);
	});

	it('a record that nobody holds, or a level that nobody offers, ends at once; the transaction tells why', async () => {
		await sent('none', 'no-such-record');
		await stage.east.post(
			requests,
			body('level', lentBook, {
				illRequest: {
					bibliographicInfo: { supplierUniqueRecordId: lentBook },
					serviceInfo: { serviceType: 'Loan', serviceLevel: { '#text': 'Express' } },
				},
			}),
		);
		await located(stage.sandbox, 'level');
		const why = async (id: string) => {
			const { items } = (await stage.east.get(`/broker/ill_transactions?requester_req_id=${id}`)).json as { items: Json[] };
			const events = (await stage.east.get(`/broker/ill_transactions/${String(items[0]?.id)}/events`)).json as { items: Json[] };
			return events.items.flatMap(({ eventName, eventStatus, resultData }) =>
				eventStatus === 'PROBLEM' ? [eventName, (resultData as Json).problem] : [],
			);
		};
		expect((await one(stage.east, 'none')).state).toBe('UNFILLED');
		expect(await why('none')).toEqual(['locate-suppliers', { Kind: 'no-suppliers', Details: 'no holdings located' }]);
		expect(await why('level')).toEqual(['locate-suppliers', { Kind: 'no-suppliers', Details: 'no located suppliers match' }]);
		expect((await stage.east.get('/broker/located_suppliers?requester_req_id=none')).json).toEqual({ about: { count: 0 }, items: [] });
	});

	it('the id of a cluster leads to the same suppliers; the own copy to local supply', async () => {
		await sent('cluster', clusterId(1));
		expect((await one(stage.east, 'cluster')).supplierSymbol).toBe('ISIL:US-NORTH');
		stage.sandbox.fates.set({ supplier: 'US-EAST', fate: { kind: 'onOwnShelf' } });
		await sent('own');
		expect(await one(stage.east, 'own')).toMatchObject({ state: 'LOCAL_SUPPLY', needsAttention: true, supplierSymbol: 'ISIL:US-EAST' });
		expect((await act(stage.east, 'own', 'cannot-supply-locally')).json).toMatchObject({ toState: 'SENT' });
		expect(await one(stage.east, 'own')).toMatchObject({ state: 'SUPPLIER_LOCATED', supplierSymbol: 'ISIL:US-NORTH' });
	});

	it('a condition with costs, accepted', async () => {
		stage.sandbox.fates.set({
			supplier: 'US-NORTH',
			fate: { kind: 'conditional', condition: 'LibraryUseOnly', note: 'In-library use', cost: 20.5 },
		});
		await sent('cost');
		stage.sandbox.clock.advance(day / 2);
		expect(await one(stage.east, 'cost')).toMatchObject({
			state: 'CONDITION_PENDING',
			needsAttention: true,
			hasCost: true,
			illResponse: {
				messageInfo: {
					note: 'In-library use\n#ReShareAddLoanCondition#',
					offeredCosts: { currencyCode: { '#text': 'USD' }, monetaryValue: '20.5' },
				},
				deliveryInfo: { dateSent: '0001-01-01T00:00:00Z', loanCondition: { '#text': 'LibraryUseOnly' } },
			},
		});
		const conditions = async () =>
			((await stage.east.get(`${requests}/cost/notifications?kind=condition`)).json as { items: Json[] }).items;
		expect(await conditions()).toEqual([
			{
				id: expect.any(String),
				fromSymbol: 'ISIL:US-NORTH',
				toSymbol: 'ISIL:US-EAST',
				direction: 'received',
				kind: 'condition',
				note: 'In-library use',
				cost: 2050,
				currency: 'USD',
				condition: 'LibraryUseOnly',
				createdAt: expect.any(String),
			},
		]);
		expect((await act(stage.east, 'cost', 'accept-condition')).json).toEqual({
			fromState: 'CONDITION_PENDING',
			outcome: 'success',
			result: 'SUCCESS',
			toState: 'WILL_SUPPLY',
		});
		expect(await conditions()).toMatchObject([{ receipt: 'ACCEPTED', acknowledgedAt: expect.any(String) }]);
		stage.sandbox.clock.advance(2 * day);
		expect((await one(stage.east, 'cost')).state).toBe('SHIPPED');
	});

	it('a condition refused: the next supplier is not let in, and the request stands still', async () => {
		stage.sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'conditional', condition: 'LibraryUseOnly' } });
		await sent('stuck');
		stage.sandbox.clock.advance(day / 2);
		await act(stage.east, 'stuck', 'reject-condition');
		stage.sandbox.clock.advance(60 * day);
		expect((await one(stage.east, 'stuck')).state).toBe('CANCEL_PENDING');
		expect((await story('stuck')).filter((line) => line.endsWith('(PROBLEM)'))).toContain('US-WEST StatusChange ExpectToSupply (PROBLEM)');
	});

	it('a cancellation that the supplier grants is not told: the next one is asked and not let in, and the request stands still', async () => {
		await sent('cancel');
		stage.sandbox.clock.advance(day / 3);
		expect((await act(stage.east, 'cancel', 'cancel-request')).json).toMatchObject({ fromState: 'WILL_SUPPLY', toState: 'CANCEL_PENDING' });
		stage.sandbox.clock.advance(day);
		expect(await one(stage.east, 'cancel')).toMatchObject({
			state: 'CANCEL_PENDING',
			terminalState: false,
			supplierSymbol: 'ISIL:US-NORTH',
		});
		expect((await story('cancel')).slice(6)).toEqual([
			'US-WEST StatusChange ExpectToSupply (PROBLEM)',
			'US-WEST StatusChange WillSupply (PROBLEM)',
		]);
		const { items } = (await stage.east.get('/broker/located_suppliers?requester_req_id=cancel')).json as { items: Json[] };
		expect(items[1]).toMatchObject({
			supplierSymbol: 'ISIL:US-NORTH',
			supplierStatus: 'skipped',
			lastAction: 'Cancel',
			prevAction: 'Request',
		});
		const again = await act(stage.east, 'cancel', 'cancel-request');
		expect([again.status, errorOf(again)]).toEqual([
			400,
			'Action cancel-request is not allowed for patron request cancel in state CANCEL_PENDING',
		]);
	});

	it('a cancellation that is refused leads back', async () => {
		stage.sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'refusesCancel' } });
		await sent('kept');
		await act(stage.east, 'kept', 'cancel-request');
		stage.sandbox.clock.advance(day / 4);
		expect((await one(stage.east, 'kept')).state).toBe('WILL_SUPPLY');
		expect((await story('kept')).at(-1)).toBe('US-NORTH CancelResponse WillSupply');
	});

	it('receiving fails without items, or where the own system fails: 200 with an error, and staff must look', async () => {
		await sent('here');
		stage.sandbox.crosslink.requests.advance('here', 'SHIPPED');
		stage.sandbox.behaviour.hostLmsFails = true;
		const reply = await act(stage.east, 'here', 'receive');
		expect([reply.status, reply.json]).toEqual([
			200,
			{ fromState: 'SHIPPED', message: 'LMS AcceptItem failed', outcome: 'failure', result: 'ERROR' },
		]);
		expect(await one(stage.east, 'here')).toMatchObject({ state: 'SHIPPED', needsAttention: true, lastActionResult: 'ERROR' });
		stage.sandbox.crosslink.requests.get('here').items = [];
		expect((await act(stage.east, 'here', 'receive')).json).toMatchObject({
			message: 'receiveBorrowingRequest failed to get items by PR ID',
		});
	});

	it('while one action is at work, another one is told so with 200', async () => {
		await sent('busy');
		const takes = 3_600_000;
		stage.sandbox.behaviour.crosslinkActionTakesMs = takes;
		const first = act(stage.east, 'busy', 'cancel-request');
		await until(() => stage.sandbox.crosslink.requests.get('busy').busy);
		expect((await stage.east.get(`${requests}/busy/actions`)).json).toEqual({
			actions: [{ available: false, name: 'cancel-request', parameters: [], primary: true }],
		});
		expect((await act(stage.east, 'busy', 'cancel-request')).json).toEqual({
			fromState: 'SUPPLIER_LOCATED',
			message: 'another invoke-action task in progress',
			outcome: 'failure',
			result: 'ERROR',
		});
		stage.sandbox.clock.advance(takes);
		expect((await first).json).toMatchObject({ result: 'SUCCESS', toState: 'CANCEL_PENDING' });
	});

	it('West Prairie lends: its own request, its staff, notes in both directions', async () => {
		for (const supplier of ['US-NORTH', 'US-SOUTH', 'US-RIVER'])
			stage.sandbox.fates.set({ supplier, fate: { kind: 'unfilled', reason: 'OnLoan' } });
		await sent('west');
		stage.sandbox.clock.advance(day / 3);
		const { items } = (await stage.west.get(`${requests}?side=lending`)).json as { items: Json[] };
		expect(items).toMatchObject([
			{
				side: 'lending',
				state: 'WILL_SUPPLY',
				requesterRequestId: 'west',
				requesterSymbol: 'ISIL:US-EAST',
				supplierSymbol: 'ISIL:US-WEST',
			},
		]);
		const lending = String(items[0]?.id);
		const address = {
			line1: '1 Library Way',
			locality: 'Springfield',
			postalCode: '19000',
			region: { '#text': 'PA' },
			country: { '#text': 'USA' },
		};
		const email = { electronicAddressType: { '#text': 'Email' }, electronicAddressData: 'ill@us-east.example.org' };
		expect(items[0]?.illRequest).toMatchObject({
			serviceInfo: { requestType: 'New' },
			supplierInfo: [
				{
					supplierCode: { agencyIdType: { '#text': 'ISIL' }, agencyIdValue: 'US-WEST' },
					supplierDescription:
						'#RETURN_TO#\nWest Prairie College Library (ISIL:US-WEST)\n1 Library Way\nSpringfield, PA, 19000\nUSA\n#RT_END#\n',
				},
			],
			requestedDeliveryInfo: [{ address: { physicalAddress: address } }, { address: { electronicAddress: email } }],
			requestingAgencyInfo: {
				name: 'East Harbor University Library (ISIL:US-EAST)',
				address: [{ physicalAddress: address }, { electronicAddress: email }],
			},
		});
		for (const [name, params] of [
			['cannot-supply', { note: 5 }],
			['add-condition', { cost: '30', currency: 'USD' }],
		] as const) {
			expect((await act(stage.west, lending, name, params)).json).toEqual({
				fromState: 'WILL_SUPPLY',
				message: 'failed to unmarshal action parameters',
				outcome: 'failure',
				result: 'ERROR',
			});
		}
		const names = ((await stage.west.get(`${requests}/${lending}/actions`)).json as { actions: Json[] }).actions.map(({ name }) => name);
		expect(names).toEqual(['add-condition', 'ship', 'cannot-supply', 'ask-retry']);
		expect((await act(stage.west, lending, 'ask-retry', { reasonRetry: 'OnLoan' })).json).toMatchObject({
			result: 'ERROR',
			message: 'unsupported reasonRetry "OnLoan" for ask-retry action (supported: "NotFoundAsCited")',
		});
		await act(stage.west, lending, 'ship', { note: 'here you go' });
		expect(await one(stage.east, 'west')).toMatchObject({
			state: 'SHIPPED',
			supplierSymbol: 'ISIL:US-WEST',
			illResponse: { messageInfo: { note: expect.stringMatching(/^here you go\n#MultipleItems#\n/) } },
		});
		await stage.east.post(`${requests}/west/notifications`, { note: 'thank you' });
		expect((await one(stage.west, lending)).unreadNotificationsCount).toBe(1);
	});

	it("a supplier asks to try again: a new request of the broker's takes the place", async () => {
		for (const supplier of ['US-NORTH', 'US-SOUTH', 'US-RIVER'])
			stage.sandbox.fates.set({ supplier, fate: { kind: 'unfilled', reason: 'OnLoan' } });
		await sent('retry');
		stage.sandbox.clock.advance(day / 3);
		const { items } = (await stage.west.get(`${requests}?side=lending`)).json as { items: Json[] };
		await act(stage.west, String(items[0]?.id), 'ask-retry', { reasonRetry: 'NotFoundAsCited', itemId: 'other-record' });
		expect(await one(stage.east, 'retry')).toMatchObject({
			state: 'RETRY_PENDING',
			needsAttention: true,
			retryBibInfo: { supplierUniqueRecordId: 'other-record' },
		});
		await act(stage.east, 'retry', 'accept-retry');
		const { nextReqId } = await one(stage.east, 'retry');
		expect(nextReqId).toMatch(/^US-EAST-\d+$/);
		expect(await one(stage.east, String(nextReqId))).toMatchObject({
			prevReqId: 'retry',
			illRequest: { bibliographicInfo: { supplierUniqueRecordId: 'other-record' } },
		});
	});
});

describe('notes, edits, ends', () => {
	beforeEach(async () => {
		stage = await play();
		await sent('n');
	});

	it('a note is answered with 201 before it goes out; the list tells whether it did', async () => {
		await stage.east.post(requests, body('early', ''));
		const posted = await stage.east.post(`${requests}/early/notifications`, { note: 'hello' });
		expect([posted.status, (posted.json as Json).receipt]).toEqual([201, undefined]);
		expect(((await stage.east.get(`${requests}/early/notifications`)).json as { items: Json[] }).items).toMatchObject([
			{ direction: 'sent', receipt: 'FAILED_TO_SEND' },
		]);
		await stage.east.post(requests, body('later'));
		await located(stage.sandbox, 'later');
		await stage.east.post(`${requests}/later/notifications`, { note: 'hello' });
		expect(
			((await stage.east.get(`${requests}/later/notifications`)).json as { items: Json[] }).items.filter(
				({ direction }) => direction === 'sent',
			),
		).toMatchObject([{ receipt: 'SENT' }]);
	});

	it('a note moves no date; the internal note does; a receipt marks it read', async () => {
		stage.sandbox.crosslink.requests.noteFromSupplier('n', 'Which volume?');
		const { updatedAt, unreadNotificationsCount } = await one(stage.east, 'n');
		expect(unreadNotificationsCount).toBe(2);
		const posted = await stage.east.post(`${requests}/n/notifications`, { note: 'hello' });
		expect([posted.status, posted.json]).toEqual([
			201,
			{
				id: expect.any(String),
				fromSymbol: 'ISIL:US-EAST',
				toSymbol: 'ISIL:US-NORTH',
				direction: 'sent',
				kind: 'note',
				note: 'hello',
				createdAt: expect.any(String),
				acknowledgedAt: expect.any(String),
			},
		]);
		expect(idsOf(await list(stage.east, 'has_unread_notification=true and terminal_state=false'))).toEqual(['n']);
		const { items } = (await stage.east.get(`${requests}/n/notifications`)).json as { items: Json[] };
		expect(items.map(({ note }) => note)).toEqual(['Vendor: ReShare', 'Which volume?', 'hello']);
		const put = (receipt: unknown, id = items[1]?.id) =>
			stage.east.request('PUT', `${requests}/n/notifications/${String(id)}/receipt`, { receipt });
		expect((await put('SEEN')).status).toBe(204);
		expect((await put('SEEN', 'nope')).status).toBe(404);
		expect(errorOf(await put('FOO'))).toMatch(
			/value is not one of the allowed values \["ACCEPTED","REJECTED","SEEN","SENT","FAILED_TO_SEND"\]/,
		);
		expect(await one(stage.east, 'n')).toMatchObject({ updatedAt, unreadNotificationsCount: 1 });
		expect(errorOf(await stage.east.post(`${requests}/n/notifications`, { note: ' ' }))).toBe('note is required');
		expect((await stage.east.request('PUT', `${requests}/n/internal_note`, { internalNote: ' look ' })).status).toBe(204);
		const after = await one(stage.east, 'n');
		expect(after.internalNote).toBe('look');
		expect(after.updatedAt).not.toBe(updatedAt);
	});

	it('older, moved to a state that nobody knows, and deleted, by the control interface', async () => {
		const control = (path: string, posted: Json) =>
			fetch(`${stage.sandbox.controlUrl}/crosslink/requests/n/${path}`, { method: 'POST', body: JSON.stringify(posted) });
		const before = Date.parse(String((await one(stage.east, 'n')).updatedAt));
		await control('age', { days: 10 });
		expect(Math.round((before - Date.parse(String((await one(stage.east, 'n')).updatedAt))) / day)).toBe(10);
		expect(((await (await control('move', { to: 'ON_HOLD_SHELF' })).json()) as Json).state).toBe('ON_HOLD_SHELF');
		expect((await story('n')).at(-1)).toBe('practice: success ON_HOLD_SHELF');
		expect((await stage.east.get(`${requests}/n/actions`)).json).toEqual({ actions: [] });
	});
});

describe('later models', () => {
	it('3.7.0: a granted cancellation ends the request', async () => {
		stage = await play({ crosslinkModel: '3.7.0' });
		await sent('cancel');
		await act(stage.east, 'cancel', 'cancel-request');
		stage.sandbox.clock.advance(day);
		expect(await one(stage.east, 'cancel')).toMatchObject({ state: 'CANCELLED', terminalState: true });
	});

	it('model 3.7.0 shows the next supplier and has a state for an overdue item', async () => {
		stage = await play({ crosslinkModel: '3.7.0' });
		stage.sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'unfilled', reason: 'OnLoan' } });
		stage.sandbox.fates.set({ supplier: 'US-WEST', fate: { kind: 'unfilled', reason: 'OnLoan' } });
		stage.sandbox.fates.set({ supplier: 'US-SOUTH', fate: { kind: 'overdue' } });
		await sent('later');
		expect((await story('later')).slice(0, 5).map((line) => line.split(' ').at(-1))).toEqual([
			'VALIDATED',
			'LIMIT_CHECKED',
			'METADATA_UPDATED',
			'READY_TO_SEND',
			'SENT',
		]);
		stage.sandbox.clock.advance(day * 0.6);
		expect(await one(stage.east, 'later')).toMatchObject({ state: 'SUPPLIER_LOCATED', supplierSymbol: 'ISIL:US-SOUTH' });
		stage.sandbox.crosslink.requests.advance('later', 'OVERDUE');
		expect(await one(stage.east, 'later')).toMatchObject({ state: 'OVERDUE', dueDate: expect.any(String) });
		stage.sandbox.crosslink.requests.advance('later', 'COMPLETED');
	});

	it.each(['3.0.0', '3.7.0', '9.0.0'] as const)('%s: every state that something leads to exists on its side', async (crosslinkModel) => {
		stage = await play({ crosslinkModel });
		const model = (await stage.east.get('/broker/state_model/models/default')).json as {
			version: string;
			states: Array<{
				name: string;
				side: string;
				primaryAction?: string;
				closingAction?: string;
				actions?: Array<{ name: string; transitions?: Json }>;
				events?: Array<{ transition?: string }>;
			}>;
		};
		expect(model.version).toBe(crosslinkModel);
		for (const state of model.states) {
			const names = (state.actions ?? []).map(({ name }) => name);
			for (const named of [state.primaryAction, state.closingAction]) if (named !== undefined) expect(names).toContain(named);
			const targets = [
				...(state.actions ?? []).flatMap(({ transitions }) => Object.values(transitions ?? {})),
				...(state.events ?? []).map(({ transition }) => transition),
			];
			for (const target of targets)
				if (target !== undefined) expect(model.states.filter(({ name, side }) => name === target && side === state.side)).toHaveLength(1);
		}
		expect((await stage.east.get('/broker/state_model/models/nope')).status).toBe(404);
		expect((await stage.east.get('/directory/entries/owned?limit=1000')).status).toBe(crosslinkModel === '3.0.0' ? 404 : 200);
	});

	it('3.7.0: pickup locations are entries of the directory, and a request may name one and its predecessor', async () => {
		stage = await play({ crosslinkModel: '3.7.0' });
		const { items } = (await stage.east.get('/directory/entries/owned?limit=1000')).json as { items: Json[] };
		const places = items.filter(({ illConfig }) => (illConfig as Json).isPickupLocation === true);
		expect(places.map(({ name }) => name)).toEqual(['Main Library', 'Science Library', 'Circulation Desk', 'Circulation Desk']);
		const reply = await stage.east.post(requests, body('place', lentBook, { requesterPickupLocationId: places[0]?.id }));
		expect(reply.json).toMatchObject({ requesterPickupLocationId: places[0]?.id });
	});
});

describe('the directory', () => {
	beforeEach(async () => {
		stage = await play();
	});

	const found = async (cql: string, rest = ''): Promise<unknown> => {
		const { status, json, text } = await stage.east.get(`/directory/entries?cql=${encodeURIComponent(cql)}${rest}`);
		return status === 200 ? (json as { items: Json[] }).items.map(({ symbols, name }) => (symbols as Json[])[0]?.symbol ?? name) : text;
	};

	it.each([
		['symbol any "ISIL:US-WEST us-east isil:us-nowhere"', ['US-EAST', 'US-WEST']],
		['symbol=us-west', ['US-WEST']],
		['symbol="ISIL:US-WEST US-EAST"', []],
		['parentSymbol any "US-EAST" and name="Main*"', ['Main Library']],
		['tenant="west_crosslink" and type="Institution"', ['US-WEST']],
		['symbol all "US-WEST"', 'CQL parse error: unsupported relation all'],
		['vendor=CrossLink', 'CQL parse error: unknown field vendor'],
	])('finds entries by %s, in the order of their names', async (cql, names) => {
		expect(await found(cql)).toEqual(names);
	});

	it('asks for one of four permissions itself', async () => {
		const account = async (username: string, password: string) =>
			await logIn(stage.sandbox, stage.sandbox.crosslink.east.tenant, username, password);
		const denied = await (await account('no-directory', 'may-not-look-up')).get('/directory/entries');
		expect([denied.status, denied.text]).toEqual([401, 'Access denied']);
		const { tenant } = stage.sandbox.crosslink.east;
		stage.sandbox.accounts.set({ tenant, username: 'reader', password: 'may-look-up', permissions: ['directory.public.all'] });
		expect((await (await account('reader', 'may-look-up')).get('/directory/entries')).status).toBe(200);
	});
});
