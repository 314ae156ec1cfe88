import type { PatronRequest } from './request';
import { toSeconds } from './times';

/** A back end waits some minutes at most for the library system. What it has not done by then, it will not for long. */
const longestWaitSeconds = 600;

/**
 * Whether mod-rs has not looked at a new borrowing request yet. It fills in number, service type, e-mail and pickup location in one
 * go with its verdict, once the library's own system has answered about the patron; until then there is nothing to go by.
 *
 * @param now seconds since 1970 on the server's clock
 */
export function awaitsVerdict({ history, createdAt, hrid, side }: PatronRequest, now: number): boolean {
	return side === 'borrowing' && hrid === undefined && history.length === 0 && isAtWork(createdAt, now);
}

/**
 * Whether a back end may still be at work on what it began then; later it has broken off.
 *
 * @param since ISO 8601, on the server's clock
 * @param now seconds since 1970 on the server's clock
 */
export function isAtWork(since: string | undefined, now: number): boolean {
	return now - (toSeconds(since) ?? -Infinity) <= longestWaitSeconds;
}
