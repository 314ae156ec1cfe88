import { createHash } from 'node:crypto';
import { clock } from '../clock';
import { ReShareError, askAgainIfStopped } from '../errors';
import { getOrCreate } from '../memoize';
import { HttpClient, createProcessFetch, type HttpClientOptions } from '../transport';
import { normalizeAccount, type OkapiAccount } from './account';
import { logIn } from './login';

const minutes = 60_000;
const renewAheadMs = 60_000;
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
interface Failures {
	readonly times: number;
	readonly at: number;
	readonly last: ReShareError;
}

/** The login of one account, shared by the whole process. */
export class Session {
	#token: string | undefined;
	#renewAt = 0;
	#login: Promise<string> | undefined;
	#failures: Failures | undefined;
	#hasLoggedIn = false;

	constructor(private readonly account: OkapiAccount) {}

	/**
	 * Returns a token that is still valid. Calls that need one at the same time share one login.
	 *
	 * @param refused a token that the server no longer accepts; another call may already have logged in again
	 */
	async token(http: HttpClient, refused?: string): Promise<string> {
		if (this.#token === refused) this.#token = undefined;
		if (this.#token !== undefined && clock.now() < this.#renewAt) return this.#token;
		return await this.#logIn(http);
	}

	/** Tries to log in even after a refusal, because a person is testing the account. */
	async logInAfresh(http: HttpClient): Promise<string> {
		this.#failures = undefined;
		this.#token = undefined;
		return await this.#logIn(http);
	}

	async #logIn(http: HttpClient): Promise<string> {
		const refusal = this.#failures && stillRefused(this.#failures);
		if (refusal !== undefined) throw refusal;
		if (this.#login !== undefined) return await askAgainIfStopped(this.#login, () => this.token(http));
		this.#login = this.#attempt(http).finally(() => {
			this.#login = undefined;
		});
		return await this.#login;
	}

	async #attempt(http: HttpClient) {
		try {
			const { value, lifetimeMs } = await logIn(http, this.account);
			this.#token = value;
			this.#renewAt = clock.now() + lifetimeMs - Math.min(renewAheadMs, lifetimeMs / 2);
			this.#hasLoggedIn = true;
			this.#failures = undefined;
			return value;
		} catch (error) {
			if (error instanceof ReShareError && (isRefusal(error) || (error.mayHaveReached && !this.#hasLoggedIn)))
				this.#failures = { times: (this.#failures?.times ?? 0) + 1, at: clock.now(), last: error };
			throw error;
		}
	}
}

function isRefusal({ kind }: ReShareError) {
	return kind === 'loginRefused' || kind === 'userBlocked';
}

/** Returns the error that calls get while logins are paused; undefined if the next login may start immediately. */
function stillRefused({ times, at, last }: Failures) {
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

/** Holds one session per URL, tenant, user and password. */
export class SessionStore {
	readonly #sessions = new Map<string, Session>();

	get(account: OkapiAccount) {
		const { url, tenant, username, password } = account;
		const key = createHash('sha256')
			.update(JSON.stringify([url, tenant, username, password]))
			.digest('hex');
		return getOrCreate(this.#sessions, key, () => new Session(account));
	}
}

/** The sessions of the whole process. */
export const sharedSessions = new SessionStore();

/**
 * Returns an Okapi token for calls that the calling program makes without this client. It is that of the process's shared session.
 * `refused` is a token that the server no longer accepts, so that another one is needed.
 */
export async function tokenOf(
	account: OkapiAccount,
	{ fetch = createProcessFetch(), ...transport }: Partial<HttpClientOptions> = {},
	refused?: string,
): Promise<string> {
	return await sharedSessions.get(normalizeAccount(account)).token(new HttpClient({ ...transport, fetch }), refused);
}
