import type { RequestSource } from '../port/RequestDesk';
import type { RequestHead, RequestWithRaw, Side } from '../model/request';
import { changesOf } from './change';
import { emptyState, isAfterMark, markOf, unknownAudits, type PollState, type RowMark, type WaitingRequest } from './place';
import { serverPresent } from './placeMoving';
import { toSeconds } from '../model/times';
import { othersCanBeRead, startWaiting } from './unreadableRequests';

interface BaselineOptions {
	readonly scope: string;
	readonly side: Side;
	readonly overlapSeconds: number;
	/** Changes of this many hours before the newest one are news; 0: only what comes from now on. */
	readonly startHours: number;
	/** This machine's time in milliseconds. */
	readonly now: number;
	/** Time is running out: start without looking back. */
	readonly mustStop: () => boolean;
	readonly signal?: AbortSignal;
}

const mostRows = 100;

/** A follower starts at the newest change, by the server's clock. What the overlap already holds is marked as done; late commits are not. */
export async function startState(source: RequestSource, options: BaselineOptions): Promise<PollState> {
	const newest = await newestRows(source, options);
	const now = serverPresent(source, options.now);
	const ahead = newest.filter((row) => (toSeconds(row.changedAt) ?? now) > now);
	// Rows with times in the future may hide the newest one.
	const current = ahead.length === 0 ? newest : await newestRows(source, options, now);
	const since = Math.max(...current.map((row) => toSeconds(row.changedAt) ?? -Infinity));
	if (!Number.isFinite(since) && ahead.length === 0) return emptyState(options.scope, options.now);
	return await startAt(source, options, Number.isFinite(since) ? since : now, current, ahead);
}

async function newestRows(source: RequestSource, { side, signal }: BaselineOptions, until?: number): Promise<RequestHead[]> {
	return await source.newest(side, mostRows, { until, signal });
}

async function startAt(source: RequestSource, options: BaselineOptions, since: number, current: readonly RequestHead[], ahead: readonly RequestHead[]): Promise<PollState> {
	const state = emptyState(options.scope, options.now);
	if (options.startHours > 0) {
		const start = since - Math.round(options.startHours * 3600);
		return { ...state, place: { ...state.place, since: start, floor: start }, messages: { ...state.messages, from: source.listsUnread === true ? start : null } };
	}
	const ofSide = ({ side }: RequestHead) => side === options.side;
	const { window: recent, floor } = windowRows(current.filter(ofSide), since - options.overlapSeconds, current.length === mostRows);
	const window = [...recent, ...ahead.filter(ofSide)];
	const events: Record<string, number> = {};
	const requests: Record<string, RowMark> = {};
	const outcomes = await Promise.allSettled(window.map(async (row) => (options.mustStop() ? 'unread' : await source.getChanged(row, options.signal))));
	await throwIfServerIsDown(source, options, window, outcomes);
	const messages = source.listsUnread === true ? { unread: await unreadNow(source, options, since), askedAt: options.now, from: source.serverNow() ?? Math.floor(options.now / 1000) } : state.messages;
	if (outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value === 'unread')) return { ...state, place: { ...state.place, since, floor: since + 1 }, messages };
	const waiting: Record<string, WaitingRequest> = {};
	for (const [index, row] of window.entries()) {
		const outcome = outcomes[index];
		const mark: RowMark = [row.version ?? unknownAudits, toSeconds(row.changedAt) ?? since];
		if (outcome?.status === 'rejected') waiting[row.id] = startWaiting(floor, mark, options.now);
		if (outcome?.status !== 'fulfilled' || outcome.value === undefined || outcome.value === 'unread') continue;
		const record = outcome.value;
		// Changes that happened while this was read are news. For a row with a time in the future, its mark tells.
		for (const change of changesOf(record)) if (change.at <= since || !isAfterMark(change, mark)) events[change.eventId] = change.at;
		requests[row.id] = markOf({ ...record.request, version: row.version }, mark[1]);
	}
	return { ...state, place: { ...state.place, since, floor }, done: { ...state.done, events, requests }, messages, waiting };
}

async function unreadNow(source: RequestSource, { side, signal }: BaselineOptions, since: number): Promise<Record<string, number>> {
	const unread: Record<string, number> = {};
	for await (const page of source.changedSince(side, since + 1, signal)) {
		for (const { id, unreadMessages = 0 } of page) if (unreadMessages > 0) unread[id] = unreadMessages;
	}
	return unread;
}

/** A single unreadable request must not keep a follower from starting: what happened to it so far is no news. */
async function throwIfServerIsDown(
	source: RequestSource,
	{ side, signal }: BaselineOptions,
	window: readonly RequestHead[],
	outcomes: ReadonlyArray<PromiseSettledResult<RequestWithRaw | 'unread' | undefined>>,
): Promise<void> {
	const failing = new Set(window.filter((_, index) => outcomes[index]?.status === 'rejected').map(({ id }) => id));
	const failure = outcomes.find((outcome) => outcome.status === 'rejected');
	if (failure === undefined) return;
	const anyRead = outcomes.some((outcome) => outcome.status === 'fulfilled' && typeof outcome.value === 'object');
	if (!anyRead && !(await othersCanBeRead(source, side, failing, signal))) throw failure.reason;
}

/** The rows in the overlap; if the page does not hold them all, it is cut to the seconds that are whole. */
function windowRows(rows: readonly RequestHead[], start: number, mayBeMore: boolean): { window: RequestHead[]; floor: number } {
	const oldest = toSeconds(rows.at(-1)?.changedAt) ?? start;
	const floor = mayBeMore && oldest >= start ? oldest + 1 : start;
	return { window: rows.filter((row) => (toSeconds(row.changedAt) ?? floor) >= floor), floor };
}
