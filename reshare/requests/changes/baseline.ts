import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { changesOf } from './change';
import { sideFilter, type Side } from './changedRows';
import { emptyState, noAudits, unknownAudits, type PollState, type RowMark } from './pollState';
import { toSeconds } from './time';

export type RequestSource = Pick<RequestsClient, 'list' | 'getWithRaw' | 'count'>;

export interface BaselineOptions {
	readonly scope: string;
	readonly side: Side;
	readonly overlapSeconds: number;
	/** Take changes of this many hours before the newest one as news; 0: only what comes from now on. */
	readonly startHours: number;
	/** This machine's time in milliseconds. */
	readonly now: number;
	/** Whether time is running out; the start is then made without looking back. */
	readonly mustStop: () => boolean;
	readonly signal?: AbortSignal;
}

/**
 * The state with which a trigger starts: the newest change on the server is the beginning, on the server's own clock. What
 * the overlap holds already is marked as done; what is committed late after this is not.
 */
export async function startState(source: RequestSource, options: BaselineOptions): Promise<PollState> {
	const state = emptyState(options.scope, options.now);
	const signal = options.signal === undefined ? {} : { signal: options.signal };
	const newestFirst = await source.list({ filters: [sideFilter(options.side)], sort: ['lastUpdated;desc', 'id;asc'], perPage: 100, ...signal });
	const rows = newestFirst.filter((row) => row.isRequester === (options.side === 'borrowing'));
	const since = Math.max(...rows.map((row) => toSeconds(row.lastUpdated) ?? -Infinity));
	if (!Number.isFinite(since)) return state;
	if (options.startHours > 0) {
		const start = since - Math.round(options.startHours * 3600);
		return { ...state, since: start, floor: start };
	}
	const { window, floor } = windowRows(rows, since - options.overlapSeconds, newestFirst.length === 100);
	const seen: Record<string, number> = {};
	const marks: Record<string, RowMark> = {};
	const found = await Promise.all(window.map(async (row) => (options.mustStop() ? 'unread' : await source.getWithRaw(row.id, options.signal))));
	if (found.includes('unread')) return { ...state, since, floor: since + 1 };
	for (const [index, row] of window.entries()) {
		const record = found[index];
		if (record === undefined || record === 'unread') continue;
		// Later changes happened while this was read: they are news.
		for (const change of changesOf(record)) if (change.at <= since) seen[change.eventId] = change.at;
		marks[row.id] = [row.lastAuditNo ?? (record.request.audit.length === 0 ? noAudits : unknownAudits), toSeconds(row.lastUpdated) ?? since];
	}
	return { ...state, since, floor, seen, rows: marks };
}

/** The rows in the overlap. If the page does not hold them all, the overlap is cut to the seconds that it holds whole. */
function windowRows(rows: readonly PatronRequest[], start: number, mayBeMore: boolean): { window: PatronRequest[]; floor: number } {
	const oldest = toSeconds(rows.at(-1)?.lastUpdated) ?? start;
	const floor = mayBeMore && oldest >= start ? oldest + 1 : start;
	return { window: rows.filter((row) => (toSeconds(row.lastUpdated) ?? floor) >= floor), floor };
}
