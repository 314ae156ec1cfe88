import { joinSignals, startDeadline } from '../../clock';
import { isoToSeconds } from '../model/datesAndTimes';
import { mayStillBeProcessing, type RequestHead, type RequestWithRaw } from '../model/request';
import type { ChangeSource } from '../port/RequestBackend';
import { buildRequestReadMark, lastAuditNoIfNone } from './change';
import type { Cursor, QuarantinedRequest, RequestReadMark } from './cursor';
import { openOverlapWindow, type OverlapWindow } from './overlapWindow';
import {
	doesServerReturnOthers,
	findDueRetries,
	noteFailureAndCheckLimit,
	mostQuarantined,
	startQuarantine,
	postponeRetry,
	retryTimeoutMs,
	tryToReadRequests,
	type RequestReadResult,
} from './quarantine';
import type { ReadChangesOptions } from './ReadChangesOptions';
import { UnreadMessageCounts } from './UnreadMessageCounts';

/** A request that was read in this poll. */
export interface FetchedRequest {
	readonly record: RequestWithRaw;
	/** The request's mark before this read, if it is known. */
	readonly before?: RequestReadMark;
	/** Set if the request was in quarantine until now. */
	readonly quarantine?: QuarantinedRequest;
}

/** If a server sends no time, its clock may be this far ahead of this machine's. */
const toleranceSeconds = 600;

/**
 * Returns the server's time in seconds since 1970. If the server sends none, it is an upper bound by this machine's time `now`
 * (milliseconds).
 */
export function estimateServerTime(source: ChangeSource, now: number) {
	return source.serverNow() ?? Math.floor(now / 1000) + toleranceSeconds;
}

/** The most requests that one poll reads. The next poll reads the rest. */
const mostRequests = 1000;
/** Only a list of at least this length counts dropped requests, which costs a call; a shorter one is simply read. */
const fullPage = 100;
const longPauseMs = 3_600_000;
/** A time that lies so far in the server's future is reported. */
const noticeableSeconds = 300;

/**
 * Lists the requests of the window and reads those that have changed; then retries those in quarantine; then, from time to time,
 * reads those whose changes no list shows.
 */
export async function fetchRequests(source: ChangeSource, cursor: Cursor, options: ReadChangesOptions) {
	const fetch = new RequestFetch(source, cursor, options);
	try {
		fetch.isComplete = await fetch.readList();
		if (fetch.isComplete) await fetch.retryQuarantined();
		if (fetch.isComplete && fetch.unread.isFullCheck) await fetch.readUnlisted();
	} catch (reason) {
		fetch.failure = reason;
	}
	return fetch;
}

/** What a poll has read, and from which cursor. */
export class RequestFetch {
	readonly window: OverlapWindow;
	readonly requests: FetchedRequest[] = [];
	/** The back end has not finished processing these requests. The cursor waits for them, so that the next poll reads them again. */
	readonly inProcess: FetchedRequest[] = [];
	/** The marks of all requests in the window, after this poll. */
	readonly marks: Record<string, RequestReadMark>;
	readonly quarantined: Record<string, QuarantinedRequest>;
	/** Whether the lists were read to their end. */
	isComplete = false;
	/** Whether the cursor lies in the server's future, so that nothing was read. */
	wasClockSetBack = false;
	/** The failure that ended the poll early. What was fetched before it is complete. */
	failure: unknown;
	/** The last time in the lists, as far as they were read, that is not in the server's future. */
	reached = -Infinity;
	/** Whether any request has changed, or was dropped because of its age. */
	hasReadAny = false;
	/** The ids of changed requests whose time lies minutes or more in the server's future. */
	readonly aheadOfTime: string[] = [];
	/** The number of requests that were only counted, because all their changes are too old. */
	droppedRequests = 0;
	readonly unread: UnreadMessageCounts;
	#pages = 0;
	#begun = 0;
	#wasAnyRead = false;

	constructor(
		private readonly source: ChangeSource,
		readonly cursor: Cursor,
		readonly options: ReadChangesOptions,
	) {
		this.window = openOverlapWindow(cursor, options);
		this.marks = { ...cursor.delivered.requests };
		this.quarantined = { ...cursor.quarantined };
		this.unread = new UnreadMessageCounts(cursor.messages, options.now);
	}

	get serverNow() {
		return estimateServerTime(this.source, this.options.now);
	}

	/**
	 * Reads the list of changed requests. If all changes of the first ones are too old, these are counted, and the list begins later.
	 *
	 * @returns whether the list was read to its end
	 */
	async readList(from = this.window.listFrom): Promise<boolean> {
		const { since } = this.cursor.position;
		const { overlapSeconds, side, signal, mustStop } = this.options;
		for await (const page of this.source.changedSince(side, from, signal, this.unread.areListed)) {
			this.#pages += 1;
			this.wasClockSetBack = this.#pages === 1 && (since ?? -Infinity) - overlapSeconds / 2 > (this.source.serverNow() ?? Infinity);
			if (this.wasClockSetBack) return false;
			const later = this.#pages === 1 ? await this.#dropTooOld(page) : undefined;
			if (later !== undefined) return await this.readList(later);
			if (!(await this.#readPage(page)) || mustStop()) return false;
		}
		return true;
	}

	async retryQuarantined() {
		const { now, side, signal } = this.options;
		const heads = findDueRetries(this.quarantined, now).map((id) => ({ id, side }));
		const deadline = startDeadline(retryTimeoutMs);
		const results = await this.#readAll(heads, joinSignals(deadline.signal, signal)).finally(deadline.end);
		for (const { head, result } of results) {
			const quarantine = this.quarantined[head.id];
			if (result.kind === 'skipped' || quarantine === undefined) continue;
			if (result.kind === 'failed') this.quarantined[head.id] = postponeRetry(quarantine, now);
			else delete this.quarantined[head.id];
			if (result.kind === 'read') this.#add(result.record, quarantine);
		}
	}

	/** Reads the requests whose changes no list shows. One that cannot be read is read with its next change, or by the next full check. */
	async readUnlisted() {
		const { side, signal } = this.options;
		for await (const page of this.source.silent?.(side, signal) ?? []) {
			const results = await this.#readAll(page);
			for (const { head, result } of results) this.#addListed(head, result);
			if (results.some(({ result }) => result.kind === 'skipped')) return;
		}
	}

	/**
	 * If nothing was polled for long, counts the requests that are never reported, because all their changes are older than the limit.
	 *
	 * @returns the time from which the list is then read; undefined if nothing was counted
	 */
	async #dropTooOld(page: readonly RequestHead[]) {
		const { ignoreOlderThanSeconds, now, side } = this.options;
		const { movedAt, since } = this.cursor.position;
		const isShort = page.length < fullPage || this.window.listFrom === undefined || now - movedAt < longPauseMs;
		const until = this.serverNow - ignoreOlderThanSeconds;
		const from = (since ?? -Infinity) + 1;
		if (isShort || ignoreOlderThanSeconds <= 0 || until <= from) return undefined;
		this.droppedRequests = await this.source.countChanged(side, from, until - 1);
		this.reached = until;
		this.hasReadAny = true;
		return until;
	}

	/**
	 * Reads the requests of a page.
	 *
	 * @returns false if not all of the page could be read
	 */
	async #readPage(page: readonly RequestHead[]) {
		const changed = page.filter((head) => !this.#isUnchanged(head) && !(head.id in this.quarantined));
		const reads = await this.#readAll(changed);
		await this.#quarantine(reads.flatMap(({ head, result }) => (result.kind === 'failed' ? head.id : [])));
		const results = new Map(reads.map(({ head, result }) => [head, result]));
		const { serverNow } = this;
		for (const head of page) {
			const result = results.get(head);
			if (result?.kind === 'skipped') return false;
			if (result?.kind === 'failed' && !(head.id in this.quarantined)) throw result.reason;
			this.#addListed(head, result);
			this.unread.count(head);
			this.hasReadAny ||= result !== undefined;
			const updated = isoToSeconds(head.changedAt) ?? -Infinity;
			if (updated <= serverNow) this.reached = Math.max(this.reached, updated);
			else if (result !== undefined && updated > serverNow + noticeableSeconds) this.aheadOfTime.push(head.id);
		}
		return true;
	}

	#isUnchanged(head: RequestHead) {
		const { listFrom } = this.window;
		if (this.unread.haveChanged(head)) return false;
		const updated = isoToSeconds(head.changedAt);
		// The list shows this request only because of its unread messages, and there are no more of them than before.
		if (listFrom !== undefined && updated !== undefined && updated < listFrom) return true;
		const mark = this.marks[head.id];
		return mark !== undefined && mark[0] === (head.version ?? lastAuditNoIfNone) && mark[1] === updated;
	}

	async #readAll(heads: readonly RequestHead[], signal = this.options.signal) {
		const mustSkip = () => ++this.#begun > mostRequests || this.options.mustStop();
		const results = await tryToReadRequests(this.source, heads, mustSkip, signal);
		for (const { head, result } of results) {
			if (result.kind === 'read') this.#wasAnyRead = true;
			if (result.kind === 'read' || result.kind === 'deleted') this.options.failures.delete(head.id);
		}
		return results;
	}

	/** Sets requests aside that failed in too many polls, unless the server is down. */
	async #quarantine(failing: readonly string[]) {
		if (failing.length === 0) return;
		const { failures, now, side, signal } = this.options;
		const unreadable = [...failing, ...Object.keys(this.quarantined)];
		if (!this.#wasAnyRead && !(await doesServerReturnOthers(this.source, side, unreadable, signal))) return;
		for (const id of failing) {
			if (noteFailureAndCheckLimit(failures, id) && Object.keys(this.quarantined).length < mostQuarantined)
				this.quarantined[id] = startQuarantine(this.window.pendingFrom, this.marks[id] ?? null, now);
		}
	}

	#addListed(head: RequestHead, result: RequestReadResult | undefined) {
		if (result?.kind !== 'read' || head.id in this.quarantined) return;
		const { record } = result;
		// While the back end is processing a request, its state may be missing in its history. The cursor then waits for the request.
		if (mayStillBeProcessing(record.request.underWaySince, this.serverNow)) this.inProcess.push({ record, before: this.marks[head.id] });
		else this.#add(record);
	}

	#add(record: RequestWithRaw, quarantine?: QuarantinedRequest) {
		const { request } = record;
		this.requests.push({ record, before: this.marks[request.id], quarantine });
		this.marks[request.id] = buildRequestReadMark(request, isoToSeconds(request.changedAt) ?? 0);
	}
}
