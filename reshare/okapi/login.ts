import { z } from 'zod';
import { clock } from '../clock';
import { parseJsonAnswer } from '../json';
import type { HttpClient } from '../transport';
import type { OkapiAccount } from './account';
import { loginError, notOkapiError } from './loginErrors';

const loginBody = z.object({ okapiToken: z.string().min(1).optional(), accessTokenExpiration: z.string().optional() });

/**
 * Logs in. A login whose answer is lost is not repeated, because it may count as a wrong password, and five of those block the account. The
 * login with expiring tokens is tried first; the older one follows only if the first does not exist (404), as in FOLIO's own client library
 * (folio-org/okapi okapi-common LoginClient.java). No earlier token is sent along, because the gateway would refuse the login if that token
 * is outdated. A token that does not expire has an infinite lifetime.
 */
export async function logIn(http: HttpClient, account: OkapiAccount) {
	const first = await postLogin(http, account, '/authn/login-with-expiry');
	const answer = first.status === 404 ? await postLogin(http, account, '/authn/login') : first;
	if (answer.status !== 201 && answer.status !== 200) throw loginError(answer, account);
	const cookie = accessTokenCookie(answer.headers.getSetCookie());
	const body = parseJsonAnswer(answer, loginBody);
	const value = cookie?.value ?? answer.headers.get('x-okapi-token') ?? body?.okapiToken;
	if (value === undefined || value === '') throw notOkapiError(answer, account);
	return { value, lifetimeMs: cookie?.maxAgeMs ?? lifetimeUntil(body?.accessTokenExpiration, answer.headers.get('date')) };
}

function postLogin(http: HttpClient, account: OkapiAccount, path: string) {
	return http.send({
		method: 'POST',
		url: account.url + path,
		headers: { 'Content-Type': 'application/json', Accept: '*/*', 'X-Okapi-Tenant': account.tenant },
		body: JSON.stringify({ username: account.username, password: account.password }),
		timeoutMs: 30_000,
	});
}

/**
 * Finds the cookie with the access token. Some proxies and hosts join several Set-Cookie headers with commas, which also occur in their
 * dates; so the attributes end where the next cookie begins.
 */
function accessTokenCookie(lines: readonly string[]) {
	const found = lines.map((line) => /(?:^|,)\s*folioAccessToken="?([^";,\s]+)(.*)/.exec(line)).find((match) => match !== null);
	const [, value, rest = ''] = found ?? [];
	if (value === undefined) return undefined;
	const [attributes = ''] = rest.split(/,\s*[\w-]+=/);
	const seconds = Number(/;\s*max-age=(\d+)/i.exec(attributes)?.[1] ?? 0);
	return { value, maxAgeMs: seconds * 1000 || undefined };
}

/**
 * Returns the lifetime of a token by its time of expiration. It is measured from the server's own Date header, so that the two clocks need
 * not agree. If the time is missing or past, the lifetime is infinite: once the token has expired, the gateway will refuse it, and that
 * causes a new login.
 */
function lifetimeUntil(accessTokenExpiration: string | undefined, serverDate: string | null) {
	const serverNow = Date.parse(serverDate ?? '');
	const lifetimeMs = Date.parse(accessTokenExpiration ?? '') - (Number.isNaN(serverNow) ? clock.now() : serverNow);
	return lifetimeMs > 0 ? lifetimeMs : Number.POSITIVE_INFINITY;
}
