import { Follower, type FollowerOptions } from '../../../../reshare/requests/changes/Follower';
import type { Cursor } from '../../../../reshare/requests/changes/cursor';
import type { ChangeCriteria } from '../../../../reshare/requests/changes/changeCriteria';
import { CrossLinkLibrary } from './CrossLinkLibrary';

function follow(library: CrossLinkLibrary, criteria: Omit<ChangeCriteria, 'events'>) {
	const following: FollowerOptions = {
		side: 'borrowing',
		criteria: { events: new Set(['anyStatusChange']), ...criteria },
		overlapSeconds: 300,
		ignoreOlderThanSeconds: 3 * 86_400,
		startHours: 0,
		repeatAfterRestart: false,
		patronDetails: 'full',
		timeZone: 'UTC',
		staffLink: () => null,
	};
	let cursor: Cursor | undefined;
	return async () => {
		const result = await new Follower(library.client, following).poll(cursor, { failures: new Map(), mustStop: () => false });
		cursor = result.after;
		return { items: result.delivered.map(({ item }) => item), notices: result.notices };
	};
}

afterEach(() => jest.restoreAllMocks());

it('the pickup location filter finds a CrossLink request whose pickup location is only in its staff note', async () => {
	const library = new CrossLinkLibrary();
	const [main, other] = [library.old(), library.old()];
	main.internalNote = 'Pickup location: EAST-MAIN\nCall him';
	other.internalNote = 'Pickup location: EAST-SCI';
	const poll = follow(library, { pickupLocations: ['EAST-MAIN'] });
	await poll();
	library.now += 60;
	for (const row of [main, other]) library.move(row, 'received');
	expect((await poll()).items).toMatchObject([{ requestId: main.id, pickupLocation: 'EAST-MAIN' }]);
	const { listed } = await library.client.find({ side: 'borrowing', pickupLocations: ['EAST-MAIN'], sort: 'createdNewest' });
	expect(listed.map(({ request }) => request.id)).toEqual([main.id]);
});

it.each([
	['the barcode that the request was made with', 'P-1'],
	["the ID that the library's own system has for the patron, which CrossLink writes over the barcode", 'ils-77'],
])('the filter for one patron finds a CrossLink request by %s', async (_by, patronId) => {
	const library = new CrossLinkLibrary();
	const [own, other] = [library.old(), library.old()];
	own.patron = 'ils-77';
	other.patron = 'ils-78';
	other.illRequest = { ...other.illRequest, patronInfo: { patronId: 'P-2' } };
	const poll = follow(library, { patronId });
	await poll();
	library.now += 60;
	for (const row of [own, other]) library.move(row, 'received');
	expect((await poll()).items).toMatchObject([{ requestId: own.id, patronId: 'P-1' }]);
});
