import { z } from 'zod';
import { ReShareError } from '../../errors';
import { words } from '../../words';
import type { Change } from './change';

const stateVersion = 1;

/** In place of `lastAuditNo`: the request has no history yet; or it has one whose number is not told, so it is read again. */
export const noAudits = -1;
export const unknownAudits = -2;

/** What is remembered of a request that was looked at: its `lastAuditNo` and `lastUpdated`. */
export type RowMark = readonly [auditNo: number, updated: number];

/** A request that could not be read in several polls although others could. Its changes wait until it can. */
export interface WaitingRequest {
	/** Changes before this are no news. */
	readonly from: number;
	/** As it was when it was last read; null where that was not within the window. */
	readonly mark: RowMark | null;
	/** How often it was tried in vain since, and when it is tried next, in milliseconds on this machine's clock. */
	readonly tries: number;
	readonly next: number;
	/** Whether an item has told of it. */
	readonly told: boolean;
}

/**
 * How far a follower has told the changes of one library. Flat, and replaced as a whole. The server's audit trail is the
 * truth; this only says which part of it has been delivered. Times are whole seconds since 1970 on the server's own clock,
 * except `movedAt`.
 */
export interface PollState {
	readonly v: typeof stateVersion;
	/** Whose requests: URL, tenant and side, whatever the account is called where it is kept. */
	readonly scope: string;
	/** The greatest `lastUpdated` whose changes have all been delivered; null where there was no request yet. */
	readonly since: number | null;
	/** Changes before this are no news. */
	readonly floor: number | null;
	/** While a poll had to stop early: where changes are still to be taken from. Null otherwise. */
	readonly backlogFrom: number | null;
	/** When `since` moved, in milliseconds on this machine's clock. Only differences are taken of it. */
	readonly movedAt: number;
	/** Ids of the events at the window's end that are done, with their times. */
	readonly seen: Readonly<Record<string, number>>;
	/** Requests in the window as they were last looked at. */
	readonly rows: Readonly<Record<string, RowMark>>;
	/** How many unread messages the open requests had when they were last looked at, where a message changes no request. */
	readonly unread: Readonly<Record<string, number>>;
	/** When all of them were last asked for, in milliseconds on this machine's clock. */
	readonly unreadAt: number;
	/** Messages, and what no list shows, are no news before this; null where only `floor` counts. */
	readonly messagesFrom: number | null;
	/** Events that no list shows and that were told early, with their times: kept until their requests change again. */
	readonly unlisted: Readonly<Record<string, number>>;
	/** By the request's id. */
	readonly failed: Readonly<Record<string, WaitingRequest>>;
	/** Events that the last delivery held, and where its window began; kept only where they may have to be repeated. */
	readonly last: readonly string[];
	readonly lastFrom: number | null;
	/** How many changes were left out as too old and not yet shown. */
	readonly skipped: number;
	/** How many requests were not looked at since all their changes are too old, and not yet shown. */
	readonly passedOver: number;
	/** How often the place had to go back because the server's clock did. */
	readonly setBack: number;
}

const times = z.record(z.number()).catch({});
const rowMark = z.tuple([z.number(), z.number()]);
const waitingRequest = z.object({ from: z.number(), mark: rowMark.nullable(), tries: z.number(), next: z.number(), told: z.boolean() });
const stored = z.object({
	v: z.number(),
	scope: z.string(),
	since: z.number().nullable(),
	floor: z.number().nullable().catch(null),
	backlogFrom: z.number().nullable().catch(null),
	movedAt: z.number().catch(0),
	seen: times,
	rows: z.record(rowMark).catch({}),
	// States of version 0.1.0 have none of the next six.
	unread: times.default({}),
	unreadAt: z.number().catch(0).default(0),
	messagesFrom: z.number().nullable().catch(null).default(null),
	unlisted: times.default({}),
	failed: z.record(waitingRequest).default({}),
	passedOver: z.number().catch(0).default(0),
	last: z.array(z.string()).catch([]),
	lastFrom: z.number().nullable().catch(null),
	skipped: z.number().catch(0),
	setBack: z.number().catch(0),
});

/**
 * Reads a state as its keeper gives it back; undefined when there is none yet.
 *
 * @throws ReShareError `badInput` when a newer version of this package wrote it, or when it is damaged: starting over
 * without a word would lose changes
 */
export function readState(raw: unknown): PollState | undefined {
	if (typeof raw !== 'object' || raw === null || Object.keys(raw).length === 0) return undefined;
	// It may be an observed object; a plain copy is safe to keep.
	const plain = JSON.parse(JSON.stringify(raw)) as Record<string, unknown>;
	if (!('v' in plain) && !('since' in plain)) return undefined;
	const migrated = migrate(plain);
	const parsed = stored.safeParse(migrated);
	if (parsed.success) return { ...parsed.data, v: stateVersion };
	throw new ReShareError('badInput', `The place up to which this ${words.follower} has reported changes cannot be read any more`, {
		description: words.placeDamaged,
	});
}

/** Brings a state of an older version up to the present one. */
function migrate(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	const version = raw.v;
	if (typeof version === 'number' && version > stateVersion) {
		throw new ReShareError('badInput', words.placeNewer, {
			description: `${words.placeNewerHelp} Until then nothing is reported, so that no change is lost or told twice.`,
		});
	}
	return raw;
}

/** A state that has delivered nothing. */
export function emptyState(scope: string, now: number): PollState {
	return { v: stateVersion, scope, since: null, floor: null, backlogFrom: null, movedAt: now, seen: {}, rows: {}, unread: {}, unreadAt: 0, messagesFrom: null, unlisted: {}, failed: {}, last: [], lastFrom: null, skipped: 0, passedOver: 0, setBack: 0 };
}

/** Whether two states say the same of what was delivered. */
export function sameProgress(one: PollState | undefined, other: PollState | undefined): boolean {
	if (one === undefined || other === undefined) return one === other;
	const sameTimes = one.scope === other.scope && one.since === other.since && one.backlogFrom === other.backlogFrom;
	const sameMessages = JSON.stringify(one.unread) === JSON.stringify(other.unread);
	return sameTimes && sameMessages && [['seen', 'rows', 'unlisted', 'failed'] as const].flat().every((name) => sameKeys(one[name], other[name]));
}

function sameKeys(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
	const keys = Object.keys(one);
	return keys.length === Object.keys(other).length && keys.every((key) => key in other);
}

/** The start of the window that is looked at again, for commits that come late; undefined: everything. */
export function windowStart(state: PollState, overlapSeconds: number): number | undefined {
	if (state.since === null) return state.floor ?? undefined;
	return Math.max(state.since - overlapSeconds, state.floor ?? -Infinity);
}

/** How many events `seen` may hold before the window is made shorter. */
export const mostRemembered = 2000;

/**
 * Forgets what lies before the window. With too many entries the window becomes shorter, never the set incomplete; the
 * newest second always stays whole. Every change listed so far has been told by then, so all that a shorter window costs are
 * changes that the server commits later with a time before it.
 */
export function prune(state: PollState, overlapSeconds: number, mostEntries = mostRemembered): PollState {
	const start = windowStart(state, overlapSeconds) ?? -Infinity;
	let seen = entriesFrom(state.seen, (time) => time >= start);
	// While there is a backlog the marks of its requests tell which of their older changes are done.
	let rows = state.backlogFrom === null ? entriesFrom(state.rows, ([, updated]) => updated >= start) : { ...state.rows };
	let { floor } = state;
	if (Object.keys(seen).length > mostEntries && state.backlogFrom === null) {
		const newest = Object.values(seen).sort((a, b) => b - a);
		// What is stamped ahead of time must not push the place along.
		const limit = Math.min((newest[mostEntries - 1] ?? 0) + 1, newest[0] ?? 0, state.since ?? Infinity);
		floor = Math.max(floor ?? -Infinity, limit);
		seen = entriesFrom(seen, (time) => time >= limit);
		rows = entriesFrom(rows, ([, updated]) => updated >= limit);
	}
	// A request that was deleted never changes again.
	const unlisted = entriesFrom(state.unlisted, (time) => time >= start - longestRequestSeconds);
	return { ...state, seen, rows, floor, unlisted };
}

const longestRequestSeconds = 2 * 366 * 86_400;

/** Whether a change came after the request was last looked at. */
export function isAfterMark(change: Change, [auditNo, updated]: RowMark): boolean {
	const ofHistory = change.kind === 'transition' || (change.kind === 'told' && change.entry !== undefined);
	const number = ofHistory && auditNo !== unknownAudits ? change.entry?.order : undefined;
	return number === undefined ? change.at > updated : number > auditNo;
}

function entriesFrom<Value>(map: Readonly<Record<string, Value>>, keep: (value: Value) => boolean): Record<string, Value> {
	return Object.fromEntries(Object.entries(map).filter(([, value]) => keep(value)));
}
