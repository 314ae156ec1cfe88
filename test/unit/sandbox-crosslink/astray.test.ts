import { day } from '../sandbox/harness';
import { until } from '../heldTimers';
import { act, body, one, play, requests } from './harness';
import type { Play } from './harness';
import type { Json } from '../sandbox/harness';

/** What goes astray in the broker, from the request on. */
let stage: Play;
afterEach(() => stage.sandbox.close());

const messages = (id: string) =>
	stage.sandbox.crosslink.requests.get(id).events.filter(({ eventName }) => eventName === 'patron-request-message');

it('the own copy is found before the sending is noted: the request stays sent, and offers nothing', async () => {
	stage = await play({ crosslinkHaste: 'beforeSent' });
	stage.sandbox.fates.set({ supplier: 'US-EAST', fate: { kind: 'onOwnShelf' } });
	await stage.east.post(requests, body('early'));
	await until(() => messages('early').length > 0);
	expect(await one(stage.east, 'early')).toMatchObject({ state: 'SENT', needsAttention: false });
	expect((await stage.east.get(`${requests}/early/actions`)).json).toEqual({ actions: [] });
	const { items } = (await stage.east.get('/broker/located_suppliers?requester_req_id=early')).json as { items: Json[] };
	expect(items[0]).toMatchObject({ supplierSymbol: 'ISIL:US-EAST', supplierStatus: 'selected' });
});

it('nobody holds the title, which is told before the sending is done: the request is over, though its message is marked as a problem', async () => {
	stage = await play({ crosslinkHaste: 'beforeDone' });
	await stage.east.post(requests, body('none', 'no-such-record'));
	await until(() => messages('none').length > 0);
	expect(await one(stage.east, 'none')).toMatchObject({
		state: 'UNFILLED',
		terminalState: true,
		needsAttention: false,
		lastAction: 'send-request',
	});
	expect(messages('none')[0]).toMatchObject({
		eventStatus: 'PROBLEM',
		resultData: {
			eventError: { Message: 'auto action send-notification failed with status ERROR: another invoke-action task in progress' },
		},
	});
});

it('the broker goes down in the midst of a check: nothing can be done any more', async () => {
	stage = await play({ crosslinkDiesAt: 'update-metadata' });
	expect((await stage.east.post(requests, body('dead'))).status).toBe(500);
	stage.sandbox.behaviour.crosslinkDiesAt = '';
	expect(await one(stage.east, 'dead')).toMatchObject({ state: 'VALIDATED' });
	expect(
		stage.sandbox.crosslink.requests
			.get('dead')
			.events.filter(({ eventType }) => eventType === 'TASK')
			.map(({ eventStatus }) => eventStatus),
	).toEqual(['PROCESSING', 'PROCESSING']);
	expect(
		((await stage.east.get(`${requests}/dead/actions`)).json as { actions: Json[] }).actions.map(({ available }) => available),
	).not.toContain(true);
	expect((await act(stage.east, 'dead', 'close-request')).json).toEqual({
		fromState: 'VALIDATED',
		message: 'another invoke-action task in progress',
		outcome: 'failure',
		result: 'ERROR',
	});
});

it('where the action of a lender hangs after its message went out, the borrower goes on and the lender waits for somebody', async () => {
	stage = await play({ crosslinkHangsAt: 'ship' });
	for (const supplier of ['US-NORTH', 'US-SOUTH', 'US-RIVER'])
		stage.sandbox.fates.set({ supplier, fate: { kind: 'unfilled', reason: 'OnLoan' } });
	await stage.east.post(requests, body('hung'));
	await until(() => messages('hung').length > 0);
	stage.sandbox.clock.advance(day / 3);
	const [lent] = stage.sandbox.crosslink.requests.all('west_crosslink');
	const id = String(lent?.id);
	const shipping = act(stage.west, id, 'ship');
	await until(() => lent?.events.at(-1)?.eventStatus === 'PROCESSING');
	expect([(await one(stage.east, 'hung')).state, (await one(stage.west, id)).state]).toEqual(['SHIPPED', 'WILL_SUPPLY']);
	expect((await act(stage.west, id, 'cannot-supply')).json).toEqual({
		fromState: 'WILL_SUPPLY',
		message: 'another invoke-action task in progress',
		outcome: 'failure',
		result: 'ERROR',
	});
	stage.sandbox.crosslink.requests.letGo(id);
	expect((await shipping).json).toMatchObject({ result: 'SUCCESS', toState: 'SHIPPED' });
	expect((await one(stage.west, id)).state).toBe('SHIPPED');
});

it('where a step of the broker itself hangs, a new lending request stays in its state', async () => {
	stage = await play({ crosslinkHangsAt: 'will-supply' });
	for (const supplier of ['US-NORTH', 'US-SOUTH', 'US-RIVER'])
		stage.sandbox.fates.set({ supplier, fate: { kind: 'unfilled', reason: 'OnLoan' } });
	await stage.east.post(requests, body('hung'));
	await until(() => messages('hung').length > 0);
	stage.sandbox.clock.advance(day / 3);
	const [lent] = stage.sandbox.crosslink.requests.all('west_crosslink');
	expect(lent).toMatchObject({ state: 'VALIDATED' });
	stage.sandbox.crosslink.requests.letGo(String(lent?.id));
	expect(lent).toMatchObject({ state: 'WILL_SUPPLY' });
});

it("a lender whose promise the borrower's request does not take is told so, and its own request stays as it was", async () => {
	stage = await play();
	stage.sandbox.fates.set({ supplier: 'US-NORTH', fate: { kind: 'lateUnfilled', reason: 'NotOnShelf' } });
	await stage.east.post(requests, body('back'));
	await until(() => messages('back').length > 0);
	stage.sandbox.clock.advance(20 * day);
	const [lent] = stage.sandbox.crosslink.requests.all('west_crosslink');
	expect(lent).toMatchObject({
		side: 'lending',
		state: 'VALIDATED',
		needsAttention: true,
		lastAction: 'will-supply',
		lastActionOutcome: 'failure',
	});
	expect(
		messages('back')
			.slice(-2)
			.map(({ eventStatus }) => eventStatus),
	).toEqual(['PROBLEM', 'PROBLEM']);
});
