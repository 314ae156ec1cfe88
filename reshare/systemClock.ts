import { setImmediate, setTimeout } from 'node:timers/promises';

/**
 * The clock and the timers that the client uses. A calling program in which Node.js's timers are not available passes its own, and tests
 * pass a virtual clock.
 */
export interface Clock {
	/** Milliseconds since 1970. People and time servers may set this clock forward or back. */
	now(): number;
	/** Milliseconds since an arbitrary moment. Nobody can set this clock. */
	elapsed(): number;
	/** @throws an error once the signal is aborted */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Resolves after all callbacks of the present iteration of the event loop. */
	nextTurn(): Promise<void>;
	/** Returns a random number from 0 up to 1. With it, callers that failed together do not repeat their calls at the same time. */
	jitter(): number;
}

/** The clock and the timers of Node.js. No other file of the client uses them directly. */
export const systemClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
	nextTurn: () => setImmediate(),
	jitter: () => Math.random(),
};
