import type { RequestSource } from '../port/RequestBackend';
import type { RequestHead, RequestWithRaw, Side } from '../model/request';
import type { Cursor, RowMark, QuarantinedRequest } from './cursor';

export interface Tried {
	/** Undefined when the request was deleted, too. */
	readonly record?: RequestWithRaw;
	readonly failure?: { readonly reason: unknown };
	/** Time or number ran out. */
	readonly isLeft?: true;
}

export async function tryToRead(source: RequestSource, head: Pick<RequestHead, 'id' | 'side'>, signal?: AbortSignal): Promise<Tried> {
	try {
		return { record: await source.getChanged(head, signal) };
	} catch (reason) {
		return { failure: { reason } };
	}
}

/**
 * After so many failed polls in a row, the others go on without a request. Most failures pass within minutes; until then, order
 * is kept and the error shown.
 */
export const mostFailures = 5;

/** With more, something is wrong with the server: polls fail then. */
export const mostWaiting = 100;

/** Tried again after five minutes, then ten, and so on up to an hour. */
const firstPauseMs = 5 * 60_000;
const longestWaitMs = 60 * 60_000;
/** In one poll. */
const mostRetried = 8;

/** Newest requests, to find one that can be read. */
const othersLookedAt = 20;

export function failedTooOften(failures: Map<string, number>, id: string): boolean {
	const count = (failures.get(id) ?? 0) + 1;
	failures.set(id, count);
	return count >= mostFailures;
}

/** Once `ask` has failed in too many polls in a row, `otherwise` serves, so that one request does not stop the others. */
export async function orElse<Answer>(
	failures: Map<string, number>,
	key: string,
	ask: () => Promise<Answer>,
	otherwise: () => Answer,
): Promise<Answer> {
	try {
		const answer = await ask();
		failures.delete(key);
		return answer;
	} catch (error) {
		if (!failedTooOften(failures, key)) throw error;
		return otherwise();
	}
}

export function startWaiting(from: number, mark: RowMark | null, now: number): QuarantinedRequest {
	return { from, mark, tries: 0, next: now + firstPauseMs, told: false };
}

/** Requests to try again now, longest due first. */
export function dueOf(waiting: Cursor['waiting'], now: number): Array<[string, QuarantinedRequest]> {
	return (
		Object.entries(waiting)
			// A clock that was set back must not make anything wait longer.
			.filter(([, { next }]) => next <= now || next > now + longestWaitMs)
			.sort(([, one], [, other]) => one.next - other.next)
			.slice(0, mostRetried)
	);
}

export function waitLonger(waiting: QuarantinedRequest, now: number): QuarantinedRequest {
	const tries = waiting.tries + 1;
	return { ...waiting, tries, next: now + Math.min(firstPauseMs * 2 ** tries, longestWaitMs) };
}

/** Whether the server returns any other request, and so is not down. */
export async function othersCanBeRead(
	source: RequestSource,
	side: Side,
	without: ReadonlySet<string>,
	signal?: AbortSignal,
): Promise<boolean> {
	try {
		const rows = await source.newest(side, othersLookedAt, { signal });
		const other = rows.find(({ id }) => !without.has(id));
		return other !== undefined && (await source.getWithRaw(other.id, signal)) !== undefined;
	} catch {
		// The failure that led here is reported.
		return false;
	}
}
