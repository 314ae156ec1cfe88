import { performAction } from '../../../reshare/requests/act/performAction';
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
		const { lent, borrowed } = await backEnd.asked(libraries);
		const read = (side: 'east' | 'west') => readExistingRequest(libraries[side], side === 'east' ? borrowed : lent);
		const eventAfterWeeks = async (side: 'east' | 'west') => {
			libraries.sandbox.clock.advance(90 * 86_400_000);
			await waitInVirtualTime(1000);
			return (await read(side)).state?.known?.event;
		};
		for (const [, action] of backEnd.untilSearched) await performAction(libraries.west, await read('west'), action);
		expect(await eventAfterWeeks('west')).not.toBe('shipped');
		await performAction(libraries.west, await read('west'), { kind: 'markShipped', barcodes: ['39001'] });
		expect(await eventAfterWeeks('east')).toBe('returnShipped');
		await performAction(libraries.west, await read('west'), { kind: 'receivedBack' });
		expect(await eventAfterWeeks('east')).toBe('complete');
	});
});
