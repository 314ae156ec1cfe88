import { z } from 'zod';
import { clock } from '../clock';
import { parseJsonAnswer } from '../json';
import type { HttpAnswer, HttpClient } from '../transport';
import { hostOf } from '../transport/errorOfFailedCall';
import type { OkapiAccount } from './account';
import { folioErrorCodesIn, keycloakRefusalIn, isNoSuchModule, isNoSuchTenant, okapiError, errorWithStatus } from './gatewayErrors';

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
	if (!value) throw notOkapiError(answer, account);
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
	const [, value, rest = ''] =
		lines.map((line) => /(?:^|,)\s*folioAccessToken="?([^";,\s]+)(.*)/.exec(line)).find((match) => match !== null) ?? [];
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
	return lifetimeMs > 0 ? lifetimeMs : Infinity;
}

function loginError(answer: HttpAnswer, account: OkapiAccount) {
	const host = hostOf(account.url);
	const codes = folioErrorCodesIn(answer);
	const keycloak = keycloakRefusalIn(answer);
	if (isNoSuchTenant(answer))
		return errorWithStatus(
			answer,
			'unknownTenant',
			`${host} knows no tenant '${account.tenant}'`,
			"Check '⟦tenant⟧' in the ⟦settings⟧. It is a short name in lower case that your ReShare provider can tell you.",
		);
	if (codes.some((code) => code === 'user.blocked' || code === 'password.incorrect.block.user') || keycloak?.includes('Account disabled'))
		return errorWithStatus(
			answer,
			'userBlocked',
			`The user '${account.username}' is blocked`,
			'Too many wrong passwords were tried. An administrator of your tenant must make the user active again.',
		);
	if (answer.status === 401 || answer.status === 422 || /^No \w+ match that login/i.test(answer.text) || /^4\d\d /.test(keycloak ?? ''))
		return errorWithStatus(
			answer,
			'loginRefused',
			`${host} refused this user name and password`,
			"Check '⟦username⟧' and '⟦password⟧' in the ⟦settings⟧, and that they belong to this tenant. After five wrong attempts the user is blocked; if you are sure of both, ask your ReShare administrator whether that happened.",
		);
	if (keycloak !== undefined)
		return errorWithStatus(
			answer,
			'server',
			`${host} cannot check passwords at the moment`,
			'Its login service, Keycloak, gave no answer. Try again later. If it goes on, tell whoever runs the server.',
		);
	// The gateway itself answers 404 if the tenant has no login module or if that module is down. Every other 404 comes from a web server
	// that is no Okapi.
	if (isNoSuchModule(answer))
		return errorWithStatus(
			answer,
			'noModule',
			`${host} offers no login for the tenant '${account.tenant}'`,
			"Check '⟦tenant⟧' in the ⟦settings⟧. If it is right, ask your ReShare provider why the tenant has no login module.",
		);
	if (answer.contentType === 'text/html' && answer.status < 500 && answer.status !== 429) return notOkapiError(answer, account);
	const error = okapiError(answer, account.url, 'a login');
	return answer.status === 404 && error.kind !== 'server' ? notOkapiError(answer, account) : error;
}

function notOkapiError(answer: HttpAnswer, account: OkapiAccount) {
	return errorWithStatus(
		answer,
		'notOkapi',
		`${hostOf(account.url)} does not answer like an Okapi`,
		"Check '⟦okapiUrl⟧' in the ⟦settings⟧. It is the address of the gateway, often https://okapi..., not the address where staff sign in to ReShare.",
	);
}
