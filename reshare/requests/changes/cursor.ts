import { z } from 'zod';
import { badInputError } from '../../errors';
import { mapValues } from '../../json';

const storedVersion = 1;

const seconds = z.number().nullable();
const timesById = z.record(z.number());

/** A request's `lastAuditNo` and `lastUpdated` when it was last read. */
export type RequestReadMark = z.output<typeof rowMark>;
const rowMark = z.tuple([z.number(), z.number()]);

const storedQuarantine = z
	.object({
		/** Changes of the request before this time are not reported. */
		from: z.number(),
		/** The mark of the request's last successful read; null if that read was before the overlap window. */
		mark: rowMark.nullable(),
		/** How many retries have failed. */
		tries: z.number(),
		/** When the request is read again, in milliseconds on this machine's clock. */
		next: z.number(),
		/** Whether a notice has named the request to the user. */
		told: z.boolean(),
	})
	.transform(({ told, ...request }) => ({ ...request, isReported: told }));

/** All times are whole seconds since 1970 on the server's clock, except `movedAt`. */
const position = z.object({
	/** Up to this `lastUpdated`, all changes are delivered; null while the library has no request. */
	since: seconds,
	/** Changes before this time are never reported. */
	floor: seconds,
	/** Where the changes begin that a poll which stopped early left over; null if there are none. */
	backlogFrom: seconds,
	/** When `since` last advanced, in milliseconds on this machine's clock. Only differences count. */
	movedAt: z.number(),
	/** How often the cursor went back because the server's clock did. */
	setBack: z.number(),
});

/** The changes that were delivered within the overlap window. */
const delivered = z.object({
	/** The times of events, by their ids. */
	events: timesById,
	/**
	 * The times, by event id, of delivered events after which their requests kept their places in the back end's lists, which are sorted by
	 * the last change. They stay here until a later change moves the request to the front.
	 */
	unlisted: timesById,
	requests: z.record(rowMark),
});

/** The state of unread messages on back ends where a message does not change its request. */
const messages = z.object({
	/** The number of unread messages of each open request, as it was last listed. */
	unread: timesById,
	/** When the unread messages were last listed completely, in milliseconds on this machine's clock. */
	askedAt: z.number(),
	/** Messages and unlisted events before this time are not reported; if null, only `floor` counts. */
	from: seconds,
});

/** Events, by their ids, and the time from which lists show all their requests. */
const listedEvents = z.object({ events: z.array(z.string()), from: seconds });

const storedCursor = z.object({
	v: z.literal(storedVersion),
	/** Names server, tenant and side, but not the account. */
	scope: z.string(),
	place: position,
	done: delivered,
	messages,
	/** The requests in quarantine, by their ids. */
	waiting: z.record(storedQuarantine),
	/** The last delivery. Stored only if a restart repeats it. */
	last: listedEvents,
	/**
	 * What is still to be delivered again after a restart. `from` is null once all lists have been read: then only requests in quarantine
	 * can have these events. Earlier versions did not store it.
	 */
	owed: listedEvents.default({ events: [], from: null }),
	/** How many changes and unread requests were dropped because of their age, and are not reported as dropped yet. */
	leftOut: z.object({ changes: z.number(), requests: z.number() }),
});

/** Present if the back end lists each library symbol separately (`RequestBackend.bySymbol`). Earlier versions did not store it. */
const symbols = z.object({
	/** The symbols that the main cursor covers. */
	known: z.array(z.string()),
	/** Changes of symbols that join later are reported from this time on: when the follower began, in seconds since 1970. */
	from: z.number(),
	/** The cursors of symbols that have not caught up with the main cursor, or that the library does not have at present. */
	own: z.record(storedCursor.transform(fromStored)),
});

const cursor = storedCursor.extend({ symbols: symbols.optional() }).transform(fromStored);

/** Which part of the server's audit trail has been delivered. Once it is in use, a cursor is never modified, only replaced. */
export type Cursor = Readonly<z.output<typeof cursor>>;

/** A request set aside because several polls could read other requests but not this one. Its changes follow when a retry succeeds. */
export type QuarantinedRequest = z.output<typeof storedQuarantine>;

/** The keys of the stored form never change, because earlier versions must be able to read it. */
export type StoredCursor = z.input<typeof cursor>;

function fromStored<Stored extends z.output<typeof storedCursor>>({ v: _, place, done, waiting, last, leftOut, ...unchanged }: Stored) {
	return { ...unchanged, position: place, delivered: done, quarantined: waiting, lastDelivery: last, dropped: leftOut };
}

export function serializeCursor(whole: Cursor): StoredCursor {
	const { position: place, delivered: done, quarantined, lastDelivery: last, dropped: leftOut, symbols, ...unchanged } = whole;
	const waiting = mapValues(quarantined, ({ isReported: told, ...request }) => ({ ...request, told }));
	const stored = { v: storedVersion, ...unchanged, place, done, waiting, last, leftOut } as const;
	return symbols === undefined ? stored : { ...stored, symbols: { ...symbols, own: mapValues(symbols.own, serializeCursor) } };
}

/**
 * Reads a stored cursor.
 *
 * @throws ReShareError if a newer version wrote the cursor or it is damaged: starting over silently would lose changes
 */
export function parseCursor(raw: unknown): Cursor | undefined {
	if (typeof raw !== 'object' || raw === null || !('v' in raw || 'scope' in raw)) return undefined;
	if ('v' in raw && typeof raw.v === 'number' && raw.v > storedVersion) {
		throw badInputError('⟦cursorNewer⟧', '⟦cursorNewerHelp⟧ Until then nothing is reported, so that no change is lost or told twice.');
	}
	// A parsed copy is returned instead of `raw`, because the caller may detect changes to the object that it stores.
	const parsed = cursor.safeParse(raw);
	if (parsed.success) return parsed.data;
	throw badInputError('The place up to which this ⟦follower⟧ has reported changes cannot be read any more', '⟦cursorDamaged⟧');
}

/** Makes a cursor with which nothing is delivered yet. `messagesFrom` is the `from` of its messages. */
export function createEmptyCursor(
	scope: string,
	now: number,
	position: Partial<Cursor['position']> = {},
	messagesFrom: number | null = null,
): Cursor {
	return {
		scope,
		position: { since: null, floor: null, backlogFrom: null, movedAt: now, setBack: 0, ...position },
		delivered: { events: {}, unlisted: {}, requests: {} },
		messages: { unread: {}, askedAt: 0, from: messagesFrom },
		quarantined: {},
		lastDelivery: { events: [], from: null },
		owed: { events: [], from: null },
		dropped: { changes: 0, requests: 0 },
	};
}

/** Joins two lists of events, and takes the earlier one of their times; one that is null does not count. */
export function joinEvents(one: Cursor['owed'], other: Cursor['owed']) {
	return {
		events: [...new Set([...one.events, ...other.events])],
		from: finiteOrNull(Math.min(one.from ?? Infinity, other.from ?? Infinity)),
	};
}

export function finiteOrNull(time: number) {
	return Number.isFinite(time) ? time : null;
}
