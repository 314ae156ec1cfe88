import { clock } from '../../clock';
import { Lineage } from '../model/lineage';
import type { RequestBackend } from '../port/RequestBackend';
import { parseCursor, serializeCursor, type Cursor } from './cursor';
import { emit, quarantineNotices, toDelivered, type DeliveredChange, type EmitOptions, type PollResult } from './emit';
import { initialCursor } from './initialCursor';
import { readChanges } from './readChanges';
import type { ReadOptions } from './readOptions';
import { resumeCursor, type Progress } from './resumeCursor';
import { inventPatron, newestChange, sampleChange } from './sampleChange';

export interface Following
	extends Omit<EmitOptions, 'failures' | 'signal'>, Pick<ReadOptions, 'side' | 'overlapSeconds' | 'repeatAfterRestart'> {
	/** How many hours before the start changes are delivered, too. */
	readonly startHours: number;
}

type PollOptions = Pick<ReadOptions, 'failures' | 'mustStop' | 'signal' | 'isFirstOfProcess'>;

/**
 * Change data capture over the requests of one side: delivers each change once, in order of time. The host delivers the changes
 * first and then stores the cursor; a failure in between repeats changes, but loses none.
 *
 * The stages of a poll, one file each: resumeCursor or initialCursor; readChanges with overlap, fetch (which uses quarantine),
 * deduplicate and commit; emit.
 */
export class Follower {
	/** Names server, tenant and side. A cursor is valid in one scope only. */
	readonly scope: string;
	readonly parseCursor = parseCursor;
	readonly serializeCursor = serializeCursor;

	constructor(
		private readonly backend: RequestBackend,
		private readonly following: Following,
	) {
		this.scope = `${backend.scope}|${following.side}`;
	}

	/** The saved cursor, or a later one that this process knows; undefined: the follower starts. `name` is the name of the follower. */
	resumeCursor(saved: Cursor | undefined, progress: Progress | undefined, name: string): Cursor | undefined {
		return resumeCursor(saved, progress, this.scope, name);
	}

	/** Reads what has happened since the cursor or, without one, within `startHours`. */
	async poll(cursor: Cursor | undefined, poll: PollOptions): Promise<PollResult> {
		const options = { ...this.following, ...poll };
		const before = cursor ?? (await initialCursor(this.backend, { ...options, scope: this.scope, now: clock.now() }));
		if (cursor === undefined && options.startHours === 0)
			return { delivered: [], before, after: before, notices: [], warnings: quarantineNotices(Object.keys(before.quarantined)) };
		const pending = await readChanges(this.backend, before, { ...options, now: clock.now() });
		return await emit(this.backend, before, pending, options);
	}

	/** Returns the newest real change of the selected kind, or else an invented one, to try things out. It does not use the cursor. */
	async sample(realPatron: boolean, signal?: AbortSignal): Promise<DeliveredChange> {
		const { side, criteria } = this.following;
		// If an earlier request cannot be read, the sample may lack its reference.
		const lineage = new Lineage(async (id) => await this.backend.get(id, signal).catch(() => undefined));
		const real = await newestChange(this.backend, side, criteria, lineage, signal);
		const change = real ?? (await sampleChange(this.backend, side, criteria.events, clock.now()));
		return await toDelivered(realPatron ? change : inventPatron(this.backend, change), lineage, this.following);
	}
}
