import type { ChangeSource } from '../port/RequestBackend';
import type { RequestHead } from '../model/request';
import { changesOf, isAfterReadMark, buildRequestReadMark, lastAuditNoIfUnknown } from './change';
import { createEmptyCursor, type Cursor, type RequestReadMark } from './cursor';
import { withKnownSymbols } from './symbolCursors';
import type { ReadChangesOptions } from './ReadChangesOptions';
import { estimateServerTime } from './serverClock';
import { isoToSeconds } from '../model/datesAndTimes';
import { UnreadMessageCounts } from './UnreadMessageCounts';
import { doesServerReturnOthers, startQuarantine, tryToReadRequest, type RequestReadResult } from './quarantine';

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
	return withKnownSymbols(cursor, known, Math.floor((source.serverNow() ?? options.now / 1000) - options.startHours * 3600));
}

async function startOf(source: ChangeSource, options: StartOptions): Promise<Cursor> {
	const { side, signal } = options;
	const newest = await source.newest(side, mostHeads, { signal });
	const until = estimateServerTime(source, options.now);
	const ahead = newest.filter((head) => (isoToSeconds(head.changedAt) ?? until) > until);
	// Requests with times in the future may hide the newest one that changed in the present.
	const current = ahead.length === 0 ? newest : await source.newest(side, mostHeads, { until, signal });
	const times = current.flatMap((head) => isoToSeconds(head.changedAt) ?? []);
	const empty = createEmptyCursor(options.scope, options.now);
	if (times.length === 0 && ahead.length === 0) return empty;
	const since = times.length === 0 ? until : Math.max(...times);
	if (options.startHours <= 0)
		return await startAt(source, options, { ...empty, position: { ...empty.position, since } }, since, current, ahead);
	const from = since - Math.round(options.startHours * 3600);
	return {
		...empty,
		position: { ...empty.position, since: from, floor: from },
		messages: { ...empty.messages, from: source.listsUnread === true ? from : null },
	};
}

/**
 * Marks the changes in the overlap window as delivered. Changes that the server commits to the window later are not marked, and so are
 * delivered.
 */
async function startAt(
	source: ChangeSource,
	options: StartOptions,
	start: Cursor,
	since: number,
	current: readonly RequestHead[],
	ahead: readonly RequestHead[],
): Promise<Cursor> {
	const { side, overlapSeconds, now } = options;
	const windowStart = since - overlapSeconds;
	// If the page does not hold the whole overlap, the window is cut to the seconds that the page holds completely.
	const isCut = current.length === mostHeads;
	const floor = isCut ? Math.max(windowStart, (isoToSeconds(current.at(-1)?.changedAt) ?? windowStart) + 1) : windowStart;
	const window = [...current.filter((head) => (isoToSeconds(head.changedAt) ?? floor) >= floor), ...ahead];
	const results = await readAll(
		source,
		options,
		window.filter((head) => head.side === side),
	);
	const messages = source.listsUnread === true ? await countUnread(source, options, start.messages, since) : start.messages;
	if (results.some(({ result }) => result.kind === 'skipped'))
		return { ...start, position: { ...start.position, floor: since + 1 }, messages };
	const events: Cursor['delivered']['events'] = {};
	const requests: Cursor['delivered']['requests'] = {};
	const quarantined: Cursor['quarantined'] = {};
	for (const { head, result } of results) {
		const mark: RequestReadMark = [head.version ?? lastAuditNoIfUnknown, isoToSeconds(head.changedAt) ?? since];
		if (result.kind === 'failed') quarantined[head.id] = startQuarantine(floor, mark, now);
		if (result.kind !== 'read') continue;
		// Changes that happened during the read are not marked, so that the next poll delivers them. A request with a time in the future
		// has a mark that tells which these are.
		const earlier = changesOf(result.record).filter((change) => change.at <= since || !isAfterReadMark(change, mark));
		for (const { eventId, at } of earlier) events[eventId] = at;
		requests[head.id] = buildRequestReadMark({ ...result.record.request, version: head.version }, mark[1]);
	}
	return { ...start, position: { ...start.position, floor }, delivered: { ...start.delivered, events, requests }, messages, quarantined };
}

/**
 * Reads the requests.
 *
 * @throws the first failure if no request can be read; a single unreadable one must not keep a follower from starting
 */
async function readAll(
	source: ChangeSource,
	{ side, mustStop, signal }: StartOptions,
	heads: readonly RequestHead[],
): Promise<Array<{ head: RequestHead; result: RequestReadResult }>> {
	const read = async (head: RequestHead): Promise<RequestReadResult> =>
		mustStop() ? { kind: 'skipped' } : await tryToReadRequest(source, head, signal);
	const results = await Promise.all(heads.map(async (head) => ({ head, result: await read(head) })));
	const failed = new Map(results.flatMap(({ head, result }) => (result.kind === 'failed' ? [[head.id, result.reason]] : [])));
	if (failed.size > 0 && !results.some(({ result }) => result.kind === 'read')) {
		if (!(await doesServerReturnOthers(source, side, new Set(failed.keys()), signal))) throw [...failed.values()][0];
	}
	return results;
}

async function countUnread(
	source: ChangeSource,
	{ side, now, signal }: StartOptions,
	before: Cursor['messages'],
	since: number,
): Promise<Cursor['messages']> {
	const unread = new UnreadMessageCounts(before, now);
	for await (const page of source.changedSince(side, since + 1, signal)) for (const head of page) unread.count(head);
	return { ...unread.next(true), from: source.serverNow() ?? Math.floor(now / 1000) };
}
