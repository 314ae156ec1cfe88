import { canonicalJson, mapValues } from '../../json';
import { lastAuditNoIfUnknown } from './change';
import { joinEvents, type Cursor, type RequestReadMark } from './cursor';

/**
 * How far a follower has come in this process. The calling program does not save the cursor of every poll: one way of polling drops the
 * cursor of a poll without changes, another one that of the first poll, at activation; and a renamed follower finds nothing saved. If this
 * progress is lost with the process, changes are only read again.
 */
export interface FollowerProgress {
	/**
	 * The name that the follower of changes had at its last poll. If it has another now, it was renamed, and perhaps nothing has been saved
	 * under the new name yet.
	 */
	readonly follower: string;
	/** A cursor up to which everything has surely been delivered. */
	readonly confirmed: Cursor;
	/** The cursor after a delivery that the caller may have discarded. */
	readonly delivered?: Cursor;
	/**
	 * Whether another poll began during this one. The follower was then activated again, and the caller may have discarded this poll's
	 * result.
	 */
	readonly contested?: boolean;
}

/** Decides from which cursor the next poll continues; undefined if the follower starts from the beginning. */
export function resumeCursor(
	saved: Cursor | undefined,
	progress: FollowerProgress | undefined,
	scope: string,
	follower: string,
): Cursor | undefined {
	const stored = saved?.scope === scope ? saved : undefined;
	if (progress === undefined) return stored && owingLastDelivery(stored);
	if (progress.confirmed.scope !== scope) return stored;
	const { delivered, confirmed } = progress;
	if (delivered === undefined) return furthest(stored, confirmed);
	if (canonicalJson(stored) === canonicalJson(delivered)) return stored;
	// A renamed follower has no record under its new name yet, but what was delivered under the old name is delivered.
	if (follower !== progress.follower && progress.contested !== true) return furthest(stored, delivered);
	// The caller discarded the delivery, because another process took over or the poll timed out. So it is repeated.
	return furthest(stored, confirmed);
}

/**
 * Notes that the last delivery is to be repeated, because a process that stopped may have lost it. Its requests are read again, also those
 * that are listed only because of their unread messages.
 */
function owingLastDelivery({ symbols, ...cursor }: Cursor): Cursor {
	const { delivered, messages } = cursor;
	const owed = joinEvents(cursor.lastDelivery, cursor.owed);
	const requests = mapValues(delivered.requests, ([, updated]): RequestReadMark => [lastAuditNoIfUnknown, updated - 1]);
	return {
		...cursor,
		...(owed.events.length === 0 ? {} : { delivered: { ...delivered, requests }, messages: { ...messages, unread: {} } }),
		owed,
		symbols: symbols && { ...symbols, own: mapValues(symbols.own, owingLastDelivery) },
	};
}

function furthest(stored: Cursor | undefined, known: Cursor) {
	if (stored === undefined) return known;
	const reached = progressOf(known);
	const differences = progressOf(stored).map((measure, index) => measure - (reached[index] ?? 0));
	return (differences.find(Boolean) ?? 0) > 0 ? stored : known;
}

/** Measures how far a cursor is; what comes first counts most. */
function progressOf({ position: { setBack, since, floor }, delivered }: Cursor) {
	return [setBack, since ?? -1, floor ?? -1, Object.keys(delivered.events).length, Object.keys(delivered.requests).length];
}
