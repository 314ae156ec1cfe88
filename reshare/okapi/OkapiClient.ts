import type { z } from 'zod';
import { clock } from '../clock';
import { runWithFailureMarkedUnsent, markMayHaveReached, ReShareError, badAnswerError } from '../errors';
import { readJson } from '../json';
import type { HttpAnswer, HttpClient, HttpRequest } from '../transport';
import { hostOf } from '../transport/errorOfFailedCall';
import { normalizeAccount, type OkapiAccount } from './account';
import { mayBeFromProxy, okapiError, requiresLogin } from './gatewayErrors';
import { sharedSessions, type SessionStore } from './Session';

/** One call to a module; without a method it is a GET, which is safe to repeat. */
export interface OkapiCall extends Partial<Pick<HttpRequest, 'method' | 'safeToRepeat' | 'timeoutMs' | 'signal'>> {
	/** The path below the Okapi URL. It starts with a slash and is already encoded. */
	readonly path: string;
	/** The query parameters in order; names may repeat, and those without a value are left out. */
	readonly query?: ReadonlyArray<readonly [name: string, value: string | undefined]>;
	readonly json?: unknown;
	/** What the call asks for, in words for error messages, e.g. `the list of requests`. */
	readonly what: string;
	/** Recognizes an answer of status 200 that reports an expired token, as GraphQL does. */
	readonly saysTokenExpired?: (answer: HttpAnswer) => boolean;
	/** Recognizes answers of status 400 or higher that the caller reads itself; all others are thrown. */
	readonly handles?: (answer: HttpAnswer) => boolean;
}

export class OkapiClient {
	readonly account: OkapiAccount;
	readonly #http;
	readonly #session;
	/** By how many milliseconds the server's clock is ahead of this machine's, according to the Date header of its last answer. */
	#serverAheadMs: number | undefined;

	/**
	 * Clients of the same account share their login if they share the store, which by default is that of the process.
	 *
	 * @throws ReShareError `badInput` when the account's fields cannot be used
	 */
	constructor({
		account,
		http,
		sessions = sharedSessions,
	}: {
		readonly account: OkapiAccount;
		readonly http: HttpClient;
		readonly sessions?: SessionStore;
	}) {
		this.account = normalizeAccount(account);
		this.#http = http;
		this.#session = sessions.get(this.account);
	}

	/** `url|tenant`: identifies one tenant of one Okapi, whoever logs in. */
	get scope() {
		return `${this.account.url}|${this.account.tenant}`;
	}

	/** `url|tenant|username`, since the server's answers depend on what the account may read. */
	get accountScope() {
		return `${this.scope}|${this.account.username}`;
	}

	/** Returns the time on the server's clock, in whole seconds since 1970; undefined while no answer has had a Date header. */
	serverNow() {
		return this.#serverAheadMs === undefined ? undefined : Math.floor((clock.now() + this.#serverAheadMs) / 1000);
	}

	async logInAfresh() {
		await this.#session.logInAfresh(this.#http);
	}

	/**
	 * Sends a call. If the token is refused, it is renewed and the call sent again, once. The module does not get the call twice, because
	 * the gateway refuses a token before the module sees the call. A call that changes something is not sent again if a proxy may have
	 * answered in place of the module.
	 */
	async send(call: OkapiCall): Promise<HttpAnswer> {
		const token = await runWithFailureMarkedUnsent(() => this.#session.token(this.#http));
		const isFromProxy = (answer: HttpAnswer) => !isRepeatable(call) && mayBeFromProxy(answer);
		let answer = await this.#sendWith(token, call);
		if ((requiresLogin(answer) && !isFromProxy(answer)) || call.saysTokenExpired?.(answer) === true) {
			const renewed = await runWithFailureMarkedUnsent(() => this.#session.token(this.#http, token));
			answer = await this.#sendWith(renewed, call);
		}
		if (answer.status >= 400 && call.handles?.(answer) !== true) {
			const error = okapiError(answer, this.account.url, call.what);
			throw isFromProxy(answer) ? markMayHaveReached(error) : error;
		}
		const date = Date.parse(answer.headers.get('date') ?? '');
		if (!Number.isNaN(date)) this.#serverAheadMs = date - clock.now();
		return answer;
	}

	async json<Schema extends z.ZodTypeAny>(call: OkapiCall, schema: Schema) {
		return parseJsonAnswerOrThrow(await this.send(call), schema, call.what, this.account.url);
	}

	async #sendWith(token: string, call: OkapiCall) {
		const url = new URL(`${this.account.url}${call.path}`);
		for (const [name, value] of call.query ?? []) if (value !== undefined) url.searchParams.append(name, value);
		const answer = this.#http.send({
			method: call.method ?? 'GET',
			url: url.href,
			headers: {
				'X-Okapi-Tenant': this.account.tenant,
				'X-Okapi-Token': token,
				Accept: 'application/json',
				...(call.json !== undefined && { 'Content-Type': 'application/json' }),
			},
			body: JSON.stringify(call.json),
			safeToRepeat: isRepeatable(call),
			timeoutMs: call.timeoutMs,
			signal: call.signal,
		});
		return await answer.catch((error: unknown) => {
			// A redirect may come in place of the answer to a call that the module has executed.
			throw error instanceof ReShareError && error.kind === 'redirect' && !isRepeatable(call) ? markMayHaveReached(error) : error;
		});
	}
}

function isRepeatable({ safeToRepeat, method }: OkapiCall) {
	return safeToRepeat ?? method === undefined;
}

/** Reads a JSON answer by its schema. The error text names the field at fault, and never a value from the answer. */
export function parseJsonAnswerOrThrow<Schema extends z.ZodTypeAny>(answer: HttpAnswer, schema: Schema, what: string, url: string) {
	const parsed = schema.safeParse(readJsonAnswerOrThrow(answer, what, url));
	if (parsed.success) return parsed.data as z.output<Schema>;
	throw badAnswerError(`${hostOf(url)} sent ${what} in an unknown form${whereIn(parsed.error)}`, {
		status: answer.status,
		mayHaveReached: true,
	});
}

export function readJsonAnswerOrThrow(
	answer: HttpAnswer,
	what: string,
	url: string,
	types: readonly string[] = ['application/json'],
): unknown {
	if (!types.includes(answer.contentType)) throw anotherAnswer(answer, what, url);
	const json = readJson(answer.text);
	if (json !== undefined) return json;
	throw new ReShareError('badAnswer', `${hostOf(url)} sent ${what} only in part`, {
		status: answer.status,
		mayHaveReached: true,
		description: 'Try again. If it happens often, ask whoever runs the server.',
	});
}

export function requireEmptyAnswer(answer: HttpAnswer, what: string, url: string) {
	if (answer.status !== 204) throw anotherAnswer(answer, what, url);
}

function anotherAnswer({ contentType, status }: HttpAnswer, what: string, url: string) {
	return new ReShareError('badAnswer', `${hostOf(url)} sent ${contentType || 'something unknown'} instead of ${what}`, {
		status,
		mayHaveReached: true,
		description: 'Check the URL in the ⟦settings⟧. A proxy or a sign-in page may stand between ⟦program⟧ and the server.',
	});
}

/**
 * Names the field at fault and what is wrong with it. A key that does not look like the name of a field is written as `*`, since it could
 * be a value that must not be shown.
 */
function whereIn(error: z.ZodError) {
	const [issue] = error.issues;
	if (issue === undefined) return '';
	const place = issue.path.map((part) => (typeof part === 'number' || /^[A-Za-z][A-Za-z_]{0,39}\d?$/.test(part) ? part : '*')).join('.');
	return place === '' ? ` (${issue.code})` : `: field '${place}' (${issue.code})`;
}
