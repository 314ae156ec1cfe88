import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { retryAfterMs, type HttpAnswer, type HttpClient } from '../../transport';

/** Requests to one public server at a time, over all that this process does. */
const atOnce = 4;

const limits = new Map<string, LimitFunction>();

/** A pause that is waited for, in milliseconds; during a longer one nothing is asked. */
const shortPauseMs = 20_000;

/**
 * Reads from a public server that many others need: at most four requests at a time, and each address once in a run. A
 * failed one is not asked again either, beyond the repeats of the transport, which keep the pause that the server asks for.
 * That pause holds for all requests of the run: a short one is waited for, during a long one all get the same answer.
 */
export class PoliteHost {
	readonly #http: HttpClient;
	readonly #answers = new Map<string, Promise<HttpAnswer>>();
	/** By server, what it said when it asked for a pause, and until when that lasts. */
	readonly #pauses = new Map<string, { readonly answer: HttpAnswer; readonly until: number }>();

	constructor(http: HttpClient) {
		this.#http = http;
	}

	/** @throws ReShareError of the transport; answers of any status come back */
	async get(url: string): Promise<HttpAnswer> {
		let answer = this.#answers.get(url);
		if (answer === undefined) {
			answer = limitOf(new URL(url).origin)(async () => await this.#ask(url));
			this.#answers.set(url, answer);
		}
		return await answer;
	}

	async #ask(url: string): Promise<HttpAnswer> {
		const { origin } = new URL(url);
		const pause = this.#pauses.get(origin);
		const leftMs = pause === undefined ? 0 : pause.until - Date.now();
		if (pause !== undefined && leftMs > shortPauseMs) return pause.answer;
		if (leftMs > 0) await sleep(leftMs);
		const answer = await this.#http.send({ method: 'GET', url, safeToRepeat: true, onlyUtf8: true });
		const pauseMs = answer.status === 429 ? retryAfterMs(answer) : 0;
		if (pauseMs > 0) this.#pauses.set(origin, { answer, until: Date.now() + pauseMs });
		return answer;
	}
}

function limitOf(origin: string): LimitFunction {
	let limit = limits.get(origin);
	if (limit === undefined) {
		limit = pLimit(atOnce);
		limits.set(origin, limit);
	}
	return limit;
}
