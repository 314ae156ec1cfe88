import { Follower } from './testFollower';
import { ModRsLibrary } from './ModRsLibrary';

/** A request as it was posted. mod-rs fills in number, service type and email once the library system has answered. */
const posted = { hrid: undefined, refdata: {}, patronEmail: undefined };

describe('a new request that mod-rs has not processed yet', () => {
	async function started(overlapSeconds = 300): Promise<{ readonly library: ModRsLibrary; readonly follower: Follower }> {
		const library = new ModRsLibrary();
		library.old();
		const follower = new Follower(library, { overlapSeconds });
		await follower.poll();
		library.now += 1;
		return { library, follower };
	}

	it.each([0, 400])('a new request that mod-rs processes %s seconds later is reported then, once and complete', async (seconds) => {
		const { library, follower } = await started(60);
		const row = library.request(posted);
		library.now += 1;
		const other = library.move(library.request({ createdAt: library.now - 95_000 }), 'shipped');
		const told: string[] = [];
		for (let waited = 0; waited <= seconds; waited += 60) {
			told.push(...(await follower.poll()).map(({ eventId }) => eventId));
			library.now += 60;
		}
		expect(told).toEqual([other]);
		Object.assign(row, { hrid: 'EAST-77', refdata: { serviceType: 'loan' }, patronEmail: 'reader@example.edu' });
		const verdict = library.move(row, 'checked');
		const changes = await follower.poll();
		expect(changes.map(({ eventId }) => eventId)).toEqual([`created:${row.id}`, verdict]);
		expect(changes[0]?.request).toMatchObject({ hrid: 'EAST-77', patronEmail: 'reader@example.edu' });
		for (let poll = 0; poll < 10; poll++) {
			library.now += 60;
			expect(await follower.poll()).toEqual([]);
		}
	});

	it('a new request that mod-rs does not process within ten minutes is reported with the data that it has', async () => {
		const { library, follower } = await started(60);
		const row = library.request(posted);
		const polls: number[] = [];
		for (let minute = 0; minute < 14; minute++) {
			if ((await follower.poll()).some(({ eventId }) => eventId === `created:${row.id}`)) polls.push(minute);
			library.now += 60;
		}
		expect(polls).toEqual([11]);
	});
});
