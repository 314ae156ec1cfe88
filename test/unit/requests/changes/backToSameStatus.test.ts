import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import { sortHistory, isTransition, type Side } from '../../../../reshare/requests/model/request';
import { eventNameOf } from '../../../../reshare/requests/model/state';
import { backEnds, type Pair, type TwoDesks } from '../act/twoLibraries';

/**
 * A request that returns to its former status because the other library refused must not be reported: patrons would get the old notice
 * again.
 */
let desks: TwoDesks;
let pair: Pair;
afterEach(async () => await desks.sandbox.close());

async function perform(side: Side, action: RequestAction): Promise<void> {
	const desk = side === 'borrowing' ? desks.east : desks.west;
	const request = await desk.get(side === 'borrowing' ? pair.borrowed : pair.lent);
	if (request === undefined) throw new Error('There is no such request');
	expect((await performAction(desk, request, action)).outcome).toBe('done');
}

async function words(): Promise<string[]> {
	return sortHistory((await desks.east.get(pair.borrowed))?.history ?? [])
		.filter(isTransition)
		.map(eventNameOf);
}

it('a CrossLink item whose renewal the lender refuses is reported as received only once', async () => {
	const november = backEnds.at(-1);
	if (november === undefined) throw new Error('There is no CrossLink');
	desks = await november.start();
	pair = await november.asked(desks);
	await perform('lending', { kind: 'printPullSlip' });
	await perform('lending', { kind: 'markShipped', barcodes: ['39001'] });
	await perform('borrowing', { kind: 'receive' });
	await perform('borrowing', { kind: 'renew' });
	await perform('lending', { kind: 'refuseRenewal' });
	const told = await words();
	expect(told.filter((word) => word === 'received')).toHaveLength(1);
});

describe('an overdue item that staff mark as received on mod-rs', () => {
	const [modRs] = backEnds;
	const receivedAfter = async (...states: string[]): Promise<string[]> => {
		if (modRs === undefined) throw new Error('There is no mod-rs');
		desks = await modRs.start();
		pair = await modRs.asked(desks);
		for (const state of states) desks.sandbox.requests.advance(pair.borrowed, state);
		await perform('borrowing', { kind: 'receive' });
		return (await words()).filter((word) => word !== 'statusChange').slice(-2);
	};

	it('an item that was received, became overdue and is marked as received again on mod-rs is reported as received only once', async () => {
		expect(await receivedAfter('REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_OVERDUE')).toEqual(['received', 'overdue']);
	});

	it('an item that became overdue before it arrived is reported as received when staff mark it as received on mod-rs', async () => {
		expect(await receivedAfter('REQ_SHIPPED', 'REQ_OVERDUE')).toEqual(['overdue', 'received']);
	});
});
