import { clock } from '../../clock';
import { getOrCreate } from '../../memoize';

/** Reads the value of each key once, and those of keys for which callers ask at the same time in one call. */
export class KeyBatcher<Value> {
	readonly #values = new Map<string, Promise<Value | undefined>>();
	#batch: { readonly keys: string[]; readonly values: Promise<readonly Value[]> } | undefined;

	/**
	 * @param most the most keys of one call
	 * @param read returns the values of some keys, in their order
	 */
	constructor(
		private readonly most: number,
		private readonly read: (keys: readonly string[]) => Promise<readonly Value[]>,
	) {}

	of(key: string): Promise<Value | undefined> {
		return getOrCreate(this.#values, key, async () => {
			if (this.#batch === undefined || this.#batch.keys.length === this.most) {
				const started: string[] = [];
				this.#batch = { keys: started, values: clock.nextTurn().then(() => this.#readNow(started)) };
			}
			const { keys, values } = this.#batch;
			const place = keys.push(key) - 1;
			return (await values)[place];
		});
	}

	#readNow(keys: readonly string[]) {
		if (this.#batch?.keys === keys) this.#batch = undefined;
		return this.read(keys);
	}
}
