import { isoToSeconds } from '../model/datesAndTimes';
import { finiteOrNull, type Cursor } from './cursor';
import type { DeduplicatedChanges } from './deduplicateChanges';
import type { RequestFetch } from './fetchRequests';
import { pruneDelivered } from './overlapWindow';

/** Once `since` has stood still for this long beyond the overlap, the server commits no further change from before it. */
const settledAfterMs = 60_000;

/** The cursor from which the next poll continues once the pending changes are delivered. */
export function advanceCursor(fetched: RequestFetch, { changes, delivered, firstInProcess }: DeduplicatedChanges) {
	const { cursor, options } = fetched;
	const events = changes.map(({ eventId }) => eventId);
	const delivery = events.length === 0 ? cursor.lastDelivery : { events, from: oldestToList(fetched) };
	const next: Cursor = {
		...cursor,
		position: advancePosition(fetched, firstInProcess),
		delivered: { ...delivered, requests: fetched.marks },
		messages: fetched.unread.next(fetched.isComplete),
		quarantined: fetched.quarantined,
		lastDelivery: options.repeatAfterRestart ? delivery : { events: [], from: null },
		owed: stillOwed(fetched, new Set(events)),
	};
	return pruneDelivered(next, options.overlapSeconds);
}

/** Returns which of the events to repeat still wait for a later poll. Those that neither a list nor the quarantine can show are dropped. */
function stillOwed({ cursor, window, isComplete, unread, inProcess, quarantined }: RequestFetch, delivered: ReadonlySet<string>) {
	const events = [...window.repeated].filter((id) => !delivered.has(id));
	const isAllRead = isComplete && unread.isFullCheck && inProcess.length === 0;
	if (!isAllRead) return { events, from: cursor.owed.from };
	return { events: Object.keys(quarantined).length === 0 ? [] : events, from: null };
}

/** Moves the cursor's position, but never beyond the server's present. Otherwise a time in the future would hide all changes until then. */
function advancePosition({ cursor, window, options, inProcess, isComplete, reached, hasReadAny }: RequestFetch, firstInProcess: number) {
	const { position: before } = cursor;
	const { overlapSeconds, now } = options;
	// A request of the backlog that is still in process may have changes from before the cursor.
	const leftOver = inProcess.length > 0 ? before.backlogFrom : null;
	const backlogFrom = isComplete ? leftOver : window.pendingFrom;
	const since = finiteOrNull(Math.max(before.since ?? -Infinity, Math.min(reached, firstInProcess)));
	const isSettled = backlogFrom === null && !hasReadAny && since !== null && now - before.movedAt > overlapSeconds * 1000 + settledAfterMs;
	const floor = isSettled ? Math.max(before.floor ?? -Infinity, since + 1) : before.floor;
	return { ...before, since, floor, backlogFrom, movedAt: hasReadAny ? now : before.movedAt };
}

/** Moves a cursor that is in the server's future back to the time up to which, by this machine's clock, everything is delivered. */
export function rewindCursor({ cursor, serverNow, options: { now, overlapSeconds } }: RequestFetch): Cursor {
	const { movedAt, floor, backlogFrom, setBack } = cursor.position;
	const since = serverNow - Math.floor(Math.max(0, now - movedAt) / 1000);
	const earliest = (seconds: number | null) => (seconds === null ? null : Math.min(seconds, since - overlapSeconds));
	const position = { since, floor: earliest(floor), backlogFrom: earliest(backlogFrom), movedAt, setBack: setBack + 1 };
	return { ...cursor, position };
}

/**
 * Returns the time from which lists must begin in order to show all changes of this delivery again. If the lists of this poll had no
 * beginning, because the follower started before there was any request, that is the time of the oldest request that was read.
 */
function oldestToList({ window: { listFrom }, requests }: RequestFetch) {
	const mayBeOlder = requests.filter(({ quarantine }) => listFrom === undefined || quarantine !== undefined);
	return finiteOrNull(Math.min(listFrom ?? Infinity, ...mayBeOlder.flatMap(({ record }) => isoToSeconds(record.request.changedAt) ?? [])));
}
