import type { PatronRequest } from './request';
import { toSeconds } from './times';

/** A back end waits some minutes at most for the library's own system, and then gives up. */
const longestWaitSeconds = 600;

/**
 * Whether mod-rs has yet to look at a new borrowing request. It fills in number, service type, email and pickup location together with
 * its verdict, once the library's own system has answered about the patron.
 */
export function awaitsVerdict({ history, createdAt, hrid, side }: PatronRequest, now: number): boolean {
	return side === 'borrowing' && hrid === undefined && history.length === 0 && isAtWork(createdAt, now);
}

/** Whether a back end may still be at work on what it began then. `now` is in seconds since 1970, by the server's clock. */
export function isAtWork(since: string | undefined, now: number): boolean {
	return now - (toSeconds(since) ?? -Infinity) <= longestWaitSeconds;
}
