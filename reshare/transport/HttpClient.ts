import { clock, joinSignals, startDeadline } from '../clock';
import { ReShareError } from '../errors';
import { defaultCallingProgram, type CallingProgram } from '../callerTerms';
import { readBodyText } from './readBodyText';
import { errorOfFailedCall, hostOf } from './errorOfFailedCall';
import type { AnswerHeaders, Fetch } from './fetchInterface';
import { mostAttempts, longestPauseMs, computeRetryPause, retryAfterMs, waitingTimes } from './timeoutsAndRetryPauses';

export interface HttpRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	readonly url: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	/**
	 * Whether the request may be sent again after a lost connection, a time-out or 429/502/503/504. It must not change anything. Default
	 * false.
	 */
	readonly safeToRepeat?: boolean;
	/** The time for one attempt, in milliseconds. The first byte may take all of it. Default: see `waitingTimes`. */
	readonly timeoutMs?: number;
	readonly signal?: AbortSignal;
	/** Whether an answer of status 200 that is not in UTF-8 is refused; a web page is accepted in any encoding. Default false. */
	readonly onlyUtf8?: boolean;
}

export interface HttpAnswer {
	readonly status: number;
	readonly headers: AnswerHeaders;
	/** The content type in lower case without parameters; empty if the answer has none. */
	readonly contentType: string;
	readonly text: string;
}

export type HttpSender = Pick<HttpClient, 'send'>;

export interface HttpClientOptions {
	readonly fetch: Fetch;
	/** The calling program's user agent, and the name of the error with which it refuses an address. */
	readonly caller?: Pick<CallingProgram, 'userAgent' | 'refusalError'>;
	/** Called before each request; it throws where the caller does not allow the address. */
	readonly allowUrl?: (url: string) => void | Promise<void>;
	/** Whether a safe call is also repeated after a time-out. Default true; false if a person is waiting. */
	readonly repeatAfterTimeout?: boolean;
	/**
	 * The signal of the run to which the calls belong. Once it is aborted, no call begins, and calls that are safe to repeat end. A call
	 * that may change something still runs to its end, so that its answer is known.
	 */
	readonly signal?: AbortSignal;
}

const busyStatuses = [429, 502, 503, 504];

/**
 * Sends HTTP requests. An answer of any status is returned, but a redirect and every failure below HTTP is thrown as ReShareError. No
 * redirect is followed, because a token must not be sent to another host.
 */
export class HttpClient {
	readonly #caller;

	constructor(private readonly options: HttpClientOptions) {
		this.#caller = options.caller ?? defaultCallingProgram;
	}

	get signal() {
		return this.options.signal;
	}

	async send(request: HttpRequest): Promise<HttpAnswer> {
		try {
			await this.options.allowUrl?.(request.url);
		} catch (error) {
			throw errorOfFailedCall(error, request.url, this.#caller.refusalError, false);
		}
		if (this.signal?.aborted === true) throw cancelled(request.url, false);
		const { safeToRepeat = false, signal: own } = request;
		const signal = safeToRepeat && this.signal !== undefined ? joinSignals(this.signal, own) : own;
		try {
			return await this.#sendUpTo(safeToRepeat ? mostAttempts : 1, request, signal);
		} catch (error) {
			throw signal?.aborted === true ? cancelled(request.url, true) : error;
		}
	}

	async #sendUpTo(times: number, request: HttpRequest, signal: AbortSignal | undefined) {
		for (let attempt = 1; ; attempt += 1) {
			const isLast = attempt === times;
			try {
				const answer = await this.#attempt(request, signal);
				const isBusy = busyStatuses.includes(answer.status) && retryAfterMs(answer) <= longestPauseMs;
				if (isLast || !isBusy) return answer;
				await clock.sleep(retryAfterMs(answer), signal);
			} catch (error) {
				if (isLast || signal?.aborted === true || !this.#isPassing(error)) throw error;
			}
			await clock.sleep(computeRetryPause(attempt), signal);
		}
	}

	#isPassing(error: unknown) {
		if (!(error instanceof ReShareError)) return false;
		return error.kind === 'network' || (error.kind === 'timeout' && this.options.repeatAfterTimeout !== false);
	}

	async #attempt(request: HttpRequest, stopping: AbortSignal | undefined) {
		const stop = new AbortController();
		const firstByte = startDeadline(request.timeoutMs ?? waitingTimes.firstByte, stop);
		const whole = startDeadline(request.timeoutMs ?? waitingTimes.whole, stop);
		try {
			const response = await this.options.fetch(request.url, {
				method: request.method,
				headers: { Accept: 'application/json, text/plain;q=0.9, */*;q=0.8', 'User-Agent': this.#caller.userAgent, ...request.headers },
				body: request.body,
				redirect: 'manual',
				signal: joinSignals(stop.signal, stopping),
			});
			firstByte.end();
			const { status, headers } = response;
			if (status >= 300 && status < 400 && status !== 304)
				throw new ReShareError('redirect', `${hostOf(request.url)} answered with a redirect (${status})`, {
					status,
					description: 'Check the URL in the ⟦settings⟧: it must be the address of the service itself, not of a web page that leads to it.',
				});
			const [type = ''] = (headers.get('content-type') ?? '').split(';');
			const contentType = type.trim().toLowerCase();
			const text = await readBodyText(response, request.url, request.onlyUtf8 === true && status === 200 && contentType !== 'text/html');
			// The pool takes a connection back in the iteration of the event loop after the answer has ended. A call made immediately would
			// open another connection.
			await clock.nextTurn();
			return { status, headers, contentType, text };
		} catch (error) {
			// Nobody reads the rest of the answer, so the connection is closed.
			stop.abort(error);
			throw errorOfFailedCall(error, request.url, this.#caller.refusalError);
		} finally {
			firstByte.end();
			whole.end();
		}
	}
}

function cancelled(url: string, mayHaveReached: boolean) {
	return new ReShareError('cancelled', `The call to ${hostOf(url)} was stopped before ${mayHaveReached ? 'its answer came' : 'it began'}`, {
		mayHaveReached,
		description: '⟦cancelled⟧ Try again.',
	});
}
