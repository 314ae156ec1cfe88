import fc from 'fast-check';
import { caseCount } from '../../../caseCount';
import { ReShareError } from '../../../../reshare/errors';
import { Follower, type Keeping } from './testFollower';
import { libraries } from './libraries';
import type { Library, Step as Happening } from './Library';

const states: readonly Happening[] = ['checked', 'sent', 'promised', 'declined', 'shipped', 'received', 'cancelled'];

type Step =
	| { readonly do: 'change'; readonly request: number; readonly state: number; readonly late: number }
	| { readonly do: 'note'; readonly request: number }
	| { readonly do: 'message'; readonly request: number }
	| { readonly do: 'create' }
	| { readonly do: 'wait'; readonly seconds: number }
	| { readonly do: 'bulk'; readonly count: number }
	| { readonly do: 'restart' }
	| { readonly do: 'poll'; readonly meanwhile: readonly Step[]; readonly stopAfter: number };

const change = fc.record({
	do: fc.constant('change' as const),
	request: fc.nat(1000),
	state: fc.nat(states.length - 1),
	late: fc.oneof(
		{ weight: 6, arbitrary: fc.constant(0) },
		{ weight: 2, arbitrary: fc.nat(290) },
		{ weight: 1, arbitrary: fc.integer({ min: -90_000, max: -1 }) },
	),
});
const note = fc.record({ do: fc.constant('note' as const), request: fc.nat(1000) });
const message = fc.record({ do: fc.constant('message' as const), request: fc.nat(1000) });
const create = fc.record({ do: fc.constant('create' as const) });
const wait = fc.record({ do: fc.constant('wait' as const), seconds: fc.oneof(fc.nat(3), fc.nat(400), fc.nat(5000)) });
const bulk = fc.record({ do: fc.constant('bulk' as const), count: fc.integer({ min: 90, max: 320 }) });
const poll = fc.record({
	do: fc.constant('poll' as const),
	meanwhile: fc.array(fc.oneof(change, note, message, create), { maxLength: 6 }),
	stopAfter: fc.oneof({ weight: 4, arbitrary: fc.constant(Infinity) }, fc.nat(8)),
});
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: change },
	{ weight: 1, arbitrary: note },
	{ weight: 1, arbitrary: message },
	{ weight: 1, arbitrary: create },
	{ weight: 2, arbitrary: wait },
	{ weight: 5, arbitrary: poll },
);

type Row = ReturnType<Library['request']>;

class Story {
	readonly follower: Follower;
	readonly rows: Row[] = [];
	readonly expected: string[] = [];
	started = false;

	constructor(
		readonly library: Library,
		keeping: Keeping,
	) {
		this.follower = new Follower(this.library, { keeping });
		for (let index = 0; index < 4; index++) this.create();
	}

	async play(one: Step): Promise<void> {
		if (one.do !== 'poll') return this.apply(one);
		const waiting = [...one.meanwhile];
		this.library.beforeCall = () => {
			const next = waiting.shift();
			if (next !== undefined) this.apply(next);
		};
		await this.follower.poll(one.stopAfter).catch((error: unknown) => {
			// The time was up before anything was read.
			if (one.stopAfter === Infinity || !(error instanceof ReShareError && error.kind === 'timeout')) throw error;
		});
		this.library.beforeCall = () => undefined;
		for (const rest of waiting) this.apply(rest);
	}

	apply(one: Step): void {
		const { library } = this;
		if (one.do === 'wait') library.now += one.seconds;
		else if (one.do === 'create') this.create();
		else if (one.do === 'restart') this.follower.restart();
		else if (one.do === 'note') library.note(this.row(one.request));
		else if (one.do === 'message') this.message(this.row(one.request));
		else if (one.do === 'change') this.change(this.row(one.request), one.state, one.late);
		else if (one.do === 'bulk') for (let index = 0; index < one.count; index++) this.change(this.create(), 0, 0);
	}

	/**
	 * Makes a change that happened `late` seconds ago but is committed only now; nothing else can have changed the row in between. With a
	 * negative number, its stamp comes from a clock that is ahead.
	 */
	private change(row: Row, state: number, delay: number): void {
		const late = this.library.ordersByStamp ? Math.max(delay, 0) : delay;
		const wanted = states[state] ?? 'another';
		const to = this.library.isIn(row, wanted) ? 'another' : wanted;
		const { now } = this.library;
		const at = late < 0 ? now - late : Math.max(now - late, Math.min(now, this.library.changedAt(row)));
		const id = this.library.move(row, to, at);
		if (this.started) this.expected.push(id);
	}

	/** Adds an unread message. Lists do not show it if its request is closed. */
	private message(row: Row): void {
		if (this.library.isIn(row, 'cancelled')) return;
		const id = this.library.message(row, 'May we send the paperback?');
		if (this.started) this.expected.push(id);
	}

	private create(): Row {
		const row = this.library.request();
		this.rows.push(row);
		if (this.started) this.expected.push(`created:${row.id}`);
		return row;
	}

	private row(index: number): Row {
		const row = this.rows[index % this.rows.length];
		if (row === undefined) throw new Error('There is no request');
		return row;
	}

	async finish(): Promise<void> {
		for (let rest = 0; rest < 20 && ((await this.follower.poll()).length > 0 || rest < 2); rest++);
	}
}

async function tell(library: Library, keeping: Keeping, steps: readonly Step[]): Promise<Story> {
	const story = new Story(library, keeping);
	await story.follower.poll();
	// One engine forgets the cursor at activation; it is stored by the first scheduled poll.
	await story.follower.poll();
	story.library.now += 1;
	story.started = true;
	for (const one of steps) await story.play(one);
	await story.finish();
	return story;
}

const engines: readonly Keeping[] = ['inMemory', 'scheduled', 'durableCursor'];
const restart = fc.constant<Step>({ do: 'restart' });

describe.each(libraries.flatMap(([backEnd, start]) => engines.map((keeping) => ({ backEnd, keeping, start }))))(
	'over $backEnd, with a cursor kept as $keeping',
	({ keeping, start }) => {
		it.each([
			{ what: 'n8n is restarted between polls', other: restart, weight: 8, maxLength: 40, plays: 10 },
			{ what: 'hundreds share a second, and rows move while they are listed', other: bulk, weight: 4, maxLength: 10, plays: 2 },
		])('every change is reported exactly once although $what', async ({ other, weight, maxLength, plays }) => {
			await fc.assert(
				fc.asyncProperty(fc.array(fc.oneof({ weight, arbitrary: step }, { weight: 1, arbitrary: other }), { maxLength }), async (steps) => {
					const story = await tell(start(), keeping, steps);
					expect([...story.follower.ids].sort()).toEqual([...story.expected].sort());
					expect(story.follower.inferred).toEqual([]);
				}),
				caseCount(plays),
			);
		});
	},
);
