import pLimit from 'p-limit';
import type { ChangeSource } from '../port/RequestBackend';
import type { RequestHead, RequestWithRaw, Side } from '../model/request';
import type { Cursor, RequestReadMark, QuarantinedRequest } from './cursor';

export type RequestReadResult =
	| { readonly kind: 'read'; readonly record: RequestWithRaw }
	| { readonly kind: 'failed'; readonly reason: unknown }
	/** `skipped`: the request was not read, because the poll had no time left, or had read as many requests as one poll may. */
	| { readonly kind: 'deleted' | 'skipped' };

export async function tryToReadRequest(source: ChangeSource, head: RequestHead, signal?: AbortSignal): Promise<RequestReadResult> {
	try {
		const record = await source.getChanged(head, signal);
		return record === undefined ? { kind: 'deleted' } : { kind: 'read', record };
	} catch (reason) {
		return { kind: 'failed', reason };
	}
}

/** Reads requests, four at a time. Whether a request is skipped is asked when its turn comes. */
export async function tryToReadRequests(
	source: ChangeSource,
	heads: readonly RequestHead[],
	mustSkip: () => boolean,
	signal?: AbortSignal,
) {
	return await pLimit(4).map(heads, async (head) => {
		const result: RequestReadResult = mustSkip() ? { kind: 'skipped' } : await tryToReadRequest(source, head, signal);
		return { head, result };
	});
}

/**
 * After so many failed polls in a row, polls continue without the request. Most failures end within minutes; until then, polls fail, which
 * keeps changes in order and shows the error.
 */
export const mostFailedPolls = 5;

/** The most requests in quarantine. If more fail, the server has a problem, so that the poll fails. */
export const mostQuarantined = 100;

/** The first retry follows after five minutes, the second after ten, and so on, with at most an hour in between. */
const firstPauseMs = 5 * 60_000;
const longestPauseMs = 60 * 60_000;

/** The time limit of a retry, because the server may never answer for a request in quarantine. */
export const retryTimeoutMs = 20_000;
const mostRetriesPerPoll = 8;

/** How many of the newest requests are listed in order to find one that is not among those that failed. */
const othersListed = 20;

export function noteFailureAndCheckLimit(failures: Map<string, number>, id: string) {
	const count = (failures.get(id) ?? 0) + 1;
	failures.set(id, count);
	return count >= mostFailedPolls;
}

/**
 * Waits for an answer. A failure is thrown again; but once the call with this key has failed in too many polls in a row, the fallback takes
 * the place of the answer, so that a single request does not stop the others.
 */
export async function awaitOrFallBackWhenQuarantined<Answer, Fallback>(
	failures: Map<string, number>,
	key: string,
	asking: Promise<Answer>,
	fallBack: () => Fallback,
) {
	try {
		const answer = await asking;
		failures.delete(key);
		return answer;
	} catch (error) {
		if (!noteFailureAndCheckLimit(failures, key)) throw error;
		return fallBack();
	}
}

export function startQuarantine(from: number, mark: RequestReadMark | null, now: number) {
	return { from, mark, tries: 0, next: now + firstPauseMs, isReported: false };
}

/** Returns the requests whose retry is due, the longest due first. */
export function findDueRetries(quarantined: Cursor['quarantined'], now: number) {
	return (
		Object.entries(quarantined)
			// A clock that was set back must not postpone a retry.
			.filter(([, { next }]) => next <= now || next > now + longestPauseMs)
			.sort(([, one], [, other]) => one.next - other.next)
			.slice(0, mostRetriesPerPoll)
			.map(([id]) => id)
	);
}

export function postponeRetry(request: QuarantinedRequest, now: number) {
	const tries = request.tries + 1;
	return { ...request, tries, next: now + Math.min(firstPauseMs * 2 ** tries, longestPauseMs) };
}

/** Whether the server returns a request other than these, and so is not down. */
export async function doesServerReturnOthers(source: ChangeSource, side: Side, without: readonly string[], signal?: AbortSignal) {
	try {
		const heads = await source.newest(side, othersListed, { signal });
		const other = heads.find(({ id }) => !without.includes(id));
		return other !== undefined && (await source.getWithRaw(other.id, signal)) !== undefined;
	} catch {
		// The failure that led to this question is reported by the caller.
		return false;
	}
}
