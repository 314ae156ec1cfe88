import type { LatencyProxy } from './latencyProxy';
import type { Reach } from './measure';
import type { Executor, N8nRunner } from './n8n/execute';
import type { Practice } from './practice/client';

/** What one measurement needs. */
export interface Measuring {
	readonly practice: Practice;
	readonly proxy: LatencyProxy;
	/** Address of the practice consortium itself. */
	readonly target: string;
	readonly n8n: Executor;
	/** Runs before those that count. */
	readonly warmUps: number;
	readonly runs: number;
}

/** What all parts of the benchmark share. */
export interface Bench extends Measuring {
	/** Address of the proxy, which every measured side uses. */
	readonly address: string;
	readonly n8n: N8nRunner;
	readonly latencies: readonly number[];
	/** Whether what was measured is drawn into the docs. */
	readonly writes: boolean;
}

/** Runs one part, prints its tables and gives what is to be reached. */
export type Part = (bench: Bench) => Promise<Reach[]>;
