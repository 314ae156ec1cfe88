import fc from 'fast-check';
import { windowStart } from '../../../../reshare/requests/changes/pollState';
import type { RequestRow } from '../../../../sandbox/requests/row';
import { Follower, type Keeping } from './follower';
import { Library } from './library';

/** Instead of 2,000, so that a few changes are too many. */
const mostRemembered = 8;
const overlapSeconds = 300;

interface Change {
	readonly id: string;
	/** The server's time of the change. */
	readonly at: number;
	/** Where the look-back began when the change was committed; earlier than 5 minutes before only by its shortening. */
	readonly lookedBackTo: number;
}

type Step =
	| { readonly do: 'changes'; readonly count: number; readonly late: number }
	| { readonly do: 'wait'; readonly seconds: number }
	| { readonly do: 'poll' }
	| { readonly do: 'restart' };

const changes = (late: fc.Arbitrary<number>) => fc.record({ do: fc.constant('changes' as const), count: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 5, max: 30 })), late });
const steps = (late: fc.Arbitrary<number>): fc.Arbitrary<Step[]> =>
	fc.array(
		fc.oneof(
			{ weight: 4, arbitrary: changes(late) },
			{ weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 31, max: 400 })) }) },
			{ weight: 4, arbitrary: fc.constant({ do: 'poll' as const }) },
			{ weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
		),
		{ minLength: 10, maxLength: 30 },
	);

/** Plays the steps; a late change carries a time that lies `late` seconds before its commit. */
async function play(list: readonly Step[], keeping: Keeping): Promise<{ made: Change[]; told: string[]; shortened: boolean }> {
	const library = new Library();
	const rows: RequestRow[] = Array.from({ length: 30 }, () => library.request({ dateCreated: (library.now - 90_000) * 1000 }));
	const follower = new Follower(library, { keeping, overlapSeconds, mostRemembered });
	await follower.poll();
	await follower.poll();
	library.now += 1;
	const made: Change[] = [];
	let next = 0;
	let shortened = false;
	for (const one of list) {
		if (one.do === 'wait') library.now += one.seconds;
		else if (one.do === 'restart') follower.restart();
		else if (one.do === 'poll') {
			await follower.poll();
			const { state } = follower;
			if (state?.since != null && (windowStart(state, overlapSeconds) ?? 0) > state.since - overlapSeconds) shortened = true;
		} else {
			for (let index = 0; index < one.count; index++) {
				const row = rows[next++ % rows.length];
				if (row === undefined) throw new Error('No such request');
				const at = Math.max(library.now - one.late, Math.ceil(row.lastUpdated / 1000));
				const lookedBackTo = follower.state === undefined ? -Infinity : (windowStart(follower.state, overlapSeconds) ?? -Infinity);
				made.push({ id: library.move(row, row.state === 'REQ_SHIPPED' ? 'REQ_CHECKED_IN' : 'REQ_SHIPPED', at), at, lookedBackTo });
			}
		}
	}
	for (let rest = 0; rest < 3; rest++) await follower.poll();
	return { made, told: follower.ids, shortened };
}

describe.each<Keeping>(['inMemory', 'scheduled', 'durableCursor'])('more changes within the look-back than are remembered, %s', (keeping) => {
	it('loses and repeats nothing that is committed at its own time', async () => {
		let shortenings = 0;
		await fc.assert(
			fc.asyncProperty(steps(fc.constant(0)), async (list) => {
				const { made, told, shortened } = await play(list, keeping);
				if (shortened) shortenings++;
				expect([...told].sort()).toEqual(made.map(({ id }) => id).sort());
			}),
			{ numRuns: 12 },
		);
		// Otherwise this would say nothing.
		expect(shortenings).toBeGreaterThan(3);
	}, 120_000);

	it('loses only what is committed late with a time before the shortened look-back, and repeats nothing', async () => {
		let lost = 0;
		await fc.assert(
			fc.asyncProperty(steps(fc.oneof(fc.constant(0), fc.nat(overlapSeconds - 10))), async (list) => {
				const { made, told } = await play(list, keeping);
				expect(new Set(told).size).toBe(told.length);
				const missing = made.filter(({ id }) => !told.includes(id));
				lost += missing.length;
				expect(missing.filter(({ at, lookedBackTo }) => at >= lookedBackTo)).toEqual([]);
				expect(told.filter((id) => !made.some((change) => change.id === id))).toEqual([]);
			}),
			{ numRuns: 12 },
		);
		expect(lost).toBeGreaterThan(0);
	}, 120_000);
});
