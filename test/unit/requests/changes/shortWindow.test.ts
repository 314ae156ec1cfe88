import fc from 'fast-check';
import { emptyCursor } from '../../../../reshare/requests/changes/cursor';
import { prune, windowSize, windowStart } from '../../../../reshare/requests/changes/overlap';
import { runs } from '../../../long';
import { Follower, type Keeping } from './follower';
import { libraries } from './libraries';
import type { Library } from './library';

/** Instead of 2,000. */
windowSize.most = 8;
const overlapSeconds = 300;

interface Change {
	readonly id: string;
	/** The server's time of the change. */
	readonly at: number;
	/** Where the look-back began when the change was committed; less than 5 minutes before only if shortened. */
	readonly lookedBackTo: number;
}

type Step =
	| { readonly do: 'changes'; readonly count: number; readonly late: number }
	| { readonly do: 'wait'; readonly seconds: number }
	| { readonly do: 'poll' }
	| { readonly do: 'restart' };

const changes = (late: fc.Arbitrary<number>) =>
	fc.record({
		do: fc.constant('changes' as const),
		count: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 5, max: 30 })),
		late,
	});
const steps = (late: fc.Arbitrary<number>): fc.Arbitrary<Step[]> =>
	fc.array(
		fc.oneof(
			{ weight: 4, arbitrary: changes(late) },
			{
				weight: 3,
				arbitrary: fc.record({
					do: fc.constant('wait' as const),
					seconds: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 31, max: 400 })),
				}),
			},
			{ weight: 4, arbitrary: fc.constant({ do: 'poll' as const }) },
			{ weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
		),
		{ minLength: 10, maxLength: 30 },
	);

/** A late change has a time `late` seconds before its commit. */
async function play(
	library: Library,
	list: readonly Step[],
	keeping: Keeping,
): Promise<{ made: Change[]; told: string[]; shortened: boolean }> {
	const rows = Array.from({ length: 30 }, () => library.old());
	const follower = new Follower(library, { keeping, overlapSeconds });
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
			if (state?.position.since != null && (windowStart(state.position, overlapSeconds) ?? 0) > state.position.since - overlapSeconds)
				shortened = true;
		} else {
			for (let index = 0; index < one.count; index++) {
				const row = rows[next++ % rows.length];
				if (row === undefined) throw new Error('No such request');
				const at = Math.max(library.now - one.late, library.changedAt(row));
				const lookedBackTo = follower.state === undefined ? -Infinity : (windowStart(follower.state.position, overlapSeconds) ?? -Infinity);
				made.push({ id: library.move(row, library.isIn(row, 'shipped') ? 'received' : 'shipped', at), at, lookedBackTo });
			}
		}
	}
	for (let rest = 0; rest < 3; rest++) await follower.poll();
	return { made, told: follower.ids, shortened };
}

/** Without some of both, the tests prove nothing. */
let shortenings = 0;
let lost = 0;

const engines: readonly Keeping[] = ['inMemory', 'scheduled', 'durableCursor'];

describe.each(libraries.flatMap(([backEnd, start]) => engines.map((keeping) => [backEnd, keeping, start] as const)))(
	'over %s, more changes within the look-back than are remembered, %s',
	(_backEnd, keeping, start) => {
		it('loses and repeats nothing that is committed at its own time', async () => {
			await fc.assert(
				fc.asyncProperty(steps(fc.constant(0)), async (list) => {
					const { made, told, shortened } = await play(start(), list, keeping);
					if (shortened) shortenings++;
					expect([...told].sort()).toEqual(made.map(({ id }) => id).sort());
				}),
				runs(5),
			);
		});

		it('loses only what is committed late with a time before the shortened look-back, and repeats nothing', async () => {
			await fc.assert(
				fc.asyncProperty(steps(fc.oneof(fc.constant(0), fc.nat(overlapSeconds - 10))), async (list) => {
					const { made, told } = await play(start(), list, keeping);
					expect(new Set(told).size).toBe(told.length);
					const missing = made.filter(({ id }) => !told.includes(id));
					lost += missing.length;
					expect(missing.filter(({ at, lookedBackTo }) => at >= lookedBackTo)).toEqual([]);
					expect(told.filter((id) => !made.some((change) => change.id === id))).toEqual([]);
				}),
				runs(5),
			);
		});
	},
);

it('has been shortened in these stories, and has lost late changes', () => {
	expect(shortenings).toBeGreaterThan(10);
	expect(lost).toBeGreaterThan(0);
});

it('the newest second stays whole, however many changes it has, also where a request has been touched since', () => {
	const events = Object.fromEntries(Array.from({ length: 2 * windowSize.most }, (_, index) => [`event-${index}`, 100]));
	for (const since of [100, 110]) {
		const state = emptyCursor('scope', 0);
		const full = { ...state, position: { ...state.position, since }, delivered: { ...state.delivered, events: { ...events, old: 90 } } };
		expect(prune(full, overlapSeconds)).toMatchObject({ delivered: { events }, position: { floor: 100 } });
	}
});
