import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock } from './clock';

/** The clock and timers of Node.js. No other file of the client uses them. */
export const systemClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	sleep: async (ms, signal) => await setTimeout(ms, undefined, { signal }),
	nextTurn: async () => await setImmediate(),
	jitter: () => Math.random(),
};
