import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Clock } from '../../reshare/index';

/** All that the nodes know of time. They pass it to the client, too. */
export const hostClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	sleep: async (ms, signal) => await setTimeout(ms, undefined, { signal }),
	nextTurn: async () => await setImmediate(),
	jitter: () => Math.random(),
};
