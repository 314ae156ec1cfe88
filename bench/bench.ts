import type { LatencyProxy } from './latencyProxy';
import type { Reach } from './measure';
import type { N8nRunner } from './n8n/execute';
import type { Practice } from './practice/client';

/** What all parts of the benchmark share. */
export interface Bench {
	readonly practice: Practice;
	readonly proxy: LatencyProxy;
	/** Address of the proxy, which every measured side uses. */
	readonly address: string;
	/** Address of the practice consortium itself. */
	readonly target: string;
	readonly n8n: N8nRunner;
	readonly runs: number;
	readonly latencies: readonly number[];
}

/** Runs one part, prints its tables and gives what is to be reached. */
export type Part = (bench: Bench) => Promise<Reach[]>;
