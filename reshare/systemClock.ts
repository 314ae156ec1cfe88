import { setImmediate, setTimeout } from 'node:timers/promises';

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

/** The clock and timers of Node.js. No other file of the client uses them. */
export const systemClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	sleep: async (ms, signal) => await setTimeout(ms, undefined, { signal }),
	nextTurn: async () => await setImmediate(),
	jitter: () => Math.random(),
};
