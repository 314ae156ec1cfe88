import { normalizeAccount, SessionStore, type OkapiAccount } from './okapi';
import { HttpClient, createProcessFetch, type HttpClientOptions } from './transport';

export const sharedSessions = new SessionStore();

/**
 * Returns a token for calls that a program makes by itself. All calls of this process share it. `refused` is a token that the server no
 * longer accepts.
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
