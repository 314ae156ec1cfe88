import { Follower, type Following } from '../../../../reshare/requests/changes/Follower';
import type { PollState } from '../../../../reshare/requests';
import { CrossLinkLibrary } from './crossLinkLibrary';

const following: Following = {
	side: 'borrowing', criteria: { events: new Set(['anyStatusChange']), pickupLocations: ['EAST-MAIN'] }, overlapSeconds: 300, ignoreOlderThanSeconds: 0, startHours: 0, repeatAfterRestart: false,
	patronDetails: 'full', timeZone: 'UTC', staffLink: () => null,
};

it('only a pickup location that stands in the note for staff, where CrossLink has no other place for it: its requests are told', async () => {
	const library = new CrossLinkLibrary();
	const [main, other] = [library.old(), library.old()];
	main.internalNote = 'Pickup location: EAST-MAIN\nCall him';
	other.internalNote = 'Pickup location: EAST-SCI';
	let place: PollState | undefined;
	const poll = async () => {
		const news = await new Follower(library.client, following).poll(place, { failures: new Map() });
		place = news.place;
		return news.told.map(({ item }) => [item.requestId, item.pickupLocation]);
	};
	await poll();
	library.now += 60;
	for (const row of [main, other]) library.move(row, 'received');
	expect(await poll()).toEqual([[main.id, 'EAST-MAIN']]);
	const { listed } = await library.client.find({ side: 'borrowing', pickupLocations: ['EAST-MAIN'], sort: 'createdNewest' });
	expect(listed.map(({ request }) => request.id)).toEqual([main.id]);
});
