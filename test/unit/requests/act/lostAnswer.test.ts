import { ReShareError } from '../../../../reshare/errors';
import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import { backEnds, type TwoDesks } from './desks';

/** The answer to an action is lost, it was not performed, and the request goes on by itself or by the other library. */

const [modRs] = backEnds;
if (modRs === undefined) throw new Error('There is no mod-rs');
const start = modRs.start;
let desks: TwoDesks;
beforeEach(async () => {
	desks = await start();
});
afterEach(async () => await desks.sandbox.close());

const inState = (state: string) =>
	desks.sandbox.requests.add('east', {
		isRequester: true,
		state,
		title: 'Persuasion',
		patronIdentifier: 'P-17',
		supplier: 'RESHARE:US-LAKE',
		conditions: [{ id: 'c1', at: desks.sandbox.clock.now(), code: 'libraryuseonly', accepted: false, supplier: 'RESHARE:US-LAKE' }],
	}).id;

const cases: ReadonlyArray<readonly [what: string, from: string, action: RequestAction, meanwhile: readonly string[]]> = [
	['a cancellation did not arrive, and the lending library sends the item', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'cancel' }, ['REQ_SHIPPED']],
	[
		'a cancellation did not arrive, and the lending library says that the item will come',
		'REQ_REQUEST_SENT_TO_SUPPLIER',
		{ kind: 'cancel' },
		['REQ_EXPECTS_TO_SUPPLY'],
	],
	[
		'a cancellation did not arrive, and the next library is asked',
		'REQ_EXPECTS_TO_SUPPLY',
		{ kind: 'cancel' },
		['REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER'],
	],
	['a cancellation did not arrive, and ReShare goes on to ask libraries', 'REQ_VALIDATED', { kind: 'cancel' }, ['REQ_SUPPLIER_IDENTIFIED']],
	[
		'a yes to conditions did not arrive, and the lending library declines',
		'REQ_CONDITIONAL_ANSWER_RECEIVED',
		{ kind: 'agreeConditions' },
		['REQ_UNFILLED'],
	],
	[
		'a message did not arrive, and the lending library sends the item',
		'REQ_EXPECTS_TO_SUPPLY',
		{ kind: 'sendMessage', text: 'Is it on its way?' },
		['REQ_SHIPPED'],
	],
	['a receipt did not arrive, and the loan becomes overdue', 'REQ_SHIPPED', { kind: 'receive' }, ['REQ_OVERDUE']],
];

it.each(cases)('%s: that is not what was to be done', async (_what, from, action, meanwhile) => {
	const borrowed = inState(from);
	const before = await desks.east.get(borrowed);
	if (before === undefined) throw new Error('There is no such request');
	jest.spyOn(desks.east, 'act').mockImplementation(async () => {
		for (const state of meanwhile) desks.sandbox.requests.move(borrowed, state);
		return await Promise.reject(new ReShareError('timeout', 'okapi did not answer in time', { mayHaveReached: true }));
	});
	const result = await performAction(desks.east, before, action);
	expect(desks.east.act).toHaveBeenCalledTimes(1);
	expect(result).toMatchObject({ outcome: 'unclear', reason: 'unclear' });
	expect(result.explanation).toContain('Look at it in ReShare before you try again');
});

const lenders: ReadonlyArray<readonly [what: string, from: string, action: RequestAction, meanwhile: readonly string[]]> = [
	[
		'a promise did not arrive, and the borrowing library cancels',
		'RES_IDLE',
		{ kind: 'willSupply', place: 'MAIN' },
		['RES_CANCEL_REQUEST_RECEIVED', 'RES_CANCELLED'],
	],
	[
		'a printed pull slip was not noted, and ReShare declines what lay too long',
		'RES_NEW_AWAIT_PULL_SLIP',
		{ kind: 'printPullSlip' },
		['RES_UNFILLED'],
	],
	[
		'a no did not arrive, and the borrower agrees to the conditions',
		'RES_PENDING_CONDITIONAL_ANSWER',
		{ kind: 'cannotSupply' },
		['RES_NEW_AWAIT_PULL_SLIP'],
	],
	['a no did not arrive, and the borrowing library cancels', 'RES_AWAIT_PICKING', { kind: 'cannotSupply' }, ['RES_CANCELLED']],
	[
		'a refusal to cancel did not arrive, and the request is canceled',
		'RES_CANCEL_REQUEST_RECEIVED',
		{ kind: 'refuseCancellation' },
		['RES_CANCELLED'],
	],
];

it.each(lenders)('%s: that is not what was to be done, on the lending side either', async (_what, from, action, meanwhile) => {
	const { id } = desks.sandbox.requests.add('west', { isRequester: false, state: from, refdata: { serviceType: 'loan' } });
	const before = await desks.west.get(id);
	if (before === undefined) throw new Error('There is no such request');
	jest.spyOn(desks.west, 'act').mockImplementation(async () => {
		for (const state of meanwhile) desks.sandbox.requests.move(id, state);
		return await Promise.reject(new ReShareError('timeout', 'okapi did not answer in time', { mayHaveReached: true }));
	});
	expect(await performAction(desks.west, before, action)).toMatchObject({ outcome: 'unclear', reason: 'unclear' });
	expect(desks.west.act).toHaveBeenCalledTimes(1);
});

it.each([
	['RES_AWAIT_PICKING', { kind: 'cannotSupply' }, 'RES_UNFILLED'],
	['RES_CANCEL_REQUEST_RECEIVED', { kind: 'agreeCancellation' }, 'RES_CANCELLED'],
	['RES_IDLE', { kind: 'willSupply', place: 'MAIN' }, 'RES_NEW_AWAIT_PULL_SLIP'],
] as const)('what arrived in %s is told as done, on the lending side, too', async (from, action, to) => {
	const { id } = desks.sandbox.requests.add('west', { isRequester: false, state: from, refdata: { serviceType: 'loan' } });
	desks.sandbox.faults.add({ kind: 'resetAfter', path: 'performAction', times: 1 });
	const before = await desks.west.get(id);
	if (before === undefined) throw new Error('There is no such request');
	expect(await performAction(desks.west, before, action)).toMatchObject({ outcome: 'done', after: { code: to } });
});

it('a cancellation that arrived is told as done, also where the lending library has agreed by then', async () => {
	for (const steps of [
		['REQ_CANCEL_PENDING'],
		['REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER'],
		['REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER', 'REQ_CANCELLED'],
	]) {
		const borrowed = inState('REQ_EXPECTS_TO_SUPPLY');
		const before = await desks.east.get(borrowed);
		if (before === undefined) throw new Error('There is no such request');
		jest.spyOn(desks.east, 'act').mockImplementation(async () => {
			// As after a cancellation: once the library agrees, the request is over.
			desks.sandbox.requests.get(borrowed).requestToContinue = false;
			for (const state of steps) desks.sandbox.requests.move(borrowed, state);
			return await Promise.reject(new ReShareError('timeout', 'okapi did not answer in time', { mayHaveReached: true }));
		});
		expect(await performAction(desks.east, before, { kind: 'cancel' })).toMatchObject({ outcome: 'done' });
	}
});
