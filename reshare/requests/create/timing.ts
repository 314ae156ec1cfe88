import { clock } from '../../clock';
import { pauseUnlessStopped } from '../../transport';

/** How long Create waits for ReShare's validation unless the caller sets another time. */
export const defaultValidationWaitMs = 20_000;

/** How long a concurrent duplicate may be withdrawn. Later, somebody may have acted on it. */
export const duplicateWithdrawableMs = 5 * 60_000;

/** How long after its time stamp a change may still appear in lists. */
export const longestListDelayMs = 15_000;

/** Server clocks may be this far from ours. */
export const clockSkewMs = 120_000;

/** How long after its creation a request that has ended holds the reference derived from its draft: the same draft makes no other one. */
export const derivedReferenceHoldMs = 24 * 3_600_000;

/** Waiting times in milliseconds. */
export const realTiming = {
	/**
	 * The pauses between lookups after an unclear answer; the last one is repeated. Together they are longer than a server usually takes to
	 * store a request.
	 */
	lookupRetries: [500, 1000, 2000, 3000, 4000],
	/** How old the lookup of a reference may be when the draft is sent. */
	lookupTtl: 1000,
	beforeNewAttempt: 1000,
	/** Pauses between reads of a new request; the last one repeats. */
	validationPolls: [300, 400, 400, 400, 400, 400, 600, 1000, 1500, 2000],
	/** How long ReShare must deny that a new request exists before that is believed. */
	missing: 5000,
	/** How long after sending an attempt whose answer was lost may still be stored. */
	mayStillBeStored: 60_000,
	/**
	 * When a concurrent duplicate is first looked up after sending: both requests are stored by then, and neither has reached another
	 * library.
	 */
	firstRaceLookup: 400,
	/**
	 * For how long after sending another process's request with the same reference may still appear, if ReShare stores requests at once:
	 * that process may have looked up the reference `lookupTtl` earlier, and made some calls before it sent its draft.
	 */
	raceWindow: 2000,
	/** How long the winner of a race waits for the other process to withdraw its request. */
	withdrawal: 8000,
	now: () => clock.now(),
	/** Waits, and ends early once the run is stopped. */
	sleep: pauseUnlessStopped as (ms: number) => Promise<void>,
	/** Whether the run is stopped. If it is, nothing more is sent, read or waited for. */
	isStopped: () => false,
};

export const timingWithStop = (signal: AbortSignal | undefined): CreateTiming => ({
	...realTiming,
	sleep: (ms) => pauseUnlessStopped(ms, signal),
	isStopped: () => signal?.aborted === true,
});

/** The waiting times, which tests shorten. */
export type CreateTiming = Readonly<typeof realTiming>;
