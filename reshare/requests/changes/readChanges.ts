import pLimit from 'p-limit';
import { ReShareError } from '../../errors';
import { isAtWork, type RequestHead, type RequestWithRaw, type Side } from '../model/request';
import type { RequestSource } from '../port/RequestBackend';
import { compareChanges, type Change } from './change';
import { AdvancingCursor, rewindCursor, serverPresent } from './advanceCursor';
import { PendingChanges } from './PendingChanges';
import { prune, type Cursor, type QuarantinedRequest } from './cursor';
import { cursorsOf, withJoined, type SymbolCursor } from './symbolCursors';
import { toSeconds } from '../model/datesAndTimes';
import { dueOf, failedTooOften, mostWaiting, othersCanBeRead, startWaiting, tryToRead, waitLonger, type Tried } from './quarantine';
import { UnreadMessages } from './unreadMessages';

export interface ReadOptions {
	readonly side: Side;
	/** How far each poll looks back for what was committed late. */
	readonly overlapSeconds: number;
	/** Older changes are no news; 0: nothing is too old. */
	readonly ignoreOlderThanSeconds: number;
	/** After a restart, what the last poll told is told again. */
	readonly repeatAfterRestart: boolean;
	/** The first poll of a process that continues from another one's place. */
	readonly isFirstOfProcess?: boolean;
	/**
	 * How many polls in a row could not read something, kept from poll to poll. Changed here: a poll that throws has no other way to
	 * pass it on.
	 */
	readonly failures: Map<string, number>;
	/** This machine's time in milliseconds; only differences count. */
	readonly now: number;
	/** Time is running out: what is done is delivered, the rest is left to the next poll. */
	readonly mustStop: () => boolean;
	readonly signal?: AbortSignal;
}

export interface FetchedChanges {
	/** In order of time. */
	readonly changes: readonly Change[];
	readonly state: Cursor;
	/** The server's time, in seconds since 1970. */
	readonly serverNow: number;
	/** Requests with news whose last change lies minutes or more in the server's future. */
	readonly aheadOfTime: readonly string[];
	/** The server's clock was set back, or the place was too far ahead: changes since then may be told again. */
	readonly wentBack: boolean;
	/** Requests that were not read because all their changes are too old. */
	readonly passedOver: number;
}

/** Of one poll; more come with the next one. */
const mostRequests = 1000;
const pauseMs = 3_600_000;
/** The server may take forever to return a request that waits. */
const retryMs = 20_000;

/**
 * What has happened since `state`, each change once. Nothing is kept here: if the returned state is lost, the same changes come
 * again. A request
 * that poll after poll cannot read, although others can be, goes into the state's `waiting`, where later polls try it again.
 */
export async function readChanges(source: RequestSource, state: Cursor, options: ReadOptions): Promise<FetchedChanges> {
	const { bySymbol } = source;
	if (bySymbol === undefined) return await new Reader(source, state, options).read();
	const cursors = cursorsOf(state, await bySymbol.symbols(), options.overlapSeconds);
	let all = await new Reader(bySymbol.of(cursors.shared.symbols?.known ?? []), cursors.shared, options).read();
	for (const cursor of cursors.own) {
		if (options.mustStop()) break;
		try {
			all = together(all, cursor, await new Reader(bySymbol.of(cursor.symbols), cursor.state, options).read());
		} catch (error) {
			// What was found before is delivered; the next poll meets the error again.
			if (all.changes.length === 0) throw error;
		}
	}
	return all;
}

function together(shared: FetchedChanges, cursor: SymbolCursor, own: FetchedChanges): FetchedChanges {
	return {
		changes: [...shared.changes, ...own.changes].sort(compareChanges),
		state: withJoined(shared.state, { ...cursor, state: own.state }),
		serverNow: own.serverNow,
		aheadOfTime: [...shared.aheadOfTime, ...own.aheadOfTime],
		wentBack: shared.wentBack || own.wentBack,
		passedOver: shared.passedOver + own.passedOver,
	};
}

class Reader {
	private readonly place: AdvancingCursor;
	private readonly news: PendingChanges;
	private readonly messages: UnreadMessages;
	/** Put aside since they cannot be read, although others can be. */
	private readonly waiting: Record<string, QuarantinedRequest>;
	private readonly atMostFour = pLimit(4);
	private asked = 0;
	private wereRead = false;
	private passedOver = 0;

	constructor(
		private readonly source: RequestSource,
		private readonly state: Cursor,
		private readonly options: ReadOptions,
	) {
		this.place = new AdvancingCursor(state.place);
		this.news = new PendingChanges(state, options.overlapSeconds, options.repeatAfterRestart && options.isFirstOfProcess === true);
		this.messages = new UnreadMessages(state.messages, options.now);
		this.waiting = { ...state.waiting };
	}

	async read(): Promise<FetchedChanges> {
		const { changes } = this.news;
		let finished = false;
		try {
			const end = await this.readPages(this.news.start, true);
			if (typeof end === 'object') return { ...(await new Reader(this.source, end, this.options).read()), wentBack: true };
			finished = end === 'finished';
			if (finished) await this.readWaiting();
			if (finished && this.messages.isLongLook) await this.readSilent();
		} catch (error) {
			// What was found before is delivered; the next poll meets the error again.
			if (changes.length === 0) throw error;
		}
		// The next poll would stop here, too, and nobody would know.
		if (!finished && !this.place.hasMoved) {
			const description =
				'The next poll tries again from the same place, and nothing is lost. If it happens again and again, ask whoever runs your ReShare why lists of requests take so long.';
			throw new ReShareError('timeout', 'ReShare is too slow: the time for this poll was over before any request was read', {
				description,
			});
		}
		changes.sort(compareChanges);
		return {
			changes,
			state: this.nextState(finished),
			serverNow: this.serverNow,
			aheadOfTime: this.place.aheadOfTime,
			wentBack: false,
			passedOver: this.passedOver,
		};
	}

	private get serverNow(): number {
		return serverPresent(this.source, this.options.now);
	}

	/** Returns another state to read from where the place turns out to lie in the future. */
	private async readPages(from: number | undefined, isFirst: boolean): Promise<'finished' | 'stopped' | Cursor> {
		const { side, signal, overlapSeconds, mustStop } = this.options;
		let first = isFirst;
		for await (const page of this.source.changedSince(side, from, signal, this.messages.areAskedFor)) {
			if (first) {
				const delivered = this.source.serverNow();
				if (delivered !== undefined && this.place.since - overlapSeconds / 2 > delivered)
					return rewindCursor(this.state, delivered, this.options);
				// Less than a page is cheaper to read than to count.
				const later = page.length >= 100 ? await this.pastTheOld() : undefined;
				if (later !== undefined) return await this.readPages(later, false);
				first = false;
			}
			if (!(await this.readPage(page)) || mustStop()) return 'stopped';
		}
		return 'finished';
	}

	/** False when not all of the page could be read. */
	private async readPage(page: readonly RequestHead[]): Promise<boolean> {
		const outcomes = await Promise.all(
			page.map(async (row) => {
				const isNew = !this.isUnchanged(row) && !(row.id in this.waiting);
				return { row, isNew, ...(isNew ? await this.readOne(row) : {}) };
			}),
		);
		await this.putAside(outcomes.flatMap(({ row, failure }) => (failure === undefined ? [] : row.id)));
		for (const { row, isNew, record, failure, isLeft } of outcomes) {
			if (isLeft === true) return false;
			if (failure !== undefined && !(row.id in this.waiting)) throw failure.reason;
			if (isNew) this.place.hasMoved = true;
			if (record !== undefined) this.take(row, record);
			this.messages.count(row);
			this.place.pass(row, isNew, this.serverNow);
		}
		return true;
	}

	private async readOne(head: Pick<RequestHead, 'id' | 'side'>, signal = this.options.signal): Promise<Tried> {
		const { mustStop, failures } = this.options;
		if (++this.asked > mostRequests) return { isLeft: true };
		return await this.atMostFour(async () => {
			// Time is checked when a read begins, not when it is queued.
			if (mustStop()) return { isLeft: true };
			const outcome = await tryToRead(this.source, head, signal);
			if (outcome.record !== undefined) this.wereRead = true;
			if ('record' in outcome) failures.delete(head.id);
			return outcome;
		});
	}

	private isUnchanged(row: RequestHead): boolean {
		const { start, repeated } = this.news;
		if (repeated.size > 0 || this.messages.areOthers(row)) return false;
		const updated = toSeconds(row.changedAt);
		// Listed only for its messages, which are no more than before.
		if (start !== undefined && updated !== undefined && updated < start) return true;
		return this.news.isUnchanged(row);
	}

	private take(row: RequestHead, record: RequestWithRaw): void {
		const { request } = record;
		// It may have a new state already, of which the history tells later.
		if (isAtWork(request.underWaySince, this.serverNow)) this.place.holdAt(row);
		else this.news.take(row, record);
	}

	/** Puts requests aside that failed in too many polls, unless the server is down. */
	private async putAside(failing: readonly string[]): Promise<void> {
		if (failing.length === 0) return;
		const { failures, now, side, signal } = this.options;
		if (!this.wereRead && !(await othersCanBeRead(this.source, side, new Set([...failing, ...Object.keys(this.waiting)]), signal))) return;
		for (const id of failing) {
			if (failedTooOften(failures, id) && Object.keys(this.waiting).length < mostWaiting)
				this.waiting[id] = startWaiting(this.news.newsFrom, this.news.done.requests[id] ?? null, now);
		}
	}

	private async readWaiting(): Promise<void> {
		const { now, side, signal } = this.options;
		await Promise.all(
			dueOf(this.waiting, now).map(async ([id, waiting]) => {
				const limit = AbortSignal.timeout(retryMs);
				const { record, failure, isLeft } = await this.readOne(
					{ id, side },
					signal === undefined ? limit : AbortSignal.any([signal, limit]),
				);
				if (isLeft === true) return;
				if (failure === undefined) delete this.waiting[id];
				else this.waiting[id] = waitLonger(waiting, now);
				if (record !== undefined) this.news.takeAtLast(record, waiting);
			}),
		);
	}

	/** Reads requests that no list shows as changed. One that fails is read with its next change, or next time. */
	private async readSilent(): Promise<void> {
		const { side, signal } = this.options;
		for await (const page of this.source.silent?.(side, signal) ?? []) {
			const outcomes = await Promise.all(page.map(async (row) => ({ row, ...(await this.readOne(row)) })));
			for (const { row, record } of outcomes) if (record !== undefined && !(row.id in this.waiting)) this.take(row, record);
			if (outcomes.some(({ isLeft }) => isLeft === true)) return;
		}
	}

	/** After a long pause, counts the requests whose changes are all too old. Returns where the others begin. */
	private async pastTheOld(): Promise<number | undefined> {
		const { ignoreOlderThanSeconds: limit, now, side } = this.options;
		if (limit <= 0 || this.news.start === undefined || now - this.state.place.movedAt < pauseMs) return undefined;
		const cutoff = this.serverNow - limit;
		const { since } = this.place;
		if (cutoff <= since + 1) return undefined;
		this.passedOver = await this.source.countChanged(side, since + 1, cutoff - 1);
		this.place.skipTo(cutoff);
		return cutoff;
	}

	private nextState(finished: boolean): Cursor {
		const { overlapSeconds, now, repeatAfterRestart } = this.options;
		const last = repeatAfterRestart ? this.news.delivery : { events: [], from: null };
		const next: Cursor = {
			...this.state,
			place: this.place.next(finished ? null : this.news.newsFrom, overlapSeconds, now),
			done: this.news.done,
			messages: this.messages.next(finished),
			waiting: this.waiting,
			last: this.news.changes.length > 0 ? last : this.state.last,
		};
		return prune(next, overlapSeconds);
	}
}
