import { sameProgress, type PollState } from './pollState';

/**
 * What this process knows of a trigger's progress, besides what n8n has saved. n8n does not save the state of every poll:
 * one engine forgets what a poll without items assigned, one forgets the start at activation, and renaming the node
 * begins a new record. Lost with the process, which costs nothing but reading again.
 */
export interface Progress {
	/** Name of the node at the last poll. */
	readonly nodeName: string;
	/** Where everything before has surely been delivered. */
	readonly state: PollState;
	/** The state after a delivery whose fate is not known yet: n8n may have dropped it. */
	readonly delivered?: PollState;
	/** Another poll came while this one ran: a new activation that may have made n8n drop the result. */
	readonly contested?: boolean;
}

/**
 * Where the next poll goes on; undefined: nothing is known, the trigger starts.
 *
 * @param saved what n8n hands out, if it is of this scope
 */
export function continueFrom(saved: PollState | undefined, progress: Progress | undefined, scope: string, nodeName: string): PollState | undefined {
	const stored = saved?.scope === scope ? saved : undefined;
	if (progress === undefined || progress.state.scope !== scope) return stored;
	const { delivered, state } = progress;
	if (delivered === undefined) return furthest(stored, state);
	if (sameProgress(stored, delivered)) return stored;
	// A new name has no record yet. What was delivered under the old one is done.
	if (nodeName !== progress.nodeName && progress.contested !== true) return furthest(stored, delivered);
	// n8n dropped the delivery: another node of the cluster took over, or it timed the poll out. It comes again.
	return furthest(stored, state);
}

function furthest(stored: PollState | undefined, known: PollState): PollState {
	if (stored === undefined) return known;
	return compare(stored, known) > 0 ? stored : known;
}

function compare(one: PollState, other: PollState): number {
	return (
		one.setBack - other.setBack ||
		(one.since ?? -1) - (other.since ?? -1) ||
		(one.floor ?? -1) - (other.floor ?? -1) ||
		Object.keys(one.seen).length - Object.keys(other.seen).length ||
		Object.keys(one.rows).length - Object.keys(other.rows).length
	);
}
