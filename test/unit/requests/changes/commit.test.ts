import { advance, aheadOfTime } from '../../../../reshare/requests/changes/commit';
import { emptyCursor } from '../../../../reshare/requests/changes/cursor';
import type { ListedRow } from '../../../../reshare/requests/changes/fetch';

const overlapSeconds = 300;
const head = (second: number): ListedRow['head'] => ({ id: 'r1', side: 'borrowing', changedAt: new Date(second * 1000).toISOString() });
const before = { ...emptyCursor('s', 0).position, since: 1000 };
const nothing = { rows: [], firstInProcess: Infinity, dropped: undefined };

it.each([
	[overlapSeconds, null],
	[overlapSeconds + 60, null],
	[overlapSeconds + 61, 1001],
])('nothing is committed late before a cursor that has not advanced for %s seconds: changes are pending from %s on', (seconds, floor) => {
	expect(advance(before, nothing, null, { overlapSeconds, now: seconds * 1000 })).toMatchObject({ since: 1000, floor });
});

it('a poll that stopped early, or advanced, settles nothing', () => {
	const options = { overlapSeconds, now: 1e7 };
	expect(advance(before, nothing, 900, options)).toMatchObject({ floor: null, backlogFrom: 900 });
	const progress = { ...nothing, dropped: { until: 1200, requests: 1 } };
	expect(advance(before, progress, null, options)).toMatchObject({ since: 1200, floor: null, movedAt: 1e7 });
});

it("waits for a request that the back end is processing, and for the server's present", () => {
	const rows = [1200, 1900].map((second) => ({ head: head(second), isUnchanged: false, serverNow: 1500 }));
	const progress = { ...nothing, rows, firstInProcess: 1100 };
	expect(advance(before, progress, null, { overlapSeconds, now: 1e7 })).toMatchObject({ since: 1100 });
	expect(aheadOfTime(rows)).toEqual(['r1']);
});
