import type { TimeStatistics } from '../figures';

export interface ChartPoint {
	readonly items: number;
	readonly ms: TimeStatistics;
	/** Peak memory in use above that before the run, which had the items already, in bytes. */
	readonly bytes: number;
	/** Peak memory of the process above that before the run, garbage included, in bytes. */
	readonly processBytes: number;
	readonly calls: number;
}

export interface ChartLine {
	readonly name: string;
	readonly points: readonly ChartPoint[];
}
