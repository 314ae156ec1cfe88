import { clock } from '../../clock';
import { getOrCreate } from '../../memoize';

/**
 * Reads the value of each key once, and those of keys for which callers ask at the same time together. A failure is kept, too: if reading
 * several keys may fail although each could be read, `read` itself must fall back to single ones.
 */
export class KeyBatcher<Value> {
	readonly #values = new Map<string, Promise<Value>>();
	#batch: { readonly keys: string[]; readonly valueOf: ReturnType<KeyBatcher<Value>['read']> } | undefined;

	/**
	 * @param most the most keys that are read together
	 * @param read reads some keys, and returns a function that gives the value of each
	 * @param limit starts a reading when it may begin; keys that come before share it
	 */
	constructor(
		private readonly most: number,
		private readonly read: (keys: readonly string[]) => Promise<(key: string) => Value | Promise<Value>>,
		private readonly limit = async <Result>(start: () => Promise<Result>) => await start(),
	) {}

	of(key: string): Promise<Value> {
		return getOrCreate(this.#values, key, async () => {
			if (this.#batch === undefined || this.#batch.keys.length === this.most) {
				const started: string[] = [];
				this.#batch = { keys: started, valueOf: this.limit(async () => await this.#readNext(started)) };
			}
			const { keys, valueOf } = this.#batch;
			keys.push(key);
			const read = await valueOf;
			return await read(key);
		});
	}

	async #readNext(keys: readonly string[]) {
		await clock.nextTurn();
		if (this.#batch?.keys === keys) this.#batch = undefined;
		return await this.read(keys);
	}
}
