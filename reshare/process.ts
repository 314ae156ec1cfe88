import { normalizeAccount, SessionStore, type OkapiAccount } from './okapi';
import { HttpClient, processFetch, type HttpClientOptions } from './transport';

export const processSessions = new SessionStore();

/** For calls of one's own; all that this process does shares the token. `refused` is one that the server no longer takes. */
export async function tokenOf(
	account: OkapiAccount,
	{ fetch = processFetch(), ...transport }: Partial<HttpClientOptions> = {},
	refused?: string,
): Promise<string> {
	const session = processSessions.get(normalizeAccount(account));
	const http = new HttpClient({ ...transport, fetch });
	return refused === undefined ? await session.token(http) : await session.renew(http, refused);
}
