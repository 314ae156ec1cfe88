import type { HttpAnswer } from './HttpClient';
import { retryAfterMs } from './timeoutsAndRetryPauses';

/**
 * The pause after an answer of status 429 that does not say how long to wait. VuFind's limiter allows new searches every quarter of an
 * hour, unless the site configures it otherwise.
 */
const unnamedPauseMs = 15 * 60_000;

/** The longest pause. A server that names a longer one is asked again after a day. */
const longestNamedPauseMs = 86_400_000;

/**
 * Returns the pause for which a server asks with status 429, in milliseconds: the one that its headers or its text name, or a quarter of
 * an hour if they name none.
 */
export function readPauseOfStatus429(answer: HttpAnswer) {
	const namedMs = Math.min(retryAfterMs(answer) || secondsIn(answer) * 1000, longestNamedPauseMs);
	return { lengthMs: namedMs || unnamedPauseMs, isNamed: namedMs > 0 };
}

/**
 * Returns the seconds of a pause that only the text of an answer names. VuFind writes this text in the language of the site, so the number
 * in a short text counts. The result is 0 if there is not exactly one number.
 */
function secondsIn({ text }: HttpAnswer) {
	const numbers = text.length > 300 ? [] : (text.match(/\d+/gu) ?? []);
	return numbers.length === 1 ? Number(numbers[0]) : 0;
}
