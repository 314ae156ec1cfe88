import { z } from 'zod';
import { badInput } from '../../errors';
import { hostTerms } from '../../hostTerms';
import type { PatronRequest } from '../model/request';
import type { Change } from './change';

const stateVersion = 1;

/** Instead of `lastAuditNo`: no history yet; or a history whose number is not told, so that it is read again. */
export const noAudits = -1;
export const unknownAudits = -2;

/** A request's `lastAuditNo` and `lastUpdated` when it was last read. */
export type RowMark = [auditNo: number, updated: number];

export function markOf({ version, history }: Pick<PatronRequest, 'version' | 'history'>, updated: number): RowMark {
	return [version ?? (history.length === 0 ? noAudits : unknownAudits), updated];
}

const second = z.number().nullable();
const times = z.record(z.number());
const rowMark = z.tuple([z.number(), z.number()]);

/** Several polls could not read it although others could be. Its changes wait. */
const waitingRequest = z.object({
	/** Changes before this are no news. */
	from: z.number(),
	/** As last read; null where that was before the window. */
	mark: rowMark.nullable(),
	/** Failed tries since, and when to try next, in milliseconds on this machine's clock. */
	tries: z.number(),
	next: z.number(),
	/** Whether an item has told of it. */
	told: z.boolean(),
});

/** Whole seconds since 1970 on the server's clock, except `movedAt`. */
const cursor = z.object({
	/** The latest `lastUpdated` whose changes are all delivered; null while there is no request. */
	since: second,
	/** Changes before this are no news. */
	floor: second,
	/** Where changes are still to be taken from after a poll that stopped early. */
	backlogFrom: second,
	/** When `since` moved, in milliseconds on this machine's clock. Only differences count. */
	movedAt: z.number(),
	/** How often the place went back because the server's clock did. */
	setBack: z.number(),
});

/** Within the window. */
const done = z.object({
	/** Times by event id. */
	events: times,
	/** The same of events that no list shows, kept until their requests change again. */
	unlisted: times,
	requests: z.record(rowMark),
});

/** Where they change no request. */
const messages = z.object({
	/** Unread ones by open request, when last looked at. */
	unread: times,
	/** When all of them were last asked for, in milliseconds on this machine's clock. */
	askedAt: z.number(),
	/** Messages, and what no list shows, are no news before this; null: only `floor` counts. */
	from: second,
});

const readingState = z.object({
	v: z.literal(stateVersion),
	/** URL, tenant and side, whatever the account is called. */
	scope: z.string(),
	place: cursor,
	done,
	messages,
	/** By the request's id. */
	waiting: z.record(waitingRequest),
	/** The last delivery and the beginning of its window; kept only where it may be repeated. */
	last: z.object({ events: z.array(z.string()), from: second }),
	/** As too old, and not reported yet: changes, and requests that were not read since all of theirs are too old. */
	leftOut: z.object({ changes: z.number(), requests: z.number() }),
});

/** Where the back end lists each library symbol by itself (`RequestBackend.bySymbol`). Absent in what earlier versions stored. */
const symbols = z.object({
	/** Those that are read up to `place`. */
	known: z.array(z.string()),
	/** Changes of a symbol that joins later are news from here on: when the follower began, in seconds since 1970. */
	from: z.number(),
	/** The cursors of symbols that are not read up to `place` yet, or that the library does not have at present. */
	own: z.record(readingState),
});

const stored = readingState.extend({ symbols: symbols.optional() });

export type QuarantinedRequest = z.output<typeof waitingRequest>;

/** Which part of the server's audit trail has been delivered; replaced as a whole. */
export type Cursor = Readonly<z.output<typeof stored>>;

/** One that a newer version wrote, or that is damaged, is refused: starting over silently would lose changes. */
export function parseCursor(raw: unknown): Cursor | undefined {
	if (typeof raw !== 'object' || raw === null || !('v' in raw || 'scope' in raw)) return undefined;
	if ('v' in raw && typeof raw.v === 'number' && raw.v > stateVersion) {
		throw badInput(
			hostTerms.cursorNewer,
			`${hostTerms.cursorNewerHelp} Until then nothing is reported, so that no change is lost or told twice.`,
		);
	}
	// What is parsed is a copy: the kept one may be an observed object.
	const parsed = stored.safeParse(raw);
	if (parsed.success) return parsed.data;
	throw badInput(`The place up to which this ${hostTerms.follower} has reported changes cannot be read any more`, hostTerms.cursorDamaged);
}

export function emptyCursor(scope: string, now: number): Cursor {
	return {
		v: stateVersion,
		scope,
		place: { since: null, floor: null, backlogFrom: null, movedAt: now, setBack: 0 },
		done: { events: {}, unlisted: {}, requests: {} },
		messages: { unread: {}, askedAt: 0, from: null },
		waiting: {},
		last: { events: [], from: null },
		leftOut: { changes: 0, requests: 0 },
	};
}

/** The window is looked at again for late commits; undefined: everything. */
export function windowStart({ since, floor }: Cursor['place'], overlapSeconds: number): number | undefined {
	if (since === null) return floor ?? undefined;
	return Math.max(since - overlapSeconds, floor ?? -Infinity);
}

/** With more events done, the window is made shorter. Tests need fewer. */
export const windowSize = { most: 2000 };

/**
 * Forgets what lies before the window. With too many entries, the window becomes shorter, but its newest second stays whole. All
 * changes listed so
 * far are told, so this costs only changes that the server commits later with an earlier time.
 */
export function prune(state: Cursor, overlapSeconds: number): Cursor {
	const { place: cursor, done } = state;
	const start = windowStart(cursor, overlapSeconds) ?? -Infinity;
	let events = entriesFrom(done.events, (time) => time >= start);
	// In a backlog, a request's mark tells which of its older changes are done.
	let requests = cursor.backlogFrom === null ? entriesFrom(done.requests, ([, updated]) => updated >= start) : done.requests;
	let { floor } = cursor;
	if (Object.keys(events).length > windowSize.most && cursor.backlogFrom === null) {
		const newest = Object.values(events).sort((a, b) => b - a);
		// Times in the future must not push the place along.
		const limit = Math.min((newest[windowSize.most - 1] ?? 0) + 1, newest[0] ?? 0, cursor.since ?? Infinity);
		floor = Math.max(floor ?? -Infinity, limit);
		events = entriesFrom(events, (time) => time >= limit);
		requests = entriesFrom(requests, ([, updated]) => updated >= limit);
	}
	// A deleted request never changes again.
	const unlisted = entriesFrom(done.unlisted, (time) => time >= start - longestRequestSeconds);
	return { ...state, place: { ...cursor, floor }, done: { events, unlisted, requests } };
}

const longestRequestSeconds = 2 * 366 * 86_400;

/** Whether it came after the request was last read. */
export function isAfterMark({ at, step, entry }: Change, [auditNo, updated]: RowMark): boolean {
	const number = auditNo === unknownAudits ? undefined : (step ?? entry)?.order;
	return number === undefined ? at > updated : number > auditNo;
}

function entriesFrom<Value>(map: Readonly<Record<string, Value>>, keep: (value: Value) => boolean): Record<string, Value> {
	return Object.fromEntries(Object.entries(map).filter(([, value]) => keep(value)));
}
