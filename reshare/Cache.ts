import { clock } from './clock';
import { askAgainIfStopped } from './errors';

/**
 * A cache of answers by key. Callers that ask for the same key at the same time share one call. A failed call and the answer `undefined`,
 * which means "no answer", are not cached: the callers that share the call get them, and an older answer stays in the cache. The
 * documentation of each cache names its key, its time to live, and what happens after a failure.
 */
export class Cache<Value> {
	readonly #kept = new Map<string, { readonly at: number; readonly value: Promise<Value> }>();

	constructor(private readonly maxAgeMs: number) {}

	/**
	 * Returns the cached answer, or calls `ask` and caches its answer.
	 *
	 * @param fresherThanMs the greatest age of a cached answer that may be returned, in milliseconds
	 */
	async get(key: string, ask: () => Promise<Value>, fresherThanMs = this.maxAgeMs): Promise<Value> {
		const kept = this.#kept.get(key);
		if (kept !== undefined && clock.now() - kept.at < fresherThanMs)
			return await askAgainIfStopped(kept.value, () => this.get(key, ask, fresherThanMs));
		const entry = { at: clock.now(), value: ask() };
		this.#kept.set(key, entry);
		let isAnswered = false;
		try {
			const value = await entry.value;
			isAnswered = value !== undefined;
			return value;
		} finally {
			if (!isAnswered && this.#kept.get(key) === entry) {
				if (kept === undefined) this.#kept.delete(key);
				else this.#kept.set(key, kept);
			}
		}
	}

	/** Removes an answer that has turned out to be wrong. */
	forget(key: string) {
		this.#kept.delete(key);
	}

	clear() {
		this.#kept.clear();
	}
}
