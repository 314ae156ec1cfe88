import { clock } from '../clock';
import { ReShareError } from '../errors';
import { getOrCreate } from '../memoize';
import { createCallLimit } from './createCallLimit';
import type { HttpAnswer, HttpClient } from './HttpClient';
import { readPauseOfStatus429 } from './readPauseOfStatus429';
import { longestPauseMs, pauseUnlessStopped } from './timeoutsAndRetryPauses';

const limits = createCallLimit(4);

/** The answer that asked for a pause, and the end of the pause, by server. */
export type PausesByServer = Map<string, { readonly answer: HttpAnswer; readonly until: number }>;

/** After this many requests in a row that timed out, the server counts as down and is not asked again in the run. */
const mostUnanswered = 2;

export interface RequestedPause {
	/** How long the pause still lasts, in milliseconds. */
	readonly leftMs: number;
	/** How many requests in a row the server answers before it asks for a pause; undefined if it does not say so. */
	readonly atFirst: number | undefined;
}

/**
 * Sends GET requests to public servers that many others use: at most four at a time to each server, and each address only once in a run,
 * even if the request failed (apart from HttpClient's own retries). When a server asks for a pause, all requests of the run to that server
 * heed it: they wait for a short pause, and during a long one they get the answer that asked for it. After two time-outs in a row, all
 * further requests to the server get the error of the last one.
 */
export class RateLimitedClient {
	readonly #answers = new Map<string, Promise<HttpAnswer>>();
	readonly #unnamedPauses: PausesByServer = new Map();
	/** For each server, the errors of the requests that have timed out in a row. */
	readonly #timeouts = new Map<string, ReShareError[]>();

	/** @param namedPauses the pauses whose length a server has named; runs share them if the server limits all calls from one IP address */
	constructor(
		private readonly http: HttpClient,
		private readonly namedPauses: PausesByServer = new Map(),
	) {}

	get(url: string, headers: Readonly<Record<string, string>> = {}) {
		return getOrCreate(this.#answers, url, () => limits(new URL(url).origin)(() => this.#ask(url, headers)));
	}

	pauseOf(url: string): RequestedPause | undefined {
		const pause = this.#pause(new URL(url).origin);
		if (pause === undefined) return undefined;
		const atFirst = Number(pause.answer.headers.get('x-ratelimit-limit'));
		return { leftMs: Math.max(0, pause.until - clock.now()), atFirst: Number.isInteger(atFirst) && atFirst > 0 ? atFirst : undefined };
	}

	#pause(origin: string) {
		const own = this.#unnamedPauses.get(origin);
		return own !== undefined && own.until > clock.now() ? own : this.namedPauses.get(origin);
	}

	async #ask(url: string, headers: Readonly<Record<string, string>>) {
		const { origin } = new URL(url);
		const timeouts = getOrCreate(this.#timeouts, origin, () => []);
		if (timeouts.length >= mostUnanswered) throw timeouts.at(-1);
		const pause = this.#pause(origin);
		const leftMs = (pause?.until ?? 0) - clock.now();
		if (pause !== undefined && leftMs > longestPauseMs) return pause.answer;
		if (leftMs > 0) await pauseUnlessStopped(leftMs, this.http.signal);
		try {
			const answer = await this.http.send({ method: 'GET', url, headers, safeToRepeat: true, onlyUtf8: true });
			timeouts.length = 0;
			if (answer.status === 429) {
				const { lengthMs, isNamed } = readPauseOfStatus429(answer);
				(isNamed ? this.namedPauses : this.#unnamedPauses).set(origin, { answer, until: clock.now() + lengthMs });
			}
			return answer;
		} catch (error) {
			if (error instanceof ReShareError && error.kind === 'timeout') timeouts.push(error);
			throw error;
		}
	}
}
