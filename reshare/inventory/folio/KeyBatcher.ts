import { clock } from '../../clock';
import { getOrCreate } from '../../memoize';

/** Reads the value of each key once, and those of keys for which callers ask at the same time together. A failure is kept, too. */
export class KeyBatcher<Value> {
	readonly #values = new Map<string, Promise<Value>>();
	#batch: { readonly keys: string[]; readonly reading: ReturnType<KeyBatcher<Value>['readTogether']> } | undefined;

	/**
	 * @param most the most keys that are read together
	 * @param readTogether reads several keys, and returns a function that gives the value of each; undefined if each must be read by itself
	 * @param limit starts a reading when it may begin; keys that come before share it
	 */
	constructor(
		private readonly most: number,
		private readonly readTogether: (keys: readonly string[]) => Promise<((key: string) => Value | Promise<Value>) | undefined>,
		private readonly readAlone: (key: string) => Promise<Value>,
		private readonly limit = async <Result>(start: () => Promise<Result>) => await start(),
	) {}

	of(key: string) {
		return getOrCreate(this.#values, key, async () => {
			if (this.#batch === undefined || this.#batch.keys.length === this.most) {
				const started: string[] = [];
				const reading = this.limit(async () => {
					await clock.nextTurn();
					if (this.#batch?.keys === started) this.#batch = undefined;
					return started.length < 2 ? undefined : await this.readTogether(started);
				});
				this.#batch = { keys: started, reading };
			}
			const { keys, reading } = this.#batch;
			keys.push(key);
			const read = (await reading) ?? this.readAlone;
			return await read(key);
		});
	}
}
