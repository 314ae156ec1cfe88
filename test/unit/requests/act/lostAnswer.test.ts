import { ReShareError } from '../../../../reshare/errors';
import { performAction, type RequestAction } from '../../../../reshare/requests';
import { backEnds, type TwoDesks } from './desks';

/** The answer to an action is lost, the action was not performed, and meanwhile the request goes on by itself or by the other library. */

const [modRs] = backEnds;
if (modRs === undefined) throw new Error('There is no mod-rs');
const start = modRs.start;
let desks: TwoDesks;
beforeEach(async () => {
	desks = await start();
});
afterEach(async () => await desks.sandbox.close());

const inState = (state: string) => desks.sandbox.requests.add('east', { isRequester: true, state, title: 'Persuasion', patronIdentifier: 'P-17', supplier: 'RESHARE:US-LAKE' }).id;

const cases: ReadonlyArray<readonly [what: string, from: string, action: RequestAction, meanwhile: readonly string[]]> = [
	['a cancellation did not arrive, and the lending library sends the item', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'cancel' }, ['REQ_SHIPPED']],
	['a cancellation did not arrive, and the lending library says that the item will come', 'REQ_REQUEST_SENT_TO_SUPPLIER', { kind: 'cancel' }, ['REQ_EXPECTS_TO_SUPPLY']],
	['a cancellation did not arrive, and the next library is asked', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'cancel' }, ['REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER']],
	['a cancellation did not arrive, and ReShare goes on to ask libraries', 'REQ_VALIDATED', { kind: 'cancel' }, ['REQ_SUPPLIER_IDENTIFIED']],
	['a yes to conditions did not arrive, and the lending library declines', 'REQ_CONDITIONAL_ANSWER_RECEIVED', { kind: 'agreeConditions' }, ['REQ_UNFILLED']],
	['a message did not arrive, and the lending library sends the item', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'sendMessage', text: 'Is it on its way?' }, ['REQ_SHIPPED']],
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

it('a cancellation that arrived is told as done, also where the lending library has agreed by then', async () => {
	for (const steps of [['REQ_CANCEL_PENDING'], ['REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER'], ['REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER', 'REQ_CANCELLED']]) {
		const borrowed = inState('REQ_EXPECTS_TO_SUPPLY');
		const before = await desks.east.get(borrowed);
		if (before === undefined) throw new Error('There is no such request');
		jest.spyOn(desks.east, 'act').mockImplementation(async () => {
			// As a cancellation leaves it: what the library agrees to is over then, and no other one is asked.
			desks.sandbox.requests.get(borrowed).requestToContinue = false;
			for (const state of steps) desks.sandbox.requests.move(borrowed, state);
			return await Promise.reject(new ReShareError('timeout', 'okapi did not answer in time', { mayHaveReached: true }));
		});
		expect(await performAction(desks.east, before, { kind: 'cancel' })).toMatchObject({ outcome: 'done' });
	}
});
