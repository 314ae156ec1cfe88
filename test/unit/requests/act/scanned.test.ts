import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import type { Side } from '../../../../reshare/requests/model/request';
import { backEnds, type Pair, type TwoDesks } from './desks';

/** Brokers of August 2026 overwrite a request's items and do not index them; later ones keep them. */
const [, august, november] = backEnds;
if (august === undefined || november === undefined) throw new Error('There is no CrossLink');

describe.each([
	['3.0.0', august],
	['3.7.0', november],
] as const)('a scanned barcode, model %s', (_version, backEnd) => {
	let desks: TwoDesks;
	let pair: Pair;
	beforeEach(async () => {
		desks = await backEnd.start();
		pair = await backEnd.asked(desks);
	});
	afterEach(async () => await desks.sandbox.close());

	const perform = async (side: Side, action: RequestAction) => {
		const request = await (side === 'lending' ? desks.west.get(pair.lent) : desks.east.get(pair.borrowed));
		if (request === undefined) throw new Error('There is no such request');
		expect((await performAction(side === 'lending' ? desks.west : desks.east, request, action)).outcome).toBe('done');
	};
	const found = async (side: Side, barcode: string) =>
		(await (side === 'lending' ? desks.west : desks.east).named(barcode, side)).map(({ id }) => id);

	it('leads to its request, before it is sent and until it is back', async () => {
		const barcode = desks.sandbox.crosslink.requests.get(pair.lent).items[0]?.barcode ?? '';
		expect(barcode).toMatch(/^\d{14}$/);
		expect(await found('lending', barcode)).toEqual([pair.lent]);
		for (const [side, action] of [
			...backEnd.untilSearched,
			['lending', { kind: 'markShipped' }],
			['borrowing', { kind: 'receive' }],
		] as ReadonlyArray<readonly [Side, RequestAction]>)
			await perform(side, action);
		expect(await found('lending', barcode)).toEqual([pair.lent]);
		expect(await found('borrowing', barcode)).toEqual([pair.borrowed]);
		for (const kind of ['checkOut', 'patronReturned', 'shipBack'] as const) await perform('borrowing', { kind });
		expect(await found('lending', barcode)).toEqual([pair.lent]);
		expect(await found('lending', '99999')).toEqual([]);
	});
});
