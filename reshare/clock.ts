import { systemClock, type Clock } from './systemClock';

export type { Clock } from './systemClock';

/**
 * The clock that all code of the client uses. `setClock` replaces its functions, so a module must not copy one of them while it is loaded.
 */
export const clock: Clock = { ...systemClock };

/**
 * Sets some or all functions of the clock for the whole process. The calling program does this before its first call, because sessions and
 * caches, which the whole process shares, store times of the clock.
 */
export function setClock(given: Partial<Clock>) {
	Object.assign(clock, given);
}

/** The reason with which a deadline's timer is ended. Without one, `abort` would create an error with a stack trace, which takes time. */
const ended = 'The work is over';

/**
 * Aborts `work` with a TimeoutError after `ms` milliseconds, unless the deadline is ended before. `end` must be called once the work is
 * over.
 */
export function startDeadline(ms: number, work = new AbortController()) {
	const over = new AbortController();
	clock.sleep(ms, over.signal).then(
		() => work.abort(new DOMException('The time is over', 'TimeoutError')),
		() => undefined,
	);
	return { signal: work.signal, end: () => over.abort(ended) };
}

/** Returns a signal that is aborted with either of two. If there is only one, it is returned as it is. */
export function joinSignals(one: AbortSignal, other: AbortSignal | undefined) {
	return other === undefined ? one : AbortSignal.any([one, other]);
}
