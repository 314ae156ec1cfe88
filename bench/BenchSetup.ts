import type { LatencyProxy } from './latencyProxy';
import type { PerformanceTarget } from './figures';
import type { Executor, N8nRunner } from './n8n/N8nRunner';
import type { PracticeProcess } from './practice/Practice';

export interface MeasuringSetup {
	readonly practice: PracticeProcess;
	readonly proxy: LatencyProxy;
	/** This is the address of the practice consortium itself, which only the ideal client uses. */
	readonly target: string;
	readonly n8n: Executor;
	readonly warmUps: number;
	readonly runs: number;
}

export interface BenchSetup extends MeasuringSetup {
	/** This is the address of the proxy, which all measured sides use. */
	readonly address: string;
	readonly n8n: N8nRunner;
	readonly latencies: readonly number[];
	/** If true, the charts in the docs are drawn anew. */
	readonly writes: boolean;
}

/** A part prints its tables by itself, and returns what was to be reached. */
export type BenchPart = (bench: BenchSetup) => Promise<PerformanceTarget[]>;
