import { performAction, type RequestAction, type Side } from '../../../../reshare/requests';
import { isTransition } from '../../../../reshare/requests/history';
import { wordOf } from '../../../../reshare/requests/state';
import { backEnds, type Pair, type TwoDesks } from '../act/desks';

/** A request that comes back to where it was, since the other library said no, has no news of that: patrons are written to by these words. */
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
	return ((await desks.east.get(pair.borrowed))?.history ?? []).filter(isTransition).map(wordOf);
}

it('CrossLink: an item that may not be kept longer has arrived once', async () => {
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
