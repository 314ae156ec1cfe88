import { sameProgress, type PollState } from './place';

/**
 * What this process knows of a follower's progress, besides what the caller has saved. Not the state of every poll is
 * saved: one engine forgets what a poll without news assigned, one forgets the start at activation, and a follower with
 * another name begins a new record. Lost with the process, which costs nothing but reading again.
 */
export interface Progress {
	/** The follower's name at the last poll. */
	readonly follower: string;
	/** Where everything before has surely been delivered. */
	readonly state: PollState;
	/** The state after a delivery whose fate is not known yet: the caller may have dropped it. */
	readonly delivered?: PollState;
	/** Another poll came while this one ran: a new activation that may have made the caller drop the result. */
	readonly contested?: boolean;
}

/**
 * Where the next poll goes on; undefined: nothing is known, the follower starts.
 *
 * @param saved what the caller kept, if it is of this scope
 */
export function continueFrom(saved: PollState | undefined, progress: Progress | undefined, scope: string, follower: string): PollState | undefined {
	const stored = saved?.scope === scope ? saved : undefined;
	if (progress === undefined || progress.state.scope !== scope) return stored;
	const { delivered, state } = progress;
	if (delivered === undefined) return furthest(stored, state);
	if (sameProgress(stored, delivered)) return stored;
	// A new name has no record yet. What was delivered under the old one is done.
	if (follower !== progress.follower && progress.contested !== true) return furthest(stored, delivered);
	// The delivery was dropped: another process took over, or the poll was timed out. It comes again.
	return furthest(stored, state);
}

function furthest(stored: PollState | undefined, known: PollState): PollState {
	if (stored === undefined) return known;
	return compare(stored, known) > 0 ? stored : known;
}

function compare(one: PollState, other: PollState): number {
	return (
		one.place.setBack - other.place.setBack ||
		(one.place.since ?? -1) - (other.place.since ?? -1) ||
		(one.place.floor ?? -1) - (other.place.floor ?? -1) ||
		Object.keys(one.done.events).length - Object.keys(other.done.events).length ||
		Object.keys(one.done.requests).length - Object.keys(other.done.requests).length
	);
}
