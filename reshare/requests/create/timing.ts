import { setTimeout as pause } from 'node:timers/promises';

/** Waiting times in milliseconds. Tests shorten them. */
export interface Timing {
	/**
	 * Pauses between the look-ups after an unclear answer. Together they are longer than a server usually takes to store a
	 * request after it has lost the caller; the last one repeats while it may yet be stored.
	 */
	readonly lookAgain: readonly number[];
	/** What a look for the reference found may be so old when the wish is sent. */
	readonly lookHolds: number;
	/** Pause before a new attempt when the first one did not reach the server. */
	readonly beforeNewAttempt: number;
	/** Pauses between readings of a new request; the last one repeats. */
	readonly verdictPolls: readonly number[];
	/** So long ReShare must say that it has no such request before that is believed of one that was just made. */
	readonly missing: number;
	/** So long after it was sent, an attempt whose answer was lost may yet be stored. */
	readonly mayStillBeStored: number;
	/**
	 * So long after sending, the first look for a request that another process made at the same moment: both are stored by
	 * then, and ReShare has passed neither on.
	 */
	readonly firstRaceLook: number;
	/** For this long after sending, another process's request with the same reference may still appear. */
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
