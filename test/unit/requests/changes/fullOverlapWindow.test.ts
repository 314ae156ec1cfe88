import { createEmptyCursor } from '../../../../reshare/requests/changes/cursor';
import { pruneDelivered, mostEventsInWindow } from '../../../../reshare/requests/changes/overlapWindow';
import { TestFollower } from './TestFollower';
import { libraryStarters } from './libraryStarters';

/** In these tests, a follower stores only 8 changes within the overlap, instead of 2,000. */
mostEventsInWindow.most = 8;
const overlapSeconds = 300;

it.each(libraryStarters)(
	'the trigger reports a change that %s commits late once, unless it is older than all events that the full cursor still stores',
	async (_backEnd, start) => {
		const library = start();
		const rows = Array.from({ length: 30 }, () => library.old());
		const lateOnes = Array.from({ length: 2 }, () => library.old());
		const follower = await TestFollower.start(library, { overlapSeconds });
		const made: string[] = [];
		for (const row of rows) {
			library.now += 5;
			made.push(library.move(row, 'shipped'));
			if (made.length % 3 === 0) await follower.poll();
		}
		await follower.poll();
		const [within, before] = [20, 100].map((late, index) => {
			const row = lateOnes[index];
			if (row === undefined) throw new Error('No such request');
			return library.move(row, 'shipped', library.now - late);
		});
		for (let poll = 0; poll < 3; poll++) {
			library.now += 10;
			await follower.poll();
		}
		expect(follower.ids).not.toContain(before);
		expect([...follower.ids].sort()).toEqual([...made, within].sort());
	},
);

it('the cursor of the trigger keeps every delivered event of the newest second, even if they are more than its limit of events', () => {
	const events = Object.fromEntries(Array.from({ length: 2 * mostEventsInWindow.most }, (_, index) => [`event-${index}`, 100]));
	for (const since of [100, 110]) {
		const state = createEmptyCursor('scope', 0);
		const full = { ...state, position: { ...state.position, since }, delivered: { ...state.delivered, events: { ...events, old: 90 } } };
		expect(pruneDelivered(full, overlapSeconds)).toMatchObject({ delivered: { events }, position: { floor: 100 } });
	}
});
