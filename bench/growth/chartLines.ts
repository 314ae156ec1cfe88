import type { TimeStatistics } from '../figures';
import type { NodeRunReport } from '../n8nNodesProcess';

export interface ChartPoint extends Omit<NodeRunReport, 'ms'> {
	readonly ms: TimeStatistics;
	readonly calls: number;
}

export interface ChartLine {
	readonly name: string;
	readonly points: readonly ChartPoint[];
}
