import type { ChangeSource } from '../port/RequestBackend';
import type { RequestHead } from '../model/request';
import { changesOf, isAfterReadMark, buildRequestReadMark, lastAuditNoIfUnknown } from './change';
import { createEmptyCursor, finiteOrNull, type Cursor, type RequestReadMark } from './cursor';
import type { ReadChangesOptions } from './ReadChangesOptions';
import { estimateServerTime } from './fetchRequests';
import { isoToSeconds } from '../model/datesAndTimes';
import { UnreadMessageCounts } from './UnreadMessageCounts';
import { doesServerReturnOthers, startQuarantine, tryToReadRequests } from './quarantine';

interface StartOptions extends Pick<ReadChangesOptions, 'side' | 'overlapSeconds' | 'now' | 'mustStop' | 'signal'> {
	readonly scope: string;
	/** Changes of this many hours before the newest one are reported, too; 0: only what happens from now on. */
	readonly startHours: number;
}

const mostHeads = 100;

/** Makes the cursor with which a follower starts: at the newest change, by the server's clock, so that it reports what happens after it. */
export async function createInitialCursor(source: ChangeSource, options: StartOptions): Promise<Cursor> {
	if (source.bySymbol === undefined) return await startOf(source, options);
	const known = await source.bySymbol.symbols();
	const cursor = await startOf(source.bySymbol.of(known), options);
	const from = Math.floor((source.serverNow() ?? options.now / 1000) - options.startHours * 3600);
	return { ...cursor, symbols: { known: [...known], from, own: {} } };
}

async function startOf(source: ChangeSource, options: StartOptions) {
	const { side, signal, scope, now, startHours } = options;
	const newest = await source.newest(side, mostHeads, { signal });
	const until = estimateServerTime(source, now);
	const ahead = newest.filter((head) => changedAt(head) > until);
	// Requests with times in the future may hide the newest one that changed in the present.
	const current = ahead.length === 0 ? newest : await source.newest(side, mostHeads, { until, signal });
	const since = finiteOrNull(Math.max(...current.map(changedAt))) ?? (ahead.length === 0 ? null : until);
	if (since === null) return createEmptyCursor(scope, now);
	if (startHours <= 0) return await startAt(source, options, since, current, ahead);
	const from = since - Math.round(startHours * 3600);
	return createEmptyCursor(scope, now, { since: from, floor: from }, source.listsUnread === true ? from : null);
}

function changedAt(head: RequestHead) {
	return isoToSeconds(head.changedAt) ?? -Infinity;
}

/**
 * Marks the changes in the overlap window as delivered. Changes that the server commits to the window later are not marked, and so are
 * delivered.
 */
async function startAt(
	source: ChangeSource,
	options: StartOptions,
	since: number,
	current: readonly RequestHead[],
	ahead: readonly RequestHead[],
) {
	const { scope, side, overlapSeconds, now, mustStop, signal } = options;
	// If the page does not hold the whole overlap, the window is cut to the seconds that the page holds completely.
	const oldest = current.length === mostHeads ? current.at(-1) : undefined;
	const floor = Math.max(since - overlapSeconds, oldest === undefined ? -Infinity : changedAt(oldest) + 1);
	const window = [...current.filter((head) => changedAt(head) >= floor), ...ahead].filter((head) => head.side === side);
	const results = await tryToReadRequests(source, window, mustStop, signal);
	const failed = results.flatMap(({ head: { id }, result }) => (result.kind === 'failed' ? { id, reason: result.reason } : []));
	const unreadable = failed.map(({ id }) => id);
	const isAnyRead = results.some(({ result }) => result.kind === 'read');
	// A single request that cannot be read must not keep a follower from starting, but a server that returns none must.
	if (failed[0] !== undefined && !isAnyRead && !(await doesServerReturnOthers(source, side, unreadable, signal))) throw failed[0].reason;
	const isAllRead = !results.some(({ result }) => result.kind === 'skipped');
	const start = createEmptyCursor(scope, now, { since, floor: isAllRead ? floor : since + 1 });
	const { delivered, quarantined } = start;
	for (const { head, result } of isAllRead ? results : []) {
		const mark: RequestReadMark = [head.version ?? lastAuditNoIfUnknown, changedAt(head)];
		if (result.kind === 'failed') quarantined[head.id] = startQuarantine(floor, mark, now);
		if (result.kind !== 'read') continue;
		// Changes that happened during the read are not marked, so that the next poll delivers them. A request with a time in the future
		// has a mark that tells which these are.
		const earlier = changesOf(result.record).filter((change) => change.at <= since || !isAfterReadMark(change, mark));
		for (const { eventId, at } of earlier) delivered.events[eventId] = at;
		delivered.requests[head.id] = buildRequestReadMark({ ...result.record.request, version: head.version }, mark[1]);
	}
	return source.listsUnread === true ? { ...start, messages: await countUnread(source, options, start.messages, since) } : start;
}

async function countUnread(source: ChangeSource, { side, now, signal }: StartOptions, before: Cursor['messages'], since: number) {
	const unread = new UnreadMessageCounts(before, now);
	for await (const page of source.changedSince(side, since + 1, signal)) for (const head of page) unread.count(head);
	return { ...unread.next(true), from: source.serverNow() ?? Math.floor(now / 1000) };
}
