import { isDeepStrictEqual } from 'node:util';
import type { Cursor } from './cursor';

/**
 * A follower's progress in this process. The caller does not save every poll's state: one engine forgets that of a poll without
 * news, one that of
 * activation, and a renamed follower begins a new record. Losing it with the process only costs reading again.
 */
export interface Progress {
	/** The follower's name at the last poll. */
	readonly follower: string;
	/** Everything before it has surely been delivered. */
	readonly state: Cursor;
	/** After a delivery that the caller may have dropped. */
	readonly delivered?: Cursor;
	/** Another poll came meanwhile: after a new activation, the caller may have dropped this one's result. */
	readonly contested?: boolean;
}

/** Undefined: the follower starts. */
export function resumeCursor(
	saved: Cursor | undefined,
	progress: Progress | undefined,
	scope: string,
	follower: string,
): Cursor | undefined {
	const stored = saved?.scope === scope ? saved : undefined;
	if (progress === undefined || progress.state.scope !== scope) return stored;
	const { delivered, state } = progress;
	if (delivered === undefined) return furthest(stored, state);
	if (isDeepStrictEqual(stored, delivered)) return stored;
	// A new name has no record yet; what was delivered under the old one is done.
	if (follower !== progress.follower && progress.contested !== true) return furthest(stored, delivered);
	// The delivery was dropped, since another process took over or the poll timed out: it comes again.
	return furthest(stored, state);
}

function furthest(stored: Cursor | undefined, known: Cursor): Cursor {
	return stored !== undefined && compare(stored, known) > 0 ? stored : known;
}

function compare(one: Cursor, other: Cursor): number {
	return (
		one.place.setBack - other.place.setBack ||
		(one.place.since ?? -1) - (other.place.since ?? -1) ||
		(one.place.floor ?? -1) - (other.place.floor ?? -1) ||
		Object.keys(one.done.events).length - Object.keys(other.done.events).length ||
		Object.keys(one.done.requests).length - Object.keys(other.done.requests).length
	);
}
