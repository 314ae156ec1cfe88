import { clock } from '../clock';
import { ReShareError } from '../errors';

const minutes = 60_000;
/**
 * The pauses after refused logins. The fifth refusal in a row blocks the account, however much time lies between the refusals. So each
 * pause is longer than the one before, to give people time to correct the password.
 */
const pauses = [
	{ ms: 15 * minutes, inWords: '15 minutes' },
	{ ms: 60 * minutes, inWords: 'an hour' },
	{ ms: 240 * minutes, inWords: '4 hours' },
	{ ms: 1440 * minutes, inWords: 'a day' },
] as const;
/**
 * After this many logins in a row without an answer, logins pause, since the server may have counted each of them as a wrong password. An
 * account that has logged in before surely has the right password, so that only its refused logins count.
 */
const mostUnanswered = 3;

/** How many logins in a row were refused, or may have been refused. */
export interface LoginFailures {
	readonly times: number;
	readonly at: number;
	readonly last: ReShareError;
}

export function isRefusal({ kind }: ReShareError) {
	return kind === 'loginRefused' || kind === 'userBlocked';
}

/** Returns the error that calls get while logins are paused; undefined if the next login may start immediately. */
export function refusalDuringPause({ times, at, last }: LoginFailures) {
	const { message, status, description, kind } = last;
	const pausing = isRefusal(last) ? times : times - mostUnanswered + 1;
	const pause = pauses[Math.min(pausing, pauses.length) - 1];
	if (pause === undefined || clock.now() - at >= pause.ms) return undefined;
	const why = isRefusal(last) ? '' : ` ${times} logins got no answer, and each may count as a wrong password.`;
	return new ReShareError(isRefusal(last) ? 'loginRefusedEarlier' : kind, message, {
		status,
		description: `${description}${why} No new attempt is made for ${pause.inWords}, so that the account is not locked; testing the ⟦settings⟧ by hand tries at once.`,
	});
}
