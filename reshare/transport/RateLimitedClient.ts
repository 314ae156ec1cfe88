import { clock } from '../clock';
import { ReShareError } from '../errors';
import { getOrCreate } from '../memoize';
import { createCallLimit } from './createCallLimit';
import type { HttpAnswer, HttpClient } from './HttpClient';
import { retryAfterMs } from './statusError';
import { longestPauseMs, pauseUnlessStopped as sleep } from './waitingTimes';

const limits = createCallLimit(4);

/**
 * The pause after a refusal that names none. VuFind's limiter allows new searches every quarter of an hour, unless the site configures it
 * otherwise.
 */
const unnamedPauseMs = 15 * 60_000;

/** The answer that asked for a pause, and the end of the pause, by server. */
export type PausesByServer = Map<string, { readonly answer: HttpAnswer; readonly until: number }>;

/** The longest pause. A server that names a longer one is asked again after a day. */
const longestNamedPauseMs = 86_400_000;

/** After so many requests in a row without an answer, a server counts as down. */
const mostUnanswered = 2;

export interface RequestedPause {
	/** How long the pause still lasts, in milliseconds. */
	readonly leftMs: number;
	/** How many requests in a row the server answers, if it says so. */
	readonly atFirst: number | undefined;
}

/**
 * Reads from a public server that many others need: at most four requests at a time, and each address once in a run, even if it failed (the
 * transport's own repeats respect the pause that the server asks for). That pause holds for all requests of the run. A short pause is
 * waited for; during a long one, all requests get the answer that asked for it. After two requests without an answer, all get that failure.
 */
export class RateLimitedClient {
	readonly #answers = new Map<string, Promise<HttpAnswer>>();
	readonly #unnamedPauses: PausesByServer = new Map();
	/** For each server, how many requests in a row got no answer, and the last failure. */
	readonly #unanswered = new Map<string, { readonly count: number; readonly failure: ReShareError }>();

	/** @param namedPauses pauses that all runs share, for a server that limits by address, whoever asks */
	constructor(
		private readonly http: HttpClient,
		private readonly namedPauses: PausesByServer = new Map(),
	) {}

	async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
		return await getOrCreate(this.#answers, url, async () => await limits(new URL(url).origin)(async () => await this.#ask(url, headers)));
	}

	pauseOf(url: string): RequestedPause | undefined {
		const pause = this.#pause(new URL(url).origin);
		if (pause === undefined) return undefined;
		const atFirst = Number(pause.answer.headers.get('x-ratelimit-limit') ?? Number.NaN);
		return { leftMs: Math.max(0, pause.until - clock.now()), atFirst: Number.isInteger(atFirst) && atFirst > 0 ? atFirst : undefined };
	}

	#pause(origin: string) {
		const own = this.#unnamedPauses.get(origin);
		return own !== undefined && own.until > clock.now() ? own : this.namedPauses.get(origin);
	}

	async #ask(url: string, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
		const { origin } = new URL(url);
		const dead = this.#unanswered.get(origin);
		if (dead !== undefined && dead.count >= mostUnanswered) throw dead.failure;
		const pause = this.#pause(origin);
		const leftMs = pause === undefined ? 0 : pause.until - clock.now();
		if (pause !== undefined && leftMs > longestPauseMs) return pause.answer;
		if (leftMs > 0) await sleep(leftMs, this.http.signal);
		try {
			const answer = await this.http.send({ method: 'GET', url, headers, safeToRepeat: true, onlyUtf8: true });
			this.#unanswered.delete(origin);
			if (answer.status === 429) {
				const namedMs = Math.min(retryAfterMs(answer) || secondsIn(answer) * 1000, longestNamedPauseMs);
				(namedMs > 0 ? this.namedPauses : this.#unnamedPauses).set(origin, { answer, until: clock.now() + (namedMs || unnamedPauseMs) });
			}
			return answer;
		} catch (error) {
			if (error instanceof ReShareError && error.kind === 'timeout')
				this.#unanswered.set(origin, { count: (this.#unanswered.get(origin)?.count ?? 0) + 1, failure: error });
			throw error;
		}
	}
}

/** Reads the only number in a short text, because VuFind writes the seconds of a pause in the language of the site. */
function secondsIn({ text }: HttpAnswer): number {
	const numbers = text.length > 300 ? [] : (text.match(/\d+/gu) ?? []);
	return numbers.length === 1 ? Number(numbers[0]) : 0;
}
