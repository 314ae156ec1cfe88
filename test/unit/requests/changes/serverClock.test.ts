import { TestFollower } from './TestFollower';
import { libraryStarters } from './libraryStarters';

const hour = 3600;

async function pollEveryMinute(follower: TestFollower, polls: number) {
	const before = follower.ids.length;
	for (let poll = 0; poll < polls; poll++) {
		follower.library.now += 60;
		await follower.poll();
	}
	return follower.ids.slice(before);
}

describe.each(libraryStarters)('over %s', (_backEnd, start) => {
	it.each([
		{ where: 'the server tells its time', tellsTime: true, skew: 0 },
		{ where: 'the server tells its time, and this machine is two hours slow', tellsTime: true, skew: -2 * hour },
		{ where: 'the server does not tell its time', tellsTime: false, skew: 0 },
	])('a trigger that starts after a change was stamped ahead of time begins at the present if $where', async ({ tellsTime, skew }) => {
		const server = Object.assign(start(), { tellsTime });
		const [odd, usual] = [server.old(), server.old()];
		server.move(odd, 'checked', server.now + 3 * hour);
		server.move(usual, 'checked');
		const follower = Object.assign(new TestFollower(server), { skewMs: skew * 1000 });
		await follower.poll();
		server.now += 1;
		const next = server.move(usual, 'shipped');
		expect(await pollEveryMinute(follower, 240)).toEqual([next]);
	});

	it('a trigger begins at the present even if changes stamped ahead of time fill the whole first page', async () => {
		const server = start();
		const rows = Array.from({ length: 120 }, () => server.old());
		const usual = server.old();
		for (const row of rows) server.move(row, 'checked', server.now + 3 * hour);
		server.move(usual, 'checked');
		const follower = await TestFollower.start(server);
		const next = server.move(usual, 'shipped');
		expect((await pollEveryMinute(follower, 3)).filter((id) => server.eventsOf(usual).includes(id))).toEqual([next]);
	});

	it('one poll of the trigger, and not the next, reports a patron request changed an hour in the future as ahead of time', async () => {
		const server = start();
		const [odd, nearly] = [server.old(), server.old()];
		const follower = await TestFollower.start(server);
		server.move(odd, 'checked', server.now + hour);
		server.move(nearly, 'checked', server.now + 60);
		await follower.poll();
		expect(follower.reading).toMatchObject({ aheadOfTime: [odd.id], wentBack: false });
		await follower.poll();
		expect(follower.reading?.aheadOfTime).toEqual([]);
	});
});
