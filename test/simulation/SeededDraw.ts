import { createSeededNumbers } from '../../sandbox/createSeededNumbers';
import { makeStableNumber } from '../../sandbox/stableIds';

/**
 * Draws values that are always the same for the same key, whatever else is drawn. A step that is left out therefore changes no other one.
 */
export class SeededDraw {
	/** Draws a number that is at least 0 and less than 1. */
	readonly unit: () => number;

	constructor(...key: ReadonlyArray<string | number>) {
		this.unit = createSeededNumbers(makeStableNumber(key.join('|')));
	}

	whole(least: number, most: number) {
		return least + Math.floor(this.unit() * (most - least + 1));
	}

	/** Draws small values as often as large ones, by orders of magnitude. */
	wide(least: number, most: number) {
		return Math.round(least * (most / least) ** this.unit());
	}

	one<Value>(values: readonly [Value, ...Value[]]): Value;
	one<Value>(values: readonly Value[]): Value | undefined;
	one<Value>(values: readonly Value[]): Value | undefined {
		return values[Math.floor(this.unit() * values.length)];
	}

	shuffled<Value>(values: readonly Value[]): Value[] {
		return values
			.map((value) => ({ value, order: this.unit() }))
			.sort((one, other) => one.order - other.order)
			.map(({ value }) => value);
	}

	chance(probability: number) {
		return this.unit() < probability;
	}

	bytes(size: number) {
		return Buffer.from(Array.from({ length: size }, () => this.whole(0, 255)));
	}

	uuid() {
		const hex = this.bytes(16).toString('hex');
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
	}
}
