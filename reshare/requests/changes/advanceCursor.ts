import type { RequestHead } from '../model/request';
import { toSeconds } from '../model/datesAndTimes';
import type { Cursor } from './cursor';

/** Where the server does not tell its time, it may be this far ahead of this machine's. */
const toleranceSeconds = 600;

/** In seconds since 1970. `now` is this machine's time in milliseconds, where the server does not tell its own. */
export function serverPresent(source: { serverNow(): number | undefined }, now: number): number {
	return source.serverNow() ?? Math.floor(now / 1000) + toleranceSeconds;
}

/** When `since` has stood still this much longer than the overlap, no late commit comes before it. */
const settledAfterMs = 60_000;
const noticeableSeconds = 300;

/** Takes a place in the server's future back to where everything has been told by this machine's clock. */
export function rewindCursor(
	state: Cursor,
	serverNow: number,
	{ now, overlapSeconds }: { readonly now: number; readonly overlapSeconds: number },
): Cursor {
	const { place: cursor } = state;
	const since = serverNow - Math.floor(Math.max(0, now - cursor.movedAt) / 1000);
	const earliest = (seconds: number | null) => (seconds === null ? null : Math.min(seconds, since - overlapSeconds));
	return {
		...state,
		place: { ...cursor, since, floor: earliest(cursor.floor), backlogFrom: earliest(cursor.backlogFrom), setBack: cursor.setBack + 1 },
	};
}

/** How far a poll gets, never beyond the server's present: times in the future hide nothing that happens meanwhile. */
export class AdvancingCursor {
	hasMoved = false;
	readonly aheadOfTime: string[] = [];
	since: number;
	#heldAt = Infinity;

	constructor(private readonly before: Cursor['place']) {
		this.since = before.since ?? -Infinity;
	}

	pass({ id, changedAt }: RequestHead, wasRead: boolean, serverNow: number): void {
		const updated = toSeconds(changedAt) ?? -Infinity;
		if (updated <= serverNow) this.since = Math.max(this.since, updated);
		else if (wasRead && updated > serverNow + noticeableSeconds) this.aheadOfTime.push(id);
	}

	/** The back end is not done with the request: it is read again, and the place waits for it. */
	holdAt({ changedAt }: RequestHead): void {
		this.#heldAt = Math.min(this.#heldAt, toSeconds(changedAt) ?? Infinity);
	}

	/** All before is too old. */
	skipTo(seconds: number): void {
		this.since = seconds;
		this.hasMoved = true;
	}

	next(backlogFrom: number | null, overlapSeconds: number, now: number): Cursor['place'] {
		const { before } = this;
		const reached = Math.max(before.since ?? -Infinity, Math.min(this.since, this.#heldAt));
		const since = Number.isFinite(reached) ? reached : null;
		const isSettled =
			backlogFrom === null && !this.hasMoved && since !== null && now - before.movedAt > overlapSeconds * 1000 + settledAfterMs;
		return {
			...before,
			since,
			floor: isSettled ? Math.max(before.floor ?? -Infinity, since + 1) : before.floor,
			backlogFrom,
			movedAt: this.hasMoved ? now : before.movedAt,
		};
	}
}
