import { unlessStopped } from './errors';

/** What a server answered lately; all who ask at once share one question. Undefined, as while a part of it is away, leaves what was known. */
export class Remembered<Value> {
	readonly #kept = new Map<string, { readonly at: number; readonly value: Promise<Value> }>();

	constructor(private readonly maxAgeMs: number) {}

	/** @param fresherThanMs asks again where the answer is older than this */
	async get(key: string, ask: () => Promise<Value>, fresherThanMs = this.maxAgeMs): Promise<Value> {
		const kept = this.#kept.get(key);
		if (kept !== undefined && Date.now() - kept.at < fresherThanMs) return await unlessStopped(kept.value, async () => await this.get(key, ask, fresherThanMs));
		const value = ask().then(async (answer) => answer ?? (await kept?.value) ?? answer);
		const entry = { at: Date.now(), value };
		this.#kept.set(key, entry);
		try {
			return await value;
		} catch (error) {
			// A failure is nothing to remember, and no reason to forget.
			if (this.#kept.get(key) === entry) {
				if (kept === undefined) this.#kept.delete(key);
				else this.#kept.set(key, kept);
			}
			throw error;
		}
	}

	clear(): void {
		this.#kept.clear();
	}
}
