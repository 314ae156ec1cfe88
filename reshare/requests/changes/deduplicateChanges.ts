import { isoToSeconds } from '../model/datesAndTimes';
import { hangingEntryIdOf } from '../model/request';
import { changesOf, compareChanges, isAfterReadMark, type Change } from './change';
import type { RequestFetch, FetchedRequest } from './fetchRequests';

export type DeduplicatedChanges = ReturnType<typeof deduplicateChanges>;

/** Finds the changes that were not delivered before. */
export function deduplicateChanges({
	cursor,
	window,
	requests,
	inProcess,
}: Pick<RequestFetch, 'cursor' | 'window' | 'requests' | 'inProcess'>) {
	const delivered = { events: { ...cursor.delivered.events }, unlisted: { ...cursor.delivered.unlisted } };
	const pending = new Map<string, Change>();
	const read = requests.flatMap((request) => changesOf(request.record).map((change) => ({ change, request })));
	for (const { change, request } of read) {
		const { eventId, at, listedAt } = change;
		if (isPending(change, request)) {
			pending.set(eventId, change);
			delete delivered.unlisted[hangingEntryIdOf(eventId)];
		} else if (!(eventId in delivered.unlisted)) continue;
		if (listedAt === null) delivered.unlisted[eventId] = at;
		else {
			// The event has the time at which lists show its request, so that it is forgotten when the window has passed that time.
			delete delivered.unlisted[eventId];
			delivered.events[eventId] = listedAt ?? at;
		}
	}
	const waiting = inProcess.flatMap((request) => {
		const unfinished = changesOf(request.record).filter((change) => isPending(change, request));
		// The cursor need not wait for a change that no list shows, because it stays pending wherever the cursor is.
		const times = unfinished.map(({ at, listedAt = at }) => listedAt ?? Infinity);
		return [isoToSeconds(request.record.request.changedAt) ?? Infinity, ...times];
	});
	return {
		/** The pending changes, in order of time. */
		changes: [...pending.values()].sort(compareChanges),
		/** The events that count as delivered once these changes are, by id. */
		delivered,
		/** The time, in seconds since 1970, of the first change whose request the back end is still processing. Infinity: there is none. */
		firstInProcess: Math.min(...waiting),
	};

	function isPending(change: Change, { before, quarantine }: FetchedRequest) {
		const { event, eventId, at, listedAt = at } = change;
		if (window.repeated.has(eventId)) return !pending.has(eventId);
		if (eventId in delivered.events || eventId in delivered.unlisted) return false;
		const isMessageOrUnlisted = event === 'unreadMessage' || change.listedAt !== undefined;
		if (isMessageOrUnlisted && at < (cursor.messages.from ?? -Infinity)) return false;
		// If an earlier poll reported that this step hangs, its end is a new change, even if it bears the time of its beginning, which lies
		// before the window.
		if (hangingEntryIdOf(eventId) in delivered.unlisted) return true;
		if (listedAt === null) return true;
		// A request in quarantine has its own window, which begins before that of the poll. Whatever was delivered in it may be forgotten
		// by now, so that its mark alone decides.
		if (listedAt < (quarantine?.from ?? window.pendingFrom)) return false;
		if (quarantine === undefined && listedAt >= (window.start ?? 0)) return true;
		// Events that were delivered before the window are forgotten. So the request's mark decides whether an older change is new, in a
		// backlog, too.
		const mark = quarantine === undefined ? before : (quarantine.mark ?? undefined);
		return mark === undefined || isAfterReadMark(change, mark);
	}
}
