import { once } from '../once';
import { createHash } from 'node:crypto';
import { ReShareError } from '../errors';
import type { HttpClient } from '../transport';
import type { OkapiAccount } from './account';
import { logIn, type Token } from './login';
import { words } from '../words';

const minutes = 60_000;
/** A token is renewed this long before it ends. */
const renewAheadMs = 60_000;
/** Five refusals within ten minutes block the account, so a refused login is not tried again for this long. */
const refusalMemoryMs = 15 * minutes;
/**
 * So many logins without an answer are made within the time in which five refusals block the account: each of them may
 * have been a refusal. An account that has logged in before has the right password.
 */
const mostUnanswered = 3;
const unansweredMemoryMs = 10 * minutes;

/** One login of one account, shared by everything in this process that uses the account. */
class Session {
	#token: Token | undefined;
	#obtainedAt = 0;
	#login: Promise<Token> | undefined;
	#refusal: { readonly error: ReShareError; readonly at: number } | undefined;
	#hasLoggedIn = false;
	#unanswered: Array<{ readonly error: ReShareError; readonly at: number }> = [];

	constructor(
		private readonly account: OkapiAccount,
		private readonly now: () => number,
	) {}

	/** A token that is still good; logs in when there is none. Calls that come together share one login. */
	async token(http: HttpClient): Promise<string> {
		if (this.#token !== undefined && !this.#isEnding(this.#token)) return this.#token.value;
		return await this.#logIn(http);
	}

	/** Called when the server refused `refused`: logs in again, unless another call has done so meanwhile. */
	async renew(http: HttpClient, refused: string): Promise<string> {
		if (this.#token?.value === refused) this.#token = undefined;
		return await this.token(http);
	}

	/** One real attempt whatever happened before; for tests by hand. */
	async logInAfresh(http: HttpClient): Promise<string> {
		this.#refusal = undefined;
		this.#unanswered = [];
		this.#token = undefined;
		return await this.#logIn(http);
	}

	async #logIn(http: HttpClient): Promise<string> {
		const refusal = this.#refusal;
		if (refusal !== undefined && this.now() - refusal.at < refusalMemoryMs) throw rememberedRefusal(refusal.error);
		this.#unanswered = this.#unanswered.filter(({ at }) => this.now() - at < unansweredMemoryMs);
		const last = this.#unanswered.at(-1);
		if (last !== undefined && this.#unanswered.length >= mostUnanswered) throw rememberedSilence(last.error);
		this.#login ??= this.#attempt(http).finally(() => {
			this.#login = undefined;
		});
		return (await this.#login).value;
	}

	async #attempt(http: HttpClient): Promise<Token> {
		try {
			const token = await logIn(http, this.account, this.now);
			this.#token = token;
			this.#obtainedAt = this.now();
			this.#hasLoggedIn = true;
			this.#refusal = undefined;
			this.#unanswered = [];
			return token;
		} catch (error) {
			if (error instanceof ReShareError && (error.kind === 'loginRefused' || error.kind === 'userBlocked')) {
				this.#refusal = { error, at: this.now() };
			} else if (error instanceof ReShareError && error.mayHaveReached && !this.#hasLoggedIn) {
				this.#unanswered.push({ error, at: this.now() });
			}
			throw error;
		}
	}

	#isEnding(token: Token): boolean {
		if (token.expiresAt === undefined) return false;
		const lifetime = token.expiresAt - this.#obtainedAt;
		return this.now() >= token.expiresAt - Math.min(renewAheadMs, lifetime / 2);
	}
}

function rememberedRefusal(error: ReShareError): ReShareError {
	return new ReShareError('loginRefusedEarlier', error.message, {
		status: error.status,
		description: `${error.description} No new attempt is made for 15 minutes, so that the account is not locked; testing the ${words.settings} by hand tries at once.`,
	});
}

function rememberedSilence(error: ReShareError): ReShareError {
	return new ReShareError(error.kind, error.message, {
		status: error.status,
		description: `${error.description} ${mostUnanswered} logins in ten minutes got no answer, and each may count as a wrong password: no new attempt is made for a while, so that the account is not locked. Testing the ${words.settings} by hand tries at once.`,
	});
}

/** The sessions of this process, one per URL, tenant, user and password. */
export class SessionStore {
	readonly #sessions = new Map<string, Session>();

	constructor(private readonly now: () => number = Date.now) {}

	get(account: OkapiAccount): Session {
		const key = createHash('sha256').update(JSON.stringify([account.url, account.tenant, account.username, account.password])).digest('hex');
		return once(this.#sessions, key, () => new Session(account, this.now));
	}
}

export type { Session };
