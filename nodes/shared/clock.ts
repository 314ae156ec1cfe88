import * as workflow from 'n8n-workflow';
import type { Clock } from '../../reshare/index';

/** n8n's own waiting: a package that it verifies may have no timers. Before n8n 2.41, another function than `sleep` heeds a signal. */
const { sleep, sleepWithAbort = sleep } = workflow as typeof workflow & { readonly sleepWithAbort?: typeof workflow.sleep };

/** All that the nodes know of time. They pass it to the client, too. */
export const hostClock: Clock = {
	now: () => Date.now(),
	elapsed: () => performance.now(),
	sleep: async (ms, signal) => await (signal === undefined ? sleep(ms) : sleepWithAbort(ms, signal)),
	nextTurn: async () => await sleep(0),
	jitter: () => Math.random(),
};
