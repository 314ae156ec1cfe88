import { setTimeout as sleep } from 'node:timers/promises';

const seconds = 1000;

/** How long the transport waits, in milliseconds. Tests shorten them. */
export const times = {
	connection: 10 * seconds,
	/** For the first byte of an answer, and for all of it, where a call does not say. */
	firstByte: 30 * seconds,
	whole: 60 * seconds,
	/** How long a server may be silent before an answer, more than any call allows itself, and within its body. */
	silence: 120 * seconds,
	silenceWithin: 30 * seconds,
	/** Servers usually keep an idle connection longer, so that a call seldom meets one that is just being closed. */
	idle: 10 * seconds,
	/** Before what is safe to repeat is sent again, at least; it doubles after that. */
	retry: 300,
	/**
	 * For an action or a new request, which may talk to the library's own system and to other libraries before it answers:
	 * CrossLink's broker gives up after a minute.
	 */
	action: 60 * seconds,
};

/** Ends early once the signal is aborted: the next call then says that the run was stopped. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
	await sleep(ms, undefined, { signal }).catch(() => undefined);
}
