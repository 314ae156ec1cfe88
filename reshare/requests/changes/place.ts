import { z } from 'zod';
import { badInput } from '../../errors';
import { words } from '../../words';
import type { PatronRequest } from '../model/request';
import type { Change } from './change';

const stateVersion = 1;

/** In place of `lastAuditNo`: the request has no history yet; or it has one whose number is not told, so it is read again. */
export const noAudits = -1;
export const unknownAudits = -2;

/** What is remembered of a request that was looked at: its `lastAuditNo` and `lastUpdated`. */
export type RowMark = [auditNo: number, updated: number];

export function markOf({ version, history }: Pick<PatronRequest, 'version' | 'history'>, updated: number): RowMark {
	return [version ?? (history.length === 0 ? noAudits : unknownAudits), updated];
}

const second = z.number().nullable();
const times = z.record(z.number());
const rowMark = z.tuple([z.number(), z.number()]);

const waitingRequest = z.object({
	/** Changes before this are no news. */
	from: z.number(),
	/** As it was when it was last read; null where that was not within the window. */
	mark: rowMark.nullable(),
	/** How often it was tried in vain since, and when it is tried next, in milliseconds on this machine's clock. */
	tries: z.number(),
	next: z.number(),
	/** Whether an item has told of it. */
	told: z.boolean(),
});

const place = z.object({
	/** The greatest `lastUpdated` whose changes have all been delivered; null where there was no request yet. */
	since: second,
	/** Changes before this are no news. */
	floor: second,
	/** While a poll had to stop early: where changes are still to be taken from. Null otherwise. */
	backlogFrom: second,
	/** When `since` moved, in milliseconds on this machine's clock. Only differences are taken of it. */
	movedAt: z.number(),
	/** How often the place had to go back because the server's clock did. */
	setBack: z.number(),
});

const done = z.object({
	/** Ids of its events, with their times. */
	events: times,
	/** Events that no list shows and that were told early, with their times: kept until their requests change again. */
	unlisted: times,
	/** Its requests as they were last looked at. */
	requests: z.record(rowMark),
});

const messages = z.object({
	/** How many unread ones the open requests had when they were last looked at. */
	unread: times,
	/** When all of those requests were last asked for, in milliseconds on this machine's clock. */
	askedAt: z.number(),
	/** Messages, and what no list shows, are no news before this; null where only the place's `floor` counts. */
	from: second,
});

const delivery = z.object({ events: z.array(z.string()), from: second });
const leftOut = z.object({ changes: z.number(), requests: z.number() });

const stored = z.object({
	v: z.number(),
	/** Whose requests: URL, tenant and side, whatever the account is called where it is kept. */
	scope: z.string(),
	place,
	done,
	messages,
	/** By the request's id. */
	waiting: z.record(waitingRequest),
	last: delivery,
	leftOut,
});

/** A request that could not be read in several polls although others could. Its changes wait until it can. */
export type WaitingRequest = z.output<typeof waitingRequest>;

/** Where in time a follower stands: whole seconds since 1970 on the server's own clock, except `movedAt`. */
export type Place = Readonly<z.output<typeof place>>;

/** What is done of the window that is looked at again. */
export type Done = Readonly<z.output<typeof done>>;

/** What is known of messages where they change no request. */
export type KnownMessages = Readonly<z.output<typeof messages>>;

/** What the last delivery held, and where its window began; kept only where it may have to be repeated. */
export type Delivery = Readonly<z.output<typeof delivery>>;

/** What was left out as too old and not yet shown: changes, and requests that were not looked at since all theirs are. */
export type LeftOut = Readonly<z.output<typeof leftOut>>;

/**
 * How far a follower has told the changes of one library; replaced as a whole. The server's audit trail is the truth; this
 * only says which part of it has been delivered.
 */
export type PollState = Readonly<z.output<typeof stored>>;

/**
 * Reads a state as its keeper gives it back; undefined when there is none yet.
 *
 * @throws ReShareError `badInput` when a newer version of this package wrote it, or when it is damaged: starting over
 * without a word would lose changes
 */
export function readPollState(raw: unknown): PollState | undefined {
	if (typeof raw !== 'object' || raw === null || Object.keys(raw).length === 0) return undefined;
	// It may be an observed object; a plain copy is safe to keep.
	const plain = JSON.parse(JSON.stringify(raw)) as Record<string, unknown>;
	if (!('v' in plain) && !('scope' in plain)) return undefined;
	if (typeof plain.v === 'number' && plain.v > stateVersion) {
		throw badInput(words.placeNewer, `${words.placeNewerHelp} Until then nothing is reported, so that no change is lost or told twice.`);
	}
	const parsed = stored.safeParse(plain);
	if (parsed.success) return { ...parsed.data, v: stateVersion };
	throw badInput(`The place up to which this ${words.follower} has reported changes cannot be read any more`, words.placeDamaged);
}

/** A state that has delivered nothing. */
export function emptyState(scope: string, now: number): PollState {
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

/** Whether two states say the same of what was delivered. */
export function sameProgress(one: PollState | undefined, other: PollState | undefined): boolean {
	if (one === undefined || other === undefined) return one === other;
	const samePlace = one.scope === other.scope && one.place.since === other.place.since && one.place.backlogFrom === other.place.backlogFrom;
	const sameMessages = JSON.stringify(one.messages.unread) === JSON.stringify(other.messages.unread);
	const sameDone = (['events', 'unlisted', 'requests'] as const).every((name) => sameKeys(one.done[name], other.done[name]));
	return samePlace && sameMessages && sameDone && sameKeys(one.waiting, other.waiting);
}

function sameKeys(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
	const keys = Object.keys(one);
	return keys.length === Object.keys(other).length && keys.every((key) => key in other);
}

/** The start of the window that is looked at again, for commits that come late; undefined: everything. */
export function windowStart({ since, floor }: Place, overlapSeconds: number): number | undefined {
	if (since === null) return floor ?? undefined;
	return Math.max(since - overlapSeconds, floor ?? -Infinity);
}

/** How many events may be remembered as done before the window is made shorter. */
export const mostRemembered = 2000;

/**
 * Forgets what lies before the window. With too many entries the window becomes shorter, never the set incomplete; the
 * newest second always stays whole. Every change listed so far has been told by then, so all that a shorter window costs are
 * changes that the server commits later with a time before it.
 */
export function prune(state: PollState, overlapSeconds: number, mostEntries = mostRemembered): PollState {
	const { place, done } = state;
	const start = windowStart(place, overlapSeconds) ?? -Infinity;
	let events = entriesFrom(done.events, (time) => time >= start);
	// While there is a backlog the marks of its requests tell which of their older changes are done.
	let requests = place.backlogFrom === null ? entriesFrom(done.requests, ([, updated]) => updated >= start) : done.requests;
	let { floor } = place;
	if (Object.keys(events).length > mostEntries && place.backlogFrom === null) {
		const newest = Object.values(events).sort((a, b) => b - a);
		// What is stamped ahead of time must not push the place along.
		const limit = Math.min((newest[mostEntries - 1] ?? 0) + 1, newest[0] ?? 0, place.since ?? Infinity);
		floor = Math.max(floor ?? -Infinity, limit);
		events = entriesFrom(events, (time) => time >= limit);
		requests = entriesFrom(requests, ([, updated]) => updated >= limit);
	}
	// A request that was deleted never changes again.
	const unlisted = entriesFrom(done.unlisted, (time) => time >= start - longestRequestSeconds);
	return { ...state, place: { ...place, floor }, done: { events, unlisted, requests } };
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
