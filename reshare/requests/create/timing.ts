import { setTimeout as pause } from 'node:timers/promises';

/** Waiting times in milliseconds. Tests shorten them. */
export interface Timing {
	/** Pauses between look-ups after an unclear answer, together longer than a server usually takes to store a request. The last one repeats. */
	readonly lookAgain: readonly number[];
	/** How old a look for the reference may be when the wish is sent. */
	readonly lookHolds: number;
	readonly beforeNewAttempt: number;
	/** Pauses between readings of a new request; the last one repeats. */
	readonly verdictPolls: readonly number[];
	/** How long ReShare must deny a new request before that is believed. */
	readonly missing: number;
	/** How long after sending an attempt whose answer was lost may still be stored. */
	readonly mayStillBeStored: number;
	/** After sending, when to look for another process's request of the same moment: both are stored by then, and neither is passed on. */
	readonly firstRaceLook: number;
	/** How long after sending another process's request with the same reference may appear. */
	readonly raceWindow: number;
	/** How long the winner of a race waits for the other one to withdraw. */
	readonly withdrawal: number;
	now(): number;
	sleep(ms: number): Promise<void>;
}

export const realTiming: Timing = {
	lookAgain: [500, 1000, 2000, 3000, 4000],
	lookHolds: 1000,
	beforeNewAttempt: 1000,
	verdictPolls: [300, 400, 400, 400, 400, 400, 600, 1000, 1500, 2000],
	missing: 5000,
	mayStillBeStored: 60_000,
	firstRaceLook: 400,
	raceWindow: 6000,
	withdrawal: 8000,
	now: Date.now,
	sleep: pause,
};
