import { AdvancingCursor } from '../../../../reshare/requests/changes/advanceCursor';
import { emptyCursor } from '../../../../reshare/requests/changes/cursor';

const overlapSeconds = 300;
const head = (second: number) =>
	({ id: 'r1', side: 'borrowing', changedAt: new Date(second * 1000).toISOString() }) as Parameters<AdvancingCursor['pass']>[0];
const at = (since: number) => new AdvancingCursor({ ...emptyCursor('s', 0).place, since });

it.each([
	[overlapSeconds, null],
	[overlapSeconds + 60, null],
	[overlapSeconds + 61, 1001],
])('nothing is committed late before a place that has stood still for %s seconds: news from %s on', (seconds, floor) => {
	expect(at(1000).next(null, overlapSeconds, seconds * 1000)).toMatchObject({ since: 1000, floor });
});

it('a poll that stopped early, or got somewhere, settles nothing', () => {
	expect(at(1000).next(900, overlapSeconds, 1e7)).toMatchObject({ floor: null, backlogFrom: 900 });
	const place = at(1000);
	place.skipTo(1200);
	expect(place.next(null, overlapSeconds, 1e7)).toMatchObject({ since: 1200, floor: null, movedAt: 1e7 });
});

it("waits for a request that the back end is at work on, and for the server's present", () => {
	const place = at(1000);
	place.holdAt(head(1100));
	place.pass(head(1200), true, 1500);
	place.pass(head(1900), true, 1500);
	expect(place.next(null, overlapSeconds, 1e7)).toMatchObject({ since: 1100 });
	expect(place.aheadOfTime).toEqual(['r1']);
});
