import { ReShareError } from '../../../../reshare/errors';
import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import type { Side } from '../../../../reshare/requests/model/request';
import { backEnds, readExistingRequest, type TwoLibraries } from './twoLibraries';

/** The answer to an action is lost, and the request continues by itself or because of the other library. */

const [modRs] = backEnds;
let libraries: TwoLibraries;
beforeEach(async () => {
	libraries = await modRs.start();
});
afterEach(() => libraries.sandbox.close());

/**
 * Performs an action and loses its answer.
 *
 * @param meanwhile the states through which the request goes before it is read again
 */
async function actAndLose(side: Side, state: string, action: RequestAction, meanwhile: readonly string[]) {
	const { sandbox } = libraries;
	const backend = side === 'borrowing' ? libraries.east : libraries.west;
	const condition = { id: 'c1', at: sandbox.clock.now(), code: 'libraryuseonly', accepted: false, supplier: 'RESHARE:US-LAKE' };
	const row = sandbox.requests.add(
		side === 'borrowing' ? 'east' : 'west',
		side === 'borrowing'
			? { isRequester: true, state, title: 'Persuasion', supplier: 'RESHARE:US-LAKE', conditions: [condition] }
			: { isRequester: false, state, refdata: { serviceType: 'loan' } },
	);
	const before = await readExistingRequest(backend, row.id);
	jest.spyOn(backend, 'act').mockImplementation(async () => {
		// After a cancellation, the request ends as soon as the lender agrees.
		if (meanwhile[0] === 'REQ_CANCEL_PENDING') row.requestToContinue = false;
		for (const next of meanwhile) sandbox.requests.move(row.id, next);
		return await Promise.reject(new ReShareError('timeout', 'okapi did not answer in time', { mayHaveReached: true }));
	});
	const result = await performAction(backend, before, action);
	expect(backend.act).toHaveBeenCalledTimes(1);
	return result;
}

const cases: ReadonlyArray<readonly [what: string, side: Side, from: string, action: RequestAction, meanwhile: readonly string[]]> = [
	['cancellation', 'borrowing', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'cancel' }, ['REQ_SHIPPED']],
	['cancellation', 'borrowing', 'REQ_REQUEST_SENT_TO_SUPPLIER', { kind: 'cancel' }, ['REQ_EXPECTS_TO_SUPPLY']],
	['cancellation', 'borrowing', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'cancel' }, ['REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER']],
	['cancellation', 'borrowing', 'REQ_VALIDATED', { kind: 'cancel' }, ['REQ_SUPPLIER_IDENTIFIED']],
	['agreement to conditions', 'borrowing', 'REQ_CONDITIONAL_ANSWER_RECEIVED', { kind: 'agreeConditions' }, ['REQ_UNFILLED']],
	['message', 'borrowing', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'sendMessage', text: 'Is it on its way?' }, ['REQ_SHIPPED']],
	['receipt', 'borrowing', 'REQ_SHIPPED', { kind: 'receive' }, ['REQ_OVERDUE']],
	['promise', 'lending', 'RES_IDLE', { kind: 'willSupply', place: 'MAIN' }, ['RES_CANCEL_REQUEST_RECEIVED', 'RES_CANCELLED']],
	['printed pull slip', 'lending', 'RES_NEW_AWAIT_PULL_SLIP', { kind: 'printPullSlip' }, ['RES_UNFILLED']],
	['refusal', 'lending', 'RES_PENDING_CONDITIONAL_ANSWER', { kind: 'cannotSupply' }, ['RES_NEW_AWAIT_PULL_SLIP']],
	['refusal', 'lending', 'RES_AWAIT_PICKING', { kind: 'cannotSupply' }, ['RES_CANCELLED']],
	['refusal to cancel', 'lending', 'RES_CANCEL_REQUEST_RECEIVED', { kind: 'refuseCancellation' }, ['RES_CANCELLED']],
];

it.each(cases)(
	'an action whose HTTP answer was lost is unclear if only others moved the request: %s (side %s, in %s, action %j, moved to %j)',
	async (_what, ...given) => {
		expect(await actAndLose(...given)).toMatchObject({
			outcome: 'unclear',
			reason: 'unclear',
			explanation: expect.stringContaining('Look at it in ReShare before you try again'),
		});
	},
);

it.each([
	[['REQ_CANCEL_PENDING']],
	[['REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER']],
	[['REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER', 'REQ_CANCELLED']],
])('Cancel whose HTTP answer was lost has the outcome done if the patron request has since gone on to %j', async (meanwhile) => {
	expect(await actAndLose('borrowing', 'REQ_EXPECTS_TO_SUPPLY', { kind: 'cancel' }, meanwhile)).toMatchObject({ outcome: 'done' });
});
