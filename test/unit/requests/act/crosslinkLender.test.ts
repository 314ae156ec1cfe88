import { performAction } from '../../../../reshare/requests/act/performAction';
import { pause } from '../../../virtualSandbox';
import { logIn, type Json } from '../../sandbox/sandboxCalls';
import { body, lentRecordId, requests } from '../../sandbox/crossLinkCalls';
import { backEnds, read, type Pair, type TwoLibraries } from './twoLibraries';

/** A lender's request has its own header, in which the broker names that library as the supplier (handleRequestMessageWithPeer). */
const [, august, november] = backEnds;

describe.each([
	['3.0.0', august],
	['3.7.0', november],
] as const)('a lender on CrossLink with state model %s', (_version, backEnd) => {
	let libraries: TwoLibraries;
	let pair: Pair;
	beforeEach(async () => {
		libraries = await backEnd.start();
		pair = await backEnd.asked(libraries);
	});
	afterEach(() => libraries.sandbox.close());

	const lent = async () => {
		const { illRequest, supplierSymbol = '' } = libraries.sandbox.crosslink.requests.get(pair.lent);
		expect(illRequest.header).toMatchObject({
			supplyingAgencyId: { agencyIdType: { '#text': 'ISIL' }, agencyIdValue: supplierSymbol.slice('ISIL:'.length) },
		});
		return await read(libraries.west, pair.lent);
	};

	it('the maximum cost that a borrower names is neither a condition nor an unread message of the lender', async () => {
		const { tenant, username, password } = libraries.sandbox.crosslink.east;
		const posted = body('costs', lentRecordId) as { illRequest: Json };
		posted.illRequest.billingInfo = { maximumCosts: { currencyCode: { '#text': 'USD' }, monetaryValue: '30' } };
		await (await logIn(libraries.sandbox, tenant, username, password)).post(requests, posted);
		await pause(1000);
		libraries.sandbox.clock.advance(2 * 86_400_000);
		const lends = libraries.sandbox.crosslink.requests
			.all('west_crosslink')
			.find(({ requesterRequestId }) => requesterRequestId === 'costs');
		expect(lends?.notifications).toMatchObject([{ direction: 'received', kind: 'condition', cost: 30, currency: 'USD' }]);
		expect(await libraries.west.get(lends?.id ?? '')).toMatchObject({ conditions: [], unreadMessages: 0, messages: [] });
		expect((await libraries.west.find({ side: 'lending', unread: true, sort: 'createdNewest' })).listed).toEqual([]);
	});

	/** The broker returns no result for them (checkSupplyingResponse). */
	it("the log of CrossLink has no messages for a lender's action that succeeded", async () => {
		expect(await performAction(libraries.west, await lent(), { kind: 'cannotSupply', reason: 'NotOnShelf' })).toMatchObject({
			outcome: 'done',
		});
		const { events } = libraries.sandbox.crosslink.requests.get(pair.lent);
		const action = events.findLast(({ eventName }) => eventName === 'invoke-action');
		expect(action).toMatchObject({ eventStatus: 'SUCCESS', eventData: { action: 'cannot-supply' } });
		expect(action?.resultData).not.toHaveProperty('incomingMessage');
		expect(action?.resultData).not.toHaveProperty('outgoingMessage');
	});

	it('Cannot Supply on a lending request that has gone on to another library is refused with that reason', async () => {
		for (const supplier of libraries.sandbox.crosslink.requests.get(pair.borrowed).suppliers) supplier.status = 'skipped';
		expect(await performAction(libraries.west, await lent(), { kind: 'cannotSupply', reason: 'NotOnShelf' })).toMatchObject({
			outcome: 'notPossible',
			reason: 'refused',
			explanation: 'ReShare did not perform the action: another library has the request by now, or it is over.',
		});
	});
});

it('Will Supply in CrossLink state model 3.0.0 is refused while the borrower has another promise, and conditions are suggested', async () => {
	const libraries = await august.start();
	try {
		for (const supplier of ['US-NORTH', 'US-SOUTH', 'US-RIVER'])
			libraries.sandbox.scenarios.set({ supplier, scenario: { kind: 'lateUnfilled', reason: 'NotOnShelf' } });
		const { borrowed, lent } = await august.asked(libraries);
		libraries.sandbox.clock.advance(30 * 86_400_000);
		const { requests: rows } = libraries.sandbox.crosslink;
		const lender =
			lent === '' ? (rows.all('west_crosslink').find(({ requesterRequestId }) => requesterRequestId === borrowed)?.id ?? '') : lent;
		expect([rows.get(borrowed).state, rows.get(lender).state, rows.get(lender).lastAction, rows.get(lender).lastActionOutcome]).toEqual([
			'WILL_SUPPLY',
			'VALIDATED',
			'will-supply',
			'failure',
		]);
		const perform = async (action: Parameters<typeof performAction>[2]) =>
			await performAction(libraries.west, await read(libraries.west, lender), action);
		expect(await perform({ kind: 'willSupply' })).toMatchObject({
			outcome: 'notPossible',
			reason: 'refused',
			explanation:
				'ReShare did not perform the action: the borrower takes no promise now, perhaps because it still has that of another library; it does take conditions, so send some.',
		});
		expect(await perform({ kind: 'sendConditions', condition: 'LibraryUseOnly' })).toMatchObject({ outcome: 'done' });
		expect(rows.get(borrowed).state).toBe('CONDITION_PENDING');
	} finally {
		await libraries.sandbox.close();
	}
});
