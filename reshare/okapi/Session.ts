import { createHash } from 'node:crypto';
import { clock } from '../clock';
import { ReShareError, askAgainIfStopped } from '../errors';
import { getOrCreate } from '../memoize';
import { HttpClient, createProcessFetch, type HttpClientOptions } from '../transport';
import { normalizeAccount, type OkapiAccount } from './account';
import { logIn } from './login';
import { isRefusal, refusalDuringPause, type LoginFailures } from './loginPauses';

const renewAheadMs = 60_000;

/** The login of one account, shared by the whole process. */
export class Session {
	#token: string | undefined;
	#renewAt = 0;
	#login: Promise<string> | undefined;
	#failures: LoginFailures | undefined;
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
		const refusal = this.#failures && refusalDuringPause(this.#failures);
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
