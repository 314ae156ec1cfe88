import type { TimeStatistics } from '../figures';

export interface ChartPoint {
	readonly items: number;
	readonly ms: TimeStatistics;
	/** The highest memory in use during the run, in bytes above that before it. The items exist before. */
	readonly bytes: number;
	/** The highest memory of the process during the run, garbage included, in bytes above that before it. */
	readonly processBytes: number;
	readonly calls: number;
}

export interface ChartLine {
	readonly name: string;
	readonly points: readonly ChartPoint[];
}
