import type { ServerResponse } from 'node:http';
import { ReShareError } from '../../../reshare/errors';
import { OkapiClient, SessionStore, type OkapiAccount } from '../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../reshare/transport';
import { startCountingServer, type CountingServer, type ReceivedRequest } from '../transport/testServers';

/** Plays an Okapi for sessions only: it gives out numbered tokens, and refuses expired ones. */
export interface OkapiServer extends CountingServer {
	readonly account: OkapiAccount;
	logins: number;
	/** Refuses every token given so far. */
	endTokens(): void;
	/** Answers the next logins. If it is undefined, they get a token. */
	loginAnswer: ((response: ServerResponse) => void) | undefined;
	/** Answers calls that have a valid token. */
	callAnswer: (seen: ReceivedRequest, response: ServerResponse) => void;
	/** The answer to a bad token. */
	refusal: { readonly status: number; readonly text: string };
	/** The lifetime of a token in seconds, as its cookie says. */
	maxAge: number;
	/** How many milliseconds a login takes, so that calls overlap. */
	loginDelayMs: number;
}

export async function startOkapi() {
	let oldestGood = 1;
	const counted = await startCountingServer((seen, response) => {
		if (seen.url === '/authn/login-with-expiry') {
			setTimeout(() => logIn(response), okapi.loginDelayMs);
			return;
		}
		const token = Number(/^token-(\d+)$/.exec(String(seen.headers['x-okapi-token'] ?? ''))?.[1] ?? '0');
		if (token < oldestGood) response.writeHead(okapi.refusal.status, { 'content-type': 'text/plain' }).end(okapi.refusal.text);
		else okapi.callAnswer(seen, response);
	});
	function logIn(response: ServerResponse) {
		okapi.logins++;
		if (okapi.loginAnswer !== undefined) {
			okapi.loginAnswer(response);
			return;
		}
		response
			.writeHead(201, {
				'content-type': 'application/json',
				'set-cookie': [
					`folioRefreshToken=r; Path=/authn; HttpOnly`,
					`folioAccessToken=token-${okapi.logins}; Max-Age=${okapi.maxAge}; Path=/; Secure`,
				],
			})
			.end('{"accessTokenExpiration":"2026-01-01T00:10:00Z"}');
	}
	const okapi: OkapiServer = Object.assign(counted, {
		account: { url: counted.url, tenant: 'east', username: 'ada', password: 'pass-word-4711' },
		logins: 0,
		endTokens: () => {
			oldestGood = okapi.logins + 1;
		},
		loginAnswer: undefined,
		callAnswer: (_seen: ReceivedRequest, response: ServerResponse) => {
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
		},
		refusal: { status: 401, text: 'Invalid token' },
		maxAge: 600,
		loginDelayMs: 0,
	});
	return okapi;
}

/** Stops the clock. From now on, time passes only by `advance`. */
export function stopClock(): { advance(milliseconds: number): void } {
	let now = Date.parse('2026-01-01T00:00:00Z');
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	return { advance: (milliseconds) => void (now += milliseconds) };
}

export function connectTo(okapi: OkapiServer, sessions = new SessionStore(), account = okapi.account) {
	return new OkapiClient({ account, http: new HttpClient({ fetch: createFetch() }), sessions });
}

export const requestListCall = {
	method: 'GET',
	path: '/rs/patronrequests',
	query: [['filters', 'patronIdentifier==P-90210']],
	what: 'the list of requests',
} as const;

export async function failureOf(promise: Promise<unknown>) {
	try {
		await promise;
	} catch (error) {
		if (error instanceof ReShareError) return error;
		throw error;
	}
	throw new Error('It should have failed');
}
