import { Follower } from './follower';
import { Library } from './library';

/** As it is posted: number, service type and e-mail are filled in by mod-rs, once the library system has answered. */
const posted = { hrid: undefined, refdata: {}, patronEmail: undefined };

describe('a request that mod-rs has not looked at yet', () => {
	async function started(overlapSeconds = 300): Promise<Follower> {
		const library = new Library();
		library.request({ dateCreated: (library.now - 90_000) * 1000 });
		const follower = new Follower(library, { overlapSeconds });
		await follower.poll();
		library.now += 1;
		return follower;
	}

	it.each([0, 400])('is told as new once it has been, %s seconds later, with what was filled in', async (seconds) => {
		const follower = await started(60);
		const { library } = follower;
		const row = library.request(posted);
		library.now += 1;
		const other = library.move(library.request({ dateCreated: (library.now - 95_000) * 1000 }), 'REQ_SHIPPED');
		const told: string[] = [];
		for (let waited = 0; waited <= seconds; waited += 60) {
			told.push(...(await follower.poll()).map(({ eventId }) => eventId));
			library.now += 60;
		}
		expect(told).toEqual([other]);
		Object.assign(row, { hrid: 'EAST-77', refdata: { serviceType: 'loan' }, patronEmail: 'reader@example.edu' });
		const verdict = library.move(row, 'REQ_VALIDATED');
		const changes = await follower.poll();
		expect(changes.map(({ eventId }) => eventId)).toEqual([`created:${row.id}`, verdict]);
		expect(changes[0]?.request).toMatchObject({ hrid: 'EAST-77', patronEmail: 'reader@example.edu' });
		for (let poll = 0; poll < 10; poll++) {
			library.now += 60;
			expect(await follower.poll()).toEqual([]);
		}
	});

	it('is told as it is when ten minutes have gone by', async () => {
		const follower = await started(60);
		const row = follower.library.request(posted);
		const polls: number[] = [];
		for (let minute = 0; minute < 14; minute++) {
			if ((await follower.poll()).some(({ eventId }) => eventId === `created:${row.id}`)) polls.push(minute);
			follower.library.now += 60;
		}
		expect(polls).toEqual([11]);
	});

	it('was there before the start, and stays no news', async () => {
		const library = new Library();
		const row = library.request(posted);
		const follower = new Follower(library);
		await follower.poll();
		library.now += 1;
		row.hrid = 'EAST-78';
		const verdict = library.move(row, 'REQ_VALIDATED');
		expect((await follower.poll()).map(({ eventId }) => eventId)).toEqual([verdict]);
	});
});
