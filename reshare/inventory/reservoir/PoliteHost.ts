import pLimit, { type LimitFunction } from 'p-limit';
import type { HttpAnswer, HttpClient } from '../../transport';

/** Requests to one public server at a time, over all that this process does. */
const atOnce = 4;

const limits = new Map<string, LimitFunction>();

/**
 * Reads from a public server that many others need: at most four requests at a time, and each address once in a run. A
 * failed one is not asked again either, beyond the repeats of the transport, which keep the pause that the server asks for.
 */
export class PoliteHost {
	readonly #http: HttpClient;
	readonly #answers = new Map<string, Promise<HttpAnswer>>();

	constructor(http: HttpClient) {
		this.#http = http;
	}

	/** @throws ReShareError of the transport; answers of any status come back */
	async get(url: string): Promise<HttpAnswer> {
		let answer = this.#answers.get(url);
		if (answer === undefined) {
			answer = limitOf(new URL(url).origin)(async () => await this.#http.send({ method: 'GET', url, safeToRepeat: true }));
			this.#answers.set(url, answer);
		}
		return await answer;
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
