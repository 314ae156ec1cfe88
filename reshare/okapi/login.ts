import { z } from 'zod';
import { ReShareError, type ReShareErrorKind } from '../errors';
import { jsonIn } from '../json';
import type { HttpAnswer, HttpClient } from '../transport';
import { hostOf } from '../transport/failures';
import { named, words } from '../words';
import type { OkapiAccount } from './account';
import { errorCodes, noSuchModule, noSuchTenant, okapiError } from './answers';

export interface Token {
	readonly value: string;
	/** In milliseconds on this machine's clock; undefined: never. */
	readonly expiresAt?: number;
}

const loginBody = z.object({ okapiToken: z.string().min(1).optional(), accessTokenExpiration: z.string().optional() }).passthrough();

/**
 * Logs in once: an attempt whose answer is lost may have been counted as a wrong password, of which five block the account.
 * Tries the login with expiring tokens first, and the older one only where that does not exist (404), as FOLIO's own client
 * library does. No earlier token is sent along: the gateway would refuse the login because of a stale one.
 */
export async function logIn(http: HttpClient, account: OkapiAccount, now: () => number): Promise<Token> {
	const first = await postLogin(http, account, '/authn/login-with-expiry');
	if (first.status !== 404) return readToken(first, account, now());
	const second = await postLogin(http, account, '/authn/login');
	if (second.status === 404) throw notThere(second, account);
	return readToken(second, account, now());
}

async function postLogin(http: HttpClient, account: OkapiAccount, path: string): Promise<HttpAnswer> {
	return await http.send({
		method: 'POST',
		url: account.url + path,
		headers: { 'Content-Type': 'application/json', Accept: '*/*', 'X-Okapi-Tenant': account.tenant },
		body: JSON.stringify({ username: account.username, password: account.password }),
		timeoutMs: 30_000,
	});
}

function readToken(answer: HttpAnswer, account: OkapiAccount, now: number): Token {
	if (answer.status !== 201 && answer.status !== 200) throw loginError(answer, account);
	const cookie = accessTokenCookie(answer.headers.getSetCookie());
	const body = jsonIn(answer, loginBody);
	const value = cookie?.value ?? answer.headers.get('x-okapi-token') ?? body?.okapiToken;
	if (value === undefined || value === '') throw notOkapi(answer, account);
	return { value, expiresAt: expiry(cookie?.maxAgeSeconds, body?.accessTokenExpiration, answer.headers.get('date'), now) };
}

/** Some proxies and hosts join several Set-Cookie headers with commas, which their dates have, too: the attributes end where the next cookie begins. */
function accessTokenCookie(lines: readonly string[]): { readonly value: string; readonly maxAgeSeconds: number | undefined } | undefined {
	for (const line of lines) {
		const found = /(?:^|,)\s*folioAccessToken="?([^";,\s]+)"?(.*)$/.exec(line);
		if (found?.[1] === undefined) continue;
		const attributes = (found[2] ?? '').split(/,\s*[\w-]+=/)[0] ?? '';
		const maxAge = Number(/;\s*max-age=(\d+)/i.exec(attributes)?.[1] ?? '0');
		return { value: found[1], maxAgeSeconds: maxAge > 0 ? maxAge : undefined };
	}
	return undefined;
}

/**
 * Max-Age first, for which the two clocks need not agree. A date is measured from the server's own Date header. An end in the
 * past counts as none: the gateway will say when the token is refused.
 */
function expiry(maxAgeSeconds: number | undefined, accessTokenExpiration: string | undefined, serverDate: string | null, now: number): number | undefined {
	if (maxAgeSeconds !== undefined) return now + maxAgeSeconds * 1000;
	const end = Date.parse(accessTokenExpiration ?? '');
	const serverNow = Date.parse(serverDate ?? '');
	const lifetime = end - (Number.isNaN(serverNow) ? now : serverNow);
	return Number.isNaN(lifetime) || lifetime <= 0 ? undefined : now + lifetime;
}

function loginError(answer: HttpAnswer, account: OkapiAccount): ReShareError {
	const codes = errorCodes(answer);
	if (noSuchTenant(answer)) {
		return told(answer, 'unknownTenant', `${hostOf(account.url)} knows no tenant '${account.tenant}'`, `Check ${named('tenant')} in the ${words.settings}. It is a short name in lower case that your ReShare provider can tell you.`);
	}
	if (codes.some((code) => code === 'user.blocked' || code === 'password.incorrect.block.user')) {
		return told(answer, 'userBlocked', `The user '${account.username}' is blocked`, 'Too many wrong passwords were tried. An administrator of your tenant must make the user active again.');
	}
	if (answer.status === 401 || answer.status === 422 || /^No \w+ match that login/i.test(answer.text) || codes.includes('service_error')) {
		return told(answer, 'loginRefused', `${hostOf(account.url)} refused this user name and password`, `Check ${named('username')} and ${named('password')} in the ${words.settings}, and that they belong to this tenant. After five wrong attempts the user is blocked; if you are sure of both, ask your ReShare administrator whether that happened.`);
	}
	if (answer.contentType === 'text/html' && answer.status < 500 && answer.status !== 429) return notOkapi(answer, account);
	return okapiError(answer, account.url, 'a login');
}

function told({ status }: HttpAnswer, kind: ReShareErrorKind, message: string, description: string): ReShareError {
	return new ReShareError(kind, message, { status, description });
}

/** Neither login is there. A gateway has its own words for that, and for a login that is only down; every other 404 is a web server's. */
function notThere(answer: HttpAnswer, account: OkapiAccount): ReShareError {
	if (noSuchModule(answer)) {
		return told(answer, 'noModule', `${hostOf(account.url)} offers no login for the tenant '${account.tenant}'`, `Check ${named('tenant')} in the ${words.settings}. If it is right, ask your ReShare provider why the tenant has no login module.`);
	}
	const error = okapiError(answer, account.url, 'a login');
	return error.kind === 'server' ? error : notOkapi(answer, account);
}

function notOkapi(answer: HttpAnswer, account: OkapiAccount): ReShareError {
	return told(answer, 'notOkapi', `${hostOf(account.url)} does not answer like an Okapi`, `Check ${named('okapiUrl')} in the ${words.settings}. It is the address of the gateway, often https://okapi..., not the address where staff sign in to ReShare.`);
}
