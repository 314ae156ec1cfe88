import pLimit from 'p-limit';
import { ReShareError } from '../../errors';
import type { RequestHead, RequestWithRaw, Side } from '../model/request';
import type { RequestSource } from '../port/RequestDesk';
import { awaitsVerdict, isUnderWay } from '../model/underWay';
import { changesOf, compareChanges, type Change } from './change';
import { isAfterMark, mostRemembered, noAudits, prune, unknownAudits, windowStart, type PollState, type RowMark, type WaitingRequest } from './pollState';
import { present } from './serverClock';
import { toSeconds } from '../model/times';
import { dueNow, failedTooOften, mostWaiting, othersCanBeRead, startWaiting, waitOn } from './unreadable';

export interface ReadOptions {
	readonly side: Side;
	readonly overlapSeconds: number;
	/** Changes older than this on the server's clock are not news any more; 0: all are. */
	readonly ignoreOlderThanSeconds: number;
	/** Deliver again what the last delivery before a restart held. */
	readonly repeatLast: boolean;
	/** Keep the ids of this delivery for that. */
	readonly keepLast: boolean;
	/**
	 * In how many polls in a row each request could not be read. Kept by the caller from poll to poll and changed here: a
	 * poll that throws has no other way to pass it on.
	 */
	readonly failures: Map<string, number>;
	/** How many events the state may remember; more make the window shorter. */
	readonly mostRemembered?: number;
	/** This machine's time in milliseconds; only differences are taken. */
	readonly now: number;
	/** Whether time is running out: what is done by then is delivered, the rest is left to the next poll. */
	readonly mustStop: () => boolean;
	readonly signal?: AbortSignal;
}

export interface Reading {
	/** In order of time. */
	readonly changes: readonly Change[];
	readonly state: PollState;
	/** False when the poll stopped early. */
	readonly finished: boolean;
	/** The present on the server's clock, in seconds. */
	readonly serverNow: number;
	/** Requests with news whose last change is stamped minutes or more after the server's present. */
	readonly aheadOfTime: readonly string[];
	/** The server's clock was set back, or the place had been dragged ahead: changes since then may be told again. */
	readonly wentBack: boolean;
	/** Requests that were not looked at because all their changes are too old. */
	readonly unreadRequests: number;
}

/** Where `since` has stood still this long beyond the overlap, nothing can be committed late before it. */
const settledAfterMs = 60_000;
/** Stamped this many seconds after the server's present, a request is worth a word. */
const noticeableSeconds = 300;
/** One poll looks at this many requests; more come with the next one. */
const mostRequests = 1000;
const pauseMs = 3_600_000;
/** More open requests with unread messages than a page holds are asked for this seldom only. */
const mostUnread = 100;
const unreadPauseMs = 10 * 60_000;
/** A request that waits may be one that the server takes forever to give out. */
const retryMs = 20_000;

/**
 * Reads from the server what has happened since `state`, each change once.
 *
 * Lists the requests changed in the window, reads the records of those that changed since they were last looked at, and
 * takes the changes that are not done yet from their audit trails. Nothing is kept here: when the returned state is lost,
 * the same changes come again. A request that cannot be read poll after poll, although others can, is put aside into the
 * state's `failed`, where later polls try it again.
 *
 * The place up to which all is told never lies after the server's present: what is stamped ahead of time is told and
 * remembered, and does not hide what others do meanwhile.
 *
 * @throws ReShareError when something could not be read and nothing was found before it; `timeout` when time ran out before anything was read
 */
export async function readChanges(source: RequestSource, state: PollState, options: ReadOptions): Promise<Reading> {
	return await new Reader(source, state, options).read();
}

/** A place in the future of the server's clock: back to where everything has been told by this machine's clock. */
function placeWithin(state: PollState, serverNow: number, { now, overlapSeconds }: ReadOptions): PollState {
	const since = serverNow - Math.floor(Math.max(0, now - state.movedAt) / 1000);
	const earliest = (seconds: number | null) => (seconds === null ? null : Math.min(seconds, since - overlapSeconds));
	return { ...state, since, floor: earliest(state.floor), backlogFrom: earliest(state.backlogFrom), setBack: state.setBack + 1 };
}

function tooSlow(): ReShareError {
	return new ReShareError('timeout', 'ReShare is too slow: the time for this poll was over before any request was read', {
		description: 'The next poll tries again from the same place, and nothing is lost. If it happens again and again, ask whoever runs your ReShare why lists of requests take so long.',
	});
}

class Reader {
	private readonly changes: Change[] = [];
	private readonly seen: Record<string, number>;
	private readonly rows: Record<string, RowMark>;
	private readonly unread: Record<string, number> = {};
	private readonly unlisted: Record<string, number>;
	/** Whether requests are listed for their unread messages, too. */
	private readonly withUnread: boolean;
	private readonly failed: Map<string, WaitingRequest>;
	private readonly repeated: ReadonlySet<string>;
	private readonly start: number | undefined;
	private readonly eventsFrom: number;
	private readonly seenFrom: number;
	private since: number;
	/** When the oldest of the requests was changed that the back end is not done with: they are read again, and the place waits for them. */
	private oldestWaiting = Infinity;
	private readonly aheadOfTime: string[] = [];
	private requests = 0;
	private recordsRead = 0;
	/** When the oldest of the requests that were read at last was changed. */
	private oldestAtLast = Infinity;
	private moved = false;
	private finished = false;
	private unreadRequests = 0;
	/** Time is looked at when a read is about to begin, not when it is queued. */
	private readonly atMostFour = pLimit(4);

	constructor(
		private readonly source: RequestSource,
		private readonly state: PollState,
		private readonly options: ReadOptions,
	) {
		this.repeated = new Set(options.repeatLast ? state.last : []);
		this.seen = { ...state.seen };
		this.unlisted = { ...state.unlisted };
		const age = options.now - state.unreadAt;
		this.withUnread = Object.keys(state.unread).length <= mostUnread || age >= unreadPauseMs || age < 0;
		this.rows = { ...state.rows };
		this.failed = new Map(Object.entries(state.failed));
		const window = windowStart(state, options.overlapSeconds);
		this.seenFrom = window ?? 0;
		this.eventsFrom = state.backlogFrom ?? this.seenFrom;
		this.start = this.repeated.size > 0 && window !== undefined ? Math.min(window, state.lastFrom ?? window) : window;
		this.since = state.since ?? -Infinity;
	}

	async read(): Promise<Reading> {
		try {
			const within = await this.readPages(this.start, true);
			if (within !== undefined) return { ...(await new Reader(this.source, within, this.options).read()), wentBack: true };
			if (this.finished) await this.readWaiting();
		} catch (error) {
			// What was found before can be delivered; the next poll meets the obstacle again.
			if (this.changes.length === 0) throw error;
		}
		// The next poll would stop here as well, and nobody would hear of it.
		if (!this.finished && !this.moved) throw tooSlow();
		this.changes.sort(compareChanges);
		const { changes, finished, serverNow, aheadOfTime, unreadRequests } = this;
		return { changes, state: this.nextState(), finished, serverNow, aheadOfTime, wentBack: false, unreadRequests };
	}

	private get serverNow(): number {
		return present(this.source, this.options.now);
	}

	/** Gives another state to read from, where the place turns out to lie in the future. */
	private async readPages(from: number | undefined, isFirst: boolean): Promise<PollState | undefined> {
		let first = isFirst;
		for await (const page of this.source.changedSince(this.options.side, from, this.options.signal, this.withUnread)) {
			if (first) {
				const told = this.source.serverNow();
				if (told !== undefined && this.since - this.options.overlapSeconds / 2 > told) return placeWithin(this.state, told, this.options);
				// Fewer rows than a page cost less to read than to ask about.
				const later = page.length >= 100 ? await this.pastTheOld() : undefined;
				if (later !== undefined) return await this.readPages(later, false);
				first = false;
			}
			if (!(await this.readPage(page)) || this.options.mustStop()) return undefined;
		}
		this.finished = true;
		return undefined;
	}

	/** False when not all of the page could be read. */
	private async readPage(page: readonly RequestHead[]): Promise<boolean> {
		const readings = page.map((row) => (this.isUnchanged(row) || this.failed.has(row.id) ? undefined : this.readRecord(row.id, async () => await this.source.getChanged(row, this.options.signal))));
		const outcomes = await Promise.allSettled(readings);
		await this.putAside(page.filter((_, index) => outcomes[index]?.status === 'rejected'));
		for (const [index, row] of page.entries()) {
			const outcome = outcomes[index];
			if (outcome?.status === 'rejected' && !this.failed.has(row.id)) throw outcome.reason;
			if (readings[index] !== undefined) {
				if (outcome === undefined || (outcome.status === 'fulfilled' && outcome.value === 'unread')) return false;
				this.moved = true;
				if (outcome.status === 'fulfilled' && outcome.value !== undefined && outcome.value !== 'unread') this.take(row, outcome.value);
			}
			this.unread[row.id] = row.unreadMessages ?? 0;
			const updated = toSeconds(row.changedAt) ?? -Infinity;
			if (updated <= this.serverNow) this.since = Math.max(this.since, updated);
			else if (readings[index] !== undefined && updated > this.serverNow + noticeableSeconds) this.aheadOfTime.push(row.id);
		}
		return true;
	}

	/** Lets the others go on without the requests that have failed in too many polls. The server must not be down. */
	private async putAside(failing: readonly RequestHead[]): Promise<void> {
		if (failing.length === 0) return;
		const { failures, now, side, signal } = this.options;
		const ids = new Set([...failing.map(({ id }) => id), ...this.failed.keys()]);
		if (this.recordsRead === 0 && !(await othersCanBeRead(this.source, side, ids, signal))) return;
		for (const { id } of failing) {
			if (failedTooOften(failures, id) && this.failed.size < mostWaiting) this.failed.set(id, startWaiting(this.eventsFrom, this.rows[id] ?? null, now));
		}
	}

	/** Tries the requests again that were put aside. */
	private async readWaiting(): Promise<void> {
		const { mustStop, now, side, signal } = this.options;
		await Promise.all(
			dueNow(Object.fromEntries(this.failed), now).map(async (id) => {
				const waiting = this.failed.get(id);
				if (waiting === undefined || mustStop()) return;
				try {
					const limit = AbortSignal.timeout(retryMs);
					const record = await this.readRecord(id, async () => await this.source.getChanged({ id, side }, signal === undefined ? limit : AbortSignal.any([signal, limit])));
					if (record === 'unread') return;
					this.failed.delete(id);
					if (record !== undefined) this.takeAtLast(record, waiting);
				} catch {
					this.failed.set(id, waitOn(waiting, now));
				}
			}),
		);
	}

	/** The record, undefined when the request was deleted, or `unread` when time or number of requests ran out. */
	private async readRecord(id: string, ask: () => Promise<RequestWithRaw | undefined>): Promise<RequestWithRaw | 'unread' | undefined> {
		if (++this.requests > mostRequests) return 'unread';
		return await this.atMostFour(async () => {
			if (this.options.mustStop()) return 'unread';
			const record = await ask();
			if (record !== undefined) this.recordsRead++;
			this.options.failures.delete(id);
			return record;
		});
	}

	private isUnchanged(row: RequestHead): boolean {
		const { unreadMessages = 0 } = row;
		// Fewer are news as well: some were read, and another one may have come.
		if (this.repeated.size > 0 || (unreadMessages > 0 && unreadMessages !== (this.unread[row.id] ?? this.state.unread[row.id] ?? 0))) return false;
		const updated = toSeconds(row.changedAt);
		// Listed only for its messages, and there are no more than before.
		if (this.start !== undefined && updated !== undefined && updated < this.start) return true;
		const mark = this.rows[row.id];
		return mark !== undefined && mark[0] === (row.version ?? noAudits) && mark[1] === toSeconds(row.changedAt);
	}

	private take(row: RequestHead, record: RequestWithRaw): void {
		if (awaitsVerdict(record.request, this.serverNow) || isUnderWay(record.request, this.serverNow)) {
			this.oldestWaiting = Math.min(this.oldestWaiting, toSeconds(row.changedAt) ?? Infinity);
			return;
		}
		this.takeNews(record, (change) => this.isNews(change));
		this.mark(row.id, record, row.changedAt);
	}

	/** What `seen` held of the request may be forgotten by now; its mark tells what was done. */
	private takeAtLast(record: RequestWithRaw, { from, mark }: WaitingRequest): void {
		this.takeNews(record, (change) => (change.listedAt === undefined ? !(change.eventId in this.seen) && change.at >= from && (mark === null || isAfterMark(change, mark)) : this.isNews(change)));
		this.mark(record.request.id, record, record.request.changedAt);
		this.oldestAtLast = Math.min(this.oldestAtLast, toSeconds(record.request.changedAt) ?? Infinity);
	}

	private takeNews(record: RequestWithRaw, isNews: (change: Change) => boolean): void {
		for (const change of changesOf(record)) {
			const { eventId, at, listedAt } = change;
			const wasTold = eventId in this.unlisted;
			if (isNews(change)) this.changes.push(change);
			else if (!wasTold) continue;
			if (listedAt === null) this.unlisted[eventId] = at;
			else {
				// From now on the window tells.
				delete this.unlisted[eventId];
				this.seen[eventId] = listedAt ?? at;
			}
		}
	}

	private mark(id: string, { request: { history, version, changedAt } }: RequestWithRaw, listedAt: string | undefined): void {
		this.rows[id] = [version ?? (history.length === 0 ? noAudits : unknownAudits), toSeconds(changedAt) ?? toSeconds(listedAt) ?? 0];
	}

	private isNews(change: Change): boolean {
		if (this.repeated.has(change.eventId)) return !this.changes.some(({ eventId }) => eventId === change.eventId);
		// A request that changes while pages are read comes again: what this poll has taken of it is done.
		if (change.eventId in this.seen || change.eventId in this.unlisted) return false;
		const { listedAt = change.at } = change;
		if ((change.kind === 'message' || change.listedAt !== undefined) && change.at < (this.state.messagesFrom ?? -Infinity)) return false;
		if (listedAt === null) return true;
		if (listedAt < this.eventsFrom) return false;
		if (listedAt >= this.seenFrom) return true;
		// A backlog: what lies before the window is not in `seen`; the request's mark says what was done.
		const mark = this.rows[change.request.id];
		return mark === undefined || isAfterMark(change, mark);
	}

	/** After a long pause: counts the requests whose changes are all too old. Gives where the others begin. */
	private async pastTheOld(): Promise<number | undefined> {
		const { ignoreOlderThanSeconds: limit, now, side } = this.options;
		if (limit <= 0 || this.start === undefined || now - this.state.movedAt < pauseMs) return undefined;
		const cutoff = this.serverNow - limit;
		if (cutoff <= this.since + 1) return undefined;
		this.unreadRequests = await this.source.countChanged(side, this.since + 1, cutoff - 1);
		this.since = cutoff;
		this.moved = true;
		return cutoff;
	}

	private nextState(): PollState {
		const { options, state } = this;
		const place = Math.max(state.since ?? -Infinity, Math.min(this.since, this.oldestWaiting));
		const since = Number.isFinite(place) ? place : null;
		const settled = this.finished && !this.moved && since !== null && options.now - state.movedAt > options.overlapSeconds * 1000 + settledAfterMs;
		const next: PollState = {
			...state,
			since,
			floor: settled ? Math.max(state.floor ?? -Infinity, since + 1) : state.floor,
			backlogFrom: this.finished ? null : this.eventsFrom,
			movedAt: this.moved ? options.now : state.movedAt,
			seen: this.seen,
			rows: this.rows,
			unread: Object.fromEntries(Object.entries(this.finished && this.withUnread ? this.unread : { ...state.unread, ...this.unread }).filter(([, count]) => count > 0)),
			unreadAt: this.finished && this.withUnread ? options.now : state.unreadAt,
			unlisted: this.unlisted,
			failed: Object.fromEntries(this.failed),
			...(this.changes.length > 0
				? { last: options.keepLast ? this.changes.map(({ eventId }) => eventId) : [], lastFrom: options.keepLast && this.start !== undefined ? Math.min(this.start, this.oldestAtLast) : null }
				: {}),
		};
		return prune(next, options.overlapSeconds, options.mostRemembered ?? mostRemembered);
	}
}
