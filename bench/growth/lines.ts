import type { Spread } from '../measure';

/** What a number of items in one run costs. */
export interface Point {
	readonly items: number;
	readonly ms: Spread;
	/** The most memory that was in use above what was with the items before the run, in bytes. */
	readonly bytes: number;
	/** The most memory that the process held above what it held before the run, garbage included, in bytes. */
	readonly processBytes: number;
	readonly calls: number;
}

export interface Line {
	readonly name: string;
	readonly points: readonly Point[];
}
