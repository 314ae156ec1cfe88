import type { Spread } from '../measure';

/** What a number of items in one run costs. */
export interface Point {
	readonly items: number;
	readonly ms: Spread;
	/** Memory of the process above what n8n needs for the same items by itself, in bytes. */
	readonly bytes: number;
	readonly calls: number;
}

export interface Line {
	readonly name: string;
	readonly points: readonly Point[];
}
