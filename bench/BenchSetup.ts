import type { LatencyProxy } from './LatencyProxy';
import type { TargetResult } from './figures';
import type { N8nServer } from './n8n/N8nServer';
import type { PracticeCommands } from './practice/practiceProcess';
import type { BenchProcess } from './BenchProcess';

export interface BenchSetup {
	readonly practice: BenchProcess<PracticeCommands>;
	readonly proxy: LatencyProxy;
	/** This is the address of the proxy, which all measured approaches use. */
	readonly address: string;
	/** This is the address of the practice consortium itself, which only the ideal client uses. */
	readonly target: string;
	/** Starts the n8n in which the workflows run; later calls return the same one. */
	readonly n8n: () => Promise<N8nServer>;
	readonly runs: number;
	readonly latencies: readonly number[];
}

/** A part of the benchmark. It prints its tables itself, and returns its targets with the measured values. */
export type BenchPart = (bench: BenchSetup) => Promise<TargetResult[]>;
