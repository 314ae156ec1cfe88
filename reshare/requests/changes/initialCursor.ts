import type { RequestSource } from '../port/RequestBackend';
import type { RequestHead } from '../model/request';
import { changesOf } from './change';
import { emptyCursor, isAfterMark, markOf, unknownAudits, type Cursor, type RowMark, type QuarantinedRequest } from './cursor';
import { serverPresent } from './advanceCursor';
import { withSymbols } from './symbolCursors';
import type { ReadOptions } from './readChanges';
import { toSeconds } from '../model/datesAndTimes';
import { othersCanBeRead, startWaiting, tryToRead, type Tried } from './quarantine';

interface StartOptions extends Pick<ReadOptions, 'side' | 'overlapSeconds' | 'now' | 'mustStop' | 'signal'> {
	readonly scope: string;
	/** Changes of this many hours before the newest one are news; 0: only what comes from now on. */
	readonly startHours: number;
}

const mostRows = 100;

export async function initialCursor(source: RequestSource, options: StartOptions): Promise<Cursor> {
	if (source.bySymbol === undefined) return await startOf(source, options);
	const known = await source.bySymbol.symbols();
	const state = await startOf(source.bySymbol.of(known), options);
	return withSymbols(state, known, Math.floor((source.serverNow() ?? options.now / 1000) - options.startHours * 3600));
}

/**
 * A follower starts at the newest change, by the server's clock. What the overlap already holds is marked as done; late commits
 * are not.
 */
async function startOf(source: RequestSource, options: StartOptions): Promise<Cursor> {
	const { side, signal } = options;
	const newest = await source.newest(side, mostRows, { signal });
	const now = serverPresent(source, options.now);
	const ahead = newest.filter((row) => (toSeconds(row.changedAt) ?? now) > now);
	// Rows with times in the future may hide the newest one.
	const current = ahead.length === 0 ? newest : await source.newest(side, mostRows, { until: now, signal });
	const times = current.flatMap((row) => toSeconds(row.changedAt) ?? []);
	const empty = emptyCursor(options.scope, options.now);
	if (times.length === 0 && ahead.length === 0) return empty;
	const since = times.length === 0 ? now : Math.max(...times);
	if (options.startHours <= 0) return await startAt(source, options, { ...empty, place: { ...empty.place, since } }, since, current, ahead);
	const from = since - Math.round(options.startHours * 3600);
	return {
		...empty,
		place: { ...empty.place, since: from, floor: from },
		messages: { ...empty.messages, from: source.listsUnread === true ? from : null },
	};
}

async function startAt(
	source: RequestSource,
	options: StartOptions,
	state: Cursor,
	since: number,
	current: readonly RequestHead[],
	ahead: readonly RequestHead[],
): Promise<Cursor> {
	const { overlapSeconds, now, mustStop, side, signal } = options;
	const isOwn = (row: RequestHead) => row.side === side;
	const start = since - overlapSeconds;
	// If the page does not hold the whole overlap, it is cut to the seconds that are whole.
	const floor = current.length === mostRows ? Math.max(start, (toSeconds(current.at(-1)?.changedAt) ?? start) + 1) : start;
	const window = [...current.filter((row) => isOwn(row) && (toSeconds(row.changedAt) ?? floor) >= floor), ...ahead.filter(isOwn)];
	const read = async (row: RequestHead): Promise<Tried> => (mustStop() ? { isLeft: true } : await tryToRead(source, row, signal));
	const outcomes = await Promise.all(window.map(async (row) => ({ row, ...(await read(row)) })));
	const failing = outcomes.filter(({ failure }) => failure !== undefined);
	// A single unreadable request must not keep a follower from starting: what happened to it so far is no news.
	if (failing.length > 0 && outcomes.every(({ record }) => record === undefined)) {
		if (!(await othersCanBeRead(source, side, new Set(failing.map(({ row }) => row.id)), signal))) throw failing[0]?.failure?.reason;
	}
	const messages =
		source.listsUnread === true
			? { unread: await unreadNow(source, options, since), askedAt: now, from: source.serverNow() ?? Math.floor(now / 1000) }
			: state.messages;
	if (outcomes.some(({ isLeft }) => isLeft === true)) return { ...state, place: { ...state.place, floor: since + 1 }, messages };
	const events: Record<string, number> = {};
	const requests: Record<string, RowMark> = {};
	const waiting: Record<string, QuarantinedRequest> = {};
	for (const { row, record, failure } of outcomes) {
		const mark: RowMark = [row.version ?? unknownAudits, toSeconds(row.changedAt) ?? since];
		if (failure !== undefined) waiting[row.id] = startWaiting(floor, mark, now);
		if (record === undefined) continue;
		// Changes that happened while this was read are news. For a row with a time in the future, its mark tells.
		for (const change of changesOf(record)) if (change.at <= since || !isAfterMark(change, mark)) events[change.eventId] = change.at;
		requests[row.id] = markOf({ ...record.request, version: row.version }, mark[1]);
	}
	return { ...state, place: { ...state.place, floor }, done: { ...state.done, events, requests }, messages, waiting };
}

async function unreadNow(source: RequestSource, { side, signal }: StartOptions, since: number): Promise<Record<string, number>> {
	const unread: Record<string, number> = {};
	for await (const page of source.changedSince(side, since + 1, signal)) {
		for (const { id, unreadMessages = 0 } of page) if (unreadMessages > 0) unread[id] = unreadMessages;
	}
	return unread;
}
