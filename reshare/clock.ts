import { systemClock, type Clock } from './systemClock';

export type { Clock } from './systemClock';

/** The clock that the calling program has set. Code reads it whenever it needs a time, and never stores it when a module is loaded. */
export const clock: Clock = { ...systemClock };

/** Sessions and caches belong to the process, and so does its clock: the calling program sets it before its first call. */
export function setClock(given: Partial<Clock>): void {
	Object.assign(clock, given);
}

/** All aborts share this reason, because `abort` without a reason makes a new error for each call. */
const ended = 'The work is over';

interface Deadline {
	readonly signal: AbortSignal;
	/** Ends the timer. It must be called once the work is over. */
	end(): void;
}

/** Returns a signal that is aborted with a TimeoutError after `ms` milliseconds, unless the deadline is ended before. */
export function startDeadline(ms: number): Deadline {
	const late = new AbortController();
	const over = new AbortController();
	clock.sleep(ms, over.signal).then(
		() => late.abort(new DOMException('The time is over', 'TimeoutError')),
		() => undefined,
	);
	return { signal: late.signal, end: () => over.abort(ended) };
}
