import type { TimeStatistics } from '../figures';
import type { NodeReport } from '../nodeProcess';

export interface ChartPoint extends Omit<NodeReport, 'ms'> {
	readonly ms: TimeStatistics;
	readonly calls: number;
}

export interface ChartLine {
	readonly name: string;
	readonly points: readonly ChartPoint[];
}
