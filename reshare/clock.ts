import { systemClock } from './systemClock';

/** All that the client knows of time. The host passes its own where it offers no timers, and the simulation a virtual one. */
export interface Clock {
	/** Milliseconds since 1970. People and time servers may set this clock forward or back. */
	now(): number;
	/** Milliseconds since an arbitrary moment. Nobody can set this clock. */
	elapsed(): number;
	/** @throws an error once the signal is aborted */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Ends after all that is due in the present iteration of the event loop. */
	nextTurn(): Promise<void>;
	/** A random number from 0 up to 1, which keeps callers that failed together from repeating together. */
	jitter(): number;
}

/** See `setClock`. Read it when a time is needed, not when a module is loaded. */
export const clock: Clock = { ...systemClock };

/** Sessions and caches belong to the process, and so does its clock: the host sets it before its first call. */
export function setClock(host: Partial<Clock>): void {
	Object.assign(clock, host);
}

export interface Deadline {
	readonly signal: AbortSignal;
	/** Must be called once the work is over: it ends the timer. */
	end(): void;
}

/** A signal that is aborted with a TimeoutError after `ms`, unless the deadline is ended before. */
export function startDeadline(ms: number): Deadline {
	const late = new AbortController();
	const over = new AbortController();
	clock.sleep(ms, over.signal).then(
		() => late.abort(new DOMException('The time is over', 'TimeoutError')),
		() => undefined,
	);
	return { signal: late.signal, end: () => over.abort() };
}

/** The pause before attempt `1 + failures`: it doubles with each failure and is prolonged at random, up to twice as long. */
export function retryPause(shortestMs: number, failures: number): number {
	return Math.round(shortestMs * 2 ** (failures - 1) * (1 + clock.jitter()));
}
