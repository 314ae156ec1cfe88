import { Follower, type FollowOptions } from './follower';
import { Library } from './library';

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

describe.each([
	['the server tells its time', true, 0],
	['the server tells its time, and this machine is two hours slow', true, -2 * hour],
	['the server does not tell its time', false, 0],
])('a change that is stamped ahead of time, where %s', (_title, tellsTime, skew) => {
	function library(): Library {
		return Object.assign(new Library(), { tellsTime });
	}
	const skewed = (follower: Follower) => Object.assign(follower, { skewMs: skew * 1000 });

	it('is told once, at once, and loses no other change', async () => {
		const server = library();
		const [odd, usual] = [server.request({ dateCreated: (server.now - 90_000) * 1000 }), server.request({ dateCreated: (server.now - 90_000) * 1000 })];
		const follower = skewed(new Follower(server));
		await follower.poll();
		server.now += 1;
		const ahead = server.move(odd, 'REQ_VALIDATED', server.now + 3 * hour);
		expect(await pollEveryMinute(follower, 2)).toEqual([ahead]);
		const told: string[] = [];
		const made: string[] = [];
		for (const state of ['REQ_VALIDATED', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', 'REQ_CHECKED_IN']) {
			made.push(server.move(usual, state));
			told.push(...(await pollEveryMinute(follower, 50)));
		}
		expect(told).toEqual(made);
	});

	it('does not hide what happens to the same request afterwards, on the right clock', async () => {
		const server = library();
		const odd = server.request({ dateCreated: (server.now - 90_000) * 1000 });
		const follower = skewed(new Follower(server));
		await follower.poll();
		server.now += 1;
		server.move(odd, 'REQ_VALIDATED', server.now + 3 * hour);
		await pollEveryMinute(follower, 10);
		const next = server.move(odd, 'REQ_SHIPPED');
		server.message(odd, 'May we send the paperback?');
		expect((await pollEveryMinute(follower, 240))[0]).toBe(next);
		expect(follower.ids).toHaveLength(3);
	});

	it('makes no other change too old', async () => {
		const server = library();
		const [odd, usual] = [server.request({ dateCreated: (server.now - 90_000) * 1000 }), server.request({ dateCreated: (server.now - 90_000) * 1000 })];
		const follower = skewed(new Follower(server, { ignoreOlderThanSeconds: 3 * 86_400 }));
		await follower.poll();
		server.now += 1;
		server.move(odd, 'REQ_VALIDATED', server.now + 365 * 86_400);
		await pollEveryMinute(follower, 2);
		server.move(usual, 'REQ_SHIPPED');
		await pollEveryMinute(follower, 1);
		expect(Math.abs((follower.reading?.serverNow ?? 0) - server.now)).toBeLessThanOrEqual(Math.abs(tellsTime ? 60 : 660));
	});

	it('is no news for a trigger that starts afterwards, which begins at the present', async () => {
		const server = library();
		const [odd, usual] = [server.request({ dateCreated: (server.now - 90_000) * 1000 }), server.request({ dateCreated: (server.now - 90_000) * 1000 })];
		server.move(odd, 'REQ_VALIDATED', server.now + 3 * hour);
		server.move(usual, 'REQ_VALIDATED');
		const follower = skewed(new Follower(server));
		await follower.poll();
		server.now += 1;
		const next = server.move(usual, 'REQ_SHIPPED');
		expect(await pollEveryMinute(follower, 240)).toEqual([next]);
	});
});

describe('the requests stamped ahead of time', () => {
	it('are named once, where it is more than minutes', async () => {
		const library = new Library();
		const [odd, nearly] = [library.request({ dateCreated: (library.now - 90_000) * 1000 }), library.request({ dateCreated: (library.now - 90_000) * 1000 })];
		const follower = await started(library);
		library.move(odd, 'REQ_VALIDATED', library.now + hour);
		library.move(nearly, 'REQ_VALIDATED', library.now + 60);
		await follower.poll();
		expect(follower.reading).toMatchObject({ aheadOfTime: [odd.id], wentBack: false });
		await follower.poll();
		expect(follower.reading?.aheadOfTime).toEqual([]);
	});

	it('do not push the others out of what is remembered', async () => {
		const library = new Library();
		const rows = Array.from({ length: 30 }, () => library.request({ dateCreated: (library.now - 90_000) * 1000 }));
		const usual = library.request({ dateCreated: (library.now - 90_000) * 1000 });
		const follower = await started(library, { mostRemembered: 8 });
		for (const row of rows) library.move(row, 'REQ_VALIDATED', library.now + 3 * hour);
		expect(await pollEveryMinute(follower, 1)).toHaveLength(30);
		const next = library.move(usual, 'REQ_SHIPPED');
		expect(await pollEveryMinute(follower, 200)).toEqual([next]);
	});

	it('may fill the whole first page when a trigger starts', async () => {
		const library = new Library();
		const rows = Array.from({ length: 120 }, () => library.request({ dateCreated: (library.now - 90_000) * 1000 }));
		const usual = library.request({ dateCreated: (library.now - 90_000) * 1000 });
		for (const row of rows) library.move(row, 'REQ_VALIDATED', library.now + 3 * hour);
		library.move(usual, 'REQ_VALIDATED');
		const follower = await started(library);
		const next = library.move(usual, 'REQ_SHIPPED');
		expect((await pollEveryMinute(follower, 3)).filter((id) => usual.audit.some((audit) => audit.id === id))).toEqual([next]);
	});
});

describe('a server whose clock is set back', () => {
	it('has its changes told from then on, and the trigger says that it went back', async () => {
		const library = new Library();
		const row = library.request({ dateCreated: (library.now - 90_000) * 1000 });
		const follower = await started(library);
		const before = library.move(row, 'REQ_VALIDATED');
		expect(await pollEveryMinute(follower, 3)).toEqual([before]);
		library.now -= 2 * hour;
		follower.skewMs += 2 * hour * 1000;
		const after = library.move(row, 'REQ_SHIPPED');
		expect(await pollEveryMinute(follower, 1)).toEqual([after]);
		expect(follower.reading).toMatchObject({ wentBack: true });
		const next = library.move(row, 'REQ_CHECKED_IN');
		expect(await pollEveryMinute(follower, 200)).toEqual([next]);
		expect(follower.reading).toMatchObject({ wentBack: false });
	});

	it('frees a trigger whose place was dragged along by an older version', async () => {
		const library = new Library();
		const row = library.request({ dateCreated: (library.now - 90_000) * 1000 });
		const follower = await started(library);
		await pollEveryMinute(follower, 1);
		const saved = JSON.parse(follower.saved ?? '{}') as Record<string, unknown>;
		follower.restart();
		follower.saved = JSON.stringify({ ...saved, since: library.now + 3 * hour, floor: library.now + 3 * hour, movedAt: library.now * 1000 });
		const next = library.move(row, 'REQ_SHIPPED');
		expect(await pollEveryMinute(follower, 1)).toEqual([next]);
	});
});
