import { clock } from '../clock';
import type { AnswerHeaders } from './fetchInterface';

const seconds = 1000;

/** How long the transport waits, in milliseconds. Tests shorten these times. */
export const waitingTimes = {
	/** How long a connection may take to open, in the pooled transport and through a proxy. The built-in fetch has a limit of its own. */
	connection: 10 * seconds,
	/** The limits for the first byte of an answer and for the whole answer, if the call does not name its own. */
	firstByte: 30 * seconds,
	whole: 60 * seconds,
	/** How long a server may be silent before its answer begins (longer than the time limit of any call), and within the answer. */
	silence: 120 * seconds,
	silenceWithin: 30 * seconds,
	/** How long an idle connection stays open. Servers usually keep one longer, so that a call seldom meets one that is just being closed. */
	idle: 10 * seconds,
	/** The shortest pause before a safe call is sent again; it doubles after that. */
	retry: 300,
	/**
	 * The limit for an action or a new request, which may talk to the library's own system and to other libraries before it answers:
	 * CrossLink's broker gives up after a minute.
	 */
	action: 60 * seconds,
};

/** Waits, and ends early once the signal is aborted; the next call then reports that the run was stopped. */
export async function pauseUnlessStopped(ms: number, signal?: AbortSignal) {
	await clock.sleep(ms, signal).catch(() => undefined);
}

/** How often a call that is safe to repeat is sent at most. */
export const mostAttempts = 3;

/** The pause before attempt `1 + failures`: it doubles with each failure and is prolonged at random, up to twice as long. */
export function computeRetryPause(failures: number) {
	return Math.round(waitingTimes.retry * 2 ** (failures - 1) * (1 + clock.jitter()));
}

/** After an answer that asks for a longer pause, no further attempt is made. */
export const longestPauseMs = 20_000;

/**
 * The pause, in milliseconds, for which the header Retry-After or VuFind's own header asks; 0 where neither is there. A date is measured
 * from the server's own Date header.
 */
export function retryAfterMs(answer: { readonly headers: AnswerHeaders }) {
	const value = (answer.headers.get('retry-after') ?? answer.headers.get('x-ratelimit-retry-after'))?.trim() ?? '';
	if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
	// Only dates in HTTP's format count, because Date.parse would also accept `-5` or `1.5`.
	const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
	const now = Date.parse(answer.headers.get('date') ?? '');
	return Number.isNaN(date) ? 0 : Math.max(0, date - (Number.isNaN(now) ? clock.now() : now));
}
