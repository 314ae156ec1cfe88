import { performAction } from '../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../reshare/requests/model/actions';
import { isTerminal } from '../../../reshare/requests/model/state';
import { waitInVirtualTime } from '../../sandboxInVirtualTime';
import { backEnds, readExistingRequest, type TwoLibraries } from '../requests/act/twoLibraries';

describe.each(backEnds)('a library left to its staff in $name', (backEnd) => {
	let libraries: TwoLibraries;
	beforeEach(async () => {
		libraries = await backEnd.start({ autoStaff: true });
		libraries.sandbox.scenarios.leaveTo('US-WEST');
	});
	afterEach(() => libraries.sandbox.close());

	it('neither ships nor takes back by itself, so that its staff can do both', async () => {
		const pair = await backEnd.asked(libraries);
		const afterWeeks = async (side: 'east' | 'west') => {
			libraries.sandbox.clock.advance(90 * 86_400_000);
			await waitInVirtualTime(1000);
			return (await readExistingRequest(libraries[side], side === 'east' ? pair.borrowed : pair.lent)).state;
		};
		const lender = async (action: RequestAction) => {
			expect(await performAction(libraries.west, await readExistingRequest(libraries.west, pair.lent), action)).toMatchObject({
				outcome: 'done',
			});
		};
		for (const [, action] of backEnd.untilSearched) await lender(action);
		expect((await afterWeeks('west'))?.known?.event).not.toBe('shipped');
		const shipment = backEnd.day(['39001']).find(([, { kind }]) => kind === 'markShipped')?.[1];
		await lender(shipment ?? { kind: 'markShipped', barcodes: [] });
		expect((await afterWeeks('east'))?.known?.event).toBe('returnShipped');
		expect(isTerminal(await afterWeeks('west'))).toBe(false);
		await lender({ kind: 'receivedBack' });
		expect(isTerminal(await afterWeeks('east'))).toBe(true);
	});
});
