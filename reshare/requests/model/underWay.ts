import { toSeconds } from './datesAndTimes';

/** A back end waits some minutes at most for the library's own system, and then gives up. */
const longestWaitSeconds = 600;

/** Whether a back end may still be at work on what it began then. `now` is in seconds since 1970, by the server's clock. */
export function isAtWork(since: string | undefined, now: number): boolean {
	return now - (toSeconds(since) ?? -Infinity) <= longestWaitSeconds;
}
