import { createSeededNumbers } from '../../sandbox/createSeededNumbers';

/** Draws at random, but the same seed always gives the same choices. */
export class SeededChance {
	private readonly next: () => number;

	constructor(seed: number, ...names: ReadonlyArray<string | number>) {
		this.next = createSeededNumbers(
			[...names.join('\u0000')].reduce(
				(hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619),
				2_166_136_261 ^ Math.imul(seed, 2_654_435_761),
			) | 0,
		);
	}

	/** Returns a whole number from 0 to `limit` - 1. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** @throws Error for an empty list */
	pick<Value>(values: readonly Value[]): Value {
		if (values.length === 0) throw new Error('There is nothing to pick from');
		return values[this.below(values.length)] as Value;
	}
}
