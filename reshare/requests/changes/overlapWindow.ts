import type { Cursor } from './cursor';
import type { ReadChangesOptions } from './ReadChangesOptions';

/** How far each poll reads back unless the user sets another time. */
export const usualOverlapMinutes = 5;

/** The range that one poll lists and reports. All times are in seconds since 1970 on the server's clock; undefined: from the beginning. */
export type OverlapWindow = Readonly<ReturnType<typeof openOverlapWindow>>;

export function openOverlapWindow({ position, owed }: Cursor, { overlapSeconds, repeatAfterRestart }: ReadChangesOptions) {
	const start = startOfWindow(position, overlapSeconds);
	const repeated = new Set(repeatAfterRestart ? owed.events : []);
	const listFrom = repeated.size > 0 && start !== undefined ? Math.min(start, owed.from ?? start) : start;
	return {
		/** The server commits some changes late, so each poll reads this far back. */
		start,
		/** The time from which lists are read: before `start` if the last delivery is repeated. */
		listFrom,
		/** Changes before this time are not reported. */
		pendingFrom: position.backlogFrom ?? start ?? 0,
		/** The events that are still to be delivered again after a restart. */
		repeated,
	};
}

export function startOfWindow({ since, floor }: Cursor['position'], overlapSeconds: number) {
	if (since === null) return floor ?? undefined;
	return Math.max(since - overlapSeconds, floor ?? -Infinity);
}

/** The window is shortened if it holds more delivered events than this. Tests set a smaller number. */
export const mostEventsInWindow = { most: 2000 };

/**
 * Forgets what was delivered before the window. If the window has too many events, it is shortened to whole seconds. All changes listed so
 * far are delivered, so that this can only lose changes that the server commits later with an earlier time.
 */
export function pruneDelivered(cursor: Cursor, overlapSeconds: number): Cursor {
	const { position, delivered } = cursor;
	const start = startOfWindow(position, overlapSeconds) ?? -Infinity;
	const times = Object.values(delivered.events)
		.filter((time) => time >= start)
		.sort((a, b) => b - a);
	const isBacklog = position.backlogFrom !== null;
	const isTooFull = !isBacklog && times.length > mostEventsInWindow.most;
	// The newest time may lie in the server's future; but the floor must not move beyond the cursor, or changes before that time would be
	// lost.
	const limit = isTooFull ? Math.min((times[mostEventsInWindow.most - 1] ?? 0) + 1, times[0] ?? 0, position.since ?? Infinity) : start;
	const from = Math.max(start, limit);
	return {
		...cursor,
		position: isTooFull ? { ...position, floor: from } : position,
		delivered: {
			events: entriesFrom(delivered.events, (time) => time >= from),
			// An unlisted event is forgotten after some years, because its request may have been deleted, and would then never change again.
			unlisted: entriesFrom(delivered.unlisted, (time) => time >= start - longestRequestSeconds),
			// In a backlog, the mark of a request tells which of its older changes were delivered.
			requests: entriesFrom(delivered.requests, ([, updated]) => isBacklog || updated >= from),
		},
	};
}

const longestRequestSeconds = 2 * 366 * 86_400;

function entriesFrom<Value>(map: Readonly<Record<string, Value>>, isIncluded: (value: Value) => boolean) {
	return Object.fromEntries(Object.entries(map).filter(([, value]) => isIncluded(value)));
}
