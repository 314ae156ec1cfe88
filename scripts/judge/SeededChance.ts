/** Draws at random, but the same seed always gives the same choices. */
export class SeededChance {
	private state: number;

	constructor(seed: number, ...names: ReadonlyArray<string | number>) {
		this.state =
			[...names.join('\u0000')].reduce(
				(hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619),
				2_166_136_261 ^ Math.imul(seed, 2_654_435_761),
			) | 0;
	}

	/** Returns a whole number from 0 to `limit` - 1, by the generator mulberry32. */
	below(limit: number): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
	}

	/** @throws Error for an empty list */
	pick<Value>(values: readonly Value[]): Value {
		if (values.length === 0) throw new Error('There is nothing to pick from');
		return values[this.below(values.length)] as Value;
	}
}
