import { normalizeAccount, SessionStore, type OkapiAccount } from './okapi';
import { HttpClient, createProcessFetch, type HttpClientOptions } from './transport';

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
	const session = sharedSessions.get(normalizeAccount(account));
	const http = new HttpClient({ ...transport, fetch });
	return refused === undefined ? await session.token(http) : await session.renew(http, refused);
}
