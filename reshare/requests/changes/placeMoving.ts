import type { RequestHead } from '../model/request';
import { toSeconds } from '../model/times';
import type { Place, PollState } from './place';

/** Where the server does not tell its time, what is stamped this many seconds after this machine's counts as ahead of time. */
const toleranceSeconds = 600;

/**
 * The present on the server's clock, in seconds since 1970.
 *
 * @param now this machine's time in milliseconds, which serves where the server does not tell its own
 */
export function serverPresent(source: { serverNow(): number | undefined }, now: number): number {
	return source.serverNow() ?? Math.floor(now / 1000) + toleranceSeconds;
}

/** Where `since` has stood still this long beyond the overlap, nothing can be committed late before it. */
const settledAfterMs = 60_000;
/** Stamped this many seconds after the server's present, a request is worth a word. */
const noticeableSeconds = 300;

/** A place in the future of the server's clock: back to where everything has been told by this machine's clock. */
export function placeWithin(state: PollState, serverNow: number, { now, overlapSeconds }: { readonly now: number; readonly overlapSeconds: number }): PollState {
	const { place } = state;
	const since = serverNow - Math.floor(Math.max(0, now - place.movedAt) / 1000);
	const earliest = (seconds: number | null) => (seconds === null ? null : Math.min(seconds, since - overlapSeconds));
	return { ...state, place: { ...place, since, floor: earliest(place.floor), backlogFrom: earliest(place.backlogFrom), setBack: place.setBack + 1 } };
}

/**
 * How far a poll comes. The place never lies after the server's present: what is stamped ahead of time does not hide what
 * others do meanwhile.
 */
export class MovingPlace {
	/** Whether the poll got anywhere at all. */
	hasMoved = false;
	/** Requests with news whose last change is stamped minutes or more after the server's present. */
	readonly aheadOfTime: string[] = [];
	#since: number;
	#heldAt = Infinity;

	constructor(private readonly before: Place) {
		this.#since = before.since ?? -Infinity;
	}

	get since(): number {
		return this.#since;
	}

	/** A listed request is done. */
	pass({ id, changedAt }: RequestHead, wasRead: boolean, serverNow: number): void {
		const updated = toSeconds(changedAt) ?? -Infinity;
		if (updated <= serverNow) this.#since = Math.max(this.#since, updated);
		else if (wasRead && updated > serverNow + noticeableSeconds) this.aheadOfTime.push(id);
	}

	/** The back end is not done with a request: it is read again, and the place waits for it. */
	holdAt({ changedAt }: RequestHead): void {
		this.#heldAt = Math.min(this.#heldAt, toSeconds(changedAt) ?? Infinity);
	}

	/** All before is too old to be looked at. */
	skipTo(seconds: number): void {
		this.#since = seconds;
		this.hasMoved = true;
	}

	/**
	 * Where the next poll goes on.
	 *
	 * @param backlogFrom where changes are still to be taken from; null where the poll came to its end
	 * @param now this machine's time in milliseconds
	 */
	next(backlogFrom: number | null, overlapSeconds: number, now: number): Place {
		const { before } = this;
		const reached = Math.max(before.since ?? -Infinity, Math.min(this.#since, this.#heldAt));
		const since = Number.isFinite(reached) ? reached : null;
		const isSettled = backlogFrom === null && !this.hasMoved && since !== null && now - before.movedAt > overlapSeconds * 1000 + settledAfterMs;
		return {
			...before,
			since,
			floor: isSettled ? Math.max(before.floor ?? -Infinity, since + 1) : before.floor,
			backlogFrom,
			movedAt: this.hasMoved ? now : before.movedAt,
		};
	}
}
