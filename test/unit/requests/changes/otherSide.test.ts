import { Lineage } from '../../../../reshare/requests/model/Lineage';
import { findNewestChange } from '../../../../reshare/requests/changes/changeForTestEvent';
import { createInitialCursor } from '../../../../reshare/requests/changes/createInitialCursor';
import type { ChangeSource } from '../../../../reshare/requests/port/RequestBackend';
import { ModRsLibrary } from './ModRsLibrary';

/** Makes a source that returns the newest requests of both sides, whichever side is wanted. */
function ignoringSides({ client }: ModRsLibrary): ChangeSource {
	return {
		newest: async () => await client.listHeads({ sort: ['lastUpdated;desc', 'id;asc'] }),
		changedSince: (side, from) => client.changedSince(side, from),
		countChanged: async (...asked) => await client.countChanged(...asked),
		getWithRaw: async (...asked) => await client.getWithRaw(...asked),
		getChanged: async (...asked) => await client.getChanged(...asked),
		serverNow: () => client.serverNow(),
	};
}

const hour = 3600;
let library: ModRsLibrary;
let own: ReturnType<ModRsLibrary['request']>;
let lent: ReturnType<ModRsLibrary['request']>;

beforeEach(() => {
	library = new ModRsLibrary();
	[own, lent] = [library.request(), library.request({ isRequester: false })];
});

it('a follower of borrowing requests stores no lending request in its cursor, even if a server returns one unasked', async () => {
	for (const row of [own, lent]) library.move(row, 'checked', library.now + 3 * hour);
	const state = await createInitialCursor(ignoringSides(library), {
		scope: 's',
		side: 'borrowing',
		overlapSeconds: 300,
		startHours: 0,
		now: library.now * 1000,
		mustStop: () => false,
	});
	expect(Object.keys(state.delivered.requests)).toEqual([own.id]);
});

it('a follower of borrowing requests takes no lending request as test event, even if a server returns one as the newest', async () => {
	const event = library.move(own, 'shipped');
	library.now += 1;
	library.move(lent, 'shipped');
	const found = await findNewestChange(
		ignoringSides(library),
		'borrowing',
		{ events: new Set(['anyStatusChange']) },
		new Lineage(async () => undefined),
	);
	expect(found?.eventId).toBe(event);
});
