import { setTimeout as sleep } from 'node:timers/promises';
import { ReShareError } from '../../errors';
import { once } from '../../once';
import { CallLimit, longestPauseMs, retryAfterMs, type HttpAnswer, type HttpClient } from '../../transport';

const limits = new CallLimit(4);

/** The pause after a refusal that names none: VuFind's limiter gives new searches each quarter of an hour, unless the site says otherwise. */
const unnamedPauseMs = 15 * 60_000;

/** Requests in a row that a server lets pass without a word before it is taken for dead. */
const mostUnanswered = 2;

/** What a server does not answer to now. */
export interface Pause {
	/** In milliseconds from now. */
	readonly leftMs: number;
	/** Requests that it answers in a row, where it says so. */
	readonly atFirst: number | undefined;
}

/**
 * Reads from a public server that many others need: at most four requests at a time, and each address once in a run. A
 * failed one is not asked again either, beyond the repeats of the transport, which keep the pause that the server asks for.
 * That pause holds for all requests of the run: a short one is waited for, during a long one all get the same answer. So do all after two that
 * were never answered.
 */
export class PoliteHost {
	readonly #answers = new Map<string, Promise<HttpAnswer>>();
	/** By server, what it said when it asked for a pause, and until when that lasts. */
	readonly #pauses = new Map<string, { readonly answer: HttpAnswer; readonly until: number }>();
	/** By server, how many requests in a row it did not answer, and the last failure. */
	readonly #unanswered = new Map<string, { readonly count: number; readonly failure: ReShareError }>();

	constructor(private readonly http: HttpClient) {}

	/** @throws ReShareError of the transport; answers of any status come back */
	async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<HttpAnswer> {
		return await once(this.#answers, url, async () => await limits.of(new URL(url).origin)(async () => await this.#ask(url, headers)));
	}

	/** The pause that the server of an address has asked for. */
	pauseOf(url: string): Pause | undefined {
		const pause = this.#pauses.get(new URL(url).origin);
		if (pause === undefined) return undefined;
		const atFirst = Number(pause.answer.headers.get('x-ratelimit-limit') ?? Number.NaN);
		return { leftMs: Math.max(0, pause.until - Date.now()), atFirst: Number.isInteger(atFirst) && atFirst > 0 ? atFirst : undefined };
	}

	async #ask(url: string, headers: Readonly<Record<string, string>>): Promise<HttpAnswer> {
		const { origin } = new URL(url);
		const dead = this.#unanswered.get(origin);
		if (dead !== undefined && dead.count >= mostUnanswered) throw dead.failure;
		const pause = this.#pauses.get(origin);
		const leftMs = pause === undefined ? 0 : pause.until - Date.now();
		if (pause !== undefined && leftMs > longestPauseMs) return pause.answer;
		if (leftMs > 0) await sleep(leftMs);
		try {
			const answer = await this.http.send({ method: 'GET', url, headers, safeToRepeat: true, onlyUtf8: true });
			this.#unanswered.delete(origin);
			if (answer.status === 429) this.#pauses.set(origin, { answer, until: Date.now() + (retryAfterMs(answer) || secondsIn(answer) * 1000 || unnamedPauseMs) });
			return answer;
		} catch (error) {
			if (error instanceof ReShareError && error.kind === 'timeout') this.#unanswered.set(origin, { count: (this.#unanswered.get(origin)?.count ?? 0) + 1, failure: error });
			throw error;
		}
	}
}

/** The seconds that the one number of a short text names: VuFind says them in the language of the site. */
function secondsIn({ text }: HttpAnswer): number {
	const numbers = text.length > 300 ? [] : (text.match(/\d+/gu) ?? []);
	return numbers.length === 1 ? Math.min(Number(numbers[0]), 86_400) : 0;
}
