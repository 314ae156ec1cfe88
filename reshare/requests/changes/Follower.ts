import { clock } from '../../clock';
import { Lineage } from '../model/Lineage';
import type { RequestBackend } from '../port/RequestBackend';
import { parseCursor, serializeCursor, type Cursor } from './cursor';
import { emitChanges, quarantineWarnings, toDeliveredChange, type EmitOptions, type PollResult } from './emitChanges';
import { createInitialCursor } from './createInitialCursor';
import { readChanges } from './readChanges';
import type { PollOptions } from './ReadChangesOptions';
import { resumeCursor, type FollowerProgress } from './resumeCursor';
import { withInventedPatronOfChange, findNewestChange, inventSampleChange } from './changeForTestEvent';

export interface FollowerOptions extends Omit<EmitOptions, keyof PollOptions | 'now'> {
	/** Changes of this many hours before the start are delivered, too. */
	readonly startHours: number;
}

/**
 * Change data capture over the requests of one side: delivers each change once, in order of time. The caller delivers the changes
 * first and then stores the cursor; a failure in between repeats changes, but loses none.
 *
 * The stages of a poll, one file each: resumeCursor or createInitialCursor; readChanges with overlapWindow,
 * fetchRequests (which uses quarantine), deduplicateChanges and advanceCursor; emitChanges.
 */
export class Follower {
	/** Names server, tenant and side. A cursor is valid only in its own scope. */
	readonly scope: string;
	readonly parseCursor = parseCursor;
	readonly serializeCursor = serializeCursor;

	constructor(
		private readonly backend: RequestBackend,
		private readonly following: FollowerOptions,
	) {
		this.scope = `${backend.scope}|${following.side}`;
	}

	/**
	 * Chooses the saved cursor, or a later one that this process knows; undefined if the follower starts from the beginning. `name` is the
	 * name of the follower.
	 */
	resumeCursor(saved: Cursor | undefined, progress: FollowerProgress | undefined, name: string) {
		return resumeCursor(saved, progress, this.scope, name);
	}

	/** Reads what has happened since the cursor or, without one, within `startHours`. */
	async poll(cursor: Cursor | undefined, poll: PollOptions): Promise<PollResult> {
		const options = { ...this.following, ...poll, scope: this.scope, now: clock.now() };
		const before = cursor ?? (await createInitialCursor(this.backend, options));
		if (cursor === undefined && options.startHours === 0)
			return { delivered: [], before, after: before, notices: [], warnings: quarantineWarnings(Object.keys(before.quarantined)) };
		return await emitChanges(this.backend, before, await readChanges(this.backend, before, options), options);
	}

	/**
	 * Returns the newest real change of the selected kind, or else an invented one, so that users can test what follows. The cursor is
	 * not used.
	 */
	async sample(realPatron: boolean, signal?: AbortSignal) {
		const { side, criteria } = this.following;
		// If an earlier request cannot be read, the sample may lack its reference.
		const lineage = new Lineage((id) => this.backend.get(id, signal).catch(() => undefined));
		const real = await findNewestChange(this.backend, side, criteria, lineage, signal);
		const shown = real === undefined || realPatron ? real : withInventedPatronOfChange(this.backend, real);
		const change = shown ?? inventSampleChange(this.backend.states, side, criteria.events, clock.now());
		return await toDeliveredChange(change, lineage, this.following);
	}
}
