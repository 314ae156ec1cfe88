import type { Spread } from '../measure';

export interface Point {
	readonly items: number;
	readonly ms: Spread;
	/** Peak memory in use above that before the run, which had the items already, in bytes. */
	readonly bytes: number;
	/** Peak memory of the process above that before the run, garbage included, in bytes. */
	readonly processBytes: number;
	readonly calls: number;
}

export interface Line {
	readonly name: string;
	readonly points: readonly Point[];
}
