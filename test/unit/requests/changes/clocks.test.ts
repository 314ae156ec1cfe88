import { Follower, type FollowOptions } from './follower';
import { libraries } from './libraries';
import type { Library } from './library';

const hour = 3600;

async function started(library: Library, options: FollowOptions = {}): Promise<Follower> {
	const follower = new Follower(library, options);
	await follower.poll();
	library.now += 1;
	return follower;
}

async function pollEveryMinute(follower: Follower, polls: number): Promise<string[]> {
	const before = follower.ids.length;
	for (let poll = 0; poll < polls; poll++) {
		follower.library.now += 60;
		await follower.poll();
	}
	return follower.ids.slice(before);
}

describe.each(libraries)('over %s:', (_backEnd, start) => {
	describe.each([
		['the server tells its time', true, 0],
		['the server tells its time, and this machine is two hours slow', true, -2 * hour],
		['the server does not tell its time', false, 0],
	])('a change that is stamped ahead of time, where %s', (_title, tellsTime, skew) => {
		function library(): Library {
			return Object.assign(start(), { tellsTime });
		}
		const skewed = (follower: Follower) => Object.assign(follower, { skewMs: skew * 1000 });

		it('is no news for a trigger that starts afterwards, which begins at the present', async () => {
			const server = library();
			const [odd, usual] = [server.old(), server.old()];
			server.move(odd, 'checked', server.now + 3 * hour);
			server.move(usual, 'checked');
			const follower = skewed(new Follower(server));
			await follower.poll();
			server.now += 1;
			const next = server.move(usual, 'shipped');
			expect(await pollEveryMinute(follower, 240)).toEqual([next]);
		});
	});

	describe('the requests stamped ahead of time', () => {
		it('are named once, where it is more than minutes', async () => {
			const library = start();
			const [odd, nearly] = [library.old(), library.old()];
			const follower = await started(library);
			library.move(odd, 'checked', library.now + hour);
			library.move(nearly, 'checked', library.now + 60);
			await follower.poll();
			expect(follower.reading).toMatchObject({ aheadOfTime: [odd.id], wentBack: false });
			await follower.poll();
			expect(follower.reading?.aheadOfTime).toEqual([]);
		});

		it('may fill the whole first page when a trigger starts', async () => {
			const library = start();
			const rows = Array.from({ length: 120 }, () => library.old());
			const usual = library.old();
			for (const row of rows) library.move(row, 'checked', library.now + 3 * hour);
			library.move(usual, 'checked');
			const follower = await started(library);
			const next = library.move(usual, 'shipped');
			expect((await pollEveryMinute(follower, 3)).filter((id) => library.eventsOf(usual).includes(id))).toEqual([next]);
		});
	});
});
