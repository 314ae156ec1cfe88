import type { ChangeSource } from '../port/RequestBackend';
import type { Cursor } from './cursor';
import type { ReadChangesOptions } from './ReadChangesOptions';

/** If a server sends no time, its clock may be this far ahead of this machine's. */
const toleranceSeconds = 600;

/**
 * Returns the server's time in seconds since 1970. If the server sends none, it is an upper bound by this machine's time `now`
 * (milliseconds).
 */
export function estimateServerTime(source: Pick<ChangeSource, 'serverNow'>, now: number): number {
	return source.serverNow() ?? Math.floor(now / 1000) + toleranceSeconds;
}

/** Moves a cursor that is in the server's future back to the time up to which, by this machine's clock, everything is delivered. */
export function rewindCursor(cursor: Cursor, serverNow: number, { now, overlapSeconds }: ReadChangesOptions): Cursor {
	const { movedAt, floor, backlogFrom, setBack } = cursor.position;
	const since = serverNow - Math.floor(Math.max(0, now - movedAt) / 1000);
	const earliest = (seconds: number | null) => (seconds === null ? null : Math.min(seconds, since - overlapSeconds));
	const position = { since, floor: earliest(floor), backlogFrom: earliest(backlogFrom), movedAt, setBack: setBack + 1 };
	return { ...cursor, position };
}
