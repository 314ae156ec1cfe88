import type { PatronRequest, RequestHead, RequestWithRaw } from '../model/request';
import { toSeconds } from '../model/datesAndTimes';
import { changesOf, type Change } from './change';
import { isAfterMark, markOf, noAudits, windowStart, type Cursor, type QuarantinedRequest } from './cursor';

/** Tells what is news in the requests that a poll reads, and keeps what is done. Times are in seconds since 1970 on the server's clock. */
export class PendingChanges {
	/** Requests changed since then are listed; undefined: all. */
	readonly start: number | undefined;
	readonly newsFrom: number;
	/** Delivered again, since the last delivery may be lost. */
	readonly repeated: ReadonlySet<string>;
	/** From here on, everything done is remembered by its id. */
	readonly #rememberedFrom: number;
	readonly changes: Change[] = [];
	readonly done: Cursor['done'];
	/** Messages, and what no list shows, are no news before this. */
	readonly #messagesFrom: number;
	/** The oldest change of a request that had to wait. */
	#oldestAtLast = Infinity;

	constructor(state: Cursor, overlapSeconds: number, repeatLast: boolean) {
		const { place: cursor, last } = state;
		const start = windowStart(cursor, overlapSeconds);
		this.repeated = new Set(repeatLast ? last.events : []);
		this.start = this.repeated.size > 0 && start !== undefined ? Math.min(start, last.from ?? start) : start;
		this.newsFrom = cursor.backlogFrom ?? start ?? 0;
		this.#rememberedFrom = start ?? 0;
		const { events, unlisted, requests } = state.done;
		this.done = { events: { ...events }, unlisted: { ...unlisted }, requests: { ...requests } };
		this.#messagesFrom = state.messages.from ?? -Infinity;
	}

	take({ changedAt }: RequestHead, record: RequestWithRaw): void {
		this.#takeThose(record, (change) => this.#isNews(change));
		this.#look(record.request, changedAt);
	}

	/** As `take`, of a request that had to wait: what was done is told by its mark, since more may be forgotten. */
	takeAtLast(record: RequestWithRaw, { from, mark }: QuarantinedRequest): void {
		this.#takeThose(record, (change) =>
			change.listedAt === undefined
				? !(change.eventId in this.done.events) && change.at >= from && (mark === null || isAfterMark(change, mark))
				: this.#isNews(change),
		);
		this.#look(record.request);
		this.#oldestAtLast = Math.min(this.#oldestAtLast, toSeconds(record.request.changedAt) ?? Infinity);
	}

	isUnchanged({ id, version, changedAt }: RequestHead): boolean {
		const mark = this.done.requests[id];
		return mark !== undefined && mark[0] === (version ?? noAudits) && mark[1] === toSeconds(changedAt);
	}

	get delivery(): Cursor['last'] {
		return {
			events: this.changes.map(({ eventId }) => eventId),
			from: this.start === undefined ? null : Math.min(this.start, this.#oldestAtLast),
		};
	}

	#takeThose(record: RequestWithRaw, isPending: (change: Change) => boolean): void {
		for (const change of changesOf(record)) {
			const { eventId, at, listedAt } = change;
			const wasDelivered = eventId in this.done.unlisted;
			if (isPending(change)) this.changes.push(change);
			else if (!wasDelivered) continue;
			if (listedAt === null) this.done.unlisted[eventId] = at;
			else {
				// From now on, the window tells.
				delete this.done.unlisted[eventId];
				this.done.events[eventId] = listedAt ?? at;
			}
		}
	}

	#isNews(change: Change): boolean {
		if (this.repeated.has(change.eventId)) return !this.changes.some(({ eventId }) => eventId === change.eventId);
		// A request that changes while pages are read comes again.
		if (change.eventId in this.done.events || change.eventId in this.done.unlisted) return false;
		const { listedAt = change.at } = change;
		if ((change.event === 'unreadMessage' || change.listedAt !== undefined) && change.at < this.#messagesFrom) return false;
		if (listedAt === null) return true;
		if (listedAt < this.newsFrom) return false;
		if (listedAt >= this.#rememberedFrom) return true;
		// In a backlog, nothing before the window is remembered: the request's mark tells what was done.
		const mark = this.done.requests[change.request.id];
		return mark === undefined || isAfterMark(change, mark);
	}

	#look(request: PatronRequest, listedAt?: string): void {
		this.done.requests[request.id] = markOf(request, toSeconds(request.changedAt) ?? toSeconds(listedAt) ?? 0);
	}
}
