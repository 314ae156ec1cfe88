import * as workflow from 'n8n-workflow';
import type { Clock } from '../../reshare/index';

/**
 * The functions with which n8n waits, because a package that n8n verifies may have no timers. Before n8n 2.41, `sleep` ignores a signal,
 * and another function heeds it.
 */
const { sleep, sleepWithAbort = sleep } = workflow as typeof workflow & { readonly sleepWithAbort?: typeof workflow.sleep };

/** All that the nodes need to know of time. They pass it to the client as well. */
export const n8nClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	sleep: async (ms, signal) => await (signal === undefined ? sleep(ms) : sleepWithAbort(ms, signal)),
	nextTurn: async () => await sleep(0),
	jitter: () => Math.random(),
};
